"""Actions as a table to take out, change and let in again: the columns of ``domain/actions/files.py``."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet import Kind, Sheet, SheetColumn, Value
from hjulet.domain.actions.action import Action
from hjulet.domain.actions.files import ACTION_COLUMNS, cells_of
from hjulet.services.action_search import ActionFilter
from hjulet.web.action_words import lack_word, status_words

_KINDS = {"year": Kind.NUMBER, "first_day": Kind.DATE, "last_day": Kind.DATE, "cost": Kind.NUMBER}
_TEXTS = tuple(column for column in ACTION_COLUMNS if column not in _KINDS)


def actions_sheet(actions: Iterable[Action], *, asked: ActionFilter, names: Mapping[str, str]) -> Sheet:
    """Make the table; ``names`` are those of what is ``asked`` for, by the fields of the filter."""
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
            *((word, said) for word, said in _asked_words(asked, names) if said),
            (_("Hämtat"), f"{timezone.localtime(timezone.now()):%Y-%m-%d %H.%M}"),
        ),
    )


def _asked_words(asked: ActionFilter, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Say what is asked for; empty where it is not."""
    return (
        (_("Nämnd eller enhet"), names["unit"]),
        (_("Ägare"), names["owner"]),
        (_("Läge"), status_words(asked.status)[1] if asked.status else ""),
        (_("År"), str(asked.year or "")),
        (_("Leder till"), names["goal"]),
        (_("Tema"), names["theme"]),
        (_("Indikator"), names["indicator"]),
        (_("Att se över"), lack_word(asked.lack) if asked.lack else ""),
        (_("Sök"), asked.about),
    )


def _row(action: Action) -> Sequence[Value]:
    cells: dict[str, Value] = {
        **cells_of(action, _TEXTS),
        "year": action.year,
        "first_day": action.first_day,
        "last_day": action.last_day,
        "cost": action.cost,
    }
    return [cells[column] for column in ACTION_COLUMNS]
