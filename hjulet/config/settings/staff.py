"""The staff site and the command.

Environment: HJULET_DATABASE_URL, HJULET_SECRET_KEY, HJULET_OLD_SECRET_KEYS, HJULET_HOSTS, HJULET_PROXIES.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from hjulet.config.settings.database import postgresql_at, sqlite_in
from hjulet.config.settings.safety import guards, names
from hjulet.config.settings.secret import key_in
from hjulet.config.settings.signed_in import *

_url = os.environ.get("HJULET_DATABASE_URL", "")
DATABASES = {"default": postgresql_at(_url) if _url else sqlite_in(HJULET_HOME)}

HJULET_KEY_IN_HOME = "HJULET_SECRET_KEY" not in os.environ
"""Several machines may share a database, and a key in one machine's home is not theirs: the doctor tells."""

SECRET_KEY = os.environ.get("HJULET_SECRET_KEY") or key_in(HJULET_HOME)
"""The key that signs sessions: from the environment, else in a file of the home."""

SECRET_KEY_FALLBACKS = names(os.environ.get("HJULET_OLD_SECRET_KEYS", ""))
"""Keys that were used before: what they signed and encrypted is read, and nothing new is made by them."""

HJULET_DEMO = (HJULET_HOME / HJULET_DEMO_MARK).is_file()

_proxies = os.environ.get("HJULET_PROXIES") or "0"
if not _proxies.isdecimal():
    raise ImproperlyConfigured("HJULET_PROXIES: write how many proxies stand in front of the site")

globals().update(
    guards(demo=HJULET_DEMO, hosts=names(os.environ.get("HJULET_HOSTS", "")), proxies=int(_proxies))
)
