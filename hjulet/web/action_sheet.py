"""Actions as a table to take out, change and let in again: the columns of ``domain/actions/files.py``."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet import Kind, Sheet, SheetColumn, Value
from hjulet.domain.actions.action import Action
from hjulet.domain.actions.files import ACTION_COLUMNS, cells_of

_KINDS = {"year": Kind.COUNT, "first_day": Kind.DATE, "last_day": Kind.DATE, "cost": Kind.NUMBER}


def actions_sheet(actions: Iterable[Action], *, query: dict[str, str]) -> Sheet:
    """Make the table; ``query`` is what was asked for."""
    return Sheet(
        name=_("Åtgärder"),
        columns=tuple(
            SheetColumn(label=head, kind=_KINDS.get(column, Kind.TEXT))
            for column, head in ACTION_COLUMNS.items()
        ),
        rows=(_row(action) for action in actions),
        total=_("Summa"),
        asked_name=_("Urval"),
        asked=(
            *((name, value) for name, value in query.items()),
            (_("Hämtat"), f"{timezone.localtime(timezone.now()):%Y-%m-%d %H.%M}"),
        ),
    )


def _row(action: Action) -> Sequence[Value]:
    cells = cells_of(action)
    numbers: dict[str, Value] = {
        "year": action.year,
        "first_day": action.first_day,
        "last_day": action.last_day,
        "cost": action.cost,
    }
    return [numbers.get(column, cells[column]) for column in ACTION_COLUMNS]
