"""Figures: every number has one source and can be asked how it came about.

A metric is either a leaf (one value of one source) or a formula (a pure function of other
figures). ``resolve`` expands all references of a page or a report to leaves, asks each source
once, and computes bottom up. Provenance is what computing leaves behind; nobody writes it.

A missing input gives no value, never 0. A formula that has all its inputs and still no answer
(growth on a base of zero) gives no value and the note ``no-percentage``.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from hjulet.domain.numbers import NO_BREAK_SPACE, format_number
from hjulet.domain.period import NotAPeriod, parse_period

WORDLESS = frozenset({"index", "antal"})
"""Units that are not written after the value: an index counts nothing, a number of things says so."""


class Unit(StrEnum):
    """What a value counts: kronor, percent, people or man-years; of an indicator, what it defines itself."""

    KRONOR = "kr"
    PERCENT = "%"
    PEOPLE = "invånare"
    MAN_YEARS = "årsarbetare"
    DEFINED = "enhet"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How the values of an indicator are written: its unit in words, decimals, and the steps of a rating."""

    unit: str
    decimals: int = 0
    scale: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """Give the word that stands after a value; empty where the unit has none."""
        return "" if self.unit in WORDLESS else self.unit

    def write(self, value: Decimal, *, decimals: int | None = None) -> str:
        """Write a value without its unit; that of a rating is the step."""
        if self.scale:
            return self.scale[int(value) - 1]
        return format_number(value, decimals=self.decimals if decimals is None else decimals)

    def said(self, value: Decimal, *, decimals: int | None = None) -> str:
        """Write a value in a sentence: with its unit, where that has a word."""
        number = self.write(value, decimals=decimals)
        return f"{number}{NO_BREAK_SPACE}{self.word}" if self.word else number

    def plain(self, value: Decimal) -> str:
        """Write a value exactly, for machines: ``40``, ``6.60`` or ``AA+``."""
        return self.scale[int(value) - 1] if self.scale else f"{value:f}"


class Note(StrEnum):
    """Why a figure has no value."""

    MISSING = "missing"
    NO_PERCENTAGE = "no-percentage"


DEFAULTS = {"version": "outcome", "items": "all", "organisation": "then"}
"""What a parameter says where it is left out: the canonical form leaves it out."""

CHOICES = {
    "version": ("budget", "original"),
    "items": ("external", "group"),
    "organisation": ("today",),
}
"""What else it may say. ``external`` is without the legal entity's own internal items, ``group`` without
those within the municipality's group too; ``today`` is the organisation as it is known now."""

_OPTIONAL = frozenset({*DEFAULTS, "as_of", "row", "series"})


class AsOf(StrEnum):
    """What the day in ``as_of`` says of a metric."""

    VERSION = "version"  # on which day a budget is in force, where the reference names one
    DAY = "day"  # the same: the metric is always of a budget
    MONTH = "month"  # after which month a forecast was made; the latest where it is left out


class ReferenceFault(ValueError):
    """A reference that cannot be read; ``code`` and ``params`` say why."""

    def __init__(self, code: str, **params: str) -> None:
        """Keep the code and the values for the sentence made at the edge."""
        super().__init__(code, params)
        self.code = code
        self.params = params


