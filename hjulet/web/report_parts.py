"""What the pages of a report share: its blocks as HTML, its findings in words, how far the ledger goes."""

from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import get_language
from markupsafe import Markup

from hjulet.documents.html import report_fragment
from hjulet.domain.factcheck.model import FactCheck
from hjulet.domain.period import parse_period
from hjulet.domain.problem import Problem
from hjulet.domain.report import BulletList, Chart, Paragraph, Report, plain_text
from hjulet.services.report import BuiltReport
from hjulet.texts.findings import finding_sentence
from hjulet.texts.problems import say
from hjulet.web.addresses import SNAPSHOT, figure_url, with_query
from hjulet.web.context import Asked
from hjulet.web.words import period_words

THEME, DARK_THEME = "tema", "mork"
"""In a chart's address: the colours for a dark screen."""


def language() -> str:
    """Tell the language of the page, in which reports are built."""
    return get_language() or "sv"


def fragment(
    built: BuiltReport,
    *,
    beside: Mapping[str, Iterable[str]],
    marks: Mapping[str, Markup] | None = None,
) -> Markup:
    """Write a report's blocks, each number a link to where it comes from."""
    shown = built.report
    sources = {block.id: block.source for block in built.made_from.template.blocks}

    def picture(chart: Chart, **query: str) -> str:
        address = reverse("chart", args=[shown.unit, str(shown.period), sources[chart.id]])
        return with_query(address, {SNAPSHOT: str(shown.snapshot), **query})

    return report_fragment(
        shown,
        figure_url=lambda ref: figure_url(ref, snapshot=shown.snapshot),
        chart_url=picture,
        dark_chart_url=lambda chart: picture(chart, **{THEME: DARK_THEME}),
        findings=beside,
        marks=marks,
    )


def findings_beside(built: BuiltReport, checked: FactCheck) -> dict[str, list[str]]:
    """Word what is wrong with each passage, by its id: references first. A table's stand elsewhere."""
    shown, beside = built.report, unread_references(built)
    for found in checked.findings:
        for id, text in _passages(shown):
            if found.quote in text:
                beside.setdefault(id, []).append(finding_sentence(found, language=shown.language))
    return beside


def _passages(shown: Report) -> Iterator[tuple[str, str]]:
    for block in shown.blocks:
        if isinstance(block, Paragraph):
            yield block.id, block.plain
        elif isinstance(block, BulletList):
            yield from ((block.id, plain_text(item)) for item in block.items)


def unread_references(built: BuiltReport) -> dict[str, list[str]]:
    """Word the references that cannot be read, by the id of the passage they stand in."""
    unread: dict[str, list[str]] = {}
    for problem in built.problems:
        said = say(problem.code, language=language(), **problem.params)
        unread.setdefault(_passage_at(built.report, problem), []).append(said)
    return unread


def _passage_at(shown: Report, problem: Problem) -> str:
    """Find the passage that a problem's line starts; one in a heading stands beside none."""
    return next(
        (
            block.id
            for block in shown.blocks
            if isinstance(block, Paragraph | BulletList)
            and (block.section, block.line) == (problem.place.file, problem.place.line)
        ),
        "",
    )


def findings_apart(checked: FactCheck, beside: Mapping[str, Iterable[str]]) -> list[str]:
    """Word the findings that are about no paragraph: those of tables and headings."""
    said = {sentence for sentences in beside.values() for sentence in sentences}
    worded = (finding_sentence(found, language=language()) for found in checked.findings)
    return [sentence for sentence in worded if sentence not in said]


def last_month(here: Asked) -> str:
    """Name the last month of a report's period that the ledger holds; empty where it need not hold more."""
    if here.is_ahead:
        return ""
    held = [month for month in here.around.months if here.period.contains(month)]
    if not held or held[-1] == here.period.last_month:
        return ""
    return period_words(parse_period(held[-1]))
