"""Targets split over units: parts at different levels that do not meet their whole."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.indicators.definition import Direction, Indicator, Series, SeriesKind, Target, Together
from hjulet.domain.indicators.split import SplitFault, split_faults

UNITS = {"KSK": ("KS",), "EKO": ("KSK", "KS"), "HR": ("KSK", "KS"), "KS-POL": ("KS",), "KFN": ()}
ABOVE = {code: frozenset({code, *over, "KF"}) for code, over in {**UNITS, "KS": ()}.items()}
YEAR_END = date(2018, 12, 31)

TARGETS = """
together direction targets                            wrong
sum      up        whole:100 KS:60 KFN:40             -
sum      up        whole:100 KS:60 KFN:30             whole<KS,KFN=90
sum      up        whole:100 KS:60 KFN:50             -
sum      down      whole:100 KS:60 KFN:50             whole<KS,KFN=110
sum      none      whole:100 KS:60 KFN:50             whole<KS,KFN=110
sum      up        whole:100 KS:100 EKO:30 HR:60      KS<EKO,HR=90
sum      up        whole:100 KSK:60 KS-POL:40 EKO:60  -
sum      up        whole:100 KSK:60 EKO:20 KFN:30     whole<KSK,KFN=90 KSK<EKO=20
sum      up        KS:60 KFN:30                       -
sum      up        whole:100                          -
mean     up        whole:80 KS:75 KFN:85              -
mean     up        whole:80 KS:75 KFN:79              whole<KS,KFN=79
mean     down      whole:5 EKO:6 HR:5.5               whole<EKO,HR=5.5
mean     none      whole:50 EKO:40 HR:60              -
mean     none      whole:50 EKO:60 HR:70              whole<EKO,HR=60
apart    up        whole:100 KS:1 KFN:1               -
"""


def indicator(together: str, direction: str, targets: list[str], *, on: date | None = YEAR_END) -> Indicator:
    return Indicator(
        id="x",
        name="x",
        unit="antal",
        owner="KS",
        direction=Direction(direction),
        together=Together(together),
        series=(
            *(Series(key=code, kind=SeriesKind.UNIT, name=code, code=code) for code in ABOVE),
            Series(key="women", kind=SeriesKind.GENDER, name="Kvinnor"),
        ),
        targets=tuple(
            Target(on=on, series="" if key == "whole" else key, value=Decimal(value))
            for key, _, value in (each.partition(":") for each in targets)
        ),
    )


def written(fault: SplitFault) -> str:
    return f"{fault.whole or 'whole'}<{','.join(fault.parts)}={fault.reached}"


@pytest.mark.parametrize("row", TARGETS.strip().splitlines()[1:])
def test_parts_that_do_not_meet_their_whole_are_told(row: str) -> None:
    together, direction, *rest = row.split()
    targets = [each for each in rest if ":" in each]
    wrong = [each for each in rest if "=" in each]
    found = split_faults(indicator(together, direction, targets), above=ABOVE)
    assert [written(fault) for fault in found] == wrong


def test_days_are_compared_one_by_one_and_the_long_run_comes_last() -> None:
    soon = indicator("sum", "up", ["whole:100", "KS:90"])
    long_run = indicator("sum", "up", ["whole:200", "KS:150"], on=None)
    both = indicator("sum", "up", [])
    both = Indicator(**{**vars(both), "targets": (*long_run.targets, *soon.targets)})
    assert [(fault.on, fault.target) for fault in split_faults(both, above=ABOVE)] == [
        (YEAR_END, Decimal(100)),
        (None, Decimal(200)),
    ]


def test_a_split_by_something_else_is_no_part_of_a_unit() -> None:
    assert split_faults(indicator("sum", "up", ["whole:100", "women:40"]), above=ABOVE) == ()


def test_a_unit_that_the_organisation_does_not_know_is_a_part_of_the_whole() -> None:
    (fault,) = split_faults(indicator("sum", "up", ["whole:100", "KS:60"]), above={})
    assert written(fault) == "whole<KS=60"
