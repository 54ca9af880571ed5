"""The charts of a report: one module per kind, one theme, one specification each, and a table of values."""

from hjulet.documents.charts.draw import chart_png, chart_spec, chart_svg
from hjulet.documents.charts.table import chart_table, chart_tables
from hjulet.documents.charts.theme import DARK, LIGHT, Theme, house_theme

__all__ = [
    "DARK",
    "LIGHT",
    "Theme",
    "chart_png",
    "chart_spec",
    "chart_svg",
    "chart_table",
    "chart_tables",
    "house_theme",
]
