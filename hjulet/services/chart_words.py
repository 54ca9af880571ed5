"""Plans of charts get their words: the finding as title, labels, and a text that says the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hjulet.documents.charts.values import write_amount
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.numbers import NO_BREAK_SPACE, format_number
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period, parse_period
from hjulet.domain.report import Chart, ChartKind, Point
from hjulet.domain.reports.chart_findings import Finding, find
from hjulet.domain.reports.chart_kept import with_values
from hjulet.domain.reports.charts import ChartPlan, PointPlan
from hjulet.services.chart_alt import alt_text
from hjulet.texts.charts import (
    ENDS,
    FINDINGS,
    SERIES,
    SHOWN,
    SUBTITLE_PART_YEARS,
    SUBTITLES,
    SUBTITLES_ALONE,
    as_sentence,
    both_years,
    months_words,
    say,
)
from hjulet.texts.labels import line_label
from hjulet.texts.periods import month_name, period_words
from hjulet.texts.reports import in_sentence


@dataclass(frozen=True, kw_only=True)
class ChartWords:
    """Words the charts of one body and period, in one language."""

    view: OrganisationView
    body: str
    period: Period
    language: str

    def chart(self, plan: ChartPlan, figures: Mapping[FigureRef, Figure]) -> Chart | None:
        """Fill a plan: what has no value is left out, and None if nothing is left to show.

        The title is the finding, or without one what is shown. Of lines the one that the finding is about
        comes last, where it has the accent.
        """
        shown = with_values(plan, figures)
        if shown is None:
            return None
        finding = find(shown, figures)
        shown = _with_last(shown, finding.about)
        chart = Chart(
            id=shown.id,
            kind=shown.kind,
            title=self._title(shown, finding),
            subtitle=self._subtitle(shown),
            alt="",
            unit=shown.unit,
            series=tuple(self._series(key, shown) for key in shown.series),
            points=tuple(self._point(point, shown) for point in shown.points),
            table=shown.table,
            turned=shown.turned,
        )
        return replace(chart, alt=alt_text(chart, figures, language=self.language))

    def _title(self, plan: ChartPlan, finding: Finding) -> str:
        if not finding.code:
            return self._say(SHOWN[plan.id])
        message = FINDINGS[finding.code]
        title = self._say(
            message,
            about=self._about(finding.about, plan, begins=message.startswith("{about}")),
            amount=f"{write_amount(finding.amount, plan.unit)}{NO_BREAK_SPACE}{plan.unit}",
            percent=format_number(finding.percent, decimals=1),
            count=str(finding.count),
            of=str(finding.of),
            previous=str(plan.period.year - 1),
            first=plan.points[0].key,
        )
        return as_sentence(title)

    def _subtitle(self, plan: ChartPlan) -> str:
        message = SUBTITLES[plan.id]
        if str(plan.period.year - 1) not in plan.series:
            message = SUBTITLES_ALONE.get(plan.id, message)
        if plan.kind is ChartKind.LINES and not plan.period.is_year:
            message = SUBTITLE_PART_YEARS
        return self._say(
            message,
            both=both_years(plan.period, language=self.language),
            period=period_words(plan.period, language=self.language),
            months=months_words(plan.period, language=self.language),
            year=str(plan.period.year),
            previous=str(plan.period.year - 1),
            first=plan.points[0].key,
            last=plan.points[-1].key,
        )

    def _about(self, key: str, plan: ChartPlan, *, begins: bool) -> str:
        """Name what a finding is about; a unit keeps its capital letter, another word where it begins."""
        if not key or key in self.view:
            return self._name(key)
        if plan.kind in {ChartKind.MONTHS, ChartKind.MULTIPLES}:
            return month_name(key, language=self.language)
        label = line_label(key, language=self.language)
        return label if begins else in_sentence(label)

    def _series(self, key: str, plan: ChartPlan) -> str:
        if plan.kind is ChartKind.LINES:
            return self._name(key)
        return self._say(SERIES[key]) if key in SERIES else key

    def _point(self, point: PointPlan, plan: ChartPlan) -> Point:
        return Point(
            label=self._label(point, plan),
            figures=point.refs,
            panel=self._name(point.panel),
            is_total=point.is_total,
        )

    def _label(self, point: PointPlan, plan: ChartPlan) -> str:
        if point.is_total:
            return self._end(point, plan)
        match plan.kind:
            case ChartKind.MONTHS | ChartKind.MULTIPLES:
                return month_name(point.key, language=self.language)
            case ChartKind.LINES:
                return point.key
            case _:
                known = point.key in self.view
                return self._name(point.key) if known else line_label(point.key, language=self.language)

    def _end(self, point: PointPlan, plan: ChartPlan) -> str:
        """Name an end of a bridge, with its period where the two are of different years."""
        if point.key in ENDS:
            return self._say(ENDS[point.key])
        (ref,) = point.refs
        period = parse_period(ref.get("period")) if ref else plan.period
        return self._say(ENDS[plan.id], period=period_words(period, language=self.language))

    def _name(self, unit: str) -> str:
        return self.view.units[unit].name if unit else ""

    def _say(self, message: str, **words: str) -> str:
        return say(message, language=self.language, **words)


def _with_last(plan: ChartPlan, series: str) -> ChartPlan:
    """Move a series to the end, where it has the accent."""
    if series not in plan.series:
        return plan
    order = sorted(range(len(plan.series)), key=lambda index: plan.series[index] == series)
    return replace(
        plan,
        series=tuple(plan.series[index] for index in order),
        points=tuple(
            replace(point, refs=tuple(point.refs[index] for index in order)) for point in plan.points
        ),
    )
