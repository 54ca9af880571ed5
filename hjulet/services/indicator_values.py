"""Indicators' values from a file: tried, which shows what it changes, and then let in whole.

A file holds what it is about: values that it does not name stay as they are.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from hjulet.domain.indicators.observation import OBSERVATION_COLUMNS, Observation
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity, is_refused
from hjulet.readers.observations import ObservationContent, read_observations
from hjulet.services.access import require_anywhere
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.indicators import ValueChange, as_written, changes_of, readable, writable, write_changes
from hjulet.services.versions import in_turn, registered
from hjulet.store.indicator import load_indicators, value_fields
from hjulet.store.models import IndicatorValue


@dataclass(frozen=True, kw_only=True)
class ValuesTrial:
    """A file that is not let in: its rows as csv, what is wrong, what it changes, how many rows do not.

    ``base`` is what was known when it was tried: whoever lets it in has seen these changes.
    """

    file: str
    text: str
    base: int
    problems: tuple[Problem, ...]
    changes: tuple[ValueChange, ...]
    unchanged: int

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be let in."""
        return not is_refused(self.problems)


def try_values(data: bytes, *, file: str, by: Actor, at: datetime) -> ValuesTrial:
    """Try a file: what is wrong with it, and what it would change. Changes nothing."""
    require_anywhere(Permission.EDIT_INDICATORS, by=by, at=at)
    content, problems = _judged(data, file=file, by=by, at=at)
    changes = changes_of(content.rows, load_indicators())
    return ValuesTrial(
        file=file,
        text=_as_csv(content.rows),
        base=latest_value(),
        problems=problems,
        changes=changes,
        unchanged=len(content.rows) - len(changes),
    )


def import_values(
    data: bytes, *, file: str, base: int | None = None, by: Actor, at: datetime
) -> tuple[ValueChange, ...]:
    """Let a file in whole and give what it changed; the same content twice changes nothing.

    Raises RefusedError for a file that is not accepted or is about others' indicators, and ConflictError
    where something else was let in after ``base``.
    """
    require_anywhere(Permission.EDIT_INDICATORS, by=by, at=at)
    content, problems = _judged(data, file=file, by=by, at=at)
    if is_refused(problems):
        raise RefusedError(problem for problem in problems if problem.severity.refuses)
    with in_turn(at=at) as moment:
        if base is not None and base != latest_value():
            raise ConflictError(theirs="", mine=_as_csv(content.rows), version=latest_value())
        changes = changes_of(content.rows, load_indicators())
        if changes:
            write_changes(changes, by=by, at=moment)
            written = [as_written(change) for change in changes]
            registered("set-indicator-values", file[:200], moment=moment, by=by, at=at, changes=written)
    return changes


def latest_value() -> int:
    """Tell what was let in last: every change adds a row."""
    return IndicatorValue.objects.aggregate(last=Max("pk"))["last"] or 0


def _judged(
    data: bytes, *, file: str, by: Actor, at: datetime
) -> tuple[ObservationContent, tuple[Problem, ...]]:
    """Read a file, and list all that is wrong with it; another's indicator is one that does not exist."""
    is_seen, is_theirs = readable(by=by, at=at), writable(by=by, at=at)
    indicators = {id: each for id, each in load_indicators().items() if is_seen(each)}
    content = read_observations(data, file=file, indicators=indicators)
    others = [
        Problem(
            code="indicator-not-yours",
            severity=Severity.ERROR,
            place=place,
            params={"name": indicators[row.indicator].name},
        )
        for row, place in zip(content.rows, content.places, strict=True)
        if not is_theirs(indicators[row.indicator])
    ]
    return content, (*content.problems, *others)


def _as_csv(rows: Iterable[Observation]) -> str:
    indicators = load_indicators()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(OBSERVATION_COLUMNS)
    for row in rows:
        fields = value_fields(row, indicators[row.indicator])
        numbers = ("response_rate",) if indicators[row.indicator].scale else ("value", "response_rate")
        fields |= {name: fields[name].replace(".", ",") for name in numbers}
        writer.writerow([fields[column] or "" for column in OBSERVATION_COLUMNS])
    return text.getvalue()
