"""All boards that somebody may see, who is without one, and a month of one board or of all of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from hjulet.domain.board.board import Board
from hjulet.domain.board.improvement import COLUMNS
from hjulet.domain.board.month import BoardMonth, month_of
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, organisation, require_anywhere
from hjulet.services.boards import BoardPage, Choices, board_page
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.store.board import load_boards

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
    """The boards that somebody may see. ``without`` are teams that have none, by code and name.

    ``startable`` are those of them whose board the actor may start; ``month`` is the month of the day.
    """

    day: date
    lines: tuple[BoardLine, ...]
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
    view, boards = _seen(by=by, at=at)
    without = _without(view, boards, by=by, at=at)
    return BoardList(
        day=day,
        lines=tuple(_line(board, view, day) for board in boards.values()),
        without=without,
        startable=frozenset(
            unit for unit, _ in without if may(Permission.EDIT_BOARD, unit, by=by, at=at, view=view)
        ),
        month=_month(day),
    )


def month_page(unit: str, period: Period, *, by: Actor, at: datetime) -> MonthPage:
    """Gather a month of a board; raises NotFoundError for another's, and for a month that it did not see."""
    page = board_page(unit, by=by, at=at)
    months = _months(page.started.started_on, page.day)
    if period not in months:
        raise NotFoundError(str(period))
    return MonthPage(page=page, month=month_of(page.started, period, today=page.day), months=months)


def month_of_all(period: Period, *, by: Actor, at: datetime) -> MonthOfAll:
    """Gather a month of all boards that somebody may see and that there were then.

    Raises NotFoundError for whoever sees no unit, for months to come, and before the first board.
    """
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    day = day_of_work(at)
    view, boards = _seen(by=by, at=at)
    first = min((board.started_on for board in boards.values()), default=day)
    months = _months(first, day)
    if period not in months:
        raise NotFoundError(str(period))
    then = {unit: board for unit, board in boards.items() if board.started_on <= period.last_day}
    return MonthOfAll(
        period=period,
        day=min(period.last_day, day),
        lines=tuple(
            (unit, view.units[unit].name, month_of(board, period, today=day)) for unit, board in then.items()
        ),
        without=tuple(name for _, name in _without(view, then, by=by, at=at)),
        months=months,
    )


def _seen(*, by: Actor, at: datetime) -> tuple[OrganisationView, dict[str, Board]]:
    """Load the boards of the units that there are today and that the actor sees, in order of display."""
    view = organisation().as_of(localdate(at))
    units = [unit for unit in view.units if may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)]
    boards = load_boards(units)
    return view, {unit: boards[unit] for unit in units if unit in boards}


def _without(view: OrganisationView, boards: dict[str, Board], *, by: Actor, at: datetime) -> Choices:
    return tuple(
        (code, unit.name)
        for code, unit in view.units.items()
        if unit.kind in TEAMS
        and code not in boards
        and may(Permission.VIEW_FIGURES, code, by=by, at=at, view=view)
    )


def _line(board: Board, view: OrganisationView, day: date) -> BoardLine:
    today, columns = board.on(day), board.columns()
    under_way = [each for step in COLUMNS for each in columns[step]]
    return BoardLine(
        unit=board.unit,
        name=view.units[board.unit].name,
        rows=len(today),
        deviating=sum(bool(each.deviations) for each in today),
        under_way=len(under_way),
        late=sum(each.is_late(day) for each in under_way),
        last_on=board.last_on,
    )


def _months(first: date, last: date) -> tuple[Period, ...]:
    """List the months from one day to another, the latest first."""
    span = Period(_month(first).start, _month(last).end)
    return tuple(parse_period(month) for month in reversed(span.months))


def _month(day: date) -> Period:
    return parse_period(f"{day:%Y-%m}")
