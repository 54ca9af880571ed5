"""A report's blocks as pandoc's: text with footnotes, pictures, and tables in Word's own XML."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from hjulet.documents.charts import Theme, chart_png, chart_table
from hjulet.documents.letters import legal
from hjulet.documents.sources import SourceEntry
from hjulet.documents.word.chart_values import natural_width
from hjulet.documents.word.pandoc import Node
from hjulet.documents.word.reference import Reference
from hjulet.documents.word.table import table_xml
from hjulet.documents.words import source_line, words_of
from hjulet.domain.figures import FigureRef
from hjulet.domain.report import BulletList, Chart, Heading, Inlines, Paragraph, Report, ShownFigure, Table

_TWIPS_TO_AN_INCH = 1440


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What the blocks are written with: the report, its sources, the file whose styles they have, colours."""

    report: Report
    entries: Mapping[FigureRef, SourceEntry]
    reference: Reference
    theme: Theme

    @property
    def words(self) -> Mapping[str, str]:
        """Give the fixed words of the report's language."""
        return words_of(self.report.language)


def text_of(text: str) -> Node:
    """Write a text as it stands, blanks included."""
    return {"t": "Str", "c": legal(text)}


def paragraph(inlines: list[Node]) -> Node:
    """Write a paragraph."""
    return {"t": "Para", "c": inlines}


def styled(style: str, *blocks: Node) -> Node:
    """Write blocks in a paragraph style of Word's."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], list(blocks)]}


def raw(xml: str) -> Node:
    """Write a piece of Word's own XML."""
    return {"t": "RawBlock", "c": ["openxml", xml]}


def picture(image: bytes, *, kind: str, alt: str, width: int) -> Node:
    """Write a picture; ``kind`` is its media type, ``width`` in twips."""
    source = f"data:{kind};base64,{b64encode(image).decode()}"
    inches = f"{width / _TWIPS_TO_AN_INCH:.3f}in"
    return {"t": "Image", "c": [["", [], [["width", inches]]], [text_of(alt)], [source, ""]]}


def heading(block: Heading, *, bookmark: str) -> Node:
    """Write a heading; ``bookmark`` is what the contents point at."""
    return {"t": "Header", "c": [block.level - 1, [bookmark, [], []], [text_of(block.text)]]}


def running_text(block: Paragraph | BulletList, writing: Writing) -> Node:
    """Write a paragraph or points of running text."""
    if isinstance(block, Paragraph):
        return styled("Body Text", paragraph(_inlines(block.inlines, writing)))
    items = [[styled("List Bullet", paragraph(_inlines(item, writing)))] for item in block.items]
    return {"t": "BulletList", "c": items}


def _inlines(inlines: Inlines, writing: Writing) -> list[Node]:
    written = []
    for part in inlines:
        if isinstance(part, ShownFigure):
            written += [text_of(part.display), _footnote(part, writing)]
        else:
            written.append(text_of(part.text))
    return written


def _footnote(shown: ShownFigure, writing: Writing) -> Node:
    """Say where a figure comes from, and its exact value."""
    entry = writing.entries[shown.figure]
    value = {"t": "Span", "c": [["", [], [["custom-style", "Footnote Figure"]]], [text_of(entry.value)]]}
    how = f" = {entry.formula}" if entry.formula else ""
    if entry.counted:
        how = f". {writing.words['leaf']} {'; '.join(entry.counted)}"
    return {"t": "Note", "c": [paragraph([text_of(f"{entry.label}: "), value, text_of(f"{how}.")])]}


def table_blocks(table: Table, writing: Writing, *, width: int) -> list[Node]:
    """Write a table with its caption and its notes. ``width`` is that of the page's text, in twips."""
    made = table_xml(table, writing.report.figures, reference=writing.reference, width=width)
    return [
        styled("caption", paragraph([text_of(table.caption)])),
        raw(made),
        *(styled("Table Note", paragraph([text_of(note)])) for note in table.notes),
        styled("Table End", paragraph([text_of("")])),
    ]


def chart_blocks(chart: Chart, writing: Writing) -> list[Node]:
    """Write a chart: the picture, its source, and its values where no table of the report has them."""
    image = chart_png(chart, writing.report, theme=writing.theme)
    width = min(natural_width(image), writing.reference.width)
    source = source_line(chart, writing.words, snapshot=writing.report.snapshot)
    blocks = [
        styled("Figure", paragraph([picture(image, kind="image/png", alt=chart.alt, width=width)])),
        styled("Table Note", paragraph([text_of(source)])),
        styled("Table End", paragraph([text_of("")])),
    ]
    if chart.table:
        return blocks
    return blocks + table_blocks(chart_table(chart, writing.report), writing, width=writing.reference.width)
