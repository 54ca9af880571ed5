"""Commitments: made, changed and taken away by whoever writes the goals for the body that answers.

They stand among the goals of a period. A change takes a snapshot, as one of the council's goals does, and
leaves a revision and an audit row in the same transaction.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from hjulet.domain.goals.commitment import WRITTEN
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.writing import changed_fields, holders
from hjulet.domain.permission import Actor
from hjulet.services.commitment_rights import fields_open_to, require_lead
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.goal_choices import GoalChoices, goal_choices
from hjulet.services.goal_pages import GoalsPage, goals_page
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
from hjulet.store.models import GoalElement

NOUN = "commitment"


@dataclass(frozen=True, kw_only=True)
class CommitmentPage:
    """A commitment to write, with what may be chosen.

    ``open`` are the fields that the actor may write, ``above`` what it may stand under.
    """

    within: GoalsPage
    commitment: Element
    open: frozenset[str]
    above: tuple[Element, ...]
    choices: GoalChoices


def new_commitment_page(structure: str, under: str, *, by: Actor, at: datetime) -> CommitmentPage:
    """Gather what one needs to make a commitment under a goal or another commitment.

    Raises NotFoundError for whoever writes the goals of no body, and where there is nothing to stand under.
    """
    blank = Element(ref=Ref(structure, ""), kind=ElementKind.COMMITMENT, name="", under=under)
    page = _page(structure, blank, open_to=frozenset(WRITTEN), by=by, at=at)
    if under not in {each.ref.key for each in page.above} or not page.choices.leads:
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
    with in_turn(at=at) as moment:
        new = replace(commitment, ref=new_ref(commitment))
        require_fit(new)
        place = place_after(new.ref.structure, None)
        _write(new, place=place, moment=moment, by=by, at=at)
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
        require_fit(commitment)
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
        end_beside(ref, at=moment)
        registered("remove-commitment", ref_id(ref), moment=moment, by=by, at=at, name=now.name)


def _page(
    structure: str, commitment: Element, *, open_to: frozenset[str], by: Actor, at: datetime
) -> CommitmentPage:
    within = goals_page(structure, by=by, at=at)
    if within is None:
        raise NotFoundError(structure)
    return CommitmentPage(
        within=within,
        commitment=commitment,
        open=open_to,
        above=holders(within.network, commitment),
        choices=goal_choices(within, by=by, at=at),
    )


def _find(ref: Ref) -> GoalElement:
    row = find_row(ref)
    if row.kind != ElementKind.COMMITMENT:
        raise NotFoundError(ref.key)
    return row


def _write(commitment: Element, *, place: int, moment: datetime, by: Actor, at: datetime) -> None:
    write_version(commitment, NOUN, place=place, moment=moment, by=by, at=at)
    registered("set-commitment", ref_id(commitment.ref), moment=moment, by=by, at=at, name=commitment.name)
