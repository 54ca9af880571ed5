"""The register of assignments as a file for a spreadsheet: one row for each."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet import Kind, Sheet, SheetColumn, Value
from hjulet.domain.assignments.selection import Asked
from hjulet.services.assignment_lines import AssignmentLine
from hjulet.services.assignment_list import AllLines
from hjulet.texts.assignments import ORIGINS, OUTCOMES, SHOWS, STATES
from hjulet.web.assignment_words import say, standing_words


def register_sheet(found: AllLines, asked: Asked) -> Sheet:
    """Make the sheet of some assignments as they stand on a day, with what was asked for."""
    return Sheet(
        name=_("Uppdrag"),
        columns=(
            SheetColumn(label=_("Nummer"), kind=Kind.COUNT),
            SheetColumn(label=_("Uppdrag")),
            SheetColumn(label=_("Vad som ska göras")),
            SheetColumn(label=_("Kommer ur")),
            SheetColumn(label=_("Underlag")),
            SheetColumn(label=_("Beslut")),
            SheetColumn(label=_("Givet"), kind=Kind.DATE),
            SheetColumn(label=_("Givet av")),
            SheetColumn(label=_("Givet till")),
            SheetColumn(label=_("Tjänsteperson")),
            SheetColumn(label=_("Har tagit över")),
            SheetColumn(label=_("Första slutdag"), kind=Kind.DATE),
            SheetColumn(label=_("Slutdag"), kind=Kind.DATE),
            SheetColumn(label=_("Flyttat, gånger"), kind=Kind.COUNT),
            SheetColumn(label=_("Flyttat, dagar"), kind=Kind.COUNT),
            SheetColumn(label=_("Läge")),
            SheetColumn(label=_("Försenat, dagar"), kind=Kind.COUNT),
            SheetColumn(label=_("Begäran")),
            SheetColumn(label=_("Senaste rapport"), kind=Kind.DATE),
            SheetColumn(label=_("Avslutat"), kind=Kind.DATE),
            SheetColumn(label=_("Hur det slutade")),
            SheetColumn(label=_("Beslut om avslut")),
            SheetColumn(label=_("Bland målen")),
        ),
        rows=[_row(line, found.day) for line in found.lines],
        total="",
        asked_name=_("Om listan"),
        asked=_asked_words(asked, found),
    )


def _asked_words(asked: Asked, found: AllLines) -> tuple[tuple[str, str], ...]:
    """Say which day the file is of, and what was chosen; what was not is left out."""
    chosen = (
        (_("Läget den"), found.day.isoformat()),
        (_("Visa"), say(SHOWS[asked.show])),
        (_("Givet av"), found.giver),
        (_("Givet till"), found.receiver),
        (_("Kommer ur"), say(ORIGINS[asked.origin]) if asked.origin else ""),
        (_("Givet år"), str(asked.year or "")),
        (_("Sök"), asked.about),
        (_("Hämtat"), f"{timezone.localtime(timezone.now()):%Y-%m-%d %H.%M}"),
    )
    return tuple((word, value) for word, value in chosen if value)


def _row(line: AssignmentLine, day: date) -> tuple[Value, ...]:
    assignment, standing = line.assignment, line.standing
    closing, reported, goal = standing.closing, standing.reported, assignment.goal
    return (
        assignment.number,
        assignment.name,
        assignment.text,
        say(ORIGINS[assignment.origin]),
        assignment.reference,
        assignment.decision,
        assignment.given,
        line.giver,
        line.receiver,
        assignment.official,
        ", ".join(line.heirs),
        standing.first_due,
        standing.due,
        standing.moves,
        standing.slipped,
        say(STATES[standing.state][1]),
        standing.late,
        standing_words(line, day).waits,
        reported.on if reported else None,
        closing.on if closing else None,
        say(OUTCOMES[closing.outcome]) if closing and closing.outcome else "",
        closing.decision if closing else "",
        f"{goal.structure} {goal.key}" if goal else "",
    )
