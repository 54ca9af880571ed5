"""Assessments: entered by whoever assesses for a body, in versions, each with its reason.

A change takes a snapshot and leaves a revision and an audit row in the same transaction. So an edition is
built again with what was known when it was sealed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import Q

from hjulet.domain.goals.assessment import ASSESSED, Assessment, assessed_by, by_element
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.structure import Structure
from hjulet.domain.period import Period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_now, organisation
from hjulet.services.changes import revise
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.goal_pages import GoalsPage, goals_page
from hjulet.services.people import people_names
from hjulet.services.versions import end_version, in_turn, registered
from hjulet.store.assessment import assessment_fields, load_assessments
from hjulet.store.models import GoalAssessment

NOUN = "assessment"


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many of a body's goals are assessed in a period, of how many."""

    body: str
    name: str
    period: Period
    done: int
    of: int


@dataclass(frozen=True, kw_only=True)
class AssessmentsPage:
    """What a body assesses in a period, in order of display, and what it has said of each."""

    within: GoalsPage
    body: str
    period: Period
    held: tuple[Element, ...]
    said: Mapping[Ref, Assessment]
    may_assess: bool

    @property
    def without(self) -> tuple[Element, ...]:
        """List the goals that nobody has assessed; an area is no goal."""
        return tuple(
            each for each in self.held if each.kind is ElementKind.GOAL and each.ref not in self.said
        )


@dataclass(frozen=True, kw_only=True)
class Version:
    """An assessment as it stood from a moment on, and who wrote it."""

    assessment: Assessment
    since: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class AssessmentPage:
    """One assessment to write: what it is of, what is said now (None: nothing yet), and what was said."""

    within: GoalsPage
    element: Element
    body: str
    period: Period
    now: Assessment | None
    history: tuple[Version, ...]
    may_assess: bool


