"""The report kinds that come with the product: the annual report of a body, and the month report.

A municipality that wants them otherwise writes its own template of the kind on a page; these stay as they
are for whoever does not.
"""

from collections.abc import Mapping

from hjulet.domain.reports.template import BlockType, PeriodKind, Template, TemplateBlock


def _heading(id: str, title: str, title_en: str, level: int = 2) -> TemplateBlock:
    return TemplateBlock(type=BlockType.HEADING, id=id, title=title, title_en=title_en, level=level)


def _text(id: str, instruction: str, *, standing: str = "", required: bool = False) -> TemplateBlock:
    return TemplateBlock(
        type=BlockType.TEXT, id=id, instruction=instruction, standing=standing, required=required
    )


def _table(source: str) -> TemplateBlock:
    return TemplateBlock(type=BlockType.TABLE, id=source, source=source)


def _chart(source: str) -> TemplateBlock:
    return TemplateBlock(type=BlockType.CHART, id=f"{source}-chart", source=source)


def _comments(id: str, table: str, instruction: str, *, over: str = "") -> TemplateBlock:
    return TemplateBlock(type=BlockType.COMMENTS, id=id, source=table, instruction=instruction, over=over)


ANNUAL = Template(
    kind="annual",
    from_year=1998,
    name="Årsrapport",
    name_en="Annual report",
    title="{owner} årsrapport",
    title_en="Annual report of {owner}",
    period=PeriodKind.YEAR,
    blocks=(
        _heading("result", "Resultat och nettokostnad", "Result and net cost"),
        _text(
            "result-text",
            "Hur gick året? Resultatet mot kommunbidraget, vad det beror på och hur nettokostnaden "
            "utvecklades. Skriv talen som referenser.",
            standing="Mot kommunbidraget på {appropriation as=mnkr1} blev resultatet ett "
            "{budget_variance as=överskott} på {budget_variance as=mnkr1abs}.\n\n"
            "Nettokostnaden {net_cost_change as=ökade} med {net_cost_change as=mnkr1abs} jämfört med året "
            "innan, till {net_cost as=mnkr1}.",
            required=True,
        ),
        _table("result-by-body"),
        _chart("net-cost-bridge"),
        _heading("growth", "Vad förändringen beror på", "What the change comes from", level=3),
        _table("growth-explanations"),
        _text("growth-text", "Vad ligger bakom de största orsakerna, och vad består nästa år?"),
        _heading("units", "Enheterna", "The units"),
        _chart("outcome-against-budget"),
        _table("net-cost-by-unit"),
        _comments(
            "unit-comments",
            "net-cost-by-unit",
            "Varför blev resultatet som det blev, och vad förklarar nettokostnadens utveckling?",
        ),
        _heading("savings", "Årets effektiviseringar", "Savings of the year"),
        _table("decided-savings"),
        _text("savings-text", "Hur långt har effektiviseringarna kommit, och vad har de fått för följder?"),
        _heading("follow-ups", "Särskilda uppföljningar", "Special follow-ups"),
        _table("special-follow-ups"),
        _text("follow-ups-text", "Vad visar uppföljningen?"),
        _heading("grants", "Statsbidrag och återsökningar", "Government grants and claims"),
        _table("government-grants"),
        _text("grants-text", "Vilka bidrag är störst, och vad återstår att återsöka?"),
        _heading("projects", "Investeringar", "Investments"),
        _table("investments"),
        _comments(
            "investment-comments",
            "investments",
            "Hur långt har projektet kommit, varför avviker det, och vad begärs?",
        ),
        _heading("statement", "Resultaträkning", "Income statement"),
        _table("income-statement"),
        _chart("cost-shares"),
        _chart("months-with-last-year"),
        _heading("balance", "Balansräkning", "Balance sheet"),
        _table("balance-sheet"),
    ),
)

MONTH = Template(
    kind="month",
    from_year=1998,
    name="Månadsrapport",
    name_en="Month report",
    title="{owner} månadsrapport",
    title_en="Month report of {owner}",
    period=PeriodKind.MONTH,
    blocks=(
        _heading("result", "Läget", "Where we stand"),
        _text(
            "result-text",
            "Läget i korthet: utfallet mot periodens budget och vad som har hänt sedan förra rapporten.",
            standing="Hittills i år är nettokostnaden {net_cost as=mnkr1}, "
            "{net_cost_variance as=mnkr1abs} {net_cost_variance as=bättre} periodens budget.\n\n"
            "Samma tid i fjol var den {net_cost period=this-1 as=mnkr1}.",
            required=True,
        ),
        _heading("units", "Enheterna", "The units"),
        _chart("months-with-last-year"),
        _table("month-by-unit"),
        _comments(
            "unit-comments",
            "month-by-unit",
            "Vad beror avvikelsen på, är den tillfällig eller kvarstår den, och vad görs?",
            over="500 tkr",
        ),
        _heading("lines", "Intäkter och kostnader", "Income and costs"),
        _table("month-by-line"),
        _comments(
            "line-comments",
            "month-by-line",
            "Vad beror avvikelsen på?",
            over="1 mnkr",
        ),
    ),
)

STANDARD: Mapping[str, Template] = {template.kind: template for template in (ANNUAL, MONTH)}
