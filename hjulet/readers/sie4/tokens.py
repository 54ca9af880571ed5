r"""One line of a SIE file into its fields: the exact tokenizer, and the oracle of any faster path.

Fields are split by blanks and tabs. A text may stand in quotes, where ``\"`` is a quote and a
backslash before anything else is itself. An object list ``{dim obj ...}`` is one field. A fault stops
at the end of its line: it never swallows the records that follow.
"""

import re
from dataclasses import dataclass

Field = str | tuple[str, ...]
"""A text, or an object list as written: dimension, object, dimension, object ..."""

_TOKEN = re.compile(
    r"""(?P<blank>[ \t]++)
      | "(?P<quoted>[^"\\]*+(?:\\"?+[^"\\]*+)*+)"
      | (?P<bare>(?:[^ \t"{}\\]++|\\"?+)++)
      | (?P<brace>[{}])
      | (?P<quote>")""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A line's fields and, if it cannot be trusted, the code and cause of its first fault."""

    fields: tuple[Field, ...]
    fault: str = ""
    cause: str = ""


class _Fault(Exception):
    """The line breaks the grammar: code and cause."""


def tokenize(line: str) -> Tokens:
    """Split a line, its label included, into fields; faults: ``unclosed-quote``, ``unclosed-brace``."""
    fields: list[Field] = []
    try:
        _split(line, fields)
    except _Fault as fault:
        code, cause = fault.args
        return Tokens(tuple(fields), code, cause)
    return Tokens(tuple(fields))


def _split(line: str, fields: list[Field]) -> None:
    objects: list[str] | None = None  # the open object list
    touching = False  # a text ended just here, with no blank after it
    for token in _TOKEN.finditer(line):
        kind, text = token.lastgroup, token[0]
        if kind == "blank":
            touching = False
        elif kind == "brace":
            objects = _brace(text, objects, fields)
            touching = False
        elif kind == "quote":
            raise _Fault("unclosed-quote", "not-closed")
        elif touching:
            raise _Fault("unclosed-quote", "text-beside-quote")
        else:
            value = (token["quoted"] if kind == "quoted" else text).replace('\\"', '"')
            (fields if objects is None else objects).append(value)
            touching = True
    if objects is not None:
        raise _Fault("unclosed-brace", "not-closed")


def _brace(brace: str, objects: list[str] | None, fields: list[Field]) -> list[str] | None:
    """Open or close the object list; a list in a list, or an end without a start, is a fault."""
    if (brace == "{") != (objects is None):
        raise _Fault("unclosed-brace", "nested" if brace == "{" else "not-opened")
    if objects is None:
        return []
    fields.append(tuple(objects))
    return None
