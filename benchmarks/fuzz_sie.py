"""Spoils SIE files at random and compares the fast way with the exact one: rows, facts, problems, hash.

    python -m benchmarks.fuzz_sie [--inputs N] [--seed S] [FILE...]

Real files given by name are spoiled too, besides the ones made here. Exit 1 at a disagreement, whose
input is then kept in the temporary folder and named by its number.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.municipal_sie import write_municipal
from hjulet.domain.ledger_file import LedgerFile
from hjulet.readers.ledger_content import ROW_SCHEMA
from hjulet.readers.sie4 import read_sie
from hjulet.readers.sie4.fast import Understand, understand_nothing, understand_vouchers

SMALL = 1000
"""Bytes read at a time, so that vouchers lie across the pieces."""


@dataclass
class Tally:
    """What came of the inputs."""

    inputs: int = 0
    refused: int = 0
    rows: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)


def differences(
    data: bytes, *, file: str, understand: Understand = understand_vouchers, piece_bytes: int = SMALL
) -> tuple[list[str], LedgerFile]:
    """Name what the two ways disagree about: fields of the facts, rows, balances. Gives also the facts."""
    fast, fast_rows = _read(data, file, understand, piece_bytes)
    exact, exact_rows = _read(data, file, understand_nothing, piece_bytes)
    found = [
        f"{name}: {getattr(fast.facts, name)!r} is not {getattr(exact.facts, name)!r}"[:600]
        for name in vars(exact.facts)
        if getattr(fast.facts, name) != getattr(exact.facts, name)
    ]
    if not fast_rows.equals(exact_rows):
        found.append(f"rows: {_first_difference(fast_rows, exact_rows)}")
    if not fast.balances.equals(exact.balances):
        found.append("balances")
    return found, exact.facts


def _read(data: bytes, file: str, understand: Understand, piece_bytes: int) -> tuple[Any, pa.Table]:
    chunks: list[pa.Table] = [ROW_SCHEMA.empty_table()]
    content = read_sie(data, file=file, into=chunks.append, piece_bytes=piece_bytes, understand=understand)
    return content, pa.concat_tables(chunks).combine_chunks()


def _first_difference(fast: pa.Table, exact: pa.Table) -> str:
    for one, other in zip(fast.to_pylist(), exact.to_pylist(), strict=False):
        if one != other:
            return f"{one} is not {other}"
    return f"{fast.num_rows} are not {exact.num_rows}"


ODD = (
    *("-5", "+5", "-0", ".5", "5.", "1e5", "NaN", "007", "12345678901234567", "1.234", "−5", "1 000", "-"),
    *('"', '""', '\\"', "\\", '"a\\"b"', '"å{ä}"', "{", "}", "{}", '{1 ""}', "{1}", '{"" 1}', "{1 a 1 b}"),
    *('{7 "x" 8 y}', '{"1" "0100"}', "{ 1 a  6 b }", "\t", "  ", "\r", "\n", "\r\n", "\n\n", "\x1a", "\x07"),
    *("#VER", "#ver", "#TRANS", "#Trans", "#BTRANS", "#RTRANS", "#KSUMMA", "#KSUMMA 1\n", "#KONTO 9 x\n"),
    *("20170229", "00000000", "20171301", "20250115", '"20250115"', "99991231", "0", "000", "01", "A-1", "~"),
    *("#RAR 0 20250101 20251231\n", "#IB 0 1910 5\n", "#SIETYP 4\n", "#FLAGGA 0\n", "\u00a0", "e\u0301"),
    *("#UNDERDIM 61 x 6\n", "#VER A 1 20250101\n{\n#TRANS 1910 {} 0\n}\n", "#VER A 1 20250101\n", "\ufffd"),
)
"""What is put into files: everything that a reader has stumbled over."""


def spoil(data: bytes, dice: random.Random) -> bytes:
    """Change a file in one to eight places."""
    for _ in range(dice.randrange(1, 9)):
        data = dice.choice(_CHANGES)(data, dice)
    return data


def _place(data: bytes, dice: random.Random) -> int:
    return dice.randrange(len(data) + 1)


def _insert(data: bytes, dice: random.Random) -> bytes:
    at = _place(data, dice)
    return data[:at] + dice.choice(ODD).encode(dice.choice(("cp437", "utf-8")), "replace") + data[at:]


def _replace_word(data: bytes, dice: random.Random) -> bytes:
    words = data.split(b" ")
    words[dice.randrange(len(words))] = dice.choice(ODD).encode("cp437", "replace")
    return b" ".join(words)


def _flip(data: bytes, dice: random.Random) -> bytes:
    at = _place(data, dice)
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _cut_out(data: bytes, dice: random.Random) -> bytes:
    at = _place(data, dice)
    return data[:at] + data[at + dice.randrange(1, 40) :]


def _cut_off(data: bytes, dice: random.Random) -> bytes:
    return data[: _place(data, dice)] if dice.random() < 0.2 else data


def _with_lines(
    change: Callable[[list[bytes], random.Random], None],
) -> Callable[[bytes, random.Random], bytes]:
    def changed(data: bytes, dice: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, dice)
        return b"\n".join(lines)

    return changed


def _drop(lines: list[bytes], dice: random.Random) -> None:
    del lines[dice.randrange(len(lines))]


def _double(lines: list[bytes], dice: random.Random) -> None:
    at = dice.randrange(len(lines))
    lines.insert(dice.choice((at, dice.randrange(len(lines) + 1))), lines[at])


def _swap(lines: list[bytes], dice: random.Random) -> None:
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _rewrite(data: bytes, dice: random.Random) -> bytes:
    """Change the whole file's line ends, blanks or encoding."""
    old, new = dice.choice(((b"\n", b"\r\n"), (b"\n", b"\r"), (b" ", b"\t"), (b" ", b"  "), (b"#", b" #")))
    if dice.random() < 0.7:
        return data.replace(old, new)
    return data.decode("cp437").encode(dice.choice(("latin-1", "utf-8", "utf-8-sig")), "replace")


