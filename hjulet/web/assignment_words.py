"""Assignments in words: where one stands, what it waits for, and its life moment by moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.assignments.assignment import Assignment, Event, Happening, Origin
from hjulet.domain.assignments.correction import Correction
from hjulet.domain.assignments.standing import Standing, State
from hjulet.domain.assignments.timeline import Moment, Turn, timeline
from hjulet.domain.goals.element import Ref
from hjulet.domain.numbers import format_number
from hjulet.services.assignment_lines import AssignmentLine
from hjulet.services.assignment_pages import AssignmentPage
from hjulet.texts.assignments import FIELDS, HAPPENINGS, ORIGINS, OUTCOMES, STATES
from hjulet.texts.catalogue import translate
from hjulet.texts.days import day_words
from hjulet.web.words import language


@dataclass(frozen=True, kw_only=True)
class StandingWords:
    """Where an assignment stands: a shape that never stands without its word, and what is said beside."""

    shape: str
    word: str
    beside: str
    due: str
    slipped: str
    waits: str
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class LineWords:
    """A line of the list: the assignment with its words; ``out_of`` names its document, else what it was."""

    line: AssignmentLine
    standing: StandingWords
    out_of: str
    receiver: str


@dataclass(frozen=True, kw_only=True)
class MomentWords:
    """A moment of the timeline. ``mark`` is its shape, ``strike`` the place to strike it by, 0 for none."""

    day: str
    mark: str
    head: str
    text: str
    decision: str
    who: str
    struck: str
    strike: int
    kind: str


def line_words(line: AssignmentLine, day: date) -> LineWords:
    """Word a line of the list."""
    return LineWords(
        line=line,
        standing=standing_words(line, day),
        out_of=line.assignment.reference or say(ORIGINS[line.assignment.origin]),
        receiver=receiver_words(line),
    )


def receiver_words(line: AssignmentLine) -> str:
    """Name who got it: the body, or the official and where they work; and that the body is no more."""
    official = line.assignment.official
    who = f"{official}, {line.receiver}" if official else line.receiver
    if not line.is_gone:
        return who
    if line.heirs:
        said = _("{who} (finns inte längre, ersatt av {heirs})")
        return said.format(who=who, heirs=", ".join(line.heirs))
    return _("{who} (finns inte längre)").format(who=who)


def standing_words(line: AssignmentLine, day: date) -> StandingWords:
    """Word where an assignment stands on a day."""
    standing = line.standing
    shape, word = STATES[standing.state]
    return StandingWords(
        shape=shape,
        word=_closed(standing) if standing.closing else say(word),
        beside=_beside(standing, day),
        due=_due(standing),
        slipped=_slipped(standing),
        waits=_waits(standing, line.giver),
        is_overdue=standing.is_overdue,
    )


def moment_words(page: AssignmentPage) -> list[MomentWords]:
    """Word an assignment's life, the oldest first."""
    return [_moment(each, page) for each in timeline(page.line.assignment, page.day, page.corrections)]


def fact_words(page: AssignmentPage) -> list[tuple[str, str]]:
    """List what is said of an assignment beside its timeline; what is not said is left out."""
    line = page.line
    assignment, standing = line.assignment, line.standing
    facts = (
        (_("Givet av"), line.giver),
        (_("Givet till"), receiver_words(line)),
        (_("Kommer ur"), say(ORIGINS[assignment.origin])),
        (_("Underlag"), assignment.reference),
        (_("Beslut"), assignment.decision),
        (_("Givet"), written(assignment.given)),
        (_("Första slutdag"), written(standing.first_due) if standing.first_due else _("ingen satt")),
    )
    return [(word, value) for word, value in facts if value]


def written(day: date) -> str:
    """Write a day as text does."""
    return day_words(day, language=language())


def days_words(count: int) -> str:
    """Say how many days: ``1 280 dagar``."""
    return ngettext("{count} dag", "{count} dagar", count).format(count=format_number(Decimal(count)))


def say(message: str) -> str:
    """Give words in the reader's language."""
    return translate(message, language=language())


def value_words(assignment: Assignment, name: str, units: Mapping[str, str]) -> str:
    """Say what stands in a field of an assignment; nothing as a dash."""
    value = getattr(assignment, name)
    match value:
        case Origin():
            return say(ORIGINS[value])
        case date():
            return written(value)
        case Ref():
            return f"{value.structure} {value.key}"
    text = str(value or "–")
    return units.get(text, text) if name in ("giver", "receiver") else text


def _closed(standing: Standing) -> str:
    if standing.closing is None or standing.closing.outcome is None:
        return ""
    return say(OUTCOMES[standing.closing.outcome])


