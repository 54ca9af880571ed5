"""Widths of columns in Word: what fits stands, the rest lies down; room goes where it is read."""

import pytest

from hjulet.documents.word.widths import MOST_NUMBERS, divide, needs_lying_page, widths_of
from hjulet.domain.report import Cell, Column, Row, Table

TEXT = 9525
"""The width of the text on our own page: 168 mm."""


def made(*columns: str, label: str = "Personal", rows: int = 2) -> Table:
    """Make a table; a column is ``head: cell``, of words where the cell has no figure."""
    parts = [column.partition(": ") for column in columns]
    heads = tuple(
        Column(id=str(number), label=head, unit="tkr" if cell[-1:].isdigit() else "")
        for number, (head, _, cell) in enumerate(parts)
    )
    cells = {str(number): Cell(None, cell) for number, (_, _, cell) in enumerate(parts)}
    return Table(
        id="made",
        caption="Tabell",
        columns=heads,
        rows=tuple(Row(id=str(row), label=label, level=0, kind="row", cells=cells) for row in range(rows)),
    )


def test_more_than_six_columns_of_numbers_lie_down() -> None:
    assert not needs_lying_page(made(*["Utfall: 1 234"] * MOST_NUMBERS), width=TEXT)
    assert needs_lying_page(made(*["Utfall: 1 234"] * (MOST_NUMBERS + 1)), width=TEXT)


def test_columns_that_do_not_fit_lie_down() -> None:
    wide = [f"{'Verksamhetsområde' * 2}: 1 234 567 890"] * 3
    assert needs_lying_page(made(*wide), width=TEXT)
    assert not needs_lying_page(made(*wide), width=TEXT * 2)


@pytest.mark.parametrize("count", [1, 4, 6, 9])
def test_the_columns_never_pass_the_text(count: int) -> None:
    widths = widths_of(made(*["Nettokostnad 2017: −347 671"] * count), width=TEXT)
    assert len(widths) == count + 1
    assert sum(widths) <= TEXT
    assert min(widths) > 0


def test_a_small_table_is_as_wide_as_the_running_text() -> None:
    assert sum(widths_of(made("2016: 15 480", "2017: 10 081"), width=TEXT)) == int(TEXT * 0.745)
    assert sum(widths_of(made(*["2016: 15 480"] * 4), width=TEXT)) == TEXT


def test_columns_of_numbers_breathe_alike() -> None:
    _, *numbers = widths_of(made(*["2016: 15 480"] * 4), width=TEXT)
    assert set(numbers) == {1420}


def test_words_get_the_room_that_they_need() -> None:
    label, action, state, cost = widths_of(
        made(f"Åtgärd: {'Flytta arkivet ' * 9}", "Läge: Pågår", "Kostnad: 38 698"), width=TEXT
    )
    assert action > max(label, state, cost)
    assert label + action + state + cost == TEXT


def test_a_long_swedish_compound_may_be_divided_at_its_joint() -> None:
    assert divide("Nettokostnadsutveckling") == ["Nettokostnads", "utveckling"]
    assert divide("Budgetavvikelse") == ["Budgetavvikelse"]