@dataclass(frozen=True, order=True)
class FigureRef:
    """A reference to one figure: a metric and its arguments, in the metric's order."""

    metric: str
    args: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Write the canonical form: ``net_cost unit=HR period=2017``."""
        return " ".join([self.metric, *(f"{name}={value}" for name, value in self.args)])

    def get(self, name: str, default: str = "") -> str:
        """Look an argument up."""
        return dict(self.args).get(name, default)

    def but(self, **changes: str) -> Mapping[str, str]:
        """Give the arguments with some changed."""
        return {**dict(self.args), **changes}


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One value of one source: the sum of a statement line, with the statement's sign."""

    source: str
    line: str = ""  # empty: the reference's own argument ``line``

    def line_of(self, ref: FigureRef) -> str:
        """Tell which statement line the reference reads."""
        return self.line or ref.get("line")

    def source_of(self, ref: FigureRef) -> str:
        """Tell which source answers: of the ledger, another version than the outcome is the budget's."""
        return "budget" if ref.get("version") and self.source == "ledger" else self.source


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A pure function of other figures. ``text`` names them by metric id."""

    inputs: Callable[[FigureRef], tuple[FigureRef, ...]]
    compute: Callable[[tuple[Decimal, ...]], Decimal | None]
    text: str


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A kind of figure: how it is found, in what unit, and where its definition stands."""

    id: str
    swedish: str
    unit: Unit
    params: tuple[str, ...]
    how: Leaf | Formula
    source: str
    decimals: int = 0
    better: str = ""  # "up", "down", or empty where neither is better
    lines: tuple[str, ...] = ()  # what the argument ``line`` may be
    total: Formula | None = None  # how the sum over the lines is made, where ``line`` is left out
    as_of: AsOf = AsOf.VERSION
    whose: tuple[str, ...] = ()  # parameters of which one is given: a unit, or a project of one

    def how_of(self, ref: FigureRef) -> Leaf | Formula:
        """Tell how this very reference is found."""
        return self.total if self.total is not None and not ref.get("line") else self.how

    def measure_of(self, ref: FigureRef) -> Measure | None:
        """Tell how the value is written, where that is not the same for all of the metric."""
        return None

    @property
    def optional(self) -> frozenset[str]:
        """Name the parameters that may be left out."""
        return _OPTIONAL.union(self.whose, () if self.total is None else ("line",))

    def lacks(self, given: Collection[str]) -> str:
        """Name a parameter that must be given and is not; empty where nothing is missing."""
        missing = [name for name in self.params if name not in given and name not in self.optional]
        if self.whose and not any(name in given for name in self.whose):
            missing.append(self.whose[-1])
        return next(iter(missing), "")

    def inherits(self, defaults: Mapping[str, str], *, given: Collection[str]) -> dict[str, str]:
        """Choose what a reference takes from its report: no unit where it names a project of its own."""
        taken = self.whose if any(name in given for name in self.whose) else ()
        return {name: value for name, value in defaults.items() if name in self.params and name not in taken}


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a leaf counted: enough to open its rows."""

    source: str
    line: str
    units: tuple[str, ...]
    accounts: tuple[str, ...]
    first_month: str
    last_month: str
    items: str = ""  # "external" or "group": which internal items are left out
    company: str = ""  # the legal entity alone that counts, if not all
    projects: tuple[str, ...] = ()  # the codes that it is limited to, of the code part "project"


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A source's answer for one leaf: value, what was counted, and how many rows."""

    value: Decimal | None
    filter: Filter
    rows: int


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A resolved figure with its provenance."""

    ref: FigureRef
    value: Decimal | None
    unit: Unit
    snapshot: int
    decimals: int = 0
    inputs: tuple[FigureRef, ...] = ()
    formula: str = ""
    filter: Filter | None = None
    rows: int = 0
    note: str = ""
    measure: Measure | None = None

    @property
    def unit_word(self) -> str:
        """Tell the unit as it is written after the value; of an indicator, its own."""
        return self.measure.unit if self.measure else str(self.unit)


class Source(Protocol):
    """Where leaves come from; asked once per resolve."""

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references in one go."""
        ...


@dataclass(frozen=True)
class Registry:
    """The metrics that exist, by id; reads references in English and Swedish."""

    metrics: Mapping[str, Metric]
    swedish_params: Mapping[str, str] = field(
        default_factory=lambda: {
            "enhet": "unit",
            "rad": "line",
            "period": "period",
            "version": "version",
            "per": "as_of",
            "poster": "items",
            "organisation": "organisation",
            "nr": "row",
            "uppföljning": "followup",
            "projekt": "project",
            "bidrag": "grant",
            "serie": "series",
        }
    )

    def ref(self, metric: str, args: Mapping[str, str]) -> FigureRef:
        """Make a canonical reference; raises ReferenceFault for what does not exist."""
        known = self.metrics.get(metric)
        if known is None:
            raise ReferenceFault("unknown-metric", metric=metric)
        given = {name: value for name, value in args.items() if value and value != DEFAULTS.get(name)}
        for name in given:
            if name not in known.params:
                raise ReferenceFault("unknown-parameter", metric=metric, parameter=name)
        if missing := known.lacks(given):
            raise ReferenceFault("missing-parameter", metric=metric, parameter=missing)
        for name in [name for name in known.whose if name in given][1:]:
            raise ReferenceFault("unknown-parameter", metric=metric, parameter=name)
        if "line" in given and given["line"] not in known.lines:
            raise ReferenceFault("unknown-line", metric=metric, line=given["line"])
        self._require_choices(metric, given)
        given["period"] = _canonical_period(given["period"])
        self._settle_as_of(known, given)
        return FigureRef(metric, tuple((name, given[name]) for name in known.params if name in given))

    def _require_choices(self, metric: str, given: Mapping[str, str]) -> None:
        """Refuse a choice that does not exist, and internal items of a budget, which has none."""
        for name, choices in CHOICES.items():
            if name in given and given[name] not in choices:
                raise ReferenceFault(f"unknown-{name}", metric=metric, **{name: given[name]})
        if "items" in given and "version" in given:
            raise ReferenceFault("unknown-parameter", metric=metric, parameter="items")

    def _settle_as_of(self, metric: Metric, given: dict[str, str]) -> None:
        """Keep the day only where it says something: of a forecast, or a budget not on the last day."""
        if "as_of" not in given:
            return
        if metric.as_of is AsOf.VERSION and not given.get("version"):
            raise ReferenceFault("unknown-parameter", metric=metric.id, parameter="as_of")
        try:
            day = date.fromisoformat(given["as_of"])
            parse_period(f"{day.year:04d}")  # of the years that a period may have
        except ValueError as fault:
            raise ReferenceFault("bad-date", value=given["as_of"]) from fault
        given["as_of"] = day.isoformat()  # 20170831 is read too: one day, one reference
        if metric.as_of is not AsOf.MONTH and day == parse_period(given["period"]).last_day:
            del given["as_of"]

    def parse(self, text: str, *, defaults: Mapping[str, str] | None = None) -> FigureRef:
        """Read ``net_cost unit=HR period=2017`` or ``nettokostnad enhet=HR period=2017``.

        What is left out is taken from ``defaults``, where the metric has such a parameter.
        Raises ReferenceFault.
        """
        first, *words = unicodedata.normalize("NFC", text).split() or [""]
        swedish = {metric.swedish: metric.id for metric in self.metrics.values()}
        metric = swedish.get(first.lower(), first)
        args: dict[str, str] = {}
        for word in words:
            key, equals, value = word.partition("=")
            name = self.swedish_params.get(key, key)
            if not equals or not value or name in args:
                raise ReferenceFault("bad-reference", text=text, word=word)
            args[name] = value
        known = self.metrics.get(metric)
        inherited = known.inherits(defaults or {}, given=args) if known else {}
        return self.ref(metric, {**inherited, **args})


