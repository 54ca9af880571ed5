"""Two wordings of one goal cannot be the same version: somebody says which one holds."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.goals.element import Ref

LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One way in which an element is written, and where in the source; ``id`` tells it from the others."""

    id: str
    text: str
    where: str


@dataclass(frozen=True, kw_only=True)
class WordingQuestion:
    """A question about an element's wording. ``chosen`` is the id of the one that holds, empty while open."""

    of: Ref
    wordings: tuple[Wording, ...]
    chosen: str = ""
    reason: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has answered."""
        return not self.chosen

    def wording(self, id: str) -> Wording:
        """Give a wording by its id; raises KeyError where there is none."""
        return {each.id: each for each in self.wordings}[id]
