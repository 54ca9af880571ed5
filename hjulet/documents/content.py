"""A report as JSON: what ``hjulet report --format json`` prints and what an edition's seal rests on.

Canonical means that one report has one sequence of bytes: UTF-8, letters composed (NFC), keys in
order, no insignificant blanks, amounts as text. A float has no exact value and is refused.
"""

import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hjulet.domain.figures import Figure, FigureRef, Filter, Measure, Note, Unit
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.numbers import NO_PERCENTAGE, format_number, round_half_away
from hjulet.domain.report import (
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    Decider,
    Heading,
    Inlines,
    Paragraph,
    Point,
    Report,
    Row,
    ShownFigure,
    Table,
    Words,
    plain_text,
)

Json = dict[str, Any]
Figures = Mapping[FigureRef, Figure]


def report_document(report: Report) -> Json:
    """Write a report as CONTRACT's ``report``, every resolved figure with its provenance included."""
    return {
        "schema": "report/1",
        "title": report.title,
        "kind": report.kind,
        "unit": report.unit,
        "unit_name": report.unit_name,
        "period": str(report.period),
        "snapshot": report.snapshot,
        **({"decided_by": str(report.decided_by)} if report.decided_by is not Decider.BODY else {}),
        **({"preliminary": True} if report.preliminary else {}),  # absent in what is final
        **({"referral": report.referral} if report.referral else {}),
        **({"open_points": list(report.open_points)} if report.open_points else {}),
        "language": report.language,
        "blocks": [block_document(block, report.figures) for block in report.blocks],
        "figures": {
            str(ref): figure_document(figure, report.figures) for ref, figure in report.figures.items()
        },
    }


def figure_document(figure: Figure, figures: Figures) -> Json:
    """Write a figure as CONTRACT's ``figure``; the values of its inputs are found in ``figures``."""
    return {
        "figure": str(figure.ref),
        "value": value_text(figure),
        "unit": figure.unit_word,
        "display": display_text(figure),
        "snapshot": figure.snapshot,
        "note": str(figure.note) or None,
        "provenance": {
            "formula": figure.formula or None,
            "inputs": [_input(figures[ref]) for ref in figure.inputs],
            "filter": _filter(figure.filter) if figure.filter else None,
            "rows": figure.rows,
        },
    }


def observation_document(observation: Observation, figure: Figure) -> Json:
    """Write what a figure of an indicator was observed as: where it stands, and when it was read there."""
    rate = observation.response_rate
    return {
        "period": str(observation.period),
        "series": observation.series,
        "status": str(observation.status),
        "source": observation.source,
        "fetched": observation.fetched.isoformat() if observation.fetched else None,
        "response_rate": None if rate is None else f"{rate:f}",
        "note": observation.note,
        "value": value_text(figure),
    }


def value_text(figure: Figure) -> str | None:
    """Write the exact value: kronor with two decimals, people whole, an indicator as published."""
    if figure.value is None:
        return None
    match figure.unit:
        case Unit.KRONOR:
            return kronor_text(figure.value)
        case Unit.PERCENT | Unit.MAN_YEARS:
            return _fraction_text(figure.value)
        case Unit.PEOPLE:
            return f"{figure.value:f}"
        case Unit.DEFINED:
            return figure.measure.plain(figure.value) if figure.measure else f"{figure.value:f}"


def kronor_text(amount: Decimal) -> str:
    """Write kronor exactly, with two decimals."""
    return f"{round_half_away(amount, decimals=2):.2f}"


def display_text(figure: Figure) -> str:
    """Write the value as a document prints it, in the figure's own unit, rounded to its decimals."""
    if figure.value is None:
        return NO_PERCENTAGE if figure.note == Note.NO_PERCENTAGE else ""
    if figure.measure is not None:
        return figure.measure.write(figure.value)
    return format_number(figure.value, decimals=figure.decimals)