_CHANGES = (
    *(_insert, _insert, _insert, _replace_word, _replace_word, _flip, _cut_out, _cut_off),
    *(_with_lines(_drop), _with_lines(_double), _with_lines(_swap), _rewrite),
)


def seeds(files: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Give the files to spoil: one made here, whole and with a checksum, and those given."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.se"
        write_municipal(path, rows=40)
        made = path.read_bytes()
    lines = [line for line in made.split(b"\n") if not line.startswith((b"#OBJEKT", b"#KONTO"))]
    few = b"\n".join(lines)
    marked = few.replace(b"#PROGRAM", b"#KSUMMA\n#PROGRAM") + b"#KSUMMA 1\n"
    given = [(path.name, excerpt(path.read_bytes())) for path in files]
    return [("made.se", few), ("made.si", few), ("marked.se", marked), *given]


def excerpt(data: bytes) -> bytes:
    """Take a file's first records of each label, and its first vouchers: small is soon read."""
    head, *vouchers = data.split(b"#VER")
    met: Counter[bytes] = Counter()
    kept = []
    for line in head.splitlines(keepends=True):
        met[line.split()[0] if line.split() else b""] += 1
        if met[line.split()[0] if line.split() else b""] <= _KEPT:
            kept.append(line)
    return b"#VER".join((b"".join(kept), *vouchers[:_KEPT]))


_KEPT = 6


def run(
    inputs: int, *, seed: int, files: Sequence[Path] = (), understand: Understand = understand_vouchers
) -> Tally:
    """Compare the two ways on so many spoiled files."""
    dice, tally, held = random.Random(seed), Tally(), seeds(files)
    for number in range(inputs):
        name, data = dice.choice(held)
        spoiled = spoil(data, dice) if number >= len(held) else held[number][1]
        pieces = dice.choice((SMALL, 1 << 20, 1 << 20))
        found, facts = differences(spoiled, file=name, understand=understand, piece_bytes=pieces)
        tally.inputs += 1
        tally.refused += not facts.accepted
        tally.rows += facts.counts.rows
        tally.codes.update({problem.code for problem in facts.problems})
        if found:
            kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{number}-{name}"
            kept.write_bytes(spoiled)
            tally.disagreements.append(f"input {number} ({kept}): {'; '.join(found)}")
    return tally


def main() -> int:
    """Run, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("files", type=Path, nargs="*")
    asked = parser.parse_args()
    start = time.perf_counter()
    tally = run(asked.inputs, seed=asked.seed, files=asked.files)
    seconds = time.perf_counter() - start
    print(f"{tally.inputs} inputs in {seconds:.0f} s, {tally.refused} refused, {tally.rows} rows")
    print(f"problems met: {', '.join(f'{code} {count}' for code, count in tally.codes.most_common())}")
    for line in tally.disagreements[:20]:
        print(line)
    print(f"disagreements: {len(tally.disagreements)}")
    return 1 if tally.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
