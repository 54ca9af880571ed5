"""What the PDF's template reads: the report's JSON, typeset, with its layout, sources and house style.

Everything that takes a decision is taken here, so that the template only draws.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from hjulet.documents.charts import chart_svg, chart_tables, house_theme
from hjulet.documents.content import block_document
from hjulet.documents.house import HouseStyle
from hjulet.documents.pdf_layout import Piece, longest, pieces, stays_whole, word_columns
from hjulet.documents.sources import Labels, SourceEntry, source_entries
from hjulet.documents.typography import typeset, typeset_block
from hjulet.documents.variance import side_of
from hjulet.documents.words import edition_number, reservations, words_of
from hjulet.domain.edition import EditionStamp
from hjulet.domain.figures import FigureRef
from hjulet.domain.report import Block, Heading, Report, Table
from hjulet.texts.periods import period_words

Json = dict[str, Any]


def pdf_data(
    report: Report,
    *,
    stamp: EditionStamp | None,
    date: date,
    decision: str,
    labels: Labels | None,
    base_url: str,
    house: HouseStyle,
) -> Json:
    """Collect what the template reads of a report."""
    entries = source_entries(report, labels=labels)
    theme = house_theme(house)
    title = next((b.text for b in report.blocks if isinstance(b, Heading) and b.level == 1), report.title)
    period = period_words(report.period, language=report.language)
    return {
        "language": report.language,
        "title": typeset(title, language=report.language),
        "unit_name": report.unit_name,
        "period": period,
        "snapshot": report.snapshot,
        "reservations": [typeset(line, language=report.language) for line in reservations(report)],
        "date": [date.year, date.month, date.day],
        "stamp": _stamp(stamp, report.language) if stamp else None,
        "decision": typeset(decision, language=report.language),
        "words": dict(words_of(report.language)),
        "house": {"accent": house.accent, "second": house.second, "serif": house.serif, "sans": house.sans},
        "logo": _logo(house),
        "pieces": [_piece(piece, report) for piece in pieces(report.blocks)],
        "charts": {chart.id: chart_svg(chart, report, theme=theme) for chart in report.charts},
        "chart_tables": {chart: _block(table, report) for chart, table in chart_tables(report).items()},
        "tables": [table.id for table in report.tables],
        "sides": {str(ref): side for ref, figure in report.figures.items() if (side := side_of(figure))},
        "sources": [_source(entry, entries, base_url) for entry in entries.values()],
        "notes": {
            str(ref): {"key": entry.key, "text": _note(entry, drop={report.unit_name, period})}
            for ref, entry in entries.items()
        },
    }


def _stamp(stamp: EditionStamp, language: str) -> Json:
    return {
        "number": stamp.number,
        "said": edition_number(stamp, language=language),
        "seal": stamp.seal,
    }


def _logo(house: HouseStyle) -> Json | None:
    """Give the logo as numbers, the only way that bytes go into the template."""
    if house.logo is None:
        return None
    return {"format": house.logo_format, "alt": house.logo_alt, "bytes": list(house.logo)}


def _piece(piece: Piece, report: Report) -> Json:
    return {
        "landscape": piece.landscape,
        "begins_page": piece.begins_page,
        "blocks": [_block(block, report) for block in piece.blocks],
    }


def _block(block: Block, report: Report) -> Json:
    document = block_document(typeset_block(block, language=report.language), report.figures)
    if isinstance(block, Table):
        words = {column.id: longest(block, column) for column in word_columns(block)}
        return {**document, "words": words, "stays_whole": stays_whole(block)}
    return document


def _note(entry: SourceEntry, *, drop: set[str]) -> str:
    """Say in the margin what a figure is: body and period are the report's where nothing else is said."""
    return ", ".join(part for part in entry.label.split(", ") if part not in drop)


def _source(entry: SourceEntry, entries: Mapping[FigureRef, SourceEntry], base_url: str) -> Json:
    return {
        "key": entry.key,
        "figure": str(entry.ref),
        "label": entry.label,
        "value": entry.value,
        "formula": entry.formula,
        "inputs": [
            {"key": entries[ref].key, "label": entries[ref].label, "value": entries[ref].value}
            for ref in entry.inputs
        ],
        "counted": entry.counted,
        "url": base_url + quote(str(entry.ref)) if base_url else "",
    }