def resolve(
    refs: Iterable[FigureRef],
    *,
    registry: Registry,
    sources: Mapping[str, Source],
    snapshot: int,
) -> dict[FigureRef, Figure]:
    """Resolve references and all that they rest on, asking each source once.

    Returns every figure met on the way, inputs included. Raises ReferenceFault ``cycle`` where a
    metric rests on itself.
    """
    order = _bottom_up(refs, registry)
    leaves: dict[str, set[FigureRef]] = {}
    for ref in order:
        how = registry.metrics[ref.metric].how_of(ref)
        if isinstance(how, Leaf):
            leaves.setdefault(how.source_of(ref), set()).add(ref)
    fetched: dict[FigureRef, Fetched] = {}
    for name, wanted in leaves.items():
        fetched.update(sources[name].fetch(frozenset(wanted)))
    figures: dict[FigureRef, Figure] = {}
    for ref in order:
        metric = registry.metrics[ref.metric]
        how = metric.how_of(ref)
        if isinstance(how, Leaf):
            figure = _leaf_figure(ref, metric, fetched[ref], snapshot)
        else:
            figure = _formula_figure(ref, metric, how, figures, snapshot)
        measure = metric.measure_of(ref)
        figures[ref] = replace(figure, measure=measure, decimals=measure.decimals) if measure else figure
    return figures


def _canonical_period(text: str) -> str:
    """Write a period in its shortest form: one period, one reference."""
    try:
        return str(parse_period(text))
    except NotAPeriod as fault:
        raise ReferenceFault("bad-period", value=text) from fault


def _bottom_up(refs: Iterable[FigureRef], registry: Registry) -> list[FigureRef]:
    order: dict[FigureRef, None] = {}
    open_refs: set[FigureRef] = set()

    def visit(ref: FigureRef) -> None:
        if ref in order:
            return
        if ref in open_refs:
            raise ReferenceFault("cycle", metric=ref.metric)
        open_refs.add(ref)
        how = registry.metrics[ref.metric].how_of(ref)
        if isinstance(how, Formula):
            for needed in how.inputs(ref):
                visit(needed)
        open_refs.discard(ref)
        order[ref] = None

    for ref in refs:
        visit(ref)
    return list(order)


def _leaf_figure(ref: FigureRef, metric: Metric, fetched: Fetched, snapshot: int) -> Figure:
    return Figure(
        ref=ref,
        value=fetched.value,
        unit=metric.unit,
        snapshot=snapshot,
        decimals=metric.decimals,
        filter=fetched.filter,
        rows=fetched.rows,
        note="" if fetched.value is not None else Note.MISSING,
    )


def _formula_figure(
    ref: FigureRef, metric: Metric, how: Formula, figures: Mapping[FigureRef, Figure], snapshot: int
) -> Figure:
    inputs = how.inputs(ref)
    values = [figures[needed].value for needed in inputs]
    present = tuple(value for value in values if value is not None)
    complete = len(present) == len(values)
    value = how.compute(present) if complete else None
    return Figure(
        ref=ref,
        value=value,
        unit=metric.unit,
        snapshot=snapshot,
        decimals=metric.decimals,
        inputs=inputs,
        formula=how.text,
        rows=sum(figures[needed].rows for needed in inputs),
        note="" if value is not None else Note.NO_PERCENTAGE if complete else Note.MISSING,
    )
