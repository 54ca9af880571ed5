"""Goals as a network: what stands under what, who answers, and a goal's series through the structures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hjulet.domain.goals.element import Element, ElementKind, FollowedBy, Link, LinkKind, Ref
from hjulet.domain.goals.faults import faults
from hjulet.domain.goals.reduction import Reduction
from hjulet.domain.goals.series import LINEAGE, predecessors, series_of, successors
from hjulet.domain.goals.structure import BodyGroup, GoalNetwork, Structure, answers, with_nobody

BODIES = frozenset({"KS", "UN", "SN", "JKDN"})
GROUP = BodyGroup(structure="2020-2022", key="utbildningsnamnderna", name="UN m.fl.", members=("UN", "JKDN"))
NOW = Structure(first_year=2020, last_year=2022, name="Nu", groups=(GROUP,))
BEFORE = Structure(first_year=2017, last_year=2019, name="Förut")


def element(
    key: str, kind: ElementKind = ElementKind.GOAL, structure: Structure = NOW, **more: object
) -> Element:
    return replace(Element(ref=Ref(structure.key, key), kind=kind, name=key), **more)  # type: ignore[arg-type]


def link(kind: LinkKind, source: Element | None, target: Element | None, absent_in: str = "") -> Link:
    return Link(
        kind=kind,
        source=source.ref if source else None,
        target=target.ref if target else None,
        absent_in=absent_in,
    )


AREA = element("omrade", ElementKind.AREA)
SCHOOL = element("mal-1", under="omrade", followed_by=FollowedBy.ALL_COMMITTEES)
STAFF = element("mal-8", under="omrade", followed_by=FollowedBy.EXECUTIVE_BOARD)
SHARED = element("mal-3", lead="SN", bodies=("utbildningsnamnderna", "SN"))
FOCUS = element("fokus-un-1", ElementKind.FOCUS, bodies=("utbildningsnamnderna",))
PLAN = element("plan", ElementKind.PROGRAMME, under="mal-1", years=(2018, None))
NETWORK = GoalNetwork(
    structures=(BEFORE, NOW),
    elements=(AREA, SCHOOL, STAFF, SHARED, FOCUS, PLAN),
    links=(link(LinkKind.SUPPORTS, FOCUS, SCHOOL),),
)


def test_one_asks_what_stands_under_over_and_beside_an_element() -> None:
    assert NETWORK.below(AREA.ref) == (SCHOOL, STAFF)
    assert NETWORK.above(PLAN) == (SCHOOL, AREA)
    assert NETWORK.supporting(SCHOOL.ref) == (FOCUS,)
    assert NETWORK.supported(FOCUS.ref) == (SCHOOL,)
    assert NETWORK.count(NOW.key)[ElementKind.GOAL] == 3
    assert NETWORK.count(NOW.key)[ElementKind.PRIORITY] == 0


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2013-12-31", "2017-2019"),
        ("2018-06-01", "2017-2019"),
        ("2020-01-01", "2020-2022"),
        ("2030-01-01", "2020-2022"),
    ],
)
def test_of_the_structures_that_hold_the_latest_is_in_force(day: str, key: str) -> None:
    found = NETWORK.in_force(date.fromisoformat(day))
    assert found is not None
    assert found.key == key
    assert GoalNetwork().in_force(date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "near"),
    [("2018-06-01", "2020-01-01"), ("2021-06-01", "2021-06-01"), ("2030-06-01", "2022-12-31")],
)
def test_a_period_is_looked_at_on_its_day_that_is_nearest(day: str, near: str) -> None:
    assert NOW.nearest(date.fromisoformat(day)) == date.fromisoformat(near)


def test_overlapping_periods_give_way_to_the_one_that_began_last() -> None:
    rolling = Structure(first_year=2018, last_year=2020, name="Rullande")
    found = GoalNetwork(structures=(rolling, BEFORE, NOW)).in_force(date(2019, 5, 1))
    assert found == rolling


def test_a_group_of_bodies_answers_by_its_members_and_a_lead_shares_with_nobody_twice() -> None:
    found = answers(NETWORK, SHARED, board="KS", body_of={})
    assert list(found) == ["SN", "UN", "JKDN"]
    assert (found["SN"].leads, found["SN"].shares, found["UN"].shares) == (True, False, True)


def test_that_all_follow_a_goal_up_names_nobody_but_a_focus_does() -> None:
    assert answers(NETWORK, SCHOOL, board="KS", body_of={})["JKDN"].through == (FOCUS,)
    assert answers(NETWORK, STAFF, board="KS", body_of={})["KS"].follows_alone
    without = replace(NETWORK, links=())
    assert with_nobody(NETWORK, NOW.key, board="KS") == ()
    assert with_nobody(without, NOW.key, board="KS") == (SCHOOL,)


OLD = element("mal-1", structure=BEFORE)
AIM = Reduction(
    of=SCHOOL.ref,
    name="Utsläpp",
    unit="ton",
    base=Decimal(100),
    base_year=1990,
    percent=Decimal(65),
    year=2020,
    stated={},
)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"elements": (replace(SCHOOL, under="nej"),)}, "unknown-above"),
        ({"elements": (SCHOOL, AREA, replace(STAFF, under="mal-1"))}, "cannot-stand-under"),
        ({"elements": (element("x", lead="NEJ"),)}, "unknown-body"),
        ({"elements": (element("x", structure=replace(NOW, first_year=1999)),)}, "unknown-goal-period"),
        ({"elements": (element("x", ElementKind.PROGRAMME, years=(2020, 2019)),)}, "years-turned"),
        ({"structures": (replace(NOW, last_year=2019),), "elements": ()}, "years-turned"),
        (
            {"structures": (replace(NOW, groups=(replace(GROUP, members=("X",)),)),), "elements": ()},
            "unknown-body",
        ),
        ({"links": (link(LinkKind.SUCCESSOR, SCHOOL, element("nej")),)}, "unknown-element"),
        ({"links": (link(LinkKind.SUCCESSOR, SCHOOL, OLD),)}, "link-backwards"),
        ({"links": (link(LinkKind.MERGED, SCHOOL, STAFF),)}, "link-backwards"),
        ({"links": (link(LinkKind.SUPPORTS, SCHOOL, SCHOOL),)}, "link-to-itself"),
        ({"links": (link(LinkKind.SUPPORTS, OLD, SCHOOL),)}, "support-elsewhere"),
        ({"links": (link(LinkKind.ENDS, OLD, SCHOOL),)}, "link-lacks-end"),
        ({"links": (link(LinkKind.NEW, OLD, None),)}, "link-lacks-end"),
        ({"links": (link(LinkKind.PARTLY, None, SCHOOL),)}, "link-lacks-end"),
        ({"links": (link(LinkKind.ENDS, OLD, None, "2030-2032"),)}, "unknown-goal-period"),
        ({"links": (link(LinkKind.ENDS, OLD, None),)}, "unknown-goal-period"),
        ({"links": (link(LinkKind.ENDS, SCHOOL, None, BEFORE.key),)}, "link-backwards"),
        ({"links": (link(LinkKind.NEW, None, SCHOOL, NOW.key),)}, "link-backwards"),
        ({"links": (link(LinkKind.SUPPORTS, AREA, SCHOOL),)}, "support-in-circle"),
        ({"elements": (element("x", ElementKind.COMMITMENT),)}, "commitment-stands-alone"),
        ({"targets": (replace(AIM, now=Decimal(90)),)}, "value-without-year"),
        ({"targets": (replace(AIM, now_year=2009),)}, "value-without-year"),
    ],
)
def test_what_is_wrong_with_a_network_is_told(changed: dict[str, object], code: str) -> None:
    right = replace(NETWORK, elements=(*NETWORK.elements, OLD), targets=(AIM,))
    assert list(faults(right, BODIES)) == []
    wrong = replace(right, **{"links": (), "targets": (), **changed})  # type: ignore[arg-type]
    assert [fault.code for fault in faults(wrong, BODIES)] == [code]


def test_two_that_support_each_other_are_told_of_and_one_chain_is_not() -> None:
    ways = (link(LinkKind.SUPPORTS, FOCUS, SCHOOL), link(LinkKind.SUPPORTS, SCHOOL, SHARED))
    right = replace(NETWORK, links=(*ways, link(LinkKind.SUPPORTS, PLAN, SHARED)))
    assert list(faults(right, BODIES)) == []
    wrong = replace(right, links=(*right.links, link(LinkKind.SUPPORTS, SHARED, FOCUS)))
    assert {fault.code for fault in faults(wrong, BODIES)} == {"support-in-circle"}


SIZE = 4
PERIODS = tuple(Structure(first_year=2010 + 2 * n, last_year=2012 + 2 * n, name=str(n)) for n in range(SIZE))
GOALS = tuple(element(f"mal-{n}", structure=period) for period in PERIODS for n in range(SIZE))


@st.composite
def networks(draw: st.DrawFn) -> GoalNetwork:
    """Draw any links that lead forward in time, several from one goal and several to one."""
    forward = [(one, other) for one in GOALS for other in GOALS if one.ref.structure < other.ref.structure]
    ends = draw(st.lists(st.sampled_from(forward), max_size=30, unique=True))
    kinds = st.sampled_from(sorted(LINEAGE))
    return GoalNetwork(
        structures=PERIODS,
        elements=GOALS,
        links=tuple(link(draw(kinds), source, target) for source, target in ends),
    )


@settings(deadline=None)
@given(networks())
def test_who_follows_a_goal_has_it_among_its_predecessors(network: GoalNetwork) -> None:
    for goal in GOALS:
        for later in successors(network, goal.ref):
            assert goal.ref in predecessors(network, later)
        for earlier in predecessors(network, goal.ref):
            assert goal.ref in successors(network, earlier)


@settings(deadline=None)
@given(networks())
def test_a_series_ends_holds_nothing_twice_and_never_comes_back(network: GoalNetwork) -> None:
    assert list(faults(network, BODIES)) == []
    for goal in GOALS:
        series = series_of(network, goal.ref)
        assert len(set(series.refs)) == len(series.refs)
        assert all(ref.structure < goal.ref.structure for ref in series.before)
        assert all(ref.structure > goal.ref.structure for ref in series.after)
        assert all(each.source in series.refs and each.target in series.refs for each in series.links)


def test_a_goal_that_several_were_merged_into_does_not_lead_to_what_else_became_of_them() -> None:
    study, live = element("attraktiva-3", structure=BEFORE), element("attraktiva-1", structure=BEFORE)
    results, place = element("mal-1"), element("mal-5")
    links = (
        link(LinkKind.MERGED, study, results),
        link(LinkKind.MERGED, study, place),
        link(LinkKind.MERGED, live, place),
        link(LinkKind.ENDS, live, None, NOW.key),
    )
    network = GoalNetwork(structures=(BEFORE, NOW), elements=(study, live, results, place), links=links)
    assert series_of(network, results.ref).refs == (study.ref, results.ref)
    series = series_of(network, place.ref)
    assert set(series.before) == {study.ref, live.ref}
    assert {each.kind for each in series.links} == {LinkKind.MERGED, LinkKind.ENDS}
