"""What was planned for the improvements of boards at the end of a day, read from their revisions.

Who answers for one and when it should be done are plans, and are changed. A month that has been is told by
what was planned then: what was late did not come in time because somebody moved the day afterwards.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from hjulet.domain.board.board import Board
from hjulet.domain.board.improvement import Improvement
from hjulet.store.models import BoardImprovement, Revision

NOUN = BoardImprovement._meta.model_name or ""


def planned_on(boards: Iterable[Board], day: date) -> dict[str, Board]:
    """Give some boards with their improvements as they were planned at the end of a day, by unit.

    One that was written down later than it began is as it was first written.
    """
    found = tuple(boards)
    revisions = _revisions(f"{board.unit} {each.number}" for board in found for each in board.improvements)
    return {
        board.unit: replace(
            board,
            improvements=tuple(
                _as_planned(each, revisions[f"{board.unit} {each.number}"], day)
                for each in board.improvements
            ),
        )
        for board in found
    }


def _revisions(places: Iterable[str]) -> Mapping[str, list[Revision]]:
    """Load the revisions that say what is planned; one of a move says only the step."""
    rows = Revision.objects.filter(noun=NOUN, object_id__in=list(places), fields__has_key="due")
    found: dict[str, list[Revision]] = defaultdict(list)
    for row in rows.order_by("version"):
        found[row.object_id].append(row)
    return found


def _as_planned(improvement: Improvement, revisions: list[Revision], day: date) -> Improvement:
    if not revisions:
        return improvement
    then = [row for row in revisions if localdate(row.at) <= day]
    fields: Mapping[str, Any] = (then[-1] if then else revisions[0]).fields
    due = fields["due"]
    return replace(
        improvement,
        person=fields["person"],
        role=fields["role"],
        due=date.fromisoformat(due) if due else None,
    )
