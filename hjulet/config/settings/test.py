"""Tests: a home of their own, removed at the end.

The database is SQLite in that home, or the PostgreSQL that ``script/with-postgres`` has started and
named in HJULET_TEST_DATABASE_URL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hjulet.config.settings.database import postgresql_at, sqlite_in
from hjulet.config.settings.signed_in import *

HJULET_HOME = Path(tempfile.mkdtemp(prefix="hjulet-test-"))
HJULET_PUBLISHED = HJULET_HOME / "published"
atexit.register(shutil.rmtree, HJULET_HOME, ignore_errors=True)

_url = os.environ.get("HJULET_TEST_DATABASE_URL", "")
if _url:
    DATABASES = {"default": postgresql_at(_url) | {"CONN_MAX_AGE": 0}}
else:
    # A file, not memory: threads of one test shall meet as processes do.
    DATABASES = {"default": sqlite_in(HJULET_HOME) | {"TEST": {"NAME": HJULET_HOME / "test.sqlite3"}}}

MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the server of a test speaks http on localhost
SECRET_KEY = "only-for-tests: long enough, with enough letters, and known to all"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]

# Static files straight from their sources, under their own names.
STATIC_ROOT = HJULET_HOME / "static"
STATIC_ROOT.mkdir()
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