def canonical(document: Mapping[str, Any]) -> bytes:
    """Write a document as the one sequence of bytes that it has; raises TypeError on a float."""
    text = json.dumps(_composed(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_composed(key): _composed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    raise TypeError(f"no exact form in JSON: {value!r}")


def _fraction_text(value: Decimal) -> str:
    text = f"{round_half_away(value, decimals=6):.6f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def _input(figure: Figure) -> Json:
    return {"figure": str(figure.ref), "value": value_text(figure), "unit": figure.unit_word}


def _filter(counted: Filter) -> Json:
    return {
        "source": counted.source,
        "line": counted.line,
        "units": list(counted.units),
        "accounts": list(counted.accounts),
        "from": counted.first_month,
        "to": counted.last_month,
        **({"projects": list(counted.projects)} if counted.projects else {}),
        **({"company": counted.company} if counted.company else {}),
        **({"items": counted.items} if counted.items else {}),
    }


def block_document(block: Block, figures: Figures) -> Json:
    """Write a block as it stands in CONTRACT's ``report``."""
    match block:
        case Heading():
            return {
                "type": "heading",
                "id": block.id,
                "section": block.section,
                "level": block.level,
                "text": block.text,
            }
        case Paragraph():
            return {
                "type": "paragraph",
                "id": block.id,
                "section": block.section,
                "line": block.line,
                "text": block.plain,
                "inlines": _inlines(block.inlines),
            }
        case BulletList():
            return {
                "type": "list",
                "id": block.id,
                "section": block.section,
                "line": block.line,
                "items": [{"text": plain_text(item), "inlines": _inlines(item)} for item in block.items],
            }
        case Table():
            return table_document(block, figures)
        case Chart():
            return _chart(block, figures)


def _inlines(parts: Inlines) -> list[Json]:
    return [_inline(part) for part in parts]


def _inline(part: Words | ShownFigure) -> Json:
    if isinstance(part, Words):
        return {"text": part.text}
    return {"figure": str(part.figure), "display": part.display}


def table_document(table: Table, figures: Figures) -> Json:
    """Write a table as it stands in a report's JSON."""
    return {
        "type": "table",
        "id": table.id,
        "caption": table.caption,
        "columns": [_column(column) for column in table.columns],
        "rows": [_row(row, figures) for row in table.rows],
        "notes": list(table.notes),
    }


def _column(column: Column) -> Json:
    written = {"id": column.id, "label": column.label, "unit": column.unit}
    return {**written, "mixed": True} if column.mixed else written


def _row(row: Row, figures: Figures) -> Json:
    return {
        "id": row.id,
        "label": row.label,
        "level": row.level,
        "kind": row.kind,
        "parts": list(row.parts),
        "cells": {column: _cell(cell, figures) for column, cell in row.cells.items()},
    }


def _cell(cell: Cell, figures: Figures) -> Json:
    if cell.figure is None:
        typed = None if cell.typed is None else kronor_text(cell.typed)
        return {"value": typed, "display": cell.display, "figure": None}
    return {
        "value": value_text(figures[cell.figure]),
        "display": cell.display,
        "figure": str(cell.figure),
    }


def _chart(chart: Chart, figures: Figures) -> Json:
    return {
        "type": "chart",
        "id": chart.id,
        "kind": str(chart.kind),
        "title": chart.title,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "unit": chart.unit,
        "series": list(chart.series),
        "points": [_point(point, chart, figures) for point in chart.points],
        "table": chart.table or None,
        "turned": chart.turned,
        **({"source": chart.source} if chart.source else {}),
        **({"measure": _measure(chart.measure)} if chart.measure else {}),
    }


def _measure(measure: Measure) -> Json:
    """Write how an indicator's values are written; a chart of money has none."""
    return {"unit": measure.unit, "decimals": measure.decimals, "scale": list(measure.scale)}


def _point(point: Point, chart: Chart, figures: Figures) -> Json:
    values = [
        {
            "series": series,
            "value": value_text(figures[ref]) if ref else None,
            "figure": str(ref) if ref else None,
        }
        for series, ref in zip(chart.series, point.figures, strict=True)
    ]
    return {"label": point.label, "panel": point.panel, "is_total": point.is_total, "values": values}
