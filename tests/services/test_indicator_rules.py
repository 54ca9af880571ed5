"""What a definition of an indicator must be, and what its values keep it from becoming."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hjulet.domain.indicators.definition import (
    OWN,
    Baseline,
    Expected,
    ExpectedTrend,
    Indicator,
    Series,
    SeriesKind,
    Target,
)
from hjulet.readers import kolada
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.indicator_pages import indicator_page
from hjulet.services.indicators import find_indicator, save_indicator
from hjulet.store.indicator import to_observation
from hjulet.store.models import IndicatorValue
from tests.services.net import Net, net
from tests.services.people import ALICE, AT
from tests.services.test_indicators import NII, WOMEN, books, fetch, later, let_in, save, value

__all__ = ["books", "net"]

RATING = Indicator(id="rating", name="Kreditbetyg", unit="", owner="EKO", scale=("AA", "AA+", "AAA"))


def change(id: str, *, minutes: int, **changes: Any) -> None:
    """Write a new version of an indicator."""
    known = find_indicator(id, by=ALICE, at=later(minutes))
    save_indicator(replace(known, **changes), by=ALICE, at=later(minutes))


def test_a_scale_is_not_emptied_nor_shortened_under_its_values_also_those_replaced(books: Path) -> None:
    save_indicator(RATING, by=ALICE, at=later(1))
    let_in("rating;;2018;AA+;;;;;", minutes=2)
    let_in("rating;;2018;AAA;;;;;", minutes=3)
    for scale in ((), ("AA", "AAA")):
        with pytest.raises(RefusedError, match="scale-lacks-step"):
            change("rating", minutes=4, scale=scale)
    change("rating", minutes=5, scale=("A", *RATING.scale))
    shown = [
        each.observation.value for each in indicator_page("rating", language="sv", by=ALICE, at=AT).history
    ]
    assert shown == [4, 3]


def test_an_indicator_without_values_may_lose_its_scale(books: Path) -> None:
    save_indicator(RATING, by=ALICE, at=later(1))
    change("rating", minutes=2, scale=(), unit="index")
    assert find_indicator("rating", by=ALICE, at=AT).scale == ()


def test_a_step_that_stands_without_its_scale_is_no_value(books: Path) -> None:
    save_indicator(RATING, by=ALICE, at=later(1))
    let_in("rating;;2018;AA+;;;;;", minutes=2)
    assert to_observation(IndicatorValue.objects.get(), replace(RATING, scale=())).value is None


def test_a_series_that_has_values_is_not_taken_away_and_one_without_is(books: Path) -> None:
    save(value("NII", "2017", "42", series="women"))
    with pytest.raises(RefusedError, match="series-has-values"):
        change("NII", minutes=2, series=())
    change("NII", minutes=3, series=(WOMEN,))
    assert indicator_page("NII", language="sv", by=ALICE, at=AT).line.indicator.series == (WOMEN,)


def several(*keys: str) -> tuple[Series, ...]:
    return tuple(Series(key=key, kind=SeriesKind.CATEGORY, name="Del") for key in keys)


ONE = Decimal(1)


UNSOUND: tuple[tuple[dict[str, Any], str], ...] = (
    ({"kolada": "N00090", "scb": "TAB638"}, "two-sources"),
    ({"formula": "budget_adherence unit=KS", "kolada": "N00090"}, "two-sources"),
    ({"scale": ("A", "B"), "kolada": "N00090"}, "rating-is-written"),
    ({"scale": ("A", "B"), "scb": "TAB638"}, "rating-is-written"),
    ({"scale": ("A", "B"), "formula": "budget_adherence unit=KS"}, "rating-is-written"),
    ({"targets": (Target(on=date(2250, 1, 1), value=ONE),)}, "register-year"),
    ({"targets": (Target(on=date.max, value=ONE),)}, "register-year"),
    ({"baselines": (Baseline(year=1700, value=ONE),)}, "register-year"),
    ({"expected": (ExpectedTrend(year=3000, expected=Expected.INCREASE),)}, "register-year"),
    ({"band": Decimal(-1)}, "negative-band"),
    ({"series": several("med blank")}, "bad-series-key"),
    ({"series": several(OWN)}, "bad-series-key"),
    ({"series": several("x" * 41)}, "bad-series-key"),
    ({"series": several("a", "b", "a")}, "series-twice"),
    ({"targets": (Target(on=None, value=ONE, series="men"),)}, "unknown-series"),
    ({"baselines": (Baseline(year=2017, value=ONE, series="men"),)}, "unknown-series"),
)
"""What is written of an indicator -> why it is refused."""


def refusal_of(indicator: Indicator) -> str:
    """Save a new indicator, and give the code that it is refused with; "" if it is not."""
    try:
        save_indicator(indicator, by=ALICE, at=later(1))
    except RefusedError as refusal:
        return refusal.problems[0].code
    return ""


def test_what_a_definition_cannot_be_is_refused(books: Path) -> None:
    for changes, code in UNSOUND:
        assert refusal_of(replace(NII, id="x", **changes)) == code, changes
    with pytest.raises(NotFoundError):
        find_indicator("x", by=ALICE, at=AT)
    assert refusal_of(replace(NII, id="x")) == ""


def test_a_value_that_is_too_long_is_refused_however_it_comes(books: Path) -> None:
    for number in ("1E+400", "1E-400", "1E+9999999"):
        with pytest.raises(RefusedError, match="bad-value"):
            save(replace(value("NII", "2017", "1"), value=Decimal(number)))
    assert not IndicatorValue.objects.exists()


def test_a_fetched_value_that_cannot_be_kept_is_refused(books: Path, net: Net) -> None:
    save_indicator(replace(NII, id="leave", kolada="N00090"), by=ALICE, at=later(1))
    net.kolada(2017, 1e300)
    failed = fetch(2)
    assert (failed["state"], failed["problems"][0]["code"]) == ("failed", "bad-value")


def test_what_is_redefined_while_it_is_fetched_waits_for_the_next_time(
    books: Path, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in ("leave", "stays"):
        save_indicator(replace(NII, id=id, kolada="N00090"), by=ALICE, at=later(1))
    net.kolada(2017, 7.32, gender="K")
    ask: Callable[..., Any] = kolada.values

    def while_asking(*given: Any, **named: Any) -> Any:
        yield from ask(*given, **named)
        change("leave", minutes=3, series=())

    monkeypatch.setattr(kolada, "values", while_asking)
    assert fetch(2) == {"state": "done", "changes": 1, "revised": 0}
    assert [row.indicator for row in IndicatorValue.objects.all()] == ["stays"]
