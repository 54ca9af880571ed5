"""One change of many actions: what is left empty stays as each of them has it."""

from dataclasses import dataclass, replace
from datetime import date

from hjulet.domain.actions.action import Action, Status


@dataclass(frozen=True, kw_only=True)
class BulkChange:
    """What changes in all of some actions; what is empty stays as each of them has it."""

    status: Status | None = None
    status_note: str = ""
    unit: str = ""
    person: str = ""
    role: str = ""
    first_day: date | None = None
    last_day: date | None = None
    add_theme: str = ""
    drop_theme: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for."""
        return self == BulkChange()

    def of(self, action: Action) -> Action:
        """Give an action as it becomes."""
        kept = tuple(theme for theme in action.themes if theme != self.drop_theme)
        added = (self.add_theme,) if self.add_theme and self.add_theme not in kept else ()
        return replace(
            action,
            status=self.status or action.status,
            status_note=self.status_note or action.status_note,
            unit=self.unit or action.unit,
            person=self.person or action.person,
            role=self.role or action.role,
            first_day=self.first_day or action.first_day,
            last_day=self.last_day or action.last_day,
            themes=(*kept, *added),
        )
