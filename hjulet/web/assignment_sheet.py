"""The register of assignments as a file for a spreadsheet: one row for each."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hjulet.documents.sheet import Kind, Sheet, SheetColumn, Value
from hjulet.services.assignment_lines import AssignmentLine
from hjulet.texts.assignments import ORIGINS, OUTCOMES, STATES
from hjulet.web.assignment_words import say


def register_sheet(lines: Iterable[AssignmentLine]) -> Sheet:
    """Make the sheet of some assignments as they stand."""
    return Sheet(
        name=_("Uppdrag"),
        columns=(
            SheetColumn(label=_("Nummer"), kind=Kind.COUNT),
            SheetColumn(label=_("Uppdrag")),
            SheetColumn(label=_("Kommer ur")),
            SheetColumn(label=_("Underlag")),
            SheetColumn(label=_("Beslut")),
            SheetColumn(label=_("Givet"), kind=Kind.DATE),
            SheetColumn(label=_("Givet av")),
            SheetColumn(label=_("Givet till")),
            SheetColumn(label=_("Tjänsteperson")),
            SheetColumn(label=_("Första slutdag"), kind=Kind.DATE),
            SheetColumn(label=_("Slutdag"), kind=Kind.DATE),
            SheetColumn(label=_("Flyttat, gånger"), kind=Kind.COUNT),
            SheetColumn(label=_("Flyttat, dagar"), kind=Kind.COUNT),
            SheetColumn(label=_("Läge")),
            SheetColumn(label=_("Försenat, dagar"), kind=Kind.COUNT),
            SheetColumn(label=_("Senaste rapport"), kind=Kind.DATE),
            SheetColumn(label=_("Avslutat"), kind=Kind.DATE),
            SheetColumn(label=_("Hur det slutade")),
            SheetColumn(label=_("Beslut om avslut")),
        ),
        rows=[_row(line) for line in lines],
        total="",
        asked_name=_("Om listan"),
        asked=((_("Innehåll"), _("Uppdrag")),),
    )


def _row(line: AssignmentLine) -> tuple[Value, ...]:
    assignment, standing = line.assignment, line.standing
    closing, reported = standing.closing, standing.reported
    return (
        assignment.number,
        assignment.name,
        say(ORIGINS[assignment.origin]),
        assignment.reference,
        assignment.decision,
        assignment.given,
        line.giver,
        line.receiver,
        assignment.official,
        standing.first_due,
        standing.due,
        standing.moves,
        standing.slipped,
        say(STATES[standing.state][1]),
        standing.late,
        reported.on if reported else None,
        closing.on if closing else None,
        say(OUTCOMES[closing.outcome]) if closing and closing.outcome else "",
        closing.decision if closing else "",
    )
