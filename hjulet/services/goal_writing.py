"""Single elements of a structure: added, changed, moved and ended on a page.

Each change is a version with a revision, a snapshot and an audit row, as an import makes them. Where the
structure is decided, other words need a reason and a decision: two wordings cannot be one version.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hjulet.domain.goals.element import Element, ElementKind, Ref, Scope
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.goals.writing import (
    WRITTEN,
    OutlineRow,
    beside,
    changed_fields,
    exchanged,
    holders,
    leads_on,
    outline,
)
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Problem, Severity
from hjulet.services.changes import audit
from hjulet.services.commitment_rights import goal_writer
from hjulet.services.day import day_of_work
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError, refused
from hjulet.services.goal_choices import GoalChoices, goal_choices
from hjulet.services.goal_pages import GoalsPage, goals_page
from hjulet.services.goal_questions import drop_question, is_asked
from hjulet.services.goal_rows import (
    end_beside,
    find_row,
    new_ref,
    place_after,
    ref_id,
    require_fit,
    write_version,
)
from hjulet.services.versions import end_version, in_turn, registered
from hjulet.store.goals import load_goals
from hjulet.store.models import (
    ActionGoal,
    BoardRow,
    GoalAssessment,
    GoalElement,
    RegisteredAssignment,
)

NOUN = "goal"


@dataclass(frozen=True, kw_only=True)
class Why:
    """Why a decided wording is changed, and the decision that says so."""

    reason: str = ""
    decision: str = ""

    @property
    def said(self) -> Mapping[str, str]:
        """Give what is said, to be kept in the log."""
        return {"reason": self.reason, "decision": self.decision} if self.reason and self.decision else {}


UNSAID = Why()


@dataclass(frozen=True, kw_only=True)
class GoalForm:
    """An element to write: ``fields`` that its kind has, ``above`` what the actor may put it under.

    ``is_decided`` is that other words need a reason and a decision.
    """

    within: GoalsPage
    element: Element
    fields: tuple[str, ...]
    above: tuple[Element, ...]
    choices: GoalChoices
    is_decided: bool


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A structure to write: its elements where they stand, and which of them the actor writes."""

    within: GoalsPage
    rows: tuple[OutlineRow, ...]
    writable: frozenset[Ref]


def outline_page(structure: str, *, by: Actor, at: datetime) -> Outline:
    """Gather a structure to write; raises NotFoundError for whoever writes the goals of no body."""
    within = _within(structure, by=by, at=at)
    rows = outline(within.network, structure)
    writes = goal_writer(by, at=at)
    return Outline(
        within=within,
        rows=rows,
        writable=frozenset(row.element.ref for row in rows if writes(row.element, within.network)),
    )


def new_goal_form(structure: str, kind: ElementKind, under: str, *, by: Actor, at: datetime) -> GoalForm:
    """Gather what one needs to write a new element of a kind, under another or at the top (empty).

    Raises NotFoundError where it cannot stand there, and for whoever may not write it: who does not write
    the council's goals writes their body's own, and what stands under one.
    """
    within = _within(structure, by=by, at=at)
    choices = goal_choices(within, by=by, at=at)
    scope = Scope.MUNICIPALITY if choices.is_central else Scope.OWN_BODY
    blank = Element(ref=Ref(structure, ""), kind=kind, name="", under=under, scope=scope)
    form = _form(within, blank, choices, by=by, at=at)
    is_theirs = goal_writer(by, at=at)(_led(blank, choices), within.network)
    if not is_theirs or (under and under not in {each.ref.key for each in form.above}):
        raise NotFoundError(kind)
    return form


def goal_form(structure: str, key: str, *, by: Actor, at: datetime) -> GoalForm:
    """Gather an element to change; raises NotFoundError for whoever may not."""
    within = _within(structure, by=by, at=at)
    element = _find(Ref(structure, key)).to_domain()
    _require_writer(element, within.network, by=by, at=at)
    return _form(within, element, goal_choices(within, by=by, at=at), by=by, at=at)


def add_goal(element: Element, *, by: Actor, at: datetime) -> Ref:
    """Write a new element, last among its like, and give its ref; the key that it comes with is not used.

    Raises NotFoundError for what is not the actor's to write, RefusedError where it does not fit.
    """
    with in_turn(at=at) as moment:
        network = load_goals()
        _require_writer(element, network, by=by, at=at)
        new = replace(element, ref=new_ref(element))
        require_fit(new)
        before = beside(network, new)
        place = place_after(new.ref.structure, before[-1].ref if before else None)
        write_version(new, NOUN, place=place, moment=moment, by=by, at=at)
        registered("set-goal", ref_id(new.ref), moment=moment, by=by, at=at, name=new.name)
    return new.ref


def change_goal(element: Element, *, why: Why = UNSAID, by: Actor, at: datetime) -> None:
    """Write the next version of an element; ``version`` is the one that was read.

    Raises NotFoundError for what is not the actor's to write, before or after; RefusedError where it does not
    fit, for other words of something decided without ``why``, and while it is asked which wording holds;
    ConflictError where somebody else was first.
    """
    with in_turn(at=at) as moment:
        row, network = _find(element.ref), load_goals()
        now = row.to_domain()
        for each in (now, element):
            _require_writer(each, network, by=by, at=at)
        if row.pk != element.version:
            raise ConflictError(theirs=now.name, mine=element.name, version=row.pk)
        changed = changed_fields(now, element)
        if not changed:
            return
        is_reworded = "name" in changed
        if is_reworded:
            _require_settled(element.ref)
            _require_why(why, network, element.ref, at=at)
        require_fit(element)
        end_version(row, version=element.version, theirs=now.name, at=moment)
        said = why.said if is_reworded else {}
        write_version(element, NOUN, place=row.place, moment=moment, by=by, at=at, why=said)
        action = "reword-goal" if said else "set-goal"
        registered(action, ref_id(element.ref), moment=moment, by=by, at=at, name=element.name, **said)


