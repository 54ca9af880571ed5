"""The public site for a WSGI server, in a process that never meets the working database."""

import os

from django.core.wsgi import get_wsgi_application

# Set, not defaulted: one process may start both sites, and each must get its own settings.
os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.public"
application = get_wsgi_application()