def _beside(standing: Standing, day: date) -> str:
    if standing.closing:
        closed = written(standing.closing.on)
        if standing.late:
            return _("{day}, {days} för sent").format(day=closed, days=days_words(standing.late))
        return closed
    if standing.is_overdue:
        late = days_words(standing.late)
        return late if standing.state is State.OVERDUE else _("försenat {days}").format(days=late)
    if standing.state is State.DUE_SOON and standing.due:
        left = (standing.due - day).days
        return _("om {days}").format(days=days_words(left)) if left else _("i dag")
    return ""


def _due(standing: Standing) -> str:
    if standing.due is None or standing.closing:
        return ""
    pattern = _("sedan {day}") if standing.is_overdue else _("senast {day}")
    return pattern.format(day=written(standing.due))


def _slipped(standing: Standing) -> str:
    if not standing.has_slipped:
        return ""
    said = ngettext("Flyttat {count} gång", "Flyttat {count} gånger", standing.moves)
    moved = said.format(count=standing.moves)
    return f"{moved}, {days_words(standing.slipped)}" if standing.slipped else moved


def _waits(standing: Standing, giver: str) -> str:
    asked = standing.asked
    if asked is None:
        return ""
    if asked.kind is Happening.DECLINED:
        return _("Vill inte ta uppdraget. Väntar på {giver}.").format(giver=giver)
    if asked.kind is Happening.DAY_ASKED and asked.due:
        said = _("Begär ny slutdag, {day}. Väntar på {giver}.")
        if standing.due is None:
            said = _("Begär slutdag, {day}. Väntar på {giver}.")
        return said.format(day=written(asked.due), giver=giver)
    return _("Föreslås bli avslutat. Väntar på {giver}.").format(giver=giver)


MARKS = {
    Happening.REPORTED: "·",
    Happening.DAY_ASKED: "?",
    Happening.EXTENDED: "→",
    Happening.CLOSING_PROPOSED: "?",
    Happening.DECLINED: "◇",
    Happening.UPHELD: "=",
    Happening.CLOSED: "●",
    Happening.STRUCK: "×",
}


def _moment(moment: Moment, page: AssignmentPage) -> MomentWords:
    event = moment.event
    if moment.correction is not None:
        return _corrected(moment.correction, page)
    if event is None:
        return _without_event(moment, page.line.assignment)
    return MomentWords(
        day=written(moment.on),
        mark=MARKS[event.kind],
        head=_head(moment, event),
        text=event.text,
        decision=event.decision,
        who=page.people.get(event.by, event.by),
        struck=moment.struck_by.text if moment.struck_by else "",
        strike=event.place if event.place in page.strikable else 0,
        kind="struck" if moment.struck_by else event.kind.value,
    )


def _without_event(moment: Moment, assignment: Assignment) -> MomentWords:
    """Word that an assignment was given, or that its last day went by."""
    is_given = moment.turn is Turn.GIVEN
    first = assignment.first_due
    given = _("Givet, ska vara klart {day}").format(day=written(first)) if first else _("Givet utan slutdag")
    return MomentWords(
        day=written(moment.on),
        mark="○" if is_given else "▲",
        head=given if is_given else _("Slutdagen passerade"),
        text="",
        decision=assignment.decision if is_given else "",
        who="",
        struck="",
        strike=0,
        kind=moment.turn.value,
    )


def _corrected(correction: Correction, page: AssignmentPage) -> MomentWords:
    """Word what was corrected: each field with what it said before, and after."""
    was, became = correction.before, correction.after
    lines = (
        f"{say(FIELDS[name])}: {value_words(was, name, page.units)} → {value_words(became, name, page.units)}"
        for name in correction.fields
    )
    return MomentWords(
        day=written(correction.on),
        mark="*",
        head=_("Rättat"),
        text="\n".join(lines),
        decision="",
        who=page.people.get(correction.by, correction.by),
        struck="",
        strike=0,
        kind=Turn.CORRECTED.value,
    )


def _head(moment: Moment, event: Event) -> str:
    is_first = event.kind is Happening.EXTENDED and moment.was is None and moment.struck_by is None
    head = _("Slutdag satt") if is_first else say(HAPPENINGS[event.kind])
    if event.due:
        due = written(event.due)
        if moment.was:
            days = (event.due - moment.was).days
            moved = _("{days} senare") if days > 0 else _("{days} tidigare")
            return f"{head}: {due}, {moved.format(days=days_words(abs(days)))}"
        return f"{head}: {due}"
    if event.outcome:
        said = say(OUTCOMES[event.outcome])
        return f"{said} ({event.replaced_by})" if event.replaced_by else said
    return head
