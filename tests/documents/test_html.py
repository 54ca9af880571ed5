"""A report as HTML: tables that can be read aloud, numbers that open, nothing the pages forbid."""

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from hjulet.documents.html import report_fragment, report_page
from hjulet.documents.words import WORDS
from hjulet.domain.edition import next_stamp
from hjulet.domain.report import Heading, Report
from tests.documents.sample import figure_labels, sample_report

STAMP = next_stamp(previous=None, content="c" * 64)

Element = tuple[str, dict[str, str | None]]


class Elements(HTMLParser):
    """Lists the elements of a page, and checks that each one is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in {"img", "meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def named(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.found if name == tag)


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report()


@pytest.fixture(scope="module")
def fragment(report: Report) -> str:
    return report_fragment(
        report,
        figure_url=lambda ref: f"/tal/?ref={ref}",
        chart_url=lambda chart: f"/diagram/{chart.id}.svg",
        findings={"growth-paragraph": ["Ökningen är 5,3 procent, texten säger <b>5,4</b>."]},
    )


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return report_page(report, stamp=STAMP, decision="KS § 61", labels=figure_labels(report))


def test_the_fragment_holds_what_a_strict_policy_allows(fragment: str) -> None:
    elements = Elements(fragment)
    assert not {tag for tag, _ in elements.found} & {"style", "script", "link"}
    assert not [
        name for _, attributes in elements.found for name in attributes if name == "style" or name[:2] == "on"
    ]


def test_a_number_links_to_where_it_opens(fragment: str) -> None:
    assert (
        '<a class="figure" href="/tal/?ref=net_cost unit=HR period=2017" '
        'data-figure="net_cost unit=HR period=2017">38\u00a0698</a>' in fragment
    )


def test_text_is_escaped(fragment: str) -> None:
    assert "ekonomi &amp; &lt;administration&gt;." in fragment
    assert "&lt;b&gt;5,4&lt;/b&gt;" in fragment


def test_a_finding_stands_in_the_margin_of_its_line(fragment: str) -> None:
    before, after = fragment.split('<aside class="margin">')
    assert before.rindex("growth-paragraph") > before.rindex("result-paragraph")
    assert "Faktakontroll" in after


def test_tables_have_caption_and_heads(fragment: str) -> None:
    heads = list(Elements(fragment).named("th"))
    assert {head["scope"] for head in heads} == {"col", "row"}
    assert '<caption>Nettokostnad per enhet <span class="unit">tkr</span></caption>' in fragment
    assert '<th scope="col" class="num">Utveckling <span class="unit">%</span></th>' in fragment
    assert '<tr id="net-cost-by-unit.KSK" class="sum"><th scope="row" class="level-0">Totalt' in fragment


def test_a_deviation_has_a_side_and_a_blank_cell_no_link(fragment: str) -> None:
    link = '<a class="figure" href="/tal/?ref=budget_variance unit='
    assert f'<td class="num deficit" data-value="-1359000.00">{link}KOM' in fragment
    assert f'<td class="num surplus" data-value="46000.00">{link}HR' in fragment
    row = fragment.split('<tr id="net-cost-by-unit.KSK-OVRIGT">')[1].split("</tr>", maxsplit=1)[0]
    assert row == '<th scope="row" class="level-1">Övrigt</th>' + '<td class="num"></td>' * 5


def test_a_chart_has_its_words_and_its_table(fragment: str, report: Report) -> None:
    (image,) = Elements(fragment).named("img")
    assert str(image["alt"]).startswith("Stapeldiagram.")
    assert '<a href="#net-cost-by-unit">Visa som tabell</a>' in fragment


def test_every_number_of_the_page_opens_in_the_page(page: str, report: Report) -> None:
    elements = Elements(page)
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [str(attributes["href"]) for attributes in elements.named("a")]
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []
    counted = {ref for ref, figure in report.figures.items() if figure.filter is None or figure.rows}
    assert {str(ref).replace(" ", ",") for ref in counted} <= set(ids)


def test_the_page_tells_edition_seal_and_language(page: str) -> None:
    assert '<html lang="sv">' in page
    assert "<title>Årsrapport 2017 – Kommunstyrelsen</title>" in page
    assert f"Försegling <code>{STAMP.seal}</code>" in page
    assert "Utgåva 1 · Beslut KS § 61 · Ögonblicksbild 12" in page
    assert page.count("<h1") == 1


def test_without_a_seal_the_page_is_a_draft(report: Report) -> None:
    page = report_page(report, stamp=None)
    assert "Arbetsutkast, inte fastställt" in page
    assert "Försegling" not in page


def test_a_report_without_a_first_heading_gets_its_title(report: Report) -> None:
    blocks = tuple(block for block in report.blocks if not (isinstance(block, Heading) and block.level == 1))
    assert "<h1>Årsrapport 2017</h1>" in report_page(replace(report, blocks=blocks), stamp=None)


def test_an_english_page_has_no_swedish_words_of_ours() -> None:
    page = report_page(sample_report(language="en"), stamp=STAMP)
    assert '<html lang="en">' in page
    assert "Show as table" in page
    assert not [word for word in ("Visa som", "Källor", "Försegling", "Räknat ur") if word in page]


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["sv"].keys() == WORDS["en"].keys()
    assert all(WORDS["en"].values())
