"""Ids made of names, for what is registered by name."""

import re
import unicodedata
from collections.abc import Collection
from typing import Any

_LONGEST = 30


def new_key(model: type[Any], name: str, *, otherwise: str, reserved: Collection[str] = ()) -> str:
    """Make an id of a name that no row has or has had: ``konsulter``, ``konsulter-2``.

    ``otherwise`` is the id of a name without any letter that an address can hold; those that are ``reserved``
    are words of addresses themselves.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST] or otherwise
    taken = {*reserved, *model.objects.filter(key__startswith=stem).values_list("key", flat=True)}
    tried = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in tried if key not in taken)
