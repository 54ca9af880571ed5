"""One chart of the catalogue by itself: the picture that a page shows beside the report it stands in."""

from datetime import datetime

from hjulet.domain.period import Period
from hjulet.domain.permission import Actor
from hjulet.domain.report import Chart, Report
from hjulet.domain.reports.catalogue import CHARTS
from hjulet.domain.reports.template import BlockType, PeriodKind, Template, TemplateBlock
from hjulet.services.errors import NotFoundError
from hjulet.services.report import MadeFrom, build_report


def draw_up_chart(
    chart: str, unit: str, period: Period, *, snapshot: int | None, language: str, by: Actor, at: datetime
) -> tuple[Chart, Report]:
    """Draw up a chart of a unit and a period, in a report that holds nothing else.

    Raises NotFoundError for a unit that is not the actor's, and for a chart that does not exist or has
    nothing to show.
    """
    if chart not in CHARTS:
        raise NotFoundError(chart)
    block = TemplateBlock(type=BlockType.CHART, id=chart, source=chart)
    about = PeriodKind.YEAR if period.is_year else PeriodKind.MONTH
    template = Template(
        kind="", from_year=0, name="", name_en="", title="", title_en="", period=about, blocks=(block,)
    )
    report = build_report(
        "",
        unit,
        period,
        snapshot=snapshot,
        language=language,
        made_from=MadeFrom(template=template),
        by=by,
        at=at,
    ).report
    if not report.charts:
        raise NotFoundError(chart)
    return report.charts[0], report
