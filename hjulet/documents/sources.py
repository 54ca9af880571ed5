"""The appendix of sources: where every number of a document opens.

One entry for each resolved figure, inputs included, so that a reader can follow a number from the
page to its formula, on to the formula's inputs, and to the rows that a leaf counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from hjulet.documents.words import words_of
from hjulet.domain.figures import Figure, FigureRef, Filter, Unit
from hjulet.domain.numbers import NO_BREAK_SPACE, NO_PERCENTAGE, format_number, round_half_away
from hjulet.domain.report import Report, ShownFigure
from hjulet.texts.catalogue import translate
from hjulet.texts.formulas import formula_words
from hjulet.texts.labels import ITEMS, SOURCES, line_label

Labels = Mapping[FigureRef, str]


@dataclass(frozen=True, kw_only=True)
class SourceEntry:
    """How one figure came about, in words. ``key`` (``K12``) is what a printed page refers to.

    ``counted`` is empty for a formula, ``formula`` and ``inputs`` for a leaf; inputs that counted
    no row are left out. ``value`` is exact
    and carries its unit.
    """

    key: str
    ref: FigureRef
    label: str
    value: str
    formula: str
    inputs: tuple[FigureRef, ...]
    counted: tuple[str, ...]


def source_entries(report: Report, *, labels: Labels | None = None) -> dict[FigureRef, SourceEntry]:
    """List the sources of a report's figures, in the order of their labels.

    What a text or a table shows opens all the way down; what only a chart shows has an entry of its own, but
    not for all that it rests on. A leaf that counted no row has nothing to open, unless the report shows it.
    ``labels`` names the figures in words; without it an entry is named by its reference.
    """
    written, drawn = _written(report), _drawn(report)
    reached = _with_inputs(written, report)
    opened = [
        ref
        for ref, figure in report.figures.items()
        if ref in written or ref in drawn or (ref in reached and not _is_empty(figure))
    ]
    named = {ref: (labels or {}).get(ref, str(ref)) for ref in opened}
    ordered = sorted(named, key=lambda ref: (named[ref].casefold(), ref))
    return {ref: _entry(f"K{number}", report, ref, named) for number, ref in enumerate(ordered, start=1)}


def anchor(ref: FigureRef) -> str:
    """Name the place of a figure within a document: its reference with commas for blanks."""
    return str(ref).replace(" ", ",")


def anchor_link(ref: FigureRef) -> str:
    """Give the address of a figure's place within the same document."""
    return "#" + quote(anchor(ref), safe=",=.")


def exact_text(figure: Figure, *, missing: str) -> str:
    """Write a value exactly, with its unit: ``38 698 000,00 kr``, ``5,349 %``."""
    if figure.value is None:
        return NO_PERCENTAGE if figure.unit is Unit.PERCENT else missing
    if figure.measure is not None:
        return figure.measure.said(figure.value, decimals=_exact_decimals(figure.value))
    decimals = {Unit.KRONOR: 2, Unit.PEOPLE: 0}.get(figure.unit, _decimals_of(figure.value))
    return f"{format_number(figure.value, decimals=decimals)}{NO_BREAK_SPACE}{figure.unit}"


def _exact_decimals(value: Decimal) -> int:
    """Tell how many decimals a value was published with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _decimals_of(value: Decimal) -> int:
    """Tell how many of at most six decimals a percentage or a number of man-years has; at least one."""
    digits = f"{round_half_away(value, decimals=6):.6f}".partition(".")[2]
    return max(1, len(digits.rstrip("0")))


def _written(report: Report) -> set[FigureRef]:
    """Collect the figures that the report's texts and tables show."""
    texts = {part.figure for part in report.inlines if isinstance(part, ShownFigure)}
    cells = {cell.figure for table in report.tables for row in table.rows for cell in row.cells.values()}
    return {ref for ref in texts | cells if ref is not None}


def _drawn(report: Report) -> set[FigureRef]:
    """Collect the figures that the report's charts show."""
    points = {ref for chart in report.charts for point in chart.points for ref in point.figures}
    return {ref for ref in points if ref is not None}


def _with_inputs(refs: set[FigureRef], report: Report) -> set[FigureRef]:
    """Add all that figures rest on, step by step."""
    found: set[FigureRef] = set()
    waiting = list(refs)
    while waiting:
        ref = waiting.pop()
        if ref in report.figures and ref not in found:
            found.add(ref)
            waiting.extend(report.figures[ref].inputs)
    return found


def _is_empty(figure: Figure) -> bool:
    return figure.filter is not None and figure.rows == 0


def _entry(key: str, report: Report, ref: FigureRef, named: Mapping[FigureRef, str]) -> SourceEntry:
    figure = report.figures[ref]
    return SourceEntry(
        key=key,
        ref=ref,
        label=named[ref],
        value=exact_text(figure, missing=words_of(report.language)["no_value"]),
        formula=formula_words(figure.formula, language=report.language),
        inputs=tuple(needed for needed in figure.inputs if needed in named),
        counted=_counted(figure.filter, figure.rows, report.language) if figure.filter else (),
    )


def _counted(counted: Filter, rows: int, language: str) -> tuple[str, ...]:
    """Say all that a leaf was limited to; raises KeyError for a source or a line without a name."""
    words = words_of(language)
    parts = (
        translate(SOURCES[counted.source], language=language),
        translate(ITEMS[counted.items], language=language) if counted.items else "",
        f"{words['company']} {counted.company}" if counted.company else "",
        f"{words['line']} {line_label(counted.line, language=language)}" if counted.line else "",
        _listed(words["units"], counted.units),
        _listed(words["accounts"], counted.accounts),
        _listed(words["projects"], counted.projects),
        f"{counted.first_month}–{counted.last_month}",
        f"{format_number(Decimal(rows))}{NO_BREAK_SPACE}{words['rows']}",
    )
    return tuple(part for part in parts if part)


def _listed(word: str, codes: tuple[str, ...]) -> str:
    return f"{word} {', '.join(codes)}" if codes else ""
