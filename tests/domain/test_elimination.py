"""Internal trade pair by pair: what cancels, and what does not."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.elimination import InternalSum, pairs, remainder
from hjulet.domain.ledger import Elimination

OWN, GROUP = Elimination.OWN, Elimination.GROUP


def booked(text: str) -> tuple[InternalSum, ...]:
    """Read lines of unit, partner (``-``: none), kind and kronor."""
    rows = [line.split() for line in text.strip().splitlines()]
    return tuple(
        InternalSum(
            unit=unit,
            partner="" if partner == "-" else partner,
            kind=Elimination[kind],
            balance=Decimal(amount),
            rows=1,
        )
        for unit, partner, kind, amount in rows
    )


def shown(text: str) -> list[str]:
    return [
        f"{pair.unit}/{pair.other or '-'} {pair.kind.name} "
        f"{pair.booked} {pair.other_booked} = {pair.remainder}"
        for pair in pairs(booked(text))
    ]


def test_two_sides_of_a_trade_stand_beside_each_other() -> None:
    text = """
        HR  EKO OWN  100.00
        EKO HR  OWN -100.00
        HR  KOM OWN   40.00
        KOM HR  OWN  -35.00
        HR  BOLAGET GROUP 50.00
    """
    assert shown(text) == [
        "EKO/HR OWN -100.00 100.00 = 0.00",
        "HR/BOLAGET GROUP 50.00 0.00 = 50.00",
        "HR/KOM OWN 40.00 -35.00 = 5.00",
    ]


def test_trade_within_a_unit_cancels_out_within_it() -> None:
    assert shown("HR HR OWN 30.00\nHR HR OWN -30.00") == ["HR/HR OWN 0.00 0.00 = 0.00"]


def test_what_only_the_account_tells_must_cancel_over_all_units() -> None:
    found = pairs(booked("HR - OWN 30.00\nEKO - OWN -25.00"))
    assert [pair.other for pair in found] == ["", ""]
    assert remainder(found, OWN) == Decimal("5.00")


def test_trade_with_somebody_whose_ledger_is_not_here_is_not_judged() -> None:
    found = pairs(booked("HR BOLAGET GROUP 50.00\nHR EKO GROUP 8.00\nEKO HR GROUP -7.00"))
    assert [(pair.other, pair.is_whole) for pair in found] == [("HR", True), ("BOLAGET", False)]
    assert remainder(found, GROUP) == Decimal("1.00")
    assert remainder(found, OWN) == 0


units = st.sampled_from(["A", "B", "C", ""])
amounts = st.integers(-10_000, 10_000).map(lambda ore: Decimal(ore) / 100)
sums = st.lists(
    st.builds(
        InternalSum,
        unit=st.sampled_from(["A", "B", "C"]),
        partner=units,
        kind=st.sampled_from([OWN, GROUP]),
        balance=amounts,
        rows=st.just(1),
    )
)


@given(sums)
def test_nothing_is_lost_or_counted_twice(held: list[InternalSum]) -> None:
    found = pairs(held)
    assert sum(pair.remainder for pair in found) == sum(one.balance for one in held)
    assert sum(pair.rows for pair in found) == len(held)
