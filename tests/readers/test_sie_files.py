"""The eleven real SIE files of data/sie: none is refused, and what each holds is known."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.ledger_file import Checksum, LedgerFile
from hjulet.readers.sie4 import read_sie

# file: kind, encoding, (accounts, dimensions, objects, vouchers, rows), control sum, problems
FILES: dict[str, tuple[str, str, tuple[int, ...], str, dict[str, int]]] = {
    "BL0001_typ1.SE": ("1", "cp437", (117, 0, 0, 0, 0), "0.00", {}),
    "BL0001_typ2.SE": ("2", "cp437", (117, 0, 0, 0, 0), "0.00", {"missing-optional": 1}),
    "BL0001_typ3.SE": (
        *("3", "cp437", (117, 3, 23, 0, 0), "0.00"),
        {"missing-optional": 1, "encoding-differs": 1},
    ),
    "BL0001_typ4.SE": (
        *("4E", "cp437", (117, 3, 23, 84, 405), "2029606.42"),
        {"encoding-differs": 1, "repeated-number": 11, "undeclared-object": 16},
    ),
    "BL0001_typ4I.SI": ("4I", "cp437", (0, 3, 0, 1, 10), "6626.00", {"missing-optional": 2}),
    "Norstedts_Revision_SIE_1.SE": ("1", "cp437", (351, 0, 0, 0, 0), "0.00", {}),
    "SIE4_Exempelfil_med_underdim.SE": (
        *("4E", "utf-8", (530, 4, 39, 295, 1330), "68395811.76"),
        {"already-read": 1, "encoding-differs": 2},
    ),
    "Sie3.se": ("3", "cp437", (290, 2, 41, 0, 0), "0.00", {"undeclared-account": 1}),
    "Test3.SE": (
        *("3", "cp437", (117, 1, 17, 0, 0), "0.00"),
        {"undeclared-object": 1, "opening-differs": 1},
    ),
    "magenta_bokforing_SIE4E.se": ("4E", "cp437", (136, 0, 0, 19, 84), "968308.00", {}),
    "sie_4.SE": ("4E", "cp437", (565, 2, 8, 20, 76), "1466082.62", {"opening-unbalanced": 1}),
}


@pytest.fixture
def read(shared_data: Callable[[str], Path]) -> Callable[[str], LedgerFile]:
    """Read one of the files by its name."""
    return lambda name: read_sie((shared_data("sie") / name).read_bytes(), file=name).facts


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_accepted_with_its_counts_and_warnings(
    name: str, read: Callable[[str], LedgerFile]
) -> None:
    kind, encoding, counts, control_sum, problems = FILES[name]
    file = read(name)
    held = file.counts
    assert file.accepted
    assert (file.kind, file.encoding, file.control_sum) == (kind, encoding, Decimal(control_sum))
    assert (held.accounts, held.dimensions, held.objects, held.vouchers, held.rows) == counts
    assert Counter(problem.code for problem in file.problems) == problems


def test_a_real_checksum_is_the_one_we_compute(read: Callable[[str], LedgerFile]) -> None:
    checksum = read("Norstedts_Revision_SIE_1.SE").checksum
    assert checksum == Checksum(stated=3130188017, computed=3130188017, ok=True)


def test_no_real_file_is_missing_from_the_table(shared_data: Callable[[str], Path]) -> None:
    there = {path.name for path in shared_data("sie").iterdir() if path.suffix.lower() in (".se", ".si")}
    assert there == set(FILES)
