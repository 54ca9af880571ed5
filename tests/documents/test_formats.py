"""The formats of a report: each the same twice, and a key that changes with all that a file depends on."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import vl_convert

from hjulet.documents.bundle import bundle
from hjulet.documents.charts import chart_spec, chart_svg
from hjulet.documents.drawn import VEGA_LITE, lending, spec_key
from hjulet.documents.formats import FORMATS, Frame, edition_files, sealed_formats
from hjulet.documents.house import STANDARD
from hjulet.documents.listed_files import read_listed, write_listed
from hjulet.documents.render_key import file_key, report_key
from hjulet.documents.table_file import table_csv
from hjulet.domain.edition import EditionStamp, next_stamp
from hjulet.domain.figures import FigureRef, Measure
from hjulet.domain.period import year_period
from hjulet.domain.report import BulletList, Cell, Heading, Paragraph, Report, Words
from tests.documents.poppler import page_lines
from tests.documents.sample import figure_labels, ref, sample_report
from tests.documents.word_file import part_text

REPORT = sample_report()
STAMP = next_stamp(previous=None, content="c" * 64)
FRAME = Frame(
    date=date(2018, 4, 6),
    stamp=STAMP,
    decision="KS § 61",
    labels=figure_labels(REPORT),
    base_url="https://kommun.example/tal/?ref=",
)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_the_same_bytes_twice(name: str) -> None:
    one = FORMATS[name]
    first = one.files(REPORT, FRAME)
    assert first == one.files(sample_report(), FRAME)
    assert first[f"report.{name}"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_when_it_is_of_another_day(name: str) -> None:
    """The control of the one above: the date is in the files that carry one."""
    one = FORMATS[name]
    other = one.files(REPORT, replace(FRAME, date=date(2018, 4, 7)))
    assert (other != one.files(REPORT, FRAME)) == (name in {"pdf", "docx", "xlsx"})


def test_an_edition_holds_each_sealed_format_and_every_table_and_chart() -> None:
    paths = set(edition_files(REPORT, FRAME))
    assert paths >= {f"report.{name}" for name in sealed_formats()} >= {"report.html", "report.pdf"}
    assert paths >= {f"tables/{table.id}.csv" for table in REPORT.tables}
    assert paths >= {f"charts/{chart.id}.svg" for chart in REPORT.charts}
    assert "report.json" not in paths  # its content is canonical JSON of its own


def test_a_chart_that_is_lent_is_not_drawn_again() -> None:
    chart = REPORT.charts[0]
    with lending({spec_key(chart_spec(chart, REPORT)): "<svg>lent</svg>"}):
        assert chart_svg(chart, REPORT) == "<svg>lent</svg>"
    assert chart_svg(chart, REPORT).startswith("<svg ")


def test_no_text_of_a_csv_table_becomes_a_formula() -> None:
    table = REPORT.tables[0]
    words = Cell(display="=1+1", figure=None)
    rows = [replace(table.rows[0], label="@SUM(A1)", cells={table.columns[0].id: words}), table.rows[1]]
    written = table_csv(replace(table, rows=tuple(rows)), figures=REPORT.figures).decode("utf-8-sig")
    _head, evil, plain = written.splitlines()
    assert evil.split(";")[1:4] == ["'@SUM(A1)", "'=1+1", "'=1+1"]
    assert "'" not in plain
    negative = table_csv(REPORT.tables[1], figures=REPORT.figures).decode()
    assert ";-142565000.00;" in negative  # a number is a number


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_what_is_drawn_ahead_is_all_that_a_format_draws(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a municipality's own colours too, so that no chart is drawn twice."""
    frame = replace(FRAME, style=replace(STANDARD, accent="#1a5c2e", second="#7a0000"))
    specs = FORMATS[name].specs(REPORT, frame)
    drawn = {spec_key(spec): vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE) for spec in specs}
    calls: list[object] = []
    draw_one = vl_convert.vegalite_to_svg

    def counted(*spec: Any, **options: Any) -> Any:
        calls.append(spec)
        return draw_one(*spec, **options)

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", counted)
    FORMATS[name].files(REPORT, frame)
    assert len(calls) == len(REPORT.charts)  # the control: nothing lent, each is drawn
    calls.clear()
    with lending(drawn):
        FORMATS[name].files(REPORT, frame)
    assert calls == []


# --- several files as one ---


def test_a_zip_is_the_same_in_whatever_order_its_files_come() -> None:
    files = {f"charts/{number}.svg": b"<svg>" * number for number in range(5)}
    assert bundle(files) == bundle(dict(reversed(files.items())))
    with ZipFile(BytesIO(bundle(files))) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == files


def test_a_folder_is_read_as_it_was_written_or_not_at_all(tmp_path: Any) -> None:
    files = {"report.html": b"<p>", "charts/a.svg": b"<svg>"}
    assert read_listed(tmp_path) is None
    write_listed(tmp_path, files)
    assert read_listed(tmp_path) == files
    (tmp_path / "charts" / "a.svg").write_bytes(b"<SVG>")
    assert read_listed(tmp_path) is None
    (tmp_path / "charts" / "a.svg").unlink()
    assert read_listed(tmp_path) is None


# --- the key ---


