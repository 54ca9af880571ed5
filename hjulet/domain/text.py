"""Narrative text whose numbers are references.

Written in a small Markdown: ``#`` headings, paragraphs between blank lines, points that begin with
``- ``, and figure references in braces, ``{net_cost unit=HR as=mnkr1}``. Parsed once at the edge; what a
reference leaves out comes from the report it stands in. ``period=this-1`` is the year before,
``period=year`` the whole year and ``period=month`` the last month.

A figure may also choose a word, so that a text can be written before the figures are known:
``Nettokostnaden {net_cost_change as=ökade} med {net_cost_change as=mnkr1abs}``.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.figures import FigureRef, Measure, ReferenceFault, Registry, Unit
from hjulet.domain.numbers import NO_BREAK_SPACE, format_amount, format_number
from hjulet.domain.period import parse_period
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.domain.register import REGISTERED

_BRACES = re.compile(r"\{([^{}]*)\}")
_FORM = re.compile(r"(kr|tkr|mnkr|pct|pp|inv|arb|own)([0-4]?)(abs)?")
_HEADING = re.compile(r"(#{1,4})\s+(.*)")
_RELATIVE = re.compile(r"this(?:-([0-9]))?")
_OWN = "own"
_AMOUNT_FORMS = frozenset({"kr", "tkr", "mnkr"})
_WORDS = {"pct": "procent", "pp": "procentenheter", "inv": "invånare", "arb": "årsarbetare"}
_FORMS = {
    Unit.KRONOR: _AMOUNT_FORMS,
    Unit.PERCENT: frozenset({"pct", "pp"}),
    Unit.PEOPLE: frozenset({"inv"}),
    Unit.MAN_YEARS: frozenset({"arb"}),
    Unit.DEFINED: frozenset({"own", "pct", "pp"}),
}
_CHOSEN_WORDS = {
    "ökade": ("ökade", "minskade"),
    "överskott": ("överskott", "underskott"),
    "bättre": ("bättre än", "sämre än"),
    "över": ("över", "under"),
}
"""Form -> the words for a value from zero up, and for one below; the amount beside says how much."""
_ENGLISH_WORDS = {"increased": "ökade", "surplus": "överskott", "better": "bättre", "above": "över"}
_POINT = re.compile(r"[-*•]\s+(.*)")
_USUAL = {
    Unit.KRONOR: "tkr",
    Unit.PERCENT: "pct",
    Unit.PEOPLE: "inv",
    Unit.MAN_YEARS: "arb",
    Unit.DEFINED: "own",
}


@dataclass(frozen=True)
class Form:
    """How a figure is written in a sentence: ``mnkr1`` is millions with one decimal.

    ``absolute`` leaves the sign to the words around: ``mnkr1abs``. ``unit`` may also be a word that the value
    chooses (``ökade``: ökade or minskade). ``own`` is the unit of the figure itself (an indicator's), in its
    own decimals where ``decimals`` is None.
    """

    unit: str
    decimals: int | None
    absolute: bool = False

    def __str__(self) -> str:
        """Write the form as in a text."""
        if self.unit in _CHOSEN_WORDS:
            return self.unit
        decimals = "" if self.decimals is None else self.decimals
        return f"{self.unit}{decimals}{'abs' if self.absolute else ''}"

    def suits(self, unit: Unit) -> bool:
        """Tell whether kronor are written as kronor, percent as percent and people as people."""
        return self.unit in _CHOSEN_WORDS or self.unit in _FORMS[unit]

    def write(self, value: Decimal, *, measure: Measure | None = None) -> str:
        """Write the value with its unit: ``5,0 mnkr``, ``1,4 procent``; or the word that it chooses.

        ``measure`` is that of the figure, where it has one of its own.
        """
        if self.unit in _CHOSEN_WORDS:
            up, down = _CHOSEN_WORDS[self.unit]
            return down if value < 0 else up
        shown = abs(value) if self.absolute else value
        if self.unit == _OWN and measure is not None:
            return measure.said(shown, decimals=self.decimals)
        decimals = self.decimals or 0
        if self.unit in _AMOUNT_FORMS:
            number, word = format_amount(shown, unit=self.unit, decimals=decimals), self.unit
        else:
            number, word = format_number(shown, decimals=decimals), _WORDS.get(self.unit, "")
        return f"{number}{NO_BREAK_SPACE}{word}" if word else number


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
    """A heading (level 1-4), a paragraph or a list (level 0), with the line of the source it starts on.

    A list has ``items``, one for each point; their parts in a row are its ``inlines``.
    """

    level: int
    inlines: tuple[Inline, ...]
    line: int
    items: tuple[tuple[Inline, ...], ...] = ()


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
    registered: Collection[tuple[str, str]] = (),
    file: str = "",
) -> Narrative:
    """Read a text. ``defaults`` holds the report's ``unit`` and ``period``; ``units`` those it may name.

    ``registered`` are the projects and grants of those units, as (parameter, id).
    A reference that cannot be read stays in the text as written, and is a problem at its line.
    """
    scope = _Scope(registry, defaults, units, registered)
    passages: list[Passage] = []
    problems: list[Problem] = []
    for line, block in _blocks(source):
        passage, faults = _passage(block, line, scope)
        passages.append(passage)
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


def _passage(block: list[str], line: int, scope: "_Scope") -> tuple[Passage, list[ReferenceFault]]:
    heading = _HEADING.fullmatch(block[0])
    if heading:
        inlines, faults = _inlines(heading[2], scope)
        return Passage(level=len(heading[1]), inlines=inlines, line=line), faults
    if _POINT.fullmatch(block[0]):
        read = [_inlines(point, scope) for point in _points(block)]
        items = tuple(inlines for inlines, _ in read)
        faults = [fault for _, found in read for fault in found]
        return Passage(level=0, inlines=sum(items, ()), line=line, items=items), faults
    inlines, faults = _inlines(" ".join(block), scope)
    return Passage(level=0, inlines=inlines, line=line), faults


def _points(block: list[str]) -> list[str]:
    """Join each point of a list with the lines that go on with it."""
    points: list[str] = []
    for line in block:
        point = _POINT.fullmatch(line)
        if point:
            points.append(point[1])
        else:
            points[-1] += f" {line}"
    return points


def parse_form(text: str) -> Form:
    """Read ``mnkr1``, ``mnkr1abs`` or ``ökade``.

    Without a digit, amounts have no decimals, percentages one, and ``own`` those of the figure.
    """
    word = _ENGLISH_WORDS.get(text, text)
    if word in _CHOSEN_WORDS:
        return Form(word, 0)
    match = _FORM.fullmatch(text)
    if match is None:
        raise ReferenceFault("unknown-form", form=text)
    default = None if match[1] == _OWN else 0 if match[1] in _AMOUNT_FORMS else 1
    return Form(match[1], int(match[2]) if match[2] else default, absolute=match[3] is not None)


def _blocks(source: str) -> list[tuple[int, list[str]]]:
    """Split a text into blocks of lines: a heading alone, a list, or a paragraph."""
    blocks: list[tuple[int, list[str]]] = []
    open_block: list[str] = []
    for number, line in enumerate([*source.splitlines(), ""], start=1):
        stripped = line.strip()
        starts_alone = _HEADING.fullmatch(stripped) is not None
        starts_list = _is_point(stripped) and not (open_block and _is_point(open_block[0]))
        if (not stripped or starts_alone or starts_list) and open_block:
            blocks.append((number - len(open_block), open_block))
            open_block = []
        if starts_alone:
            blocks.append((number, [stripped]))
        elif stripped:
            open_block.append(stripped)
    return blocks


def _is_point(line: str) -> bool:
    return _POINT.fullmatch(line) is not None


@dataclass(frozen=True)
class _Scope:
    """What a reference may say, and what it inherits where it says nothing."""

    registry: Registry
    defaults: Mapping[str, str]
    units: Collection[str] | None
    registered: Collection[tuple[str, str]]

    def require(self, ref: FigureRef) -> None:
        """Refuse a figure of a unit, project or grant that the text may not name."""
        if self.units is None:
            return
        if ref.get("unit") and ref.get("unit") not in self.units:
            raise ReferenceFault("unit-outside-report", unit=ref.get("unit"))
        for name in REGISTERED:
            if ref.get(name) and (name, ref.get(name)) not in self.registered:
                raise ReferenceFault("not-in-registers", id=ref.get(name))


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
    scope.require(ref)
    unit = scope.registry.metrics[ref.metric].unit
    form = parse_form(forms[0] if forms else _USUAL[unit])
    if not form.suits(unit):
        raise ReferenceFault("wrong-form", metric=ref.metric, form=str(form))
    return FigureInline(ref, form)


def _absolute(word: str, defaults: Mapping[str, str]) -> str:
    name, _, value = word.partition("=")
    if name != "period":
        return word
    period = parse_period(defaults["period"])
    relative = _RELATIVE.fullmatch(value)
    if relative:
        return f"period={period.previous(years=int(relative[1] or 0))}"
    relatives = {"year": str(period.year), "month": period.last_month}
    return f"period={relatives.get(value, value)}"
