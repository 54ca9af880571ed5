"""Commitments: made, changed and taken away by whoever writes the goals for the body that answers.

They stand among the goals of a period. A change takes a snapshot, as one of the council's goals does, and
leaves a revision and an audit row in the same transaction.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max, Q

from hjulet.domain.goals.commitment import WRITTEN, changed_fields, next_key
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.faults import HOLDERS, faults
from hjulet.domain.organisation import ANSWERING, OrganisationView
from hjulet.domain.permission import Actor, Permission
from hjulet.readers.goals import fault_problem
from hjulet.services.access import may_centrally, organisation
from hjulet.services.changes import revise
from hjulet.services.commitment_rights import fields_open_to, require_lead, writes_goals_of
from hjulet.services.day import day_of_work
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError, refused
from hjulet.services.goal_pages import GoalsPage, goals_page
from hjulet.services.versions import end_version, in_turn, registered
from hjulet.store.goals import element_fields, load_goals
from hjulet.store.models import GoalElement, GoalLink, GoalTarget

NOUN = "commitment"
SHARING = ANSWERING | {"company", "group_of_bodies"}

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class CommitmentPage:
    """A commitment to write, with what may be chosen: codes and names.

    ``open`` are the fields that the actor may write, ``above`` what it may stand under, ``leads`` the bodies
    that they may write for, ``is_central`` that they may leave it without an owner.
    """

    within: GoalsPage
    commitment: Element
    open: frozenset[str]
    is_central: bool
    above: tuple[Element, ...]
    leads: Choices
    units: Choices
    bodies: Choices


def new_commitment_page(structure: str, under: str, *, by: Actor, at: datetime) -> CommitmentPage:
    """Gather what one needs to make a commitment under a goal or another commitment.

    Raises NotFoundError for whoever writes the goals of no body, and where there is nothing to stand under.
    """
    blank = Element(ref=Ref(structure, ""), kind=ElementKind.COMMITMENT, name="", under=under)
    page = _page(structure, blank, open_to=frozenset(WRITTEN), by=by, at=at)
    if under not in {each.ref.key for each in page.above} or not page.leads:
        raise NotFoundError(under)
    return page


def commitment_page(structure: str, key: str, *, by: Actor, at: datetime) -> CommitmentPage:
    """Gather a commitment to change; raises NotFoundError for whoever may write nothing of it."""
    commitment = _find(Ref(structure, key)).to_domain()
    open_to = fields_open_to(by, commitment, load_goals(), at=at)
    if not open_to:
        raise NotFoundError(key)
    return _page(structure, commitment, open_to=open_to, by=by, at=at)


def add_commitment(commitment: Element, *, by: Actor, at: datetime) -> Ref:
    """Write a new commitment, and give what it is called by; the key that it comes with is not used.

    Raises NotFoundError for a body that the actor does not write for, RefusedError where it does not fit.
    """
    require_lead(commitment.lead, by=by, at=at)
    structure = commitment.ref.structure
    with in_turn(at=at) as moment:
        used = GoalElement.objects.filter(structure=structure)
        last = used.aggregate(last=Max("place"))["last"]
        new = replace(commitment, ref=Ref(structure, next_key(used.values_list("key", flat=True))))
        _require_fit(new)
        _write(new, place=(last or 0) + 1, moment=moment, by=by, at=at)
    return new.ref


def change_commitment(commitment: Element, *, by: Actor, at: datetime) -> None:
    """Write the next version of a commitment; ``version`` is the one that was read.

    Raises NotFoundError for whoever may write nothing of it, or gives it to a body that they do not write
    for; RefusedError for a field that is not theirs and where it does not fit; ConflictError where somebody
    else was first.
    """
    with in_turn(at=at) as moment:
        row = _find(commitment.ref)
        now = row.to_domain()
        open_to = fields_open_to(by, now, load_goals(), at=at)
        if not open_to:
            raise NotFoundError(commitment.ref.key)
        if row.pk != commitment.version:
            raise ConflictError(theirs=now.name, mine=commitment.name, version=row.pk)
        changed = changed_fields(now, commitment)
        if not changed:
            return
        if changed - open_to:
            raise refused("field-of-another-body")
        if "lead" in changed:
            require_lead(commitment.lead, by=by, at=at)
        _require_fit(commitment)
        end_version(row, version=commitment.version, theirs=now.name, at=moment)
        _write(commitment, place=row.place, moment=moment, by=by, at=at)


def remove_commitment(ref: Ref, *, version: int, by: Actor, at: datetime) -> None:
    """Take a commitment away, with its links and targets; older snapshots keep all of it.

    Raises NotFoundError for whoever may not write all of it, RefusedError while others stand under it, and
    ConflictError where somebody else was first.
    """
    with in_turn(at=at) as moment:
        row, network = _find(ref), load_goals()
        now = row.to_domain()
        if fields_open_to(by, now, network, at=at) < frozenset(WRITTEN):
            raise NotFoundError(ref.key)
        if network.below(ref):
            raise refused("commitment-holds-others")
        end_version(row, version=version, theirs=now.name, at=moment)
        _end_beside(ref, at=moment)
        registered("remove-commitment", _id(ref), moment=moment, by=by, at=at, name=now.name)


def _end_beside(ref: Ref, *, at: datetime) -> None:
    """End what files have said of an element beside its row."""
    known = Q(known_until__isnull=True)
    links = Q(source_structure=ref.structure, source_key=ref.key) | Q(
        target_structure=ref.structure, target_key=ref.key
    )
    GoalLink.objects.filter(known & links).update(known_until=at)
    GoalTarget.objects.filter(known, structure=ref.structure, key=ref.key).update(known_until=at)


def _page(
    structure: str, commitment: Element, *, open_to: frozenset[str], by: Actor, at: datetime
) -> CommitmentPage:
    within = goals_page(structure, by=by, at=at)
    if within is None:
        raise NotFoundError(structure)
    known = organisation()
    view = known.as_of(within.structure.nearest(day_of_work(at)))
    own = {commitment.ref, *(each.ref for each in within.network.broken_down(commitment.ref))}
    holding = within.network.of(structure, *HOLDERS[ElementKind.COMMITMENT])
    is_central = may_centrally(Permission.EDIT_GOALS, by=by, at=at)
    groups = tuple((group.key, group.name) for group in within.structure.groups)
    return CommitmentPage(
        within=within,
        commitment=commitment,
        open=open_to,
        is_central=is_central,
        above=tuple(each for each in holding if each.ref not in own),
        leads=tuple(
            (code, name)
            for code, name in _named(view)
            if is_central or writes_goals_of(code, by=by, at=at, known=known)
        ),
        units=_named(view),
        bodies=(*groups, *(each for each in _named(view) if view.units[each[0]].kind in SHARING)),
    )


def _named(view: OrganisationView) -> Choices:
    """List the units by their names; the council gives goals, and undertakes nothing itself."""
    return tuple((code, unit.name) for code, unit in view.units.items() if unit.kind != "council")


def _require_fit(commitment: Element) -> None:
    """Refuse a commitment that does not fit among the goals as they are now."""
    now = load_goals()
    others = (each for each in now.elements if each.ref != commitment.ref)
    network = replace(now, elements=(*others, commitment))
    bodies = frozenset(unit.code for unit in organisation().units)
    before = list(faults(now, bodies))
    own = [fault for fault in faults(network, bodies) if fault not in before]
    if own:
        raise RefusedError(fault_problem(fault, {}) for fault in own)


def _write(commitment: Element, *, place: int, moment: datetime, by: Actor, at: datetime) -> None:
    fields = element_fields(commitment)
    row = GoalElement.objects.create(**fields, place=place, known_from=moment, set_by=by.id)
    revise(NOUN, _id(commitment.ref), version=row.pk, fields=fields, by=by, at=at)
    registered("set-commitment", _id(commitment.ref), moment=moment, by=by, at=at, name=commitment.name)


def _find(ref: Ref) -> GoalElement:
    found = GoalElement.objects.filter(
        structure=ref.structure, key=ref.key, kind=ElementKind.COMMITMENT, known_until__isnull=True
    ).first()
    if found is None:
        raise NotFoundError(ref.key)
    return found


def _id(ref: Ref) -> str:
    return f"{ref.structure} {ref.key}"
