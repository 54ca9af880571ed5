"""Assessments: entered by whoever assesses for a body, in versions, each with its reason.

A change takes a snapshot and leaves a revision and an audit row in the same transaction. So an edition is
built again with what was known when it was sealed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from hjulet.domain.goals.assessment import (
    Assessment,
    Part,
    assessed_by,
    by_element,
    is_assessed_in,
    periods_of,
)
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.structure import Structure
from hjulet.domain.organisation import Organisation
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_now, organisation
from hjulet.services.changes import audit, revise
from hjulet.services.day import day_of_work
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.goal_pages import GoalsPage, bodies_on, goals_page
from hjulet.services.people import people_names
from hjulet.services.snapshots import take_snapshot
from hjulet.services.versions import end_version, in_turn, registered
from hjulet.store.assessment import assessment_fields, load_assessments
from hjulet.store.models import GoalAssessment

NOUN = "assessment"


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many of a body's goals are assessed in a period, of how many.

    ``is_asked`` tells that they are to be: the period has begun, and its report follows these goals.
    """

    body: str
    name: str
    period: Period
    done: int
    of: int
    is_asked: bool

    @property
    def missing(self) -> int:
        """Count the goals that are to be assessed and are not."""
        return self.of - self.done if self.is_asked else 0


@dataclass(frozen=True, kw_only=True)
class AssessmentsPage:
    """What a body assesses in a period, in order of display, and what it has said of each.

    ``years`` are the same part of those of the structure in which there is such a body.
    """

    within: GoalsPage
    body: str
    period: Period
    years: tuple[Period, ...]
    held: tuple[Element, ...]
    said: Mapping[Ref, Assessment]
    may_assess: bool

    @property
    def followed(self) -> Structure | None:
        """Give the goals that the report of the period follows, where they are others than these."""
        found = self.within.network.in_force(self.period.last_day)
        return found if found and found.key != self.within.structure.key else None

    @property
    def without(self) -> tuple[Element, ...]:
        """List the goals that nobody has assessed; an area is no goal."""
        return tuple(
            each for each in self.held if each.kind is ElementKind.GOAL and each.ref not in self.said
        )


@dataclass(frozen=True, kw_only=True)
class Version:
    """An assessment as it stood from a moment on, and who wrote it; or that it was taken back, and why."""

    assessment: Assessment
    since: datetime
    by: str
    is_withdrawal: bool


@dataclass(frozen=True, kw_only=True)
class AssessmentPage:
    """One assessment to write: what it is of, what is said now (None: nothing), and what was said.

    ``version`` is the one to write upon, also where the last one was taken back; 0 where none was written.
    """

    within: GoalsPage
    element: Element
    body: str
    period: Period
    now: Assessment | None
    version: int
    history: tuple[Version, ...]
    may_assess: bool


