"""What cannot be written about an assignment: one rule a function, all faults at once, as codes."""

from collections.abc import Callable, Iterator
from datetime import date

from hjulet.domain.assignments.assignment import (
    OF_GIVER,
    WITH_DAY,
    Assignment,
    Event,
    Happening,
    Origin,
    Outcome,
)
from hjulet.domain.assignments.standing import last_days, standing_of


def assignment_faults(assignment: Assignment, *, today: date) -> tuple[str, ...]:
    """List what is wrong with what an assignment says, by the codes of the sentences."""
    return tuple(_of_assignment(assignment, today))


def _of_assignment(assignment: Assignment, today: date) -> Iterator[str]:
    if assignment.given > today:
        yield "assignment-day-ahead"
    if assignment.first_due and assignment.first_due < assignment.given:
        yield "assignment-due-before-given"
    if assignment.giver == assignment.receiver and not assignment.official:
        yield "assignment-to-itself"
    if assignment.goal is not None and assignment.origin is not Origin.GOALS:
        yield "assignment-goal-of-other-origin"
    if any(event.on < assignment.given for event in assignment.holding()):
        yield "assignment-given-after-event"


def correction_faults(before: Assignment, after: Assignment, *, today: date) -> tuple[str, ...]:
    """List what is wrong with a correction: also that it hides how far the last day has been moved."""
    is_moved = any(event.kind is Happening.EXTENDED for event in before.holding())
    hides = is_moved and after.first_due != before.first_due
    own = ("assignment-first-day-moved",) if hides else ()
    return (*assignment_faults(after, today=today), *own)


def event_faults(assignment: Assignment, event: Event, *, today: date) -> tuple[str, ...]:
    """List what is wrong with an event that somebody writes of an assignment as it is now."""
    return tuple(code for rule in _RULES if (code := rule(assignment, event, today)))


def _day(assignment: Assignment, event: Event, today: date) -> str:
    if event.on > today:
        return "assignment-day-ahead"
    return "assignment-event-before-given" if event.on < assignment.given else ""


def _closed(assignment: Assignment, event: Event, today: date) -> str:
    is_over = assignment.closing is not None and event.kind is not Happening.STRUCK
    return "assignment-is-closed" if is_over else ""


def _asked(assignment: Assignment, event: Event, today: date) -> str:
    """Let the giver uphold what is asked about, and the receiver decline it once until that is answered."""
    asked = standing_of(assignment, event.on).asked
    if event.kind is Happening.UPHELD and asked is None:
        return "assignment-nothing-to-answer"
    is_again = event.kind is Happening.DECLINED and asked is not None and asked.kind is Happening.DECLINED
    return "assignment-is-declined" if is_again else ""


def _new_day(assignment: Assignment, event: Event, today: date) -> str:
    if event.kind not in WITH_DAY:
        return ""
    if event.due is None or event.due < assignment.given:
        return "assignment-due-before-given"
    days = last_days(assignment, assignment.holding(event.on))
    if days and event.due == days[-1]:
        return "assignment-same-day"
    return "assignment-due-passed" if event.due < event.on else ""


def _decided(assignment: Assignment, event: Event, today: date) -> str:
    return "assignment-needs-decision" if event.kind in OF_GIVER and not event.decision.strip() else ""


def _said(assignment: Assignment, event: Event, today: date) -> str:
    return "" if event.text.strip() else "assignment-needs-text"


def _outcome(assignment: Assignment, event: Event, today: date) -> str:
    if event.kind is not Happening.CLOSED:
        return ""
    if event.outcome is None:
        return "assignment-needs-outcome"
    is_replaced = event.outcome is Outcome.REPLACED
    if is_replaced != (event.replaced_by is not None) or event.replaced_by == assignment.number:
        return "assignment-needs-successor"
    return "assignment-last-event-later" if _is_before_others(assignment, event) else ""


def _is_before_others(assignment: Assignment, event: Event) -> bool:
    return any(each.on > event.on for each in assignment.holding())


def _struck(assignment: Assignment, event: Event, today: date) -> str:
    if event.kind is not Happening.STRUCK:
        return ""
    standing = {each.place for each in assignment.holding()}
    return "" if event.strikes in standing else "assignment-nothing-to-strike"


_RULES: tuple[Callable[[Assignment, Event, date], str], ...] = (
    _day,
    _closed,
    _asked,
    _new_day,
    _decided,
    _said,
    _outcome,
    _struck,
)
