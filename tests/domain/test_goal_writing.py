"""Writing an element: where it stands, what moves along with it, and who writes it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from hjulet.domain.goals.element import Element, ElementKind, Link, LinkKind, Ref, Scope
from hjulet.domain.goals.structure import GoalNetwork, Structure
from hjulet.domain.goals.writing import (
    exchanged,
    holders,
    kinds_under,
    leads_on,
    may_write,
    next_key,
    outline,
)

NOW = "2020-2022"


def elements(text: str) -> Iterator[Element]:
    """Read ``key kind under`` a line, ``-`` for nothing."""
    for line in text.strip().splitlines():
        key, kind, under = line.split()
        above = under.replace("-", "") and under
        yield Element(ref=Ref(NOW, key), kind=ElementKind(kind), name=key, under=above)


NETWORK = GoalNetwork(
    structures=(Structure(first_year=2020, last_year=2022, name="Nu"),),
    elements=tuple(
        elements(
            """
            a area -
            b area -
            c area -
            a1 goal a
            b1 goal b
            a2 goal a
            a1x long_direction a1
            """
        )
    ),
)


def by_key(key: str) -> Element:
    return NETWORK[Ref(NOW, key)]


def test_an_outline_shows_each_element_where_it_stands_with_its_neighbours() -> None:
    rows = [
        (row.element.name, row.depth, row.before and row.before.key, row.after and row.after.key)
        for row in outline(NETWORK, NOW)
    ]
    assert rows == [
        ("a", 0, None, "b"),
        ("a1", 1, None, "a2"),
        ("a1x", 2, None, None),
        ("a2", 1, "a1", None),
        ("b", 0, "a", "c"),
        ("b1", 1, None, None),
        ("c", 0, "b", None),
    ]


@pytest.mark.parametrize("way", [("a", "b"), ("b", "a")])
def test_what_stands_under_moves_along_each_kind_among_its_own(way: tuple[str, str]) -> None:
    places = exchanged(NETWORK, by_key(way[0]), by_key(way[1]))
    order = {each.ref: place for place, each in enumerate(NETWORK.elements)}
    moved = sorted(NETWORK.elements, key=lambda each: order[places.get(each.ref, each.ref)])
    assert [each.name for each in moved] == ["b", "a", "c", "b1", "a1", "a2", "a1x"]


def test_what_stood_in_another_order_than_what_holds_it_comes_in_the_same_by_a_move() -> None:
    turned = replace(NETWORK, elements=tuple(map(by_key, ("a", "b", "b1", "a1", "a2"))))
    places = exchanged(turned, by_key("a"), by_key("b"))
    order = {each.ref: place for place, each in enumerate(turned.elements)}
    moved = sorted(turned.elements, key=lambda each: order[places.get(each.ref, each.ref)])
    assert [each.name for each in moved] == ["b", "a", "b1", "a1", "a2"]


def test_an_element_stands_under_what_may_hold_it_and_not_below_itself() -> None:
    assert [each.name for each in holders(NETWORK, by_key("a1"))] == ["a", "b", "c"]
    assert holders(NETWORK, by_key("a")) == ()
    own = Element(ref=Ref(NOW, "x"), kind=ElementKind.COMMITMENT, name="x", under="a1")
    below = replace(own, ref=Ref(NOW, "y"), under="x")
    with_both = replace(NETWORK, elements=(*NETWORK.elements, own, below))
    assert [each.name for each in holders(with_both, own)] == ["a1", "b1", "a2"]
    assert "x" in [each.name for each in holders(with_both, below)]


def test_what_says_nothing_alone_is_written_under_something() -> None:
    assert kinds_under(ElementKind.PRIORITY_AREA) == (ElementKind.PRIORITY,)
    assert {ElementKind.GOAL, ElementKind.PROGRAMME} <= set(kinds_under(None))
    assert ElementKind.PRIORITY not in kinds_under(None)
    assert ElementKind.COMMITMENT not in kinds_under(ElementKind.GOAL)


def test_a_new_key_is_a_number_that_none_of_its_kind_has_had() -> None:
    assert next_key(ElementKind.GOAL, ["mal-6", "mal-x", "delmal-9"]) == "mal-7"
    assert next_key(ElementKind.PRIORITY, []) == "prioritering-1"


OWN = replace(by_key("a1"), scope=Scope.OWN_BODY, lead="KFN")


@pytest.mark.parametrize(
    ("element", "of_kfn", "of_hr"),
    [
        (OWN, True, False),
        (replace(by_key("a1x")), True, False),  # it stands under the own goal
        (replace(OWN, lead=""), False, False),
        (replace(OWN, scope=Scope.MUNICIPALITY), False, False),
        (by_key("b1"), False, False),
        (by_key("a"), False, False),
    ],
)
def test_a_body_writes_its_own_goal_and_what_stands_under_it(
    element: Element, of_kfn: bool, of_hr: bool
) -> None:
    others = (each for each in NETWORK.elements if each.ref != OWN.ref)
    network = replace(NETWORK, elements=(*others, OWN))
    for body, expected in (("KFN", of_kfn), ("HR", of_hr)):
        assert may_write(element, network, writes_for=body.__eq__, is_central=False) is expected
    assert may_write(element, network, writes_for=lambda _body: False, is_central=True)


def test_a_commitment_is_written_elsewhere_also_by_who_writes_all() -> None:
    own = Element(ref=Ref(NOW, "x"), kind=ElementKind.COMMITMENT, name="x", under="a1")
    assert not may_write(own, NETWORK, writes_for=lambda _body: True, is_central=True)


def test_a_structure_is_decided_once_it_has_begun_and_something_says_so() -> None:
    structure = Structure(first_year=2020, last_year=2022, name="Nu", decided=date(2019, 11, 25))
    assert structure.is_decided(on=date(2020, 1, 1))
    assert not structure.is_decided(on=date(2019, 12, 31))
    assert not replace(structure, decided=None).is_decided(on=date(2020, 1, 1))
    assert replace(structure, decided=None, source="Mål och budget").is_decided(on=date(2020, 1, 1))


def test_what_supports_does_not_lead_on_and_what_continues_does() -> None:
    a1, later = Ref(NOW, "a1"), Ref("2023-2025", "m")
    support = Link(kind=LinkKind.SUPPORTS, source=a1, target=Ref(NOW, "b1"))
    ends = Link(kind=LinkKind.ENDS, source=a1, target=None, absent_in="2023-2025")
    assert not leads_on(replace(NETWORK, links=(support, ends)), a1)
    on = Link(kind=LinkKind.PARTLY, source=a1, target=later)
    assert leads_on(replace(NETWORK, links=(on,)), a1)
