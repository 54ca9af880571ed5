"""The columns of one table, by whom and what they are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hjulet.domain.personal_data import Handling


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns of one table, as words in a string.

    ``whose`` are lookups that find a person's rows by username, ``whose_name`` by name: some tables keep the
    name as it was shown. ``personal`` are columns by treatment; ``hidden`` and ``reference`` those of them
    that are not answered as they are. ``about`` tell which row it is. ``plain`` are about nobody.
    """

    whose: tuple[str, ...] = ()
    whose_name: tuple[str, ...] = ()
    personal: Mapping[str, str] = field(default_factory=dict)
    hidden: str = ""
    reference: str = ""
    about: str = ""
    plain: str = ""

    def all(self) -> tuple[str, ...]:
        """List every column that is classified."""
        return tuple(" ".join((*self.personal.values(), self.about, self.plain)).split())

    def handling(self, column: str) -> Handling:
        """Tell how a personal column is answered."""
        if column in self.hidden.split():
            return Handling.SECRET
        return Handling.REFERENCE if column in self.reference.split() else Handling.SHOWN
