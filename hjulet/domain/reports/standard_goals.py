"""The goal chapters of the council's goals and budget (``goals``), in the order that the document has."""

from hjulet.domain.reports.blocks import chapters, comments, heading, table, text
from hjulet.domain.reports.template import PeriodKind, Template

GOALS = Template(
    kind="goals",
    from_year=1998,
    name="Mål och budget, målkapitlen",
    name_en="Goals and budget, the goal chapters",
    title="Mål och budget: målen",
    title_en="Goals and budget: the goals",
    period=PeriodKind.AHEAD,
    of=("council", "executive_board"),
    blocks=(
        heading("responsibility", "Gemensamt ansvar", "Shared responsibility"),
        text("responsibility-text", "Vad förändras i kommunen och omvärlden, och vad tar vi ansvar för?"),
        heading("priorities", "Prioriterade områden", "Priority areas"),
        chapters("priority-areas", "Varför är området prioriterat, och vad innebär det i budgeten?"),
        heading("vision", "Vår gemensamma framtid", "Our shared future"),
        text(
            "vision-text",
            "Vart är kommunen på väg? Vad betyder hållbar utveckling, socialt, ekologiskt och ekonomiskt?",
            required=True,
        ),
        heading("goals", "Fullmäktiges mål", "The council's goals"),
        text("goals-text", "Hur hänger målen ihop, vem följer upp dem, och hur bryter nämnderna ner dem?"),
        table("goals-overview"),
        chapters("council-goals", "Vad betyder målet, och vad är viktigast under perioden?"),
        heading("also", "Fler utvecklingsområden", "Further development"),
        text("also-text", "Vad är viktigt att utveckla utöver prioriteringarna och målen?"),
        heading("focus", "Nämndspecifik inriktning", "Focus of the committees"),
        text("focus-text", "Vad gäller för alla nämnder, utöver det som varje nämnd ska fokusera på?"),
        chapters("committee-focus", "Vad mer ska nämnden fokusera på?"),
        heading("assignments", "Uppdrag", "Assignments"),
        table("council-assignments"),
        comments(
            "assignment-texts", "council-assignments", "Vad ska utredas eller göras, av vem, och till när?"
        ),
        heading("follow-up", "Uppföljning", "Follow-up"),
        text("follow-up-text", "När och hur följs målen upp, och vad omfattar varje uppföljning?"),
        table("follow-up-calendar"),
    ),
)
