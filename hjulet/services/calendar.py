"""The year wheel: the steps that concern somebody, what the law says of them, and changing them.

A step of a body concerns everybody at or below it, and whoever sees the body: the council's decision on the
budget stands in everyone's year, another committee's meetings in nobody else's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from hjulet.domain.calendar.budget_process import budget_process
from hjulet.domain.calendar.law import Judgement, judge
from hjulet.domain.calendar.question import Question, open_keys, standing
from hjulet.domain.calendar.recurrence import same_weekday_next_year
from hjulet.domain.calendar.step import Occurrence, Step, occurrences
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.permission import ROLES, Actor, Permission
from hjulet.services.access import may, organisation, require, require_anywhere
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.day import day_of_work
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.store.calendar import step_fields
from hjulet.store.models import CalendarQuestion, CalendarStep, Revision

NOUN = "calendar-step"
FIRST_YEAR, LAST_YEAR = 1998, 2199


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """A step of the year with its body's name, and whether the actor may change it."""

    occurrence: Occurrence
    unit_name: str
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class QuestionFacts:
    """A question with its alternatives: which steps each has, with the years they fall in."""

    question: Question
    alternatives: tuple[tuple[str, tuple[Occurrence, ...]], ...]
    may_answer: bool


@dataclass(frozen=True, kw_only=True)
class YearPage:
    """A year as somebody sees it; ``judgement`` holds the breaches that they may see.

    ``day`` is today, ``units`` are those they may add steps to, as (code, name).
    """

    year: int
    day: date
    steps: tuple[StepFacts, ...]
    questions: tuple[QuestionFacts, ...]
    judgement: Judgement
    years: tuple[int, ...]
    units: tuple[tuple[str, str], ...]
    can_copy: bool


def year_page(asked: int | None, *, by: Actor, at: datetime) -> YearPage:
    """Gather a year of the calendar, this one if none is asked for.

    Raises NotFoundError for whoever sees no unit, and for years that nobody plans.
    """
    day = day_of_work(at)
    year = day.year if asked is None else asked
    _require_year(year)
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    view = organisation().as_of(localdate(at))
    steps = tuple(row.to_domain() for row in CalendarStep.objects.all())
    questions = tuple(row.to_domain() for row in CalendarQuestion.objects.all())
    of_year = tuple(occurrences(standing(steps, questions), year, open_questions=open_keys(questions)))
    seen = concerned(by=by, at=at, view=view)
    editable = {unit for unit in seen if may(Permission.EDIT_CALENDAR, unit, by=by, at=at, view=view)}
    shown = tuple(one for one in of_year if one.step.unit in seen)
    judged = judge(of_year, year)
    return YearPage(
        year=year,
        day=day,
        steps=tuple(
            StepFacts(
                occurrence=one,
                unit_name=view.units[one.step.unit].name,
                may_edit=one.step.unit in editable,
            )
            for one in shown
        ),
        questions=_questions(questions, steps, year, seen=seen, editable=editable),
        judgement=replace(
            judged,
            breaches=tuple(each for each in judged.breaches if each[0] is None or each[0] in shown),
        ),
        years=_years(step for step in steps if step.unit in seen),
        units=tuple((unit, view.units[unit].name) for unit in view.units if unit in editable),
        can_copy=bool(_to_copy(steps, year, editable)),
    )


def concerned(*, by: Actor, at: datetime, view: OrganisationView) -> frozenset[str]:
    """Collect the units whose steps concern somebody: those they see, and all above these."""
    own = {unit for unit in view.units if may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)}
    return frozenset(above for unit in own for above in view.above(unit) if above in view)


def steps_between(first: int, last: int, *, by: Actor, at: datetime) -> tuple[Occurrence, ...]:
    """List what concerns somebody in some years, in the order of time, without alternatives that gave way."""
    seen = concerned(by=by, at=at, view=organisation().as_of(localdate(at)))
    return tuple(one for one in settled_steps(first, last) if one.step.unit in seen)


def settled_steps(first: int, last: int) -> tuple[Occurrence, ...]:
    """List everybody's steps of some years, to a service that asks for permission itself."""
    questions = tuple(row.to_domain() for row in CalendarQuestion.objects.all())
    steps = standing((row.to_domain() for row in CalendarStep.objects.all()), questions)
    return tuple(
        one
        for year in range(first, last + 1)
        for one in occurrences(steps, year, open_questions=open_keys(questions))
    )


def find_step(key: str, *, by: Actor, at: datetime) -> tuple[Step, int]:
    """Find a step that the actor may change, and its version; raises NotFoundError."""
    row = CalendarStep.objects.filter(key=key).first()
    view = organisation().as_of(localdate(at))
    if row is None or not may(Permission.EDIT_CALENDAR, row.unit, by=by, at=at, view=view):
        raise NotFoundError(key)
    return row.to_domain(), row.version


def save_step(step: Step, *, version: int = 0, by: Actor, at: datetime) -> None:
    """Write a step, or change one that was read at ``version``.

    Raises NotFoundError for a unit or step that is not the actor's, RefusedError for years or a role that
    are none and for a key that is taken, ConflictError where somebody else has changed it.
    """
    _require_sound(step, by=by, at=at)
    saved = {**step_fields(step), "saved_by": by.name, "saved_at": at}
    with transaction.atomic():
        if version == 0:
            first = {**saved, "version": _last_version(step.key) + 1}
            row, won = CalendarStep.objects.get_or_create(key=step.key, defaults=first)
            if not won:
                raise refused("step-exists", key=step.key)
        else:
            now, _ = find_step(step.key, by=by, at=at)
            if not update_versioned(CalendarStep.objects.filter(key=step.key), version=version, **saved):
                stored = CalendarStep.objects.get(key=step.key)
                raise ConflictError(theirs=f"{now.title} {now.when}", mine=step.title, version=stored.version)
            row = CalendarStep.objects.get(key=step.key)
        _log("save-step", step, version=row.version, by=by, at=at)


