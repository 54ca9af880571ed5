"""The list of indicators: found in the database a page at a time, and those that wait for a new value."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.domain.indicators.definition import Frequency, Indicator, OtherName, Scope
from hjulet.domain.permission import Actor
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.indicator_list import SHOWN, IndicatorList, LateList, indicator_list, late_indicators
from hjulet.services.indicators import add_indicators
from hjulet.services.people import OPERATOR
from tests.services.people import ALICE, CHARLIE, NOBODY
from tests.services.test_indicators import NII, SICK, books, later, let_in

__all__ = ["books"]


def listed(by: Actor = ALICE, **asked: object) -> IndicatorList:
    return indicator_list(language="sv", by=by, at=later(9), **asked)  # type: ignore[arg-type]


def waiting(by: Actor = ALICE, **asked: object) -> LateList:
    return late_indicators(by=by, at=later(9), **asked)  # type: ignore[arg-type]


def many(count: int) -> Iterator[Indicator]:
    for number in range(count):
        owner = ("EKO", "HR", "KFN")[number % 3]
        yield replace(
            SICK, id=f"m{number:03}", name=f"Mått {number:03}", owner=owner, scope=Scope.MUNICIPALITY
        )


def questions(ask: Callable[[], object]) -> int:
    ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_a_page_holds_so_many_and_one_past_the_end_is_the_last(books: Path) -> None:
    add_indicators(many(SHOWN + 3), by=OPERATOR, at=later(1))
    first, last = listed(about="mått"), listed(about="mått", page=99)
    assert (first.count, first.pages, len(first.lines)) == (SHOWN + 3, 2, SHOWN)
    assert [line.indicator.name for line in last.lines] == ["Mått 100", "Mått 101", "Mått 102"]


def test_what_a_page_asks_does_not_grow_with_how_many_there_are(books: Path) -> None:
    add_indicators(many(6), by=OPERATOR, at=later(1))
    let_in("m001;;2017;1;;;;;", by=OPERATOR)
    few = questions(listed), questions(waiting)
    add_indicators(list(many(90))[6:], by=OPERATOR, at=later(2))
    let_in("\n".join(f"m{number:03};;2017;{number};;;;;" for number in range(90)), by=OPERATOR, minutes=3)
    assert (questions(listed), questions(waiting)) == few


def test_many_are_registered_with_as_few_questions_and_none_where_one_is_wrong(books: Path) -> None:
    def register(first: int, count: int) -> Callable[[], object]:
        some = [replace(each, id=f"r{first + place}") for place, each in enumerate(many(count))]
        return lambda: add_indicators(some, by=OPERATOR, at=later(1))

    with CaptureQueriesContext(connection) as few:
        register(0, 2)()
    with CaptureQueriesContext(connection) as more:
        register(10, 30)()
    assert len(more) == len(few)
    with pytest.raises(RefusedError, match="unknown-unit"):
        add_indicators([replace(NII, id="a"), replace(NII, id="b", owner="NEJ")], by=OPERATOR, at=later(2))
    assert "a" not in {line.indicator.id for line in listed().lines}


def test_values_published_anew_end_those_before_with_as_few_questions(books: Path) -> None:
    add_indicators(many(40), by=OPERATOR, at=later(1))

    def publish(count: int, number: int, minutes: int) -> int:
        rows = "\n".join(f"m{each:03};;2017;{number};;;;;" for each in range(count))
        with CaptureQueriesContext(connection) as asked:
            assert let_in(rows, by=OPERATOR, minutes=minutes) == count
        return len(asked)

    publish(40, 1, 2)
    assert publish(40, 2, 3) - publish(2, 3, 4) <= 2
    assert [line.last.value for line in listed(about="mått 00").lines if line.last][:3] == [3, 3, 2]


def test_words_find_names_that_documents_use_and_capitals_do_not_matter(books: Path) -> None:
    other = replace(
        NII, id="safe", name="Trygghet", names=(OtherName(name="NRI ÖVERGRIPANDE"),), source="SCB"
    )
    add_indicators([other], by=OPERATOR, at=later(1))
    for about in ("övergripande", "TRYGGHET nri", "safe", "scb"):
        assert [line.indicator.id for line in listed(about=about).lines] == ["safe"], about
    assert listed(about="övergripande nii").count == 0


def test_another_committee_finds_what_tells_of_the_municipality_alone(books: Path) -> None:
    assert {line.indicator.id for line in listed().lines} == {"NII", "sick"}
    assert [code for code, _ in listed(by=CHARLIE).owners] == ["KS"]
    assert listed(by=CHARLIE, owner="HR").count == 0
    assert {late.line.indicator.id for late in waiting(by=CHARLIE).lines} == {"NII"}
    for ask in (listed, waiting):
        with pytest.raises(NotFoundError):
            ask(by=NOBODY)


def test_what_waits_stands_by_owner_and_what_comes_most_often_first(books: Path) -> None:
    often = {"month": Frequency.MONTH, "never": Frequency.IRREGULAR, "year": Frequency.YEAR}
    made = [replace(SICK, id=id, name=id, frequency=frequency) for id, frequency in often.items()]
    ended = replace(SICK, id="ended", last_year=2016)
    computed = replace(SICK, id="computed", formula="net_cost unit=HR")
    add_indicators([*made, ended, computed], by=OPERATOR, at=later(1))
    let_in("month;;2017-06;1;;;;;\nnever;;2010;1;;;;;\nyear;;2015;1;;;;;\nsick;;2017;1;;;;;", by=OPERATOR)
    found = waiting()
    assert [(late.line.indicator.id, late.expected_by) for late in found.lines] == [
        ("month", date(2018, 1, 31)),
        ("year", date(2017, 7, 3)),
        ("NII", None),
    ]
    assert found.by_owner == (("HR", "HR", 2), ("KS", "KS", 1))
    assert found.by_frequency == ((Frequency.MONTH, 1), (Frequency.YEAR, 2))
    assert [late.line.indicator.id for late in waiting(owner="HR", frequency="year").lines] == ["year"]
    assert listed().late == 3


def test_a_value_that_comes_ends_the_waiting(books: Path) -> None:
    before = waiting().count
    let_in("NII;;2017;40;;;;;", by=OPERATOR)
    assert (before, waiting().count) == (2, 1)
