"""The report kinds that come with the product: annual and month report, the council's goals, and plans.

A municipality that wants them otherwise writes its own template of the kind on a page; these stay as they
are for whoever does not.
"""

from collections.abc import Mapping

from hjulet.domain.reports.blocks import chapters, chart, comments, heading, table, text
from hjulet.domain.reports.standard_goals import GOALS
from hjulet.domain.reports.standard_plan import PLAN
from hjulet.domain.reports.standard_unit_plans import BUSINESS_PLAN, WORK_PLAN
from hjulet.domain.reports.template import PeriodKind, Template

ANNUAL = Template(
    kind="annual",
    from_year=1998,
    name="Årsrapport",
    name_en="Annual report",
    title="{owner} årsrapport",
    title_en="Annual report of {owner}",
    period=PeriodKind.YEAR,
    blocks=(
        heading("result", "Resultat och nettokostnad", "Result and net cost"),
        text(
            "result-text",
            "Hur gick året? Resultatet mot kommunbidraget, vad det beror på och hur nettokostnaden "
            "utvecklades. Skriv talen som referenser.",
            standing="Mot kommunbidraget på {appropriation as=mnkr1} blev resultatet ett "
            "{budget_variance as=överskott} på {budget_variance as=mnkr1abs}.\n\n"
            "Nettokostnaden {net_cost_change as=ökade} med {net_cost_change as=mnkr1abs} jämfört med året "
            "innan, till {net_cost as=mnkr1}.",
            required=True,
        ),
        table("result-by-body"),
        chart("net-cost-bridge"),
        heading("growth", "Vad förändringen beror på", "What the change comes from", level=3),
        table("growth-explanations"),
        text("growth-text", "Vad ligger bakom de största orsakerna, och vad består nästa år?"),
        heading("units", "Enheterna", "The units"),
        chart("outcome-against-budget"),
        table("net-cost-by-unit"),
        comments(
            "unit-comments",
            "net-cost-by-unit",
            "Varför blev resultatet som det blev, och vad förklarar nettokostnadens utveckling?",
        ),
        heading("savings", "Årets effektiviseringar", "Savings of the year"),
        table("decided-savings"),
        text("savings-text", "Hur långt har effektiviseringarna kommit, och vad har de fått för följder?"),
        heading("follow-ups", "Särskilda uppföljningar", "Special follow-ups"),
        table("special-follow-ups"),
        text("follow-ups-text", "Vad visar uppföljningen?"),
        heading("grants", "Statsbidrag och återsökningar", "Government grants and claims"),
        table("government-grants"),
        text("grants-text", "Vilka bidrag är störst, och vad återstår att återsöka?"),
        heading("projects", "Investeringar", "Investments"),
        table("investments"),
        comments(
            "investment-comments",
            "investments",
            "Hur långt har projektet kommit, varför avviker det, och vad begärs?",
        ),
        heading("goals", "Fullmäktiges mål", "The council's goals"),
        text("goals-text", "Hur går det med målen i stort, och vad har betytt mest i år?"),
        table("goal-assessments"),
        chapters(
            "goal-chapters",
            "Vad visar uppföljningen, och varför? Vad är gjort och vad återstår av inriktning och åtgärder?",
        ),
        heading("assignments", "Uppdrag", "Assignments"),
        table("body-assignments"),
        text("assignments-text", "Vad är gjort, och vad gör att slutdagar har flyttats eller passerats?"),
        heading("statement", "Resultaträkning", "Income statement"),
        table("income-statement"),
        chart("cost-shares"),
        chart("months-with-last-year"),
        heading("balance", "Balansräkning", "Balance sheet"),
        table("balance-sheet"),
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
        heading("result", "Läget", "Where we stand"),
        text(
            "result-text",
            "Läget i korthet: utfallet mot periodens budget och vad som har hänt sedan förra rapporten.",
            standing="Hittills i år är nettokostnaden {net_cost as=mnkr1}, "
            "{net_cost_variance as=mnkr1abs} {net_cost_variance as=bättre} periodens budget.\n\n"
            "Samma tid i fjol var den {net_cost period=this-1 as=mnkr1}.",
            required=True,
        ),
        heading("units", "Enheterna", "The units"),
        chart("months-with-last-year"),
        table("month-by-unit"),
        comments(
            "unit-comments",
            "month-by-unit",
            "Vad beror avvikelsen på, är den tillfällig eller kvarstår den, och vad görs?",
            over="500 tkr",
        ),
        heading("lines", "Intäkter och kostnader", "Income and costs"),
        table("month-by-line"),
        comments(
            "line-comments",
            "month-by-line",
            "Vad beror avvikelsen på?",
            over="1 mnkr",
        ),
    ),
)

STANDARD: Mapping[str, Template] = {
    template.kind: template for template in (ANNUAL, MONTH, PLAN, GOALS, WORK_PLAN, BUSINESS_PLAN)
}
