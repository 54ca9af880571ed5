"""The published figures: what the generated vouchers must add up to.

Read from ``demo/facts/``; amounts become whole öre. Costs are negative, as printed in the statement.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from demo.generator.split import TKR

FACTS = Path(__file__).parent.parent / "facts"


def published() -> dict[tuple[str, str, str], int]:
    """Read the annual report of 2017: (table, row, column) to exact öre; blank cells are left out."""
    return {
        (row["table"], row["row"], row["column"]): _ore(row["exact_kr"])
        for row in _rows("annual_2017.csv")
        if row["exact_kr"]
    }


def appropriations_2014() -> dict[str, int]:
    """Read the internal budget of 2014: unit to öre."""
    return {row["unit"]: int(row["appropriation_tkr"]) * TKR for row in _rows("internal_budget_2014.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def _ore(kronor: str) -> int:
    return int(kronor.replace(".", ""))
