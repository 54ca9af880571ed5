"""Templates: what may be wrong with one, and that it survives being written down."""

import json
from dataclasses import replace

import pytest

from hjulet.domain.period import parse_period
from hjulet.domain.reports.catalogue import CHARTS, TABLES
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


def faults(*blocks: TemplateBlock, name: str = "Tertialrapport") -> list[TemplateFault]:
    template = replace(MONTH, name=name, blocks=blocks)
    return list(template_faults(template, tables=TABLES, charts=CHARTS))


@pytest.mark.parametrize("template", STANDARD.values(), ids=lambda template: template.kind)
def test_what_comes_with_the_product_is_sound_and_bilingual(template: Template) -> None:
    assert template_faults(template, tables=TABLES, charts=CHARTS) == ()
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
        (
            (
                TABLE,
                TemplateBlock(type=BlockType.COMMENTS, id="why", source="units", options={"over": "mycket"}),
            ),
            "template-bad-limit",
            "why",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_block(
    blocks: tuple[TemplateBlock, ...], code: str, block: str
) -> None:
    assert faults(*blocks) == [TemplateFault(code, block)]


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(faults(replace(HEADING, title=""), replace(TABLE, source="profit"), name=" ")) == 3


def test_a_sound_template_has_no_fault() -> None:
    comments = TemplateBlock(type=BlockType.COMMENTS, id="why", source="units", options={"over": "500 tkr"})
    assert faults(HEADING, TABLE, comments) == []


def test_a_kind_is_about_a_year_or_a_month() -> None:
    assert ANNUAL.suits(parse_period("2017")) and not ANNUAL.suits(parse_period("2017-08"))
    assert MONTH.suits(parse_period("2017-08")) and not MONTH.suits(parse_period("2017"))
