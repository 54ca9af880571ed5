"""The identity providers of this home."""

import os

from django.conf import settings

from hjulet.domain.identity import Identities
from hjulet.readers.identity import read_identities


def identities() -> Identities:
    """Give the identity providers of this home, those that are configured without fault."""
    return read_identities(settings.HJULET_HOME, environment=os.environ).identities


def provider_names() -> dict[str, str]:
    """Name the configured providers, by their ids."""
    return {each.id: each.name for each in identities().providers}
