"""How a place of a text within a block is named: by its row, and for a goal also by the planning period.

Two structures may hold in a year, and both have a ``mal-3`` (ADR 0054). What was written before places named
the period has its old place still.
"""

from collections.abc import Container


def place_name(block: str, row: str, *, structure: str, written: Container[str]) -> str:
    """Name the place of a text on a row, ``structure`` being that of the goal, empty for another row.

    ``written`` are the places that have a text: one that was written before keeps its own.
    """
    now, before = place_names(block, row, structure=structure)
    return before if before in written and now not in written else now


def place_names(block: str, row: str, *, structure: str) -> tuple[str, str]:
    """Name a place as it is named, and as it was before; the same where it is no goal's."""
    before = f"{block}.{row}"
    return f"{block}.{structure}.{row}" if structure else before, before


def goal_of(row: str) -> tuple[str, str, str]:
    """Tell the structure, key and slot of a chapter's place by its row; "" for what it does not say."""
    over, _, slot = row.rpartition(".")
    structure, _, key = over.rpartition(".")
    return structure, key, slot
