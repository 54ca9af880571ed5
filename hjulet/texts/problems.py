"""Sentences for problems: what is wrong, where, with which value, and what to do about it.

A problem carries a code and values; the sentence is made here, at the edge, in the reader's
language. A code without a sentence is a fault of ours, found by a test.
"""

from decimal import Decimal, InvalidOperation

from hjulet.domain.numbers import format_number
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.labels import IN_STRUCTURES, LIST_FIELDS, SEVERITIES, STATUSES
from hjulet.texts.messages import SENTENCES
from hjulet.texts.messages.ledger import CAUSES
from hjulet.texts.messages.reports import FAULTS

_LINE = N_("{file}, rad {line}")
_CELL = N_("{file}, cell {cell}")


_COUNTED = {
    "size": N_("{n} byte"),
    "unpacked": N_("{n} byte uppackad"),
    "entries": N_("{n} delar"),
    "cells": N_("{n} celler"),
    "dated": N_("{n} rader"),
}
"""Values that are said with what they count."""

_NAMED = {"mapped": LIST_FIELDS, "structure": IN_STRUCTURES}
"""Values that are ids, and what those are called."""

_NUMBERS = frozenset(
    {"amount", "computed", "count", "difference", "limit", "rows", "stated", "vouchers", *_COUNTED}
)
"""Values that are amounts or counts, never names or codes."""


class _Values(dict[str, str]):
    """Values of a problem; one that the problem does not carry is left out of the sentence."""

    def __missing__(self, key: str) -> str:
        return ""


def sentence(problem: Problem, *, language: str) -> str:
    """Write a problem as a sentence, with its place first: ``2017.se, rad 12: ...``."""
    where = _place(problem.place, language)
    said = say(problem.code, language=language, **problem.params)
    return f"{where}: {said}" if where else said


def say(code: str, *, language: str, **values: str) -> str:
    """Write a sentence for a code and its values; what is missing is left out."""
    worded = _Values({name: _as_written(name, value, language) for name, value in values.items()})
    if "cause" in worded:
        cause = worded["cause"]
        worded["cause"] = translate(CAUSES[cause], language=language) if cause in CAUSES else cause
    said = translate(SENTENCES[code], language=language).format_map(worded)
    return " ".join(word for word in said.split(" ") if word)  # no-break spaces stay


def _as_written(name: str, value: str, language: str) -> str:
    """Write amounts and counts as a Swedish text does: ``99781.51`` is ``99 781,51``."""
    if name == "status" and value in STATUSES:
        return status_label(value, language=language).lower()
    if name in _NAMED:
        return translate(_NAMED[name].get(value, value), language=language)
    if name == "until":
        return translate(N_(" till och med {last}"), language=language).format(last=value) if value else ""
    if name not in _NUMBERS:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    written = format_number(number, decimals=2 if "." in value else 0)
    return translate(_COUNTED[name], language=language).format(n=written) if name in _COUNTED else written


def severity_label(severity: Severity, *, language: str) -> str:
    """Name a severity: ``Varning``."""
    return translate(SEVERITIES[severity], language=language)


def status_label(status: str, *, language: str) -> str:
    """Name what became of a file or a batch: ``Inläst``."""
    return translate(STATUSES[status], language=language)


def fault_label(code: str, *, language: str, edition: int, file: str) -> str:
    """Say what is wrong with an edition."""
    return translate(FAULTS[code], language=language).format(edition=edition, file=file)


def _place(place: Place, language: str) -> str:
    if place.cell:
        return translate(_CELL, language=language).format(file=place.file, cell=place.cell)
    if place.line:
        return translate(_LINE, language=language).format(file=place.file, line=place.line)
    return place.file
