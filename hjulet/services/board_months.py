"""All boards that somebody may see, who is without one, and a month of one board or of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.timezone import localdate

from hjulet.domain.board.board import Board
from hjulet.domain.board.improvement import COLUMNS
from hjulet.domain.board.month import BoardMonth, month_of
from hjulet.domain.organisation import Organisation, OrganisationView
from hjulet.domain.period import Period, month_period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, may_now, organisation, require_anywhere
from hjulet.services.board_history import planned_on
from hjulet.services.boards import BoardPage, Choices, board_page
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.services.people import people_names
from hjulet.store.board import last_days, load_boards
from hjulet.store.models import TeamBoard

TEAMS = frozenset({"department", "unit", "function"})
"""Kinds of units that are teams, and so stand among those without a board."""


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """A board in short: rows that are not normal today, improvements under way, and those that are late."""

    unit: str
    name: str
    rows: int
    deviating: int
    under_way: int
    late: int
    last_on: date


@dataclass(frozen=True, kw_only=True)
class BoardList:
    """The boards that somebody may see. ``ended`` are those of units that are no more, by code and name.

    ``without`` are teams that have none, ``startable`` those of them whose board the actor may start;
    ``month`` is the month of the day.
    """

    day: date
    lines: tuple[BoardLine, ...]
    ended: Choices
    without: Choices
    startable: frozenset[str]
    month: Period


@dataclass(frozen=True, kw_only=True)
class MonthPage:
    """A month of one board, and the months that there are to choose between."""

    page: BoardPage
    month: BoardMonth
    months: tuple[Period, ...]


@dataclass(frozen=True, kw_only=True)
class MonthOfAll:
    """A month of all boards that somebody may see: unit, name and what happened.

    ``without`` names the teams that had no board.
    """

    period: Period
    day: date
    lines: tuple[tuple[str, str, BoardMonth], ...]
    without: tuple[str, ...]
    months: tuple[Period, ...]


def board_list(*, by: Actor, at: datetime) -> BoardList:
    """List the boards that somebody may see; raises NotFoundError for whoever sees no unit."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    day = day_of_work(at)
    known = organisation()
    view, boards = known.as_of(localdate(at)), _seen(known, since=day, by=by, at=at)
    without, last = _without(view, boards, by=by, at=at), last_days(boards)
    return BoardList(
        day=day,
        lines=tuple(
            _line(board, view, day, last_on=last[unit]) for unit, board in boards.items() if unit in view
        ),
        ended=tuple((unit, known.names[unit]) for unit in boards if unit not in view),
        without=without,
        startable=frozenset(
            unit for unit, _ in without if may(Permission.EDIT_BOARD, unit, by=by, at=at, view=view)
        ),
        month=month_period(day),
    )


def month_page(unit: str, period: Period, *, by: Actor, at: datetime) -> MonthPage:
    """Gather a month of a board; raises NotFoundError for another's, and for a month that it did not see."""
    page = board_page(unit, by=by, at=at)
    months = _months(page.started.started_on, page.day)
    if period not in months:
        raise NotFoundError(str(period))
    board = _planned_in(period, {unit: page.started}, today=page.day)[unit]
    then = people_names({each.person for each in board.improvements})
    page = replace(page, board=board, people={**page.people, **then})
    return MonthPage(page=page, month=month_of(board, period, today=page.day), months=months)


def month_of_all(period: Period, *, by: Actor, at: datetime) -> MonthOfAll:
    """Gather a month of all boards that somebody may see and that there were then.

    Units are told as they were at the end of the month, or last in it. Raises NotFoundError for whoever sees
    no unit, for months to come, and before the first board.
    """
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    day = day_of_work(at)
    known = organisation()
    boards = _seen(known, since=period.start, by=by, at=at)
    first = min((board.started_on for board in boards.values()), default=day)
    months = _months(first, day)
    if period not in months:
        raise NotFoundError(str(period))
    boards = _planned_in(period, boards, today=day)
    last = min(period.last_day, day)
    seen = {unit: known.last_seen(unit, by=last) for unit in boards}
    then = {
        unit: board
        for unit, board in boards.items()
        if board.started_on <= last and unit in seen[unit] and seen[unit].day >= period.start
    }
    return MonthOfAll(
        period=period,
        day=last,
        lines=tuple(
            (unit, seen[unit].units[unit].name, month_of(board, period, today=day))
            for unit, board in then.items()
        ),
        without=tuple(name for _, name in _without(known.as_of(last), then, by=by, at=at)),
        months=months,
    )


def _planned_in(period: Period, boards: Mapping[str, Board], *, today: date) -> dict[str, Board]:
    """Give boards as they were planned at the end of a month; as they are planned now, while it goes on."""
    return planned_on(boards.values(), period.last_day) if period.end <= today else dict(boards)


def _seen(known: Organisation, *, since: date, by: Actor, at: datetime) -> dict[str, Board]:
    """Load the boards that the actor sees, in order of display: also those of units that have ended.

    They hold what has a part in the day ``since`` or later.
    """
    started = frozenset(TeamBoard.objects.values_list("unit", flat=True))
    units = [
        code
        for code in dict.fromkeys(unit.code for unit in known.units)
        if code in started and may_now(Permission.VIEW_FIGURES, code, by=by, at=at, known=known)
    ]
    boards = load_boards(units, since=since)
    return {unit: boards[unit] for unit in units}


def _without(view: OrganisationView, boards: dict[str, Board], *, by: Actor, at: datetime) -> Choices:
    return tuple(
        (code, unit.name)
        for code, unit in view.units.items()
        if unit.kind in TEAMS
        and code not in boards
        and may(Permission.VIEW_FIGURES, code, by=by, at=at, view=view)
    )


def _line(board: Board, view: OrganisationView, day: date, *, last_on: date) -> BoardLine:
    today, columns = board.on(day), board.columns()
    under_way = [each for step in COLUMNS for each in columns[step]]
    return BoardLine(
        unit=board.unit,
        name=view.units[board.unit].name,
        rows=len(today),
        deviating=sum(bool(each.deviations) for each in today),
        under_way=len(under_way),
        late=sum(each.is_late(day) for each in under_way),
        last_on=last_on,
    )


def _months(first: date, last: date) -> tuple[Period, ...]:
    """List the months from one day to another, the latest first."""
    span = Period(month_period(first).start, month_period(last).end)
    return tuple(parse_period(month) for month in reversed(span.months))
