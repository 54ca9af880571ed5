"""The letters that a document can hold: XML, which Word files and workbooks are made of, forbids some."""

import re
from typing import Any

_BREAKS = re.compile("[\x0b\x0c]")
"""A line and a page break within a text that was copied from Word."""

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f]")
_NO_LETTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Halves of letters, and two code points that are none."""


def legal(text: str) -> str:
    """Make breaks blanks, leave out what is never seen, and show what is no letter as U+FFFD."""
    return _NO_LETTERS.sub("\ufffd", _UNSEEN.sub("", _BREAKS.sub(" ", text)))


def legal_within(value: Any) -> Any:
    """Do so with every text of lists and dicts, keys included."""
    match value:
        case str():
            return legal(value)
        case list() | tuple():
            return [legal_within(one) for one in value]
        case dict():
            return {legal(key): legal_within(held) for key, held in value.items()}
        case _:
            return value
