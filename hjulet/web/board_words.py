"""A team's board in words: what is normal today, its cards, and who answers for what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.board.board import Board
from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import COLUMNS, ENDS, Improvement, Move, Step
from hjulet.domain.goals.element import Element
from hjulet.domain.numbers import format_number
from hjulet.services.boards import BoardPage, FollowedIndicator
from hjulet.texts.boards import HINTS, STEPS
from hjulet.texts.catalogue import translate
from hjulet.texts.days import day_words
from hjulet.web.goal_words import titled
from hjulet.web.words import language, period_words


@dataclass(frozen=True, kw_only=True)
class GoalLink:
    """A goal that a row leads up to: ``KF-mål 2``, and the element."""

    title: str
    element: Element


@dataclass(frozen=True, kw_only=True)
class IndicatorLink:
    """An indicator that a row leads up to, and its last value in words, if any: ``6,0 %, 2016``."""

    id: str
    name: str
    last: str


@dataclass(frozen=True, kw_only=True)
class DeviationLine:
    """A deviation: since when, how many, and whether anything is being done about it."""

    deviation: Deviation
    since: str
    amount: str
    improvements: tuple[Improvement, ...]


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """A followed row on the board today; ``over`` is what was said to be normal again today."""

    row: FollowedRow
    goal: GoalLink | None
    indicator: IndicatorLink | None
    deviations: tuple[DeviationLine, ...]
    over: tuple[Deviation, ...]


@dataclass(frozen=True, kw_only=True)
class StepWord:
    """A step to move to: its code, and what stands on the button."""

    code: str
    word: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """An improvement on the board: who, by when, what it lifts, and where it can be moved.

    ``order`` sorts as text the way that a column does, ``loose`` as it would in a column that it comes to.
    ``up`` and ``down`` are the cards to put it before to move it a step in its own, None where it cannot.
    """

    improvement: Improvement
    order: str
    loose: str
    up: str | None
    down: str | None
    who: str
    due: str
    is_late: bool
    row: str
    steps: tuple[StepWord, ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the board with its cards."""

    step: str
    word: str
    hint: str
    cards: tuple[Card, ...]


def step_word(step: Step) -> str:
    """Name a step: ``Studera``."""
    return translate(STEPS[step], language=language())


def day_said(day: date, today: date) -> str:
    """Say a day: ``i dag``, ``i går``, ``i morgon``, else ``7 september``, with a year that is another."""
    near = {0: _("i dag"), 1: _("i går"), -1: _("i morgon")}
    return near.get((today - day).days) or day_words(day, language=language(), year=day.year != today.year)


def today_said(rows: Iterable[RowLine]) -> str:
    """Say in a sentence how the team stands today."""
    of_today = list(rows)
    deviating = sum(bool(each.deviations) for each in of_today)
    if not of_today:
        return _("Vad ska ni följa?")
    if not deviating:
        return _("Allt är normalt i dag.")
    if deviating == len(of_today):
        return ngettext("Raden avviker i dag.", "Allt avviker i dag.", deviating)
    pattern = ngettext(
        "{count} av {rows} rader avviker i dag.", "{count} av {rows} rader avviker i dag.", deviating
    )
    return pattern.format(count=deviating, rows=len(of_today))


def row_lines(page: BoardPage, board: Board) -> tuple[RowLine, ...]:
    """Word the followed rows as they are today."""
    return tuple(
        RowLine(
            row=each.row,
            goal=goal_link(page, each.row),
            indicator=indicator_link(page, each.row),
            deviations=tuple(deviation_line(page, board, one) for one in each.deviations),
            over=each.over,
        )
        for each in board.on(page.day)
    )


def deviation_line(page: BoardPage, board: Board, deviation: Deviation) -> DeviationLine:
    """Word a deviation."""
    said = day_said(deviation.day, page.day)
    return DeviationLine(
        deviation=deviation,
        since=_("i dag") if deviation.day == page.day else _("sedan {day}").format(day=said),
        amount=amount_said(deviation.amount),
        improvements=tuple(each for each in board.improvements if each.deviation == deviation.number),
    )


def amount_said(amount: Decimal | None) -> str:
    """Write how many or how much as a Swede does, with the decimals that it has; empty for none."""
    if amount is None:
        return ""
    exponent = amount.as_tuple().exponent
    return format_number(amount, decimals=max(0, -exponent) if isinstance(exponent, int) else 0)


