"""Links of one element, written on its page: what it was before, that it is new or ends, what it supports.

A link belongs to whoever writes the element that it is written on. That somebody's goal goes on as another's
is said at the later one.
"""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.goals.element import Element, ElementKind, Link, LinkKind, Ref
from hjulet.domain.goals.series import LINEAGE
from hjulet.domain.goals.structure import Structure
from hjulet.domain.permission import Actor
from hjulet.services.changes import revise
from hjulet.services.commitment_rights import goal_writer
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.goal_pages import GoalsPage, goals_page
from hjulet.services.goal_rows import ref_id, require_fit
from hjulet.services.versions import in_turn, registered
from hjulet.store.goals import link_fields, load_goals
from hjulet.store.models import GoalLink

NOUN = "goal-link"

SUPPORTABLE = (
    *(ElementKind.AREA, ElementKind.GOAL, ElementKind.PRIORITY_AREA, ElementKind.PRIORITY),
    *(ElementKind.PROGRAMME, ElementKind.PROGRAMME_GOAL, ElementKind.SUB_GOAL),
)
"""What somebody may say on the page that something serves; files may say it of any element."""


@dataclass(frozen=True, kw_only=True)
class LinkPage:
    """The links of an element, with what it may be linked to.

    ``earlier`` are elements of its kind in structures that began before, the latest first; ``periods`` the
    structures that it may be new since or end before, ``supportable`` what it may support.
    """

    within: GoalsPage
    element: Element
    links: tuple[Link, ...]
    earlier: tuple[Element, ...]
    before: tuple[Structure, ...]
    after: tuple[Structure, ...]
    supportable: tuple[Element, ...]


def link_page(ref: Ref, *, by: Actor, at: datetime) -> LinkPage:
    """Gather the links of an element; raises NotFoundError for whoever does not write it."""
    within = goals_page(ref.structure, by=by, at=at)
    if within is None or ref not in within.network:
        raise NotFoundError(ref.key)
    network = within.network
    element = network[ref]
    if not goal_writer(by, at=at)(element, network):
        raise NotFoundError(ref.key)
    first_year = within.structure.first_year
    before = tuple(each for each in reversed(network.structures) if each.first_year < first_year)
    return LinkPage(
        within=within,
        element=element,
        links=tuple(link for link in network.links if _is_written_on(link, ref)),
        earlier=tuple(each for structure in before for each in network.of(structure.key, element.kind)),
        before=before,
        after=tuple(each for each in network.structures if each.first_year > first_year),
        supportable=tuple(each for each in network.of(ref.structure, *SUPPORTABLE) if each.ref != ref),
    )


def add_link(ref: Ref, link: Link, *, by: Actor, at: datetime) -> None:
    """Link an element with another, which is of its kind unless it is supported.

    Raises NotFoundError for whoever does not write the element and for a link that is not written on it;
    RefusedError for one that is there already, or does not fit.
    """
    with in_turn(at=at) as moment:
        network = load_goals()
        _require_writer(ref, link, by=by, at=at)
        if any(each.key == link.key for each in network.links):
            raise refused("goals-are-linked")
        source = network[link.source] if link.source and link.source in network else None
        if link.kind in LINEAGE and source and source.kind is not network[ref].kind:
            raise refused("goals-not-alike")
        require_fit(link)
        fields = link_fields(link)
        row = GoalLink.objects.create(**fields, known_from=moment, set_by=by.id)
        revise(NOUN, ref_id(ref), version=row.pk, fields=fields, by=by, at=at)
        registered("link-goal", ref_id(ref), moment=moment, by=by, at=at, name=network[ref].name)


def remove_link(ref: Ref, link: Link, *, by: Actor, at: datetime) -> None:
    """Take a link away; one that somebody else took away first is gone.

    Raises NotFoundError as ``add_link`` does.
    """
    with in_turn(at=at) as moment:
        _require_writer(ref, link, by=by, at=at)
        fields = link_fields(link)
        del fields["note"]
        rows = GoalLink.objects.filter(**fields, known_until__isnull=True)
        if rows.update(known_until=moment):
            name = load_goals()[ref].name
            registered("unlink-goal", ref_id(ref), moment=moment, by=by, at=at, name=name)


def _require_writer(ref: Ref, link: Link, *, by: Actor, at: datetime) -> None:
    network = load_goals()
    if ref not in network or not _is_written_on(link, ref):
        raise NotFoundError(ref.key)
    if not goal_writer(by, at=at)(network[ref], network):
        raise NotFoundError(ref.key)


def _is_written_on(link: Link, ref: Ref) -> bool:
    """Tell whether a link is written on an element: what it was, that it is new or ends, what it supports."""
    is_end = link.kind is LinkKind.ENDS or link.kind is LinkKind.SUPPORTS
    return (link.source if is_end else link.target) == ref
