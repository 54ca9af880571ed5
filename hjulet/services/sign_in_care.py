"""What is tended every hour behind the door: sessions that have run out, and secrets by an old key.

What is kept for a while after its end goes by weeding (``hjulet.services.weeding``).
"""

import logging
from importlib import import_module

from django.conf import settings

from hjulet.services.factor_secrets import write_anew

log = logging.getLogger("hjulet.sign_in")


def tend() -> None:
    """Throw away sessions that have run out, and encrypt by today's key what an old one encrypted."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    if count := write_anew():
        log.warning("%d second factors are now encrypted by the new key", count)
