"""The staff site for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

# Set, not defaulted: one process may start both sites, and each must get its own settings.
os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.staff"
application = get_wsgi_application()