def assess(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    """Write an assessment, or with its version the next one of it; the same again changes nothing.

    Raises NotFoundError for a body that the actor does not assess for and an element that the body does not
    assess in the period, RefusedError without a reason (``assessment-without-reason``) and for a period in
    which the goals are not assessed (``assessment-outside-goals``), ConflictError where somebody else was
    first.
    """
    wanted = replace(assessment, reason=assessment.reason.strip(), source=assessment.source.strip())
    _require_fit(wanted, _page_to_write(wanted, known=organisation(), by=by, at=at))
    with in_turn(at=at) as moment:
        row = GoalAssessment.objects.filter(_of(wanted), known_until__isnull=True).first()
        if row is None and wanted.version:
            raise ConflictError(theirs="", mine=wanted.reason, version=0)
        if row is not None:
            now = row.to_domain()
            if not row.withdrawn and now == replace(wanted, version=now.version):
                return
            end_version(row, version=wanted.version, theirs=now.reason, at=moment)
        _write(wanted, moment=moment, by=by, at=at)
        registered("assess-goal", _id(wanted), moment=moment, by=by, at=at, level=str(wanted.level))


def withdraw_assessment(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    """Take back an assessment that was read at its version, with why as its ``reason``.

    The goal is then without one; the row that it ends and the one that says so stay. Raises NotFoundError as
    ``assess`` does and where nothing is assessed, RefusedError without a reason
    (``withdrawal-without-reason``), ConflictError where somebody else was first.
    """
    wanted = replace(assessment, reason=assessment.reason.strip())
    page = _page_to_write(wanted, known=organisation(), by=by, at=at)
    if not _is_held(wanted.of, page):
        raise NotFoundError(wanted.of.key)
    if not wanted.reason:
        raise refused("withdrawal-without-reason")
    with in_turn(at=at) as moment:
        row = GoalAssessment.objects.filter(_of(wanted), known_until__isnull=True).first()
        if row is None or row.withdrawn:
            raise NotFoundError(wanted.of.key)
        now = row.to_domain()
        end_version(row, version=wanted.version, theirs=now.reason, at=moment)
        _write(replace(now, reason=wanted.reason), moment=moment, by=by, at=at, withdrawn=True)
        registered("withdraw-assessment", _id(wanted), moment=moment, by=by, at=at)


def add_assessments(assessments: Iterable[Assessment], *, by: Actor, at: datetime) -> None:
    """Write several assessments at once, those of what nobody has assessed yet; what is there stays.

    They take one snapshot together, and each body of a structure has one audit row. Raises NotFoundError and
    RefusedError as ``assess`` does, and then none is written.
    """
    known = organisation()
    with in_turn(at=at) as moment:
        new = [each for each in assessments if not _stored(each)]
        asked = {(each.of.structure, each.body, each.period): each for each in new}
        pages = {about: _page_to_write(each, known=known, by=by, at=at) for about, each in asked.items()}
        for each in new:
            _require_fit(each, pages[each.of.structure, each.body, each.period])
            _write(each, moment=moment, by=by, at=at)
        if not new:
            return
        snapshot = take_snapshot("assess-goals", by=by, at=moment).number
        for about, count in Counter(f"{each.of.structure} {each.body}" for each in new).items():
            audit("assess-goals", about, by=by, at=at, count=count, snapshot=snapshot)


def assessments_page(
    structure: str, body: str, period: Period, *, snapshot: int | None = None, by: Actor, at: datetime
) -> AssessmentsPage:
    """Gather what a body assesses in a period.

    Raises NotFoundError for a body that is not the actor's, or answered to nobody then, and for a period in
    which the goals are not assessed.
    """
    within = _goals(structure, snapshot=snapshot, by=by, at=at)
    return _page(within, body, period, known=organisation(), by=by, at=at)


def _page(
    within: GoalsPage, body: str, period: Period, *, known: Organisation, by: Actor, at: datetime
) -> AssessmentsPage:
    if not is_assessed_in(within.structure, period):
        raise NotFoundError(str(period))
    then, whole = _then(within, known), periods_of(within.structure, Part.of(period))
    years = tuple(each for each in whole if body in bodies_on(within, each.last_day, known=then).bodies)
    within = bodies_on(within, period.last_day, known=then)
    if body not in within.bodies or not _sees(body, known=known, by=by, at=at):
        raise NotFoundError(body)
    structure, known_at = within.structure.key, within.known_at
    where = Q(structure=structure, body=body, period=str(period))
    return AssessmentsPage(
        within=within,
        body=body,
        period=period,
        years=years,
        held=_held(within, body),
        said=by_element(load_assessments(at=known_at, where=where)),
        may_assess=known_at is None and _may_assess(body, known=known, by=by, at=at),
    )


def assessment_page(of: Ref, body: str, period: Period, *, by: Actor, at: datetime) -> AssessmentPage:
    """Gather one assessment with its history; raises NotFoundError as ``assessments_page`` does."""
    page = assessments_page(of.structure, body, period, by=by, at=at)
    if not _is_held(of, page):
        raise NotFoundError(of.key)
    where = Q(structure=of.structure, key=of.key, body=body, period=str(period))
    names = people_names()
    rows = tuple(GoalAssessment.objects.filter(where).order_by("-known_from", "-id"))
    last = next((row for row in rows if row.known_until is None), None)
    return AssessmentPage(
        within=page.within,
        element=page.within.network[of],
        body=body,
        period=period,
        now=last.to_domain() if last and not last.withdrawn else None,
        version=last.pk if last else 0,
        history=tuple(
            Version(
                assessment=row.to_domain(),
                since=row.known_from,
                by=names.get(row.set_by, row.set_by),
                is_withdrawal=row.withdrawn,
            )
            for row in rows
        ),
        may_assess=page.may_assess,
    )


def coverage(
    structure: str, *, part: Part = Part.YEAR, snapshot: int | None = None, by: Actor, at: datetime
) -> tuple[GoalsPage, tuple[Coverage, ...]]:
    """Tell for each body of the actor's that has goals, and each year, how many of them are assessed.

    A ``part`` is that of each year. What is without most comes first, year by year. Raises NotFoundError
    for a structure that does not exist, and a snapshot.
    """
    within, known, today = _goals(structure, snapshot=snapshot, by=by, at=at), organisation(), day_of_work(at)
    said = load_assessments(at=within.known_at, where=Q(structure=structure))
    done = {(each.body, each.period, each.of) for each in said}
    then = _then(within, known)
    found: list[Coverage] = []
    for period in periods_of(within.structure, part):
        there = bodies_on(within, period.last_day, known=then)
        is_followed = within.network.in_force(period.last_day) == within.structure
        for body in there.bodies:
            goals = [each.ref for each in _held(there, body) if each.kind is ElementKind.GOAL]
            if goals and _sees(body, known=known, by=by, at=at):
                found.append(
                    Coverage(
                        body=body,
                        name=within.names.get(body, body),
                        period=period,
                        done=sum((body, period, goal) in done for goal in goals),
                        of=len(goals),
                        is_asked=is_followed and period.start <= today,
                    )
                )
    return within, _most_missing_first(found)


def _most_missing_first(found: list[Coverage]) -> tuple[Coverage, ...]:
    places = {body: place for place, body in enumerate(dict.fromkeys(each.body for each in found))}
    missing = {body: sum(each.missing for each in found if each.body == body) for body in places}
    in_order = sorted(found, key=lambda each: (-missing[each.body], places[each.body], each.period))
    return tuple(in_order)


def assessments_of(of: Ref, *, known_at: datetime | None, by: Actor, at: datetime) -> tuple[Assessment, ...]:
    """List what the bodies that the actor sees have said of an element, the latest period first."""
    found = load_assessments(at=known_at, where=Q(structure=of.structure, key=of.key))
    known = organisation()
    seen = (each for each in found if _sees(each.body, known=known, by=by, at=at))
    return tuple(sorted(seen, key=lambda each: each.period.end, reverse=True))


def _page_to_write(
    assessment: Assessment, *, known: Organisation, by: Actor, at: datetime
) -> AssessmentsPage:
    """Let through whoever assesses for a body, and give what it assesses in the period."""
    if not _may_assess(assessment.body, known=known, by=by, at=at):
        raise NotFoundError(assessment.body)
    within, period = _goals(assessment.of.structure, by=by, at=at), assessment.period
    if not is_assessed_in(within.structure, period):
        raise refused("assessment-outside-goals", period=str(period), structure=within.structure.key)
    return _page(within, assessment.body, period, known=known, by=by, at=at)


def _require_fit(assessment: Assessment, page: AssessmentsPage) -> None:
    """Refuse an assessment of what the body does not assess, or unfounded."""
    if not _is_held(assessment.of, page):
        raise NotFoundError(assessment.of.key)
    if not assessment.reason:
        raise refused("assessment-without-reason")


def _write(
    assessment: Assessment, *, moment: datetime, by: Actor, at: datetime, withdrawn: bool = False
) -> None:
    fields = assessment_fields(assessment) | {"withdrawn": withdrawn}
    row = GoalAssessment.objects.create(**fields, known_from=moment, set_by=by.id)
    revise(NOUN, _id(assessment), version=row.pk, fields=fields, by=by, at=at)


def _stored(assessment: Assessment) -> bool:
    return GoalAssessment.objects.filter(_of(assessment), known_until__isnull=True).exists()


def _held(within: GoalsPage, body: str) -> tuple[Element, ...]:
    return assessed_by(within.network, within.structure.key, body, board=within.board, body_of=within.body_of)


def _is_held(of: Ref, page: AssessmentsPage) -> bool:
    return any(each.ref == of for each in page.held)


def _then(within: GoalsPage, known: Organisation) -> Organisation:
    """Give the organisation as the snapshot that is shown knows it; as it is known now, where none is."""
    return organisation(known_at=within.known_at) if within.known_at else known


def _goals(structure: str, *, snapshot: int | None = None, by: Actor, at: datetime) -> GoalsPage:
    within = goals_page(structure, snapshot=snapshot, by=by, at=at)
    if within is None:
        raise NotFoundError(structure)
    return within


def _sees(body: str, *, known: Organisation, by: Actor, at: datetime) -> bool:
    return may_now(Permission.VIEW_FIGURES, body, by=by, at=at, known=known)


def _may_assess(body: str, *, known: Organisation, by: Actor, at: datetime) -> bool:
    return may_now(Permission.ASSESS_GOALS, body, by=by, at=at, known=known)


def _of(assessment: Assessment) -> Q:
    of = assessment.of
    return Q(structure=of.structure, key=of.key, body=assessment.body, period=str(assessment.period))


def _id(assessment: Assessment) -> str:
    of = assessment.of
    return f"{of.structure} {of.key} {assessment.body} {assessment.period}"
