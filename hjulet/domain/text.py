"""Narrative text whose numbers are references.

Written in a small Markdown: ``#`` headings, paragraphs between blank lines, and figure references
in braces, ``{net_cost unit=HR as=mnkr1}``. Parsed once at the edge; what a reference leaves out
comes from the report it stands in, and ``period=this-1`` is the year before.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.figures import FigureRef, ReferenceFault, Registry, Unit
from hjulet.domain.numbers import NO_BREAK_SPACE, format_amount, format_number
from hjulet.domain.period import parse_period
from hjulet.domain.problem import Place, Problem, Severity

_BRACES = re.compile(r"\{([^{}]*)\}")
_FORM = re.compile(r"(kr|tkr|mnkr|pct|pp|inv)([0-4]?)")
_HEADING = re.compile(r"(#{1,4})\s+(.*)")
_RELATIVE = re.compile(r"this(?:-([0-9]))?")
_AMOUNT_FORMS = frozenset({"kr", "tkr", "mnkr"})
_WORDS = {"pct": "procent", "pp": "procentenheter", "inv": "invånare"}
_FORMS = {Unit.KRONOR: _AMOUNT_FORMS, Unit.PERCENT: frozenset({"pct", "pp"}), Unit.PEOPLE: frozenset({"inv"})}
_USUAL = {Unit.KRONOR: "tkr", Unit.PERCENT: "pct", Unit.PEOPLE: "inv"}


@dataclass(frozen=True)
class Form:
    """How a figure is written in a sentence: ``mnkr1`` is millions with one decimal."""

    unit: str
    decimals: int

    def __str__(self) -> str:
        """Write the form as in a text."""
        return f"{self.unit}{self.decimals}"

    def suits(self, unit: Unit) -> bool:
        """Tell whether kronor are written as kronor, percent as percent and people as people."""
        return self.unit in _FORMS[unit]

    def write(self, value: Decimal) -> str:
        """Write the value with its unit: ``5,0 mnkr``, ``1,4 procent``."""
        if self.unit in _AMOUNT_FORMS:
            number, word = format_amount(value, unit=self.unit, decimals=self.decimals), self.unit
        else:
            number, word = format_number(value, decimals=self.decimals), _WORDS[self.unit]
        return f"{number}{NO_BREAK_SPACE}{word}"


@dataclass(frozen=True)
class TextInline:
    """A stretch of plain text."""

    text: str


@dataclass(frozen=True)
class FigureInline:
    """A figure in a sentence: which, and how it is written."""

    ref: FigureRef
    form: Form


Inline = TextInline | FigureInline


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A heading (level 1-4) or a paragraph (level 0), with the line of the source it starts on."""

    level: int
    inlines: tuple[Inline, ...]
    line: int


@dataclass(frozen=True, kw_only=True)
class Narrative:
    """A text: its passages, and the problems met in reading it."""

    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect the figures that the text rests on."""
        inlines = (inline for passage in self.passages for inline in passage.inlines)
        return frozenset(inline.ref for inline in inlines if isinstance(inline, FigureInline))


def parse_narrative(
    source: str,
    *,
    registry: Registry,
    defaults: Mapping[str, str],
    units: Collection[str] | None = None,
    file: str = "",
) -> Narrative:
    """Read a text. ``defaults`` holds the report's ``unit`` and ``period``; ``units`` those it may name.

    A reference that cannot be read stays in the text as written, and is a problem at its line.
    """
    scope = _Scope(registry, defaults, units)
    passages: list[Passage] = []
    problems: list[Problem] = []
    for line, block in _blocks(source):
        heading = _HEADING.fullmatch(block)
        level, body = (len(heading[1]), heading[2]) if heading else (0, block)
        inlines, faults = _inlines(body, scope)
        passages.append(Passage(level=level, inlines=inlines, line=line))
        problems.extend(
            Problem(
                code=fault.code,
                severity=Severity.ERROR,
                place=Place(file=file, line=line),
                params=fault.params,
            )
            for fault in faults
        )
    return Narrative(passages=tuple(passages), problems=tuple(problems))


def parse_form(text: str) -> Form:
    """Read ``mnkr1``; without a digit, amounts have none and percentages one decimal."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ReferenceFault("unknown-form", form=text)
    default = 0 if match[1] in _AMOUNT_FORMS else 1
    return Form(match[1], int(match[2]) if match[2] else default)


def _blocks(source: str) -> list[tuple[int, str]]:
    blocks: list[tuple[int, str]] = []
    open_block: list[str] = []
    for number, line in enumerate([*source.splitlines(), ""], start=1):
        stripped = line.strip()
        starts_alone = _HEADING.fullmatch(stripped) is not None
        if (not stripped or starts_alone) and open_block:
            blocks.append((number - len(open_block), " ".join(open_block)))
            open_block = []
        if starts_alone:
            blocks.append((number, stripped))
        elif stripped:
            open_block.append(stripped)
    return blocks


@dataclass(frozen=True)
class _Scope:
    """What a reference may say, and what it inherits where it says nothing."""

    registry: Registry
    defaults: Mapping[str, str]
    units: Collection[str] | None


def _inlines(body: str, scope: _Scope) -> tuple[tuple[Inline, ...], list[ReferenceFault]]:
    inlines: list[Inline] = []
    faults: list[ReferenceFault] = []
    at = 0
    for match in _BRACES.finditer(body):
        inlines.append(TextInline(body[at : match.start()]))
        try:
            inlines.append(_figure_inline(match[1], scope))
        except ReferenceFault as fault:
            faults.append(fault)
            inlines.append(TextInline(match[0]))
        at = match.end()
    inlines.append(TextInline(body[at:]))
    return tuple(inline for inline in inlines if inline != TextInline("")), faults


def _figure_inline(inside: str, scope: _Scope) -> FigureInline:
    words = inside.split()
    forms = [word.removeprefix("as=") for word in words if word.startswith("as=")]
    if len(forms) > 1:
        raise ReferenceFault("unknown-form", form=" ".join(forms))
    named = " ".join(_absolute(word, scope.defaults) for word in words if not word.startswith("as="))
    ref = scope.registry.parse(named, defaults=scope.defaults)
    if scope.units is not None and ref.get("unit") and ref.get("unit") not in scope.units:
        raise ReferenceFault("unit-outside-report", unit=ref.get("unit"))
    unit = scope.registry.metrics[ref.metric].unit
    form = parse_form(forms[0] if forms else _USUAL[unit])
    if not form.suits(unit):
        raise ReferenceFault("wrong-form", metric=ref.metric, form=str(form))
    return FigureInline(ref, form)


def _absolute(word: str, defaults: Mapping[str, str]) -> str:
    name, _, value = word.partition("=")
    relative = _RELATIVE.fullmatch(value)
    if name != "period" or relative is None:
        return word
    return f"period={parse_period(defaults['period']).previous(years=int(relative[1] or 0))}"