def end_goal(ref: Ref, *, version: int, why: Why = UNSAID, by: Actor, at: datetime) -> None:
    """End an element with its links and targets; older snapshots keep all of it.

    Raises NotFoundError for what is not the actor's, RefusedError while something rests on it and for what is
    decided without ``why``, ConflictError where somebody else was first.
    """
    with in_turn(at=at) as moment:
        row, network = _find(ref), load_goals()
        now = row.to_domain()
        _require_writer(now, network, by=by, at=at)
        if used := [_used(code, number) for code, number in _uses(ref, network) if number]:
            raise RefusedError(used)
        _require_why(why, network, ref, at=at)
        end_version(row, version=version, theirs=now.name, at=moment)
        end_beside(ref, at=moment)
        drop_question(ref, by=by, at=at)
        action = "end-decided-goal" if why.said else "end-goal"
        registered(action, ref_id(ref), moment=moment, by=by, at=at, name=now.name, **why.said)


def move_goal(ref: Ref, *, is_up: bool, by: Actor, at: datetime) -> None:
    """Let an element change places with its neighbour of the same kind.

    It stays at an end, and beside what is not the actor's. The order of display is no part of the history:
    all versions move. Raises NotFoundError for what is not the actor's.
    """
    with in_turn(at=at):
        network = load_goals()
        element = _find(ref).to_domain()
        _require_writer(element, network, by=by, at=at)
        held = beside(network, element)
        place = held.index(element) + (-1 if is_up else 1)
        if not 0 <= place < len(held) or not goal_writer(by, at=at)(held[place], network):
            return
        _put(exchanged(network, element, held[place]))
        audit("move-goal", ref_id(ref), by=by, at=at, name=element.name)


def _put(places: Mapping[Ref, Ref]) -> None:
    """Give elements the places that others had."""
    now = {slot: find_row(slot).place for slot in places.values()}
    for ref, slot in places.items():
        GoalElement.objects.filter(structure=ref.structure, key=ref.key).update(place=now[slot])


def _require_writer(element: Element, network: GoalNetwork, *, by: Actor, at: datetime) -> None:
    if not goal_writer(by, at=at)(element, network):
        raise NotFoundError(element.ref.key)


def _require_settled(ref: Ref) -> None:
    """Let words be changed only where nobody is asked which of them hold."""
    if is_asked(ref):
        raise refused("wording-is-asked")


def _require_why(why: Why, network: GoalNetwork, ref: Ref, *, at: datetime) -> None:
    if network.structure(ref.structure).is_decided(on=day_of_work(at)) and not why.said:
        raise refused("decided-wording-without-why")


def _uses(ref: Ref, network: GoalNetwork) -> Iterator[tuple[str, int]]:
    """Count what rests on an element, by the code that says so."""
    of = {"structure": ref.structure, "key": ref.key}
    given = {"goal_structure": ref.structure, "goal_key": ref.key}
    known = {"known_until__isnull": True}
    yield "goal-holds-others", len(network.below(ref))
    yield "goal-is-supported", len(network.supporting(ref))
    yield "goal-leads-on", int(leads_on(network, ref))
    yield "goal-has-actions", ActionGoal.objects.filter(**of, action__known_until__isnull=True).count()
    yield "goal-has-assessments", GoalAssessment.objects.filter(**of, **known, withdrawn=False).count()
    yield "goal-has-assignments", RegisteredAssignment.objects.filter(**given).count()
    yield "goal-is-on-boards", BoardRow.objects.filter(**of, until__isnull=True).count()


def _used(code: str, number: int) -> Problem:
    return Problem(code=code, severity=Severity.ERROR, params={"number": str(number)})


def _within(structure: str, *, by: Actor, at: datetime) -> GoalsPage:
    found = goals_page(structure, by=by, at=at)
    if found is None or not found.may_commit:
        raise NotFoundError(structure)
    return found


def _form(within: GoalsPage, element: Element, choices: GoalChoices, *, by: Actor, at: datetime) -> GoalForm:
    writes, led = goal_writer(by, at=at), _led(element, choices)
    return GoalForm(
        within=within,
        element=element,
        fields=WRITTEN[element.kind],
        above=tuple(
            each
            for each in holders(within.network, element)
            if writes(replace(led, under=each.ref.key), within.network)
        ),
        choices=choices,
        is_decided=within.structure.is_decided(on=day_of_work(at)),
    )


def _led(element: Element, choices: GoalChoices) -> Element:
    """Give an element with the lead that its form begins with."""
    return element if element.lead or not choices.leads else replace(element, lead=choices.leads[0][0])


def _find(ref: Ref) -> GoalElement:
    row = find_row(ref)
    if row.kind not in WRITTEN:
        raise NotFoundError(ref.key)
    return row
