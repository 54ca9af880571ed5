"""What our PDF claims of PDF/A-2a and PDF/UA-1, held against the file; with a file that breaks it all."""

from dataclasses import replace
from datetime import date

import pytest
import typst

from hjulet.documents.house import STANDARD
from hjulet.documents.pdf import render_pdf
from hjulet.domain.edition import next_stamp
from hjulet.domain.report import Heading, Report
from tests.documents.pdf_ua import elements, ua_faults
from tests.documents.sample import figure_labels, sample_report
from tests.documents.shapes import every_shape
from tests.documents.test_house import SVG

DATE = date(2018, 4, 6)
STAMP = next_stamp(previous=None, content="c" * 64)
UNTAGGED = '#set page(height: 9cm)\n= A\n#link("https://example.se")[b]\n#table(columns: 2)[1][2]'


def pdf(report: Report) -> bytes:
    house = replace(STANDARD, logo=SVG.encode(), logo_alt="Kommunens vapen")
    return render_pdf(report, stamp=STAMP, date=DATE, labels=figure_labels(report), house=house)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_report_keeps_what_it_claims(language: str) -> None:
    made = pdf(sample_report(language=language))
    tags = [tag for tag, _ in elements(made)]
    assert ua_faults(made) == []
    assert tags.count("/Table") == 2
    assert tags.count("/Figure") == 2
    assert tags.count("/H1") == 1
    assert tags.count("/TH") == 11


def test_so_does_a_report_of_every_shape() -> None:
    assert ua_faults(pdf(every_shape())) == []


def test_the_language_is_the_report_s() -> None:
    assert b"(sv-SE)" in pdf(sample_report(language="sv"))
    assert b"(en-GB)" in pdf(sample_report(language="en"))


def test_a_heading_that_skips_a_level_is_lifted() -> None:
    report = sample_report()
    blocks = (Heading(id="deep", level=4, text="Djupt"), *report.blocks)
    assert ua_faults(pdf(replace(report, blocks=blocks))) == []


def test_a_file_without_tags_is_caught() -> None:
    compiler = typst.Compiler(ignore_system_fonts=True)
    made = compiler.compile(input=UNTAGGED.encode(), format="pdf", pdf_tags=False, timestamp=0)
    assert isinstance(made, bytes)
    assert set(ua_faults(made)) >= {
        "not marked",
        "no structure",
        "no title",
        "the title is not displayed",
        "no pdfuaid:part>1",
        "no pdfaid:part>2",
        "no pdfaid:conformance>A",
        "page 1: tabs do not follow the structure",
        "page 1: a link without words",
        "page 1: a link outside the structure",
    }


def test_tags_without_what_they_need_are_caught() -> None:
    tagged = "= A\n=== C\n#table(columns: 2)[1][2]\n" + '#image(bytes("' + SVG.replace('"', "'") + '"))'
    made = typst.Compiler(ignore_system_fonts=True).compile(input=tagged.encode(), format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    assert set(ua_faults(made)) >= {
        "a figure without alternative text",
        "a table without heads",
        "a heading skips from 1 to 3",
    }
