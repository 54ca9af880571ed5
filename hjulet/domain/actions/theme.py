"""A theme: what several actions have in common, over bodies, such as a flow across committees."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A theme with its owner. ``unit`` answers for it; the owner is a person, a role in words, or both."""

    key: str = ""
    name: str
    description: str = ""
    unit: str
    person: str = ""
    role: str = ""
    version: int = 0