def assess(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    """Write an assessment, or with its version the next one of it; the same again changes nothing.

    Raises NotFoundError for a body that the actor does not assess for and an element that the body does not
    assess, RefusedError without a reason (``assessment-without-reason``) and for a period that the goals do
    not hold in (``assessment-outside-goals``), ConflictError where somebody else was first.
    """
    wanted = replace(assessment, reason=assessment.reason.strip(), source=assessment.source.strip())
    held = _require_assessing(wanted.of.structure, wanted.body, by=by, at=at)
    _require_fit(wanted, held)
    with in_turn(at=at) as moment:
        row = GoalAssessment.objects.filter(_of(wanted), known_until__isnull=True).first()
        if row is None and wanted.version:
            raise ConflictError(theirs="", mine=wanted.reason, version=0)
        if row is not None:
            now = row.to_domain()
            if now == replace(wanted, version=now.version):
                return
            end_version(row, version=wanted.version, theirs=now.reason, at=moment)
        _write(wanted, moment=moment, by=by, at=at)
        registered("assess-goal", _id(wanted), moment=moment, by=by, at=at, level=str(wanted.level))


def add_assessments(assessments: Iterable[Assessment], *, by: Actor, at: datetime) -> None:
    """Write several assessments at once, those of what nobody has assessed yet; what is there stays.

    They take one snapshot together. Raises NotFoundError and RefusedError as ``assess`` does, and then none
    is written.
    """
    with in_turn(at=at) as moment:
        new = [each for each in assessments if not _stored(each)]
        for (structure, body), of in groupby(new, key=lambda each: (each.of.structure, each.body)):
            held = _require_assessing(structure, body, by=by, at=at)
            written = list(of)
            for each in written:
                _require_fit(each, held)
                _write(each, moment=moment, by=by, at=at)
            about, count = f"{structure} {body}", len(written)
            registered("assess-goals", about, moment=moment, by=by, at=at, count=count)


def assessments_page(
    structure: str, body: str, period: Period, *, snapshot: int | None = None, by: Actor, at: datetime
) -> AssessmentsPage:
    """Gather what a body assesses in a period. Raises NotFoundError for a body that is not the actor's."""
    return _page(_goals(structure, snapshot=snapshot, by=by, at=at), body, period, by=by, at=at)


def _page(within: GoalsPage, body: str, period: Period, *, by: Actor, at: datetime) -> AssessmentsPage:
    if body not in within.bodies or not _sees(body, by=by, at=at):
        raise NotFoundError(body)
    structure, known_at = within.structure.key, within.known_at
    where = Q(structure=structure, body=body, period=str(period))
    return AssessmentsPage(
        within=within,
        body=body,
        period=period,
        held=assessed_by(within.network, structure, body, board=within.board),
        said=by_element(load_assessments(at=known_at, where=where)),
        may_assess=known_at is None and _may_assess(body, by=by, at=at),
    )


def assessment_page(of: Ref, body: str, period: Period, *, by: Actor, at: datetime) -> AssessmentPage:
    """Gather one assessment with its history; raises NotFoundError as ``assessments_page`` does."""
    page = assessments_page(of.structure, body, period, by=by, at=at)
    if of not in page.within.network or not _is_assessed(page.within.network[of], page.held):
        raise NotFoundError(of.key)
    where = Q(structure=of.structure, key=of.key, body=body, period=str(period))
    names = people_names()
    rows = GoalAssessment.objects.filter(where).order_by("-known_from", "-id")
    return AssessmentPage(
        within=page.within,
        element=page.within.network[of],
        body=body,
        period=period,
        now=next((row.to_domain() for row in rows if row.known_until is None), None),
        history=tuple(
            Version(assessment=row.to_domain(), since=row.known_from, by=names.get(row.set_by, row.set_by))
            for row in rows
        ),
        may_assess=page.may_assess,
    )


def coverage(structure: str, *, by: Actor, at: datetime) -> tuple[GoalsPage, tuple[Coverage, ...]]:
    """Tell for each body of the actor's that has goals, and each year, how many of them are assessed.

    What is without most comes first. Raises NotFoundError for a structure that does not exist.
    """
    within = _goals(structure, by=by, at=at)
    said = load_assessments(where=Q(structure=structure))
    done = {(each.body, str(each.period), each.of) for each in said}
    found: list[Coverage] = []
    for body in within.bodies:
        held = assessed_by(within.network, structure, body, board=within.board)
        goals = [each.ref for each in held if each.kind is ElementKind.GOAL]
        if not goals or not _sees(body, by=by, at=at):
            continue
        found += [
            Coverage(
                body=body,
                name=within.names.get(body, body),
                period=period,
                done=sum((body, str(period), goal) in done for goal in goals),
                of=len(goals),
            )
            for period in years_of(within.structure)
        ]
    return within, tuple(found)


def assessments_of(of: Ref, *, known_at: datetime | None, by: Actor, at: datetime) -> tuple[Assessment, ...]:
    """List what the bodies that the actor sees have said of an element, the latest period first."""
    found = load_assessments(at=known_at, where=Q(structure=of.structure, key=of.key))
    seen = (each for each in found if _sees(each.body, by=by, at=at))
    return tuple(sorted(seen, key=lambda each: each.period.end, reverse=True))


def years_of(structure: Structure) -> tuple[Period, ...]:
    """List the years that a structure holds."""
    return tuple(year_period(year) for year in range(structure.first_year, structure.last_year + 1))


def _require_assessing(structure: str, body: str, *, by: Actor, at: datetime) -> AssessmentsPage:
    """Let through whoever assesses for a body, and give what it assesses."""
    if not _may_assess(body, by=by, at=at):
        raise NotFoundError(body)
    within = _goals(structure, by=by, at=at)
    return _page(within, body, years_of(within.structure)[0], by=by, at=at)


def _require_fit(assessment: Assessment, page: AssessmentsPage) -> None:
    """Refuse an assessment of what the body does not assess, in a year without these goals, or unfounded."""
    of, structure = assessment.of, page.within.structure
    if of not in page.within.network or not _is_assessed(page.within.network[of], page.held):
        raise NotFoundError(of.key)
    if not structure.validity.holds(assessment.period.last_day):
        raise refused("assessment-outside-goals", period=str(assessment.period), structure=structure.key)
    if not assessment.reason:
        raise refused("assessment-without-reason")


def _write(assessment: Assessment, *, moment: datetime, by: Actor, at: datetime) -> None:
    fields = assessment_fields(assessment)
    row = GoalAssessment.objects.create(**fields, known_from=moment, set_by=by.id)
    revise(NOUN, _id(assessment), version=row.pk, fields=fields, by=by, at=at)


def _stored(assessment: Assessment) -> bool:
    return GoalAssessment.objects.filter(_of(assessment), known_until__isnull=True).exists()


def _is_assessed(element: Element, held: tuple[Element, ...]) -> bool:
    """Tell whether a body assesses an element: its areas and goals, and the commitments of anybody."""
    return element in held if element.kind is not ElementKind.COMMITMENT else element.kind in ASSESSED


def _goals(structure: str, *, snapshot: int | None = None, by: Actor, at: datetime) -> GoalsPage:
    within = goals_page(structure, snapshot=snapshot, by=by, at=at)
    if within is None:
        raise NotFoundError(structure)
    return within


def _sees(body: str, *, by: Actor, at: datetime) -> bool:
    return may_now(Permission.VIEW_FIGURES, body, by=by, at=at, known=organisation())


def _may_assess(body: str, *, by: Actor, at: datetime) -> bool:
    return may_now(Permission.ASSESS_GOALS, body, by=by, at=at, known=organisation())


def _of(assessment: Assessment) -> Q:
    of = assessment.of
    return Q(structure=of.structure, key=of.key, body=assessment.body, period=str(assessment.period))


def _id(assessment: Assessment) -> str:
    of = assessment.of
    return f"{of.structure} {of.key} {assessment.body} {assessment.period}"
