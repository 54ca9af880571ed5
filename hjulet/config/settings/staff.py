"""The staff site, the job worker and the command."""

import os

from django.core.exceptions import ImproperlyConfigured

from hjulet.config.settings.database import postgresql_at, sqlite_in
from hjulet.config.settings.secret import key_in
from hjulet.config.settings.signed_in import *

_url = os.environ.get("HJULET_DATABASE_URL", "")
DATABASES = {"default": postgresql_at(_url) if _url else sqlite_in(HJULET_HOME)}

SECRET_KEY = os.environ.get("HJULET_SECRET_KEY", "")
if not SECRET_KEY and _url:
    # Several machines may share this database: a key in one machine's home would not do.
    raise ImproperlyConfigured("HJULET_SECRET_KEY must be set when HJULET_DATABASE_URL is")
SECRET_KEY = SECRET_KEY or key_in(HJULET_HOME)
