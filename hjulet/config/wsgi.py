"""The staff site for a WSGI server."""

import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

# Set, not defaulted: one process may start both sites, and each must get its own settings.
os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.staff"
application = get_wsgi_application()
if _faults := run_checks(tags=["hjulet"], include_deployment_checks=True):
    raise ImproperlyConfigured("; ".join(str(fault.msg) for fault in _faults))
import_string("hjulet.services.safety.require_safe")()