def test_the_same_report_has_the_same_key_however_its_figures_are_ordered() -> None:
    turned = replace(REPORT, figures=dict(reversed(list(REPORT.figures.items()))))
    assert report_key(turned, FRAME) == report_key(REPORT, FRAME)


@pytest.mark.parametrize("changed", [
    replace(FRAME, date=date(2018, 4, 7)),
    replace(FRAME, stamp=None),
    replace(FRAME, stamp=next_stamp(previous=None, content="d" * 64)),
    replace(FRAME, decision=""),
    replace(FRAME, labels={}),
    replace(FRAME, base_url=""),
    replace(FRAME, style=replace(STANDARD, accent="#000000")),
    replace(FRAME, style=replace(STANDARD, logo=b"<svg>")),
])  # fmt: skip
def test_all_that_stands_around_a_report_is_in_its_key(changed: Frame) -> None:
    assert report_key(REPORT, changed) != report_key(REPORT, FRAME)


def test_each_format_has_a_key_of_its_own() -> None:
    assert len({file_key("a" * 64, name=name) for name in FORMATS}) == len(FORMATS)


def other(value: Any) -> Any:
    """Give another value of the same type."""
    match value:
        case bool():
            return not value
        case Enum():
            return next(one for one in type(value) if one is not value)
        case str():
            return f"{value}x"
        case int():
            return value + 1
        case Decimal():
            return value + Decimal("0.0000001")
        case FigureRef():
            return ref("net_cost unit=KS period=2016")
        case _:
            raise AssertionError(value)


PLAIN = (bool, Enum, str, int, Decimal, FigureRef)


UNPRINTED = {"is_shelf"}
"""What no document prints: whether a heading is told of when two reports are compared."""


def changes(value: Any) -> Any:
    """Give a value again and again, each time with one plain value within it changed, and its name."""
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, PLAIN):
            yield field.name, replace(value, **{field.name: other(held)})
        elif isinstance(held, tuple) and held and isinstance(held[0], PLAIN):
            yield field.name, replace(value, **{field.name: (other(held[0]), *held[1:])})
        elif isinstance(held, tuple) and held and is_dataclass(held[0]):
            for name, part in changes(held[0]):
                yield f"{field.name}.{name}", replace(value, **{field.name: (part, *held[1:])})


def blocks() -> list[Any]:
    listed = BulletList(id="points", items=((Words("Ett"),),), section="economy", line=4)
    kinds = {type(block): block for block in (*REPORT.blocks, listed)}
    assert {Heading, Paragraph, BulletList} < set(kinds)
    return list(kinds.values())


@pytest.mark.parametrize("block", blocks(), ids=lambda block: type(block).__name__)
def test_whatever_changes_in_a_block_changes_the_key(block: Any) -> None:
    report = replace(REPORT, blocks=(block,))
    key = report_key(report, FRAME)
    unseen = [
        name for name, part in changes(block) if report_key(replace(report, blocks=(part,)), FRAME) == key
    ]
    assert [name for name in unseen if name not in UNPRINTED] == []


@pytest.mark.parametrize("name", ["title", "kind", "unit", "unit_name", "snapshot", "preliminary", "period"])
def test_whatever_changes_in_a_report_changes_the_key(name: str) -> None:
    report: Any = REPORT
    value = year_period(2016) if name == "period" else other(getattr(report, name))
    changed: Report = replace(report, **{name: value})
    assert report_key(changed, FRAME) != report_key(REPORT, FRAME)


def test_a_seventh_decimal_that_no_document_prints_changes_the_key_all_the_same() -> None:
    some = ref("net_cost_growth unit=KS period=2017")
    figure = REPORT.figures[some]
    assert figure.value is not None
    figures = {**REPORT.figures, some: replace(figure, value=other(figure.value))}
    assert report_key(replace(REPORT, figures=figures), FRAME) != report_key(REPORT, FRAME)


def test_a_stamp_is_known_by_number_seal_and_what_it_replaces() -> None:
    """What else a stamp holds is computed into its seal."""
    assert {field.name for field in fields(EditionStamp)} == {
        "number", "seal", "replaces", "previous_manifest", "previous_seal"
    }  # fmt: skip
    new, first = (replace(FRAME, stamp=next_stamp(previous=None, content="0", replaces=n)) for n in (1, None))
    assert report_key(REPORT, new) != report_key(REPORT, first)


def test_a_chart_of_an_indicator_names_its_source_in_every_document() -> None:
    measured = replace(REPORT.charts[0], source="Kolada")
    report = replace(REPORT, blocks=(measured,))
    frame = replace(FRAME, labels=figure_labels(report))
    html, docx, pdf = (
        FORMATS[name].files(report, frame)[f"report.{name}"] for name in ("html", "docx", "pdf")
    )
    for text in (html.decode(), part_text(docx, "word/document.xml"), str(page_lines(pdf))):
        assert "Källa: Kolada. Ögonblicksbild" in text
        assert "Källa: bokförda tal" not in text


def test_how_an_indicator_is_measured_changes_the_key() -> None:
    chart = REPORT.charts[0]
    keys = {
        report_key(replace(REPORT, blocks=(replace(chart, measure=measure),)), FRAME)
        for measure in (None, Measure(unit="%"), Measure(unit="index"), Measure(unit="%", decimals=1))
    }
    assert len(keys) == 4
