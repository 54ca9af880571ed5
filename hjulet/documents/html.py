"""A report as HTML: a fragment for the staff page, and a page that stands alone in an edition.

The page of an edition carries its own style and its own sources: each number leads to an entry at
the end, so that it opens in the file itself, years later and without any server.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from markupsafe import Markup

from hjulet.documents.charts import chart_tables
from hjulet.documents.html_blocks import Surroundings, write_block
from hjulet.documents.sources import Labels, SourceEntry, anchor, anchor_link, source_entries
from hjulet.documents.words import decision_line, edition_line, reservations, words_of
from hjulet.domain.edition import EditionStamp
from hjulet.domain.figures import FigureRef
from hjulet.domain.report import Chart, Heading, Report

STYLE = Path(__file__).parent / "templates" / "edition.css"


def report_fragment(
    report: Report,
    *,
    figure_url: Callable[[FigureRef], str],
    chart_url: Callable[[Chart], str],
    findings: Mapping[str, Iterable[str]] | None = None,
    dark_chart_url: Callable[[Chart], str] | None = None,
    marks: Mapping[str, Markup] | None = None,
) -> Markup:
    """Write a report's blocks; ``findings`` are sentences by the id of the text that they are about.

    ``marks`` is what else a page shows at a row or beside a text, by its id.
    """
    page = Surroundings(
        figures=report.figures,
        snapshot=report.snapshot,
        words=words_of(report.language),
        figure_url=figure_url,
        chart_url=chart_url,
        findings=findings or {},
        chart_tables=chart_tables(report),
        dark_chart_url=dark_chart_url,
        marks=marks or {},
    )
    blocks = Markup("").join(write_block(block, page) for block in report.blocks)
    return Markup('<article class="report" lang="{}">\n{}</article>\n').format(report.language, blocks)


def report_page(
    report: Report,
    *,
    stamp: EditionStamp | None,
    decision: str = "",
    labels: Labels | None = None,
) -> str:
    """Write a report as one page of its own; charts lie beside it in ``charts/``.

    ``labels`` names the figures in words. Without ``stamp`` the page calls itself a draft.
    """
    words = words_of(report.language)
    fragment = report_fragment(report, figure_url=anchor_link, chart_url=chart_path)
    return Markup(
        '<!DOCTYPE html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{} – {}</title>\n<style>\n{}</style>\n</head>\n<body>\n"
        '<header class="running"><p>{} · {}</p></header>\n<main>\n{}{}{}{}</main>\n'
        '<footer class="running">{}</footer>\n</body>\n</html>\n'
    ).format(
        report.language,
        report.title,
        report.unit_name,
        Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704 -- a file of our own
        report.unit_name,
        report.period,
        _title(report),
        _contents(report, words),
        fragment,
        _sources(report, labels, words),
        _stamp(report, stamp, decision, words),
    )


def chart_path(chart: Chart) -> str:
    """Name a chart's file within an edition."""
    return f"charts/{chart.id}.svg"


def _headings(report: Report, level: int) -> list[Heading]:
    return [block for block in report.blocks if isinstance(block, Heading) and block.level == level]


def _title(report: Report) -> Markup:
    """Give a page its title, unless the report's own first heading does, and say what it is not yet."""
    title = Markup("") if _headings(report, 1) else Markup("<h1>{}</h1>\n").format(report.title)
    said = (Markup('<p class="preliminary">{}</p>\n').format(line) for line in reservations(report))
    return title + Markup("").join(said)


def _contents(report: Report, words: Mapping[str, str]) -> Markup:
    entries = [(heading.id, heading.text) for heading in _headings(report, 2)]
    items = Markup("").join(
        Markup('<li><a href="#{}">{}</a></li>').format(id, text)
        for id, text in [*entries, ("sources", words["sources"])]
    )
    return Markup('<nav aria-label="{}"><ul>{}</ul></nav>\n').format(words["contents"], items)


def _sources(report: Report, labels: Labels | None, words: Mapping[str, str]) -> Markup:
    entries = source_entries(report, labels=labels)
    listed = Markup("").join(_source(entry, entries, words) for entry in entries.values())
    return Markup(
        '<section class="sources" aria-labelledby="sources">\n<h2 id="sources">{}</h2>\n<p>{}</p>\n'
        "<dl>\n{}</dl>\n</section>\n"
    ).format(words["sources"], words["sources_say"], listed)


def _source(entry: SourceEntry, entries: Mapping[FigureRef, SourceEntry], words: Mapping[str, str]) -> Markup:
    reference = Markup("<dd><code>{}</code></dd>").format(entry.ref)
    formula = Markup("<dd>= {}</dd>").format(entry.formula) if entry.formula else Markup("")
    inputs = Markup("").join(
        Markup('<dd class="input"><a href="{}">{} {}</a> <span class="num">{}</span></dd>').format(
            anchor_link(ref), entries[ref].key, entries[ref].label, entries[ref].value
        )
        for ref in entry.inputs
    )
    counted = Markup("")
    if entry.counted:
        counted = Markup("<dd>{} {}</dd>").format(words["leaf"], "; ".join(entry.counted))
    return Markup(
        '<div id="{}" tabindex="-1"><dt>{} {}</dt><dd class="value num">{}</dd>{}{}{}{}</div>\n'
    ).format(anchor(entry.ref), entry.key, entry.label, entry.value, reference, formula, inputs, counted)


def _stamp(report: Report, stamp: EditionStamp | None, decision: str, words: Mapping[str, str]) -> Markup:
    facts = [edition_line(stamp, language=report.language)]
    if decision:
        facts.append(decision_line(report, decision))
    facts.append(f"{words['snapshot']} {report.snapshot}")
    lines = Markup("<p>{}</p>").format(" · ".join(facts))
    if stamp is None:
        return lines
    seal = Markup("<p>{} <code>{}</code></p><p>{}</p>").format(words["seal"], stamp.seal, words["seal_says"])
    return lines + seal
