"""The work plan of a department or unit (``work_plan``), and a company's business plan (``business_plan``).

A manager confirms the first and a company's board decides the second: neither goes to a committee.
"""

from hjulet.domain.report import Decider
from hjulet.domain.reports.blocks import chapters, comments, heading, table, text
from hjulet.domain.reports.template import PeriodKind, Template

WORK_PLAN = Template(
    kind="work_plan",
    from_year=1998,
    name="Arbetsplan",
    name_en="Work plan",
    title="{owner} arbetsplan",
    title_en="Work plan of {owner}",
    period=PeriodKind.AHEAD,
    of=("department", "unit"),
    decided_by=Decider.MANAGER,
    blocks=(
        heading("task", "Vårt uppdrag", "Our task"),
        text("task-text", "Vad gör ni, för vem, och vad är viktigast i år?", required=True),
        heading("above", "Vad planerna ovanför begär", "What the plans above ask"),
        text("above-text", "Hur hänger ert arbete ihop med nämndens plan och fullmäktiges mål?"),
        table("asked-of-unit"),
        comments("asked-comments", "asked-of-unit", "Vad gör ni för detta i år?"),
        heading("work", "Åtaganden och åtgärder", "Commitments and actions"),
        text("work-text", "Vad ska ni ha uppnått när året är slut, och hur märks det?"),
        chapters("goal-work", "Varför gör ni just detta för målet, och vad ska det leda till?"),
        heading("assignments", "Uppdrag", "Assignments"),
        table("unit-assignments"),
        heading("indicators", "Indikatorer", "Indicators"),
        text("indicators-text", "Vad säger värdena, och vad ska de vara när året är slut?"),
        table("unit-indicators"),
        heading("economy", "Ekonomi", "Economy"),
        text("economy-text", "Vad ska pengarna räcka till, och vad är nytt mot året innan?"),
        table("unit-budget"),
        heading("staff", "Medarbetare", "Employees"),
        text(
            "staff-text",
            "Hur många är ni, och vad gör ni för arbetsmiljön och kompetensen? Tal om personalen skrivs bara "
            "om de inte pekar ut någon.",
        ),
        heading("board", "Förbättringstavlan", "The improvement board"),
        chapters("unit-board", ""),
        heading("follow-up", "Uppföljning", "Follow-up"),
        text("follow-up-text", "När och hur följer ni själva upp planen?"),
        table("follow-up-calendar"),
        heading("risks", "Risker", "Risks"),
        text("risks-text", "Vad kan gå fel, hur troligt är det, och vad gör ni åt det?"),
    ),
)

BUSINESS_PLAN = Template(
    kind="business_plan",
    from_year=1998,
    name="Affärsplan",
    name_en="Business plan",
    title="{owner} affärsplan",
    title_en="Business plan of {owner}",
    period=PeriodKind.AHEAD,
    of=("company",),
    decided_by=Decider.BOARD,
    blocks=(
        heading("directives", "Ägarens direktiv", "The owner's directives"),
        text(
            "directives-text",
            "Vad säger bolagsordningen och ägardirektiven att bolaget ska göra, och vad kräver ägaren?",
            required=True,
        ),
        heading("market", "Affärsidé och omvärld", "Business and surroundings"),
        text("market-text", "Vilka är kunderna, vad erbjuder bolaget, och vad förändras runt omkring?"),
        heading("goals", "Kommunens mål", "The municipality's goals"),
        text("goals-text", "Hur bidrar bolaget till fullmäktiges mål?"),
        table("asked-of-company"),
        comments("asked-comments", "asked-of-company", "Vad gör bolaget för målet i år?"),
        heading("work", "Åtaganden och åtgärder", "Commitments and actions"),
        text("work-text", "Vad ska bolaget ha uppnått när året är slut?"),
        chapters("goal-work", "Varför gör bolaget just detta för målet, och vad ska det leda till?"),
        heading("programmes", "Program", "Programmes"),
        table("company-programmes"),
        comments("programme-comments", "company-programmes", "Vad gör bolaget i år, och vad återstår?"),
        heading("assignments", "Uppdrag", "Assignments"),
        table("unit-assignments"),
        heading("indicators", "Indikatorer", "Indicators"),
        table("unit-indicators"),
        heading("economy", "Ekonomi och investeringar", "Economy and investments"),
        text(
            "economy-text",
            "Vilket resultat, vilken avkastning och soliditet räknar bolaget med, och vad investerar det?",
        ),
        table("company-budget"),
        heading("follow-up", "Uppföljning", "Follow-up"),
        text("follow-up-text", "När och hur följer styrelsen upp planen, och vad rapporteras till ägaren?"),
        table("follow-up-calendar"),
        heading("risks", "Risker", "Risks"),
        text("risks-text", "Vad kan gå fel, hur troligt är det, och vad gör bolaget åt det?"),
    ),
)