def remove_step(key: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take a step away; what it was stays in its revisions. Raises as ``save_step`` does."""
    with transaction.atomic():
        step, now = find_step(key, by=by, at=at)
        removed, _ = CalendarStep.objects.filter(key=key, version=version).delete()
        if not removed:
            raise ConflictError(theirs=f"{step.title} {step.when}", mine="", version=now)
        audit("remove-step", key, by=by, at=at, version=version)


def copy_year(year: int, *, by: Actor, at: datetime) -> int:
    """Carry last year's own steps on to a year, and tell how many; those that go on by themselves stand.

    A meeting or another single day keeps its weekday. What the year has already is left as it is.
    """
    _require_year(year)
    require_anywhere(Permission.EDIT_CALENDAR, by=by, at=at)
    view = organisation().as_of(localdate(at))
    editable = {unit for unit in view.units if may(Permission.EDIT_CALENDAR, unit, by=by, at=at, view=view)}
    with transaction.atomic():
        steps = tuple(row.to_domain() for row in CalendarStep.objects.all())
        copies = _to_copy(steps, year, editable)
        for step in copies:
            save_step(step, by=by, at=at)
    return len(copies)


def add_budget_process(year: int, *, unit: str, by: Actor, at: datetime) -> int:
    """Add the steps of the budget process to a year, and tell how many were new.

    The decision is the council's step where the actor may write those; else it stands with the others.
    """
    _require_year(year)
    view = organisation().as_of(localdate(at))
    require(Permission.EDIT_CALENDAR, unit, by=by, at=at, view=view)
    councils = (
        code
        for code in view.above(unit)
        if view.units[code].kind == "council" and may(Permission.EDIT_CALENDAR, code, by=by, at=at, view=view)
    )
    return add_steps(budget_process(year, unit=unit, council=next(councils, unit)), by=by, at=at)


def add_steps(steps: Iterable[Step], *, by: Actor, at: datetime) -> int:
    """Write the steps that are not there yet, and tell how many they were. Raises as ``save_step`` does."""
    taken = set(CalendarStep.objects.values_list("key", flat=True))
    new = [step for step in steps if step.key not in taken]
    with transaction.atomic():
        for step in new:
            save_step(step, by=by, at=at)
    return len(new)


def _to_copy(steps: tuple[Step, ...], year: int, editable: Iterable[str]) -> tuple[Step, ...]:
    """Make this year's steps of last year's that ended with it, but for those that are there already."""
    units, taken = set(editable), {step.key for step in steps}
    copies = (
        replace(
            step,
            key=_key_in(step.key, year),
            when=same_weekday_next_year(step.when, year - 1),
            from_year=year,
            to_year=year,
        )
        for step in steps
        if step.to_year == year - 1 and step.unit in units and not step.question
    )
    return tuple(copy for copy in copies if copy.key not in taken)


def _key_in(key: str, year: int) -> str:
    """Name a year's copy after the step: ``ks-2017-09`` becomes ``ks-2018-09``, others get the year added."""
    before = str(year - 1)
    return key.replace(before, str(year)) if before in key else f"{key}-{year}"


def _questions(
    questions: tuple[Question, ...],
    steps: tuple[Step, ...],
    year: int,
    *,
    seen: frozenset[str],
    editable: Iterable[str],
) -> tuple[QuestionFacts, ...]:
    """Gather the questions about a year: those with a step in it."""
    found = []
    for question in questions:
        asked = [step for step in steps if step.question == question.key]
        if question.unit not in seen or not any(step.holds(year) for step in asked):
            continue
        names = dict.fromkeys(step.alternative for step in asked)
        alternatives = tuple(
            (name, tuple(sorted((_only(step) for step in asked if step.alternative == name), key=_in_time)))
            for name in names
        )
        found.append(
            QuestionFacts(
                question=question, alternatives=alternatives, may_answer=question.unit in set(editable)
            )
        )
    return tuple(found)


def _only(step: Step) -> Occurrence:
    """Give a questioned step in the year it is of."""
    year = step.from_year
    return Occurrence(step=step, year=year, days=step.when.in_year(year), is_settled=False)


def _in_time(one: Occurrence) -> tuple[object, ...]:
    return one.days.first, one.id


def _years(steps: Iterable[Step]) -> tuple[int, ...]:
    """List the years that have steps of their own, from the first to the last."""
    years = {year for step in steps for year in (step.from_year, step.to_year or step.from_year)}
    return tuple(range(min(years), max(years) + 1)) if years else ()


def _require_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFoundError(year)


def _require_sound(step: Step, *, by: Actor, at: datetime) -> None:
    require(Permission.EDIT_CALENDAR, step.unit, by=by, at=at, view=organisation().as_of(localdate(at)))
    if step.to_year is not None and step.to_year < step.from_year:
        raise refused("years-turned", first=str(step.from_year), last=str(step.to_year))
    if step.role and step.role not in ROLES:
        raise refused("unknown-role", role=step.role)


def _last_version(key: str) -> int:
    """Tell the last version that a step has had: one that was removed goes on where it was."""
    last = Revision.objects.filter(noun=NOUN, object_id=key).aggregate(Max("version"))
    return last["version__max"] or 0


def _log(action: str, step: Step, *, version: int, by: Actor, at: datetime) -> None:
    revise(NOUN, step.key, version=version, fields=step_fields(step), by=by, at=at)
    audit(action, step.key, by=by, at=at, version=version)
