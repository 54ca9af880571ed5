"""A file of people and their roles: its columns, and a row of it."""

import re
from dataclasses import dataclass
from datetime import date

from hjulet.domain.permission import Grant

PEOPLE_COLUMNS = {
    "username": "användarnamn",
    "name": "namn",
    "role": "roll",
    "unit": "enhet",
    "valid_from": "från",
    "valid_to": "till",
}
"""The columns of a people file, all of them needed -> their Swedish heads. ``valid_to`` may be empty."""

LONGEST_NAME = 120
"""Characters of a person's name."""

RESERVED = frozenset({"operator", "stranger", "unknown"})
"""Who the log calls so is no person."""

_USERNAME = re.compile(r"[\w.@+-]{1,60}")


def is_username(text: str) -> bool:
    """Tell whether somebody may be called so: small letters, and no name that the log has for itself."""
    return bool(_USERNAME.fullmatch(text)) and text == text.lower() and text not in RESERVED


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A person, and one of their roles."""

    username: str
    name: str
    grant: Grant

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Tell what the row is about: a person has a role over a unit from a day once."""
        return self.username, self.grant.role, self.grant.unit, str(self.grant.validity.start)

    @property
    def last(self) -> date | None:
        """Tell the last day of the role, as files have it; None until further notice."""
        return self.grant.validity.last_day
