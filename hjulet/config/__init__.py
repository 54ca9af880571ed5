"""Settings, urls and wsgi; names modules as strings and is imported by nobody."""
