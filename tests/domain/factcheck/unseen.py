"""Short documents written by somebody who had not seen the rules' own examples, half with one fault.

Each document starts with ``=== its name``; the line with the fault ends with the rule that should
find it: ``«F03»``. In the files ``→`` stands for a tab, ``~`` for a no-break space and ``^`` for a
thin one, so that they can be seen.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "unseen"

_STANDS_FOR = str.maketrans({"→": "\t", "~": "\N{NO-BREAK SPACE}", "^": "\N{THIN SPACE}"})
_FAULT = re.compile(r"\s*«(F\d\d)»$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """A document; ``faults`` are the rule and the line of what is wrong in it, none if all is true."""

    name: str
    text: str
    faults: frozenset[tuple[str, int]]


def read_unseen() -> list[Unseen]:
    """Read all the documents, file by file."""
    return [
        _document(*part.split("\n", maxsplit=1))
        for path in sorted(FOLDER.glob("*.txt"))
        for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    ]


def _document(name: str, body: str) -> Unseen:
    faults = frozenset(
        (found[1], number)
        for number, line in enumerate(body.splitlines(), start=1)
        if (found := _FAULT.search(line))
    )
    return Unseen(name=name, text=_FAULT.sub("", body).translate(_STANDS_FOR), faults=faults)
