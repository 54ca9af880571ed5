"""What a command answers: a JSON document, the same as lines for people, and an exit code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DONE, REFUSED, USAGE, INTERNAL = 0, 1, 2, 3
"""Exit codes of CONTRACT."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A command's answer. ``raw`` is printed as it is, instead of either form."""

    document: Mapping[str, Any]
    lines: tuple[str, ...] = ()
    exit_code: int = DONE
    raw: bytes | None = None

    def as_json(self) -> str:
        """Write the document for other programs."""
        return json.dumps(self.document, ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        """Write the lines for people."""
        return "\n".join(self.lines)


def error(code: str, message: str, *, exit_code: int, **more: Any) -> Answer:
    """Answer that something went wrong."""
    document = {"schema": "error/1", "error": {"code": code, "message": message}, **more}
    return Answer(document=document, lines=(message,), exit_code=exit_code)
