"""The staff site and the command."""

import os

from hjulet.config.settings.database import postgresql_at, sqlite_in
from hjulet.config.settings.secret import key_in
from hjulet.config.settings.signed_in import *

_url = os.environ.get("HJULET_DATABASE_URL", "")
DATABASES = {"default": postgresql_at(_url) if _url else sqlite_in(HJULET_HOME)}

HJULET_KEY_IN_HOME = "HJULET_SECRET_KEY" not in os.environ
"""Several machines may share a database, and a key in one machine's home is not theirs: the doctor tells."""

SECRET_KEY = os.environ.get("HJULET_SECRET_KEY") or key_in(HJULET_HOME)
"""The key that signs sessions: from the environment, else in a file of the home."""
