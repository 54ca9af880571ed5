"""Reports: a plan of tables and a text become one Report, asked of one snapshot, in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.closing import PeriodState
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem
from hjulet.domain.report import (
    Block,
    Chart,
    ChartKind,
    Heading,
    Paragraph,
    Point,
    Report,
    ShownFigure,
    Words,
)
from hjulet.domain.reports import annual
from hjulet.domain.reports.plan import TablePlan, rounding_shows
from hjulet.domain.text import FigureInline, Inline, Narrative, parse_narrative
from hjulet.services.access import require
from hjulet.services.drafts import draft
from hjulet.services.errors import refused
from hjulet.services.figures import Books, open_books
from hjulet.services.tables import TableWords, figure_labels
from hjulet.texts.catalogue import SWEDISH, translate
from hjulet.texts.reports import CHART, heading, report_title

ZERO = Decimal(0)
CHART_ID = "net-cost-by-unit-chart"


@dataclass(frozen=True, kw_only=True)
class BuiltReport:
    """A report with what belongs beside it: problems of its text, and a label for each figure."""

    report: Report
    problems: tuple[Problem, ...]
    labels: Mapping[FigureRef, str]


def build_report(
    kind: str,
    unit: str,
    period: Period,
    *,
    snapshot: int | None = None,
    language: str = SWEDISH,
    source: str | None = None,
    by: Actor,
    at: datetime,
) -> BuiltReport:
    """Build a report, with its text as it stands or with ``source``.

    Raises RefusedError ``not-built`` for a kind that does not exist yet and ``not-a-year`` where the
    kind wants one, and NotFoundError for a unit that is not the actor's.
    """
    if kind != annual.KIND:
        raise refused("not-built", kind=kind)
    books = open_books(snapshot)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    if not period.is_year:
        raise refused("not-a-year", period=str(period))
    text = draft(kind, unit, period, by=by, at=at).source if source is None else source
    narrative = parse_narrative(
        text,
        registry=REGISTRY,
        defaults={"unit": unit, "period": str(period)},
        units=books.subtree(unit, period),
        file=f"{kind} {unit} {period}",
    )
    return _Annual(books=books, view=view, unit=unit, period=period, language=language).build(narrative)


def parse_report_period(text: str) -> Period:
    """Read a report's period; raises RefusedError."""
    try:
        return parse_period(text)
    except NotAPeriod as fault:
        raise refused("bad-period", value=text) from fault


@dataclass(frozen=True, kw_only=True)
class _Annual:
    """The making of one annual report."""

    books: Books
    view: OrganisationView
    unit: str
    period: Period
    language: str

    def build(self, narrative: Narrative) -> BuiltReport:
        plans = (
            annual.net_cost_by_unit(self.unit, self.period, self.view),
            annual.income_statement(
                self.unit, self.period, unmapped=self.books.has_unmapped(self.unit, self.period)
            ),
        )
        wanted = narrative.refs.union(*(plan.refs for plan in plans))
        figures = self.books.resolve(sorted(wanted))
        report = Report(
            title=report_title(self._name(self.unit), language=self.language),
            kind=annual.KIND,
            unit=self.unit,
            unit_name=self._name(self.unit),
            period=self.period,
            snapshot=self.books.number,
            language=self.language,
            blocks=tuple(self._blocks(narrative, plans, figures)),
            figures=figures,
            preliminary=self.books.closing(self.period) is not PeriodState.CLOSED,
        )
        labels = figure_labels(figures, view=self.view, language=self.language)
        return BuiltReport(report=report, problems=narrative.problems, labels=labels)

    def _blocks(
        self, narrative: Narrative, plans: tuple[TablePlan, ...], figures: Mapping[FigureRef, Figure]
    ) -> Iterable[Block]:
        by_unit, statement = plans
        words = TableWords(view=self.view, body=self.unit, period=self.period, language=self.language)
        noted = next((plan.id for plan in plans if rounding_shows(plan, figures)), None)
        yield Heading(id="result", level=2, text=heading("result", language=self.language))
        for number, passage in enumerate(narrative.passages, start=1):
            inlines = tuple(_shown(inline, figures) for inline in passage.inlines)
            if passage.level:
                text = Paragraph(id="", inlines=inlines).plain
                yield Heading(id=f"text-{number}", level=min(passage.level + 2, 4), text=text)
            else:
                yield Paragraph(id=f"text-{number}", inlines=inlines, line=passage.line)
        yield self._chart(by_unit, figures)
        yield Heading(id="units", level=2, text=heading("units", language=self.language))
        yield words.table(by_unit, figures, noted=noted)
        yield Heading(id="statement", level=2, text=heading("statement", language=self.language))
        yield words.table(statement, figures, noted=noted)

    def _chart(self, plan: TablePlan, figures: Mapping[FigureRef, Figure]) -> Chart:
        """Draw this year's and last year's net cost per unit; the title names the largest increase."""
        this, before = f"net_cost_{self.period}", f"net_cost_{self.period.previous()}"
        rows = [row for row in plan.rows if not row.parts and figures[row.cells[this]].value is not None]
        changes = {
            row.id: (figures[row.cells[this]].value or ZERO) - (figures[row.cells[before]].value or ZERO)
            for row in rows
            if figures[row.cells[before]].value is not None
        }
        words = {"year": str(self.period.year), "before": str(self.period.year - 1)}
        title = self._chart_title(changes)
        subtitle = self._say(CHART["subtitle"], **words)
        return Chart(
            id=CHART_ID,
            kind=ChartKind.BARS,
            title=title,
            subtitle=subtitle,
            alt=f"{title}. {self._say(CHART['alt'], **words)}",
            unit="mnkr",
            series=(words["before"], words["year"]),
            points=tuple(
                Point(label=self._name(row.id), figures=(row.cells[before], row.cells[this])) for row in rows
            ),
            table=plan.id,
        )

    def _chart_title(self, changes: Mapping[str, Decimal]) -> str:
        """Say the finding: which unit's net cost grew most, if any did and last year is known."""
        if not changes:
            return self._say(CHART["alone"])
        most = max(changes, key=lambda unit: changes[unit])
        return (
            self._say(CHART["title"], unit=self._name(most))
            if changes[most] > 0
            else self._say(CHART["flat"])
        )

    def _name(self, unit: str) -> str:
        return self.view.units[unit].name

    def _say(self, message: str, **words: str) -> str:
        return translate(message, language=self.language).format(**words)


def _shown(inline: Inline, figures: Mapping[FigureRef, Figure]) -> Words | ShownFigure:
    """Show a figure as the text asks; without a value it is a dash, never a zero."""
    if not isinstance(inline, FigureInline):
        return Words(inline.text)
    value = figures[inline.ref].value
    return ShownFigure(inline.ref, inline.form.write(value) if value is not None else "–")
