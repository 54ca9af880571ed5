"""Templates: what may be wrong with one, and that it survives being written down."""

import json
from dataclasses import replace

import pytest

from hjulet.domain.period import parse_period
from hjulet.domain.reports.catalogue import KNOWN
from hjulet.domain.reports.standard import ANNUAL, MONTH, STANDARD
from hjulet.domain.reports.template import (
    BlockType,
    Template,
    TemplateBlock,
    TemplateFault,
    template_faults,
)
from hjulet.domain.reports.template_document import parse_template, template_document

HEADING = TemplateBlock(type=BlockType.HEADING, id="head", title="Läget")
TABLE = TemplateBlock(type=BlockType.TABLE, id="units", source="month-by-unit")
COMMENTS = TemplateBlock(type=BlockType.COMMENTS, id="why", source="units")


def faults(*blocks: TemplateBlock, name: str = "Tertialrapport") -> list[TemplateFault]:
    return list(template_faults(replace(MONTH, name=name, blocks=blocks), known=KNOWN))


@pytest.mark.parametrize("template", STANDARD.values(), ids=lambda template: template.kind)
def test_what_comes_with_the_product_is_sound_and_bilingual(template: Template) -> None:
    assert template_faults(template, known=KNOWN) == ()
    assert template.name_en and template.title_en
    assert all(block.title_en for block in template.blocks if block.type is BlockType.HEADING)


@pytest.mark.parametrize("template", STANDARD.values(), ids=lambda template: template.kind)
def test_a_template_reads_back_as_it_was_written(template: Template) -> None:
    assert parse_template(json.loads(json.dumps(template_document(template)))) == template


@pytest.mark.parametrize(
    ("blocks", "code", "block"),
    [
        ((), "template-empty", ""),
        ((HEADING, HEADING), "template-block-twice", "head"),
        ((replace(HEADING, title=" "),), "template-heading-empty", "head"),
        ((replace(HEADING, level=4),), "template-level-skipped", "head"),
        ((replace(TABLE, source="profit"),), "template-unknown-table", "units"),
        ((TemplateBlock(type=BlockType.CHART, id="c", source="pie"),), "template-unknown-chart", "c"),
        (
            (TemplateBlock(type=BlockType.COMMENTS, id="why", source="units"), TABLE),
            "template-comments-without-table",
            "why",
        ),
        ((TABLE, replace(COMMENTS, over="mycket")), "template-bad-limit", "why"),
        (
            (replace(TABLE, source="balance-sheet"), replace(COMMENTS, over="1 mnkr")),
            "template-limit-without-variance",
            "why",
        ),
        ((replace(HEADING, id="a b"),), "template-block-twice", "a b"),
    ],
)
def test_what_is_wrong_is_named_with_its_block(
    blocks: tuple[TemplateBlock, ...], code: str, block: str
) -> None:
    assert faults(*blocks) == [TemplateFault(code, block)]


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(faults(replace(HEADING, title=""), replace(TABLE, source="profit"), name=" ")) == 3


def test_a_sound_template_has_no_fault() -> None:
    assert faults(HEADING, TABLE, replace(COMMENTS, over="500 tkr")) == []


def test_a_kind_has_a_name_that_fits_an_address_and_a_year_of_the_law() -> None:
    unnamed = replace(MONTH, kind="", from_year=17)
    assert [fault.code for fault in template_faults(unnamed, known=KNOWN)] == [
        "template-bad-name",
        "template-bad-year",
    ]


def test_a_kind_is_about_a_year_or_a_month() -> None:
    assert ANNUAL.suits(parse_period("2017")) and not ANNUAL.suits(parse_period("2017-08"))
    assert MONTH.suits(parse_period("2017-08")) and not MONTH.suits(parse_period("2017"))
