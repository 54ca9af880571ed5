"""The operating plan of a body (``plan``): its chapters, from its task to when it is followed up."""

from hjulet.domain.reports.blocks import chart, comments, heading, table, text
from hjulet.domain.reports.template import PeriodKind, Template

PLAN = Template(
    kind="plan",
    from_year=1998,
    name="Verksamhetsplan",
    name_en="Operating plan",
    title="{owner} verksamhetsplan",
    title_en="Operating plan of {owner}",
    period=PeriodKind.AHEAD,
    blocks=(
        heading("mandate", "Ansvar och uppdrag", "Responsibility and task"),
        text(
            "mandate-text",
            "Vad svarar nämnden för enligt reglementet, och vilka verksamheter har den?",
            required=True,
        ),
        heading("staff", "Anställda", "Employees", level=3),
        text("staff-text", "Hur många är anställda när året börjar, och var?"),
        heading("purpose", "Verksamhetsidé", "Purpose"),
        text("purpose-text", "Vad finns nämnden och kontoret till för, för vem, och hur arbetar de?"),
        heading("values", "Värdegrund", "Values"),
        text("values-text", "Vilka värden styr arbetet, och hur märks de?"),
        heading("last-year", "Föregående år", "The year before"),
        text(
            "last-year-text",
            "Hur gick året innan? Ekonomin, målen, och vad planen bygger vidare på.",
            standing="Året innan blev resultatet mot kommunbidraget ett "
            "{budget_variance period=this-1 as=överskott} på {budget_variance period=this-1 as=mnkr1abs}.",
        ),
        heading("goals", "Mål och åtaganden", "Goals and commitments"),
        text(
            "goals-text", "Vad är viktigast i år, och hur hänger målen ihop med fullmäktiges mål och budget?"
        ),
        table("plan-goals"),
        table("plan-indicators"),
        table("plan-actions"),
        comments(
            "goal-commitments",
            "plan-goals",
            "Vad åtar sig nämnden för att målet ska nås? Åtgärd, vem som svarar, när den är klar, och från "
            "vilket utgångsvärde.",
        ),
        heading("employer", "Nämnden som arbetsgivare", "The committee as an employer"),
        text("employer-text", "Vad gör nämnden i år för sina medarbetare och chefer?"),
        table("plan-own-goals"),
        table("plan-own-indicators"),
        table("plan-own-actions"),
        comments(
            "own-goal-commitments",
            "plan-own-goals",
            "Vad gör nämnden för att nå sitt eget mål, och från vilket utgångsvärde?",
        ),
        heading("economy", "Ekonomi och investeringar", "Economy and investments"),
        heading("budget", "Internbudget", "Internal budget", level=3),
        text(
            "budget-text",
            "Hur är kommunbidraget fördelat, vad ingår, och vad är nytt mot året innan?",
            standing="Kommunbidraget är {appropriation version=original as=mnkr1}.",
            required=True,
        ),
        chart("budget-shares"),
        table("internal-budget"),
        heading("projects", "Investeringar", "Investments", level=3),
        table("investment-budget"),
        text("projects-text", "Vad ska investeringarna räcka till, och vad kräver ett eget beslut?"),
        heading("follow-up", "Uppföljning", "Follow-up"),
        text("follow-up-text", "Vad omfattar varje uppföljning?"),
        table("follow-up-calendar"),
        heading("programmes", "Program och planer", "Programmes and plans"),
        text("programmes-text", "Vilka program berör nämnden i år, och vad har den att göra enligt dem?"),
        table("plan-programmes"),
    ),
)