def goal_link(page: BoardPage, row: FollowedRow | None) -> GoalLink | None:
    """Give the goal that a row leads up to; None for no goal, or one that is not there any more."""
    element = page.goals.get(row.goal) if row and row.goal else None
    return GoalLink(title=titled(element), element=element) if element else None


def indicator_link(page: BoardPage, row: FollowedRow | None) -> IndicatorLink | None:
    """Give the indicator that a row leads up to; None for none, or one that the actor does not see."""
    found = page.indicators.get(row.indicator) if row else None
    if found is None:
        return None
    return IndicatorLink(id=found.indicator.id, name=found.indicator.name, last=_last(found))


def columns(page: BoardPage, board: Board) -> tuple[Column, ...]:
    """Word the columns with their cards."""
    return tuple(
        Column(
            step=step.value,
            word=step_word(step),
            hint=translate(HINTS[step], language=language()),
            cards=tuple(card(page, board, each, among=cards) for each in cards),
        )
        for step, cards in board.columns().items()
    )


def card(
    page: BoardPage, board: Board, improvement: Improvement, *, among: tuple[Improvement, ...] = ()
) -> Card:
    """Word an improvement as it stands on the board, ``among`` the others of its column."""
    row, number = board.row(improvement.row), improvement.number
    loose = f"1 {improvement.due or date.max} {number:06}"
    up, down = _beside(improvement, among)
    return Card(
        improvement=improvement,
        order=f"0 {board.order.index(number):06}" if number in board.order else loose,
        loose=loose,
        up=up,
        down=down,
        who=who_said(page, improvement),
        due=day_said(improvement.due, page.day) if improvement.due else "",
        is_late=improvement.is_late(page.day),
        row=row.name if row else "",
        steps=tuple(
            StepWord(code=step.value, word=_to_word(step))
            for step in (*COLUMNS, *ENDS)
            if step is not improvement.step
        ),
    )


def _beside(improvement: Improvement, among: tuple[Improvement, ...]) -> tuple[str | None, str | None]:
    """Give the cards to put one before, to move it a step up and a step down; empty is last."""
    numbers = [str(each.number) for each in among]
    place = among.index(improvement) if improvement in among else 0
    up = numbers[place - 1] if place > 0 else None
    down = (numbers[place + 2] if place + 2 < len(numbers) else "") if place + 1 < len(numbers) else None
    return up, down


def who_said(page: BoardPage, improvement: Improvement) -> str:
    """Say who answers for an improvement: a person, a role or both; empty for nobody yet."""
    person = page.people.get(improvement.person, improvement.person)
    return ", ".join(part for part in (person, improvement.role) if part)


def move_said(move: Move) -> str:
    """Say a move: ``Planera → Göra``."""
    return f"{step_word(move.before)} → {step_word(move.after)}"


def stands_said(step: Step, by: str) -> str:
    """Say where a card stands that somebody has moved."""
    if step is Step.PUT_AWAY:
        return _("{by} har lagt undan kortet.").format(by=by)
    if step is Step.DONE:
        return _("{by} har flyttat kortet till Klar.").format(by=by)
    return _("Kortet ligger nu i {step}, dit {by} flyttade det.").format(step=step_word(step), by=by)


def wanted_said(step: Step) -> str:
    """Say where one wanted a card."""
    if step is Step.PUT_AWAY:
        return _("Du ville lägga undan det.")
    return _("Du ville flytta det till {step}.").format(step=step_word(step))


def anyway_said(step: Step) -> str:
    """Write what the button does that moves a card there all the same."""
    if step is Step.PUT_AWAY:
        return _("Lägg undan ändå")
    return _("Flytta till {step} ändå").format(step=step_word(step))


def leave_said(step: Step) -> str:
    """Write what it is to leave a card where it stands."""
    if step is Step.PUT_AWAY:
        return _("Låt det vara undanlagt")
    if step is Step.DONE:
        return _("Låt det vara klart")
    return _("Låt det ligga i {step}").format(step=step_word(step))


def _to_word(step: Step) -> str:
    """Write a step on the button that moves an improvement there."""
    return _("Lägg undan") if step is Step.PUT_AWAY else step_word(step)


def _last(found: FollowedIndicator) -> str:
    if found.last is None or found.last.value is None:
        return ""
    return f"{found.indicator.measure.said(found.last.value)}, {period_words(found.last.period)}"
