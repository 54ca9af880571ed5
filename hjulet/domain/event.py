"""An event of the log: what was done, by whom and when, as it was when it happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that was done. ``action`` is a code, ``about`` the id of what it was done to.

    ``params`` are plain JSON values: what a sentence about it needs.
    """

    number: int
    at: datetime
    actor: str
    action: str
    about: str
    params: Mapping[str, Any]
