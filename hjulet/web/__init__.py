"""Staff pages: views, forms and urls by noun."""
