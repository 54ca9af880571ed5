"""A month of a team's board, to read, print and take along as csv."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.documents.sheet import Kind, Sheet, SheetColumn, Value
from hjulet.domain.board.followed import Deviation
from hjulet.domain.board.improvement import Improvement
from hjulet.domain.board.month import BoardMonth
from hjulet.domain.period import Period
from hjulet.services.board_months import MonthPage, month_page
from hjulet.texts.days import day_words
from hjulet.web.actor import ActorRequest
from hjulet.web.board_words import amount_said, move_said, step_word, who_said
from hjulet.web.context import read_period
from hjulet.web.export import csv_file
from hjulet.web.words import language, period_words


def board_month(request: ActorRequest, unit: str, period: str) -> HttpResponse:
    """Show what happened on a board in a month."""
    found = month_page(unit, read_period(period), by=request.actor, at=timezone.now())
    page, month = found.page, found.month
    places = {
        "page": page,
        "month": month,
        "period": str(month.period),
        "title": period_words(month.period),
        "lead": month_lead([month]),
        "until": "" if month.day == month.period.last_day else day_words(month.day, language=language()),
        "deviations": list(_deviations(month)),
        "improvements": list(_improvements(found)),
        "months": month_choices(found.months, month.period),
    }
    return render(request, "boards/month.html", places)


def board_month_csv(request: ActorRequest, unit: str, period: str) -> StreamingHttpResponse:
    """Give what happened on a board in a month as csv."""
    found = month_page(unit, read_period(period), by=request.actor, at=timezone.now())
    columns = (
        SheetColumn(label=_("Vad")),
        SheetColumn(label=_("Dag"), kind=Kind.DATE),
        SheetColumn(label=_("Rad")),
        SheetColumn(label=_("Text")),
        SheetColumn(label=_("Antal"), kind=Kind.NUMBER),
        SheetColumn(label=_("Ansvarig")),
        SheetColumn(label=_("Klart senast"), kind=Kind.DATE),
        SheetColumn(label=_("Läge")),
    )
    name = f"{_('tavla')}-{unit}-{found.month.period}"
    sheet = Sheet(name=name, columns=columns, rows=_rows(found), total="", asked_name="", asked=())
    return csv_file(sheet, name)


def month_lead(months: Sequence[BoardMonth]) -> str:
    """Say in a few short sentences what happened in a month on one board or several."""
    deviations, left, _begun, _moved, done, late = sums([numbers(month) for month in months]) or (0,) * 6
    said = [
        _new_deviations(deviations, left),
        ngettext("{count} förbättring blev klar.", "{count} förbättringar blev klara.", done)
        if done
        else _("Ingen förbättring blev klar."),
        ngettext("{count} är försenad.", "{count} är försenade.", late) if late else "",
    ]
    counts = (deviations or left, done, late)
    return " ".join(words.format(count=count) for words, count in zip(said, counts, strict=True) if words)


def _new_deviations(new: int, left: int) -> str:
    """Give the sentence about the deviations of a month; without new ones, about those that are left."""
    if new:
        return ngettext("{count} avvikelse.", "{count} avvikelser.", new)
    if left:
        return ngettext(
            "Inga nya avvikelser, {count} är kvar.", "Inga nya avvikelser, {count} är kvar.", left
        )
    return _("Inga nya avvikelser.")


def numbers(month: BoardMonth) -> tuple[int, ...]:
    """Count a month: deviations, still open, and improvements begun, moved, done and late."""
    parts = (month.begun, month.moved, month.done, month.late)
    return (month.deviations, month.still_open, *(len(part) for part in parts))


def sums(lines: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Add the numbers of several boards up."""
    return tuple(sum(column) for column in zip(*lines, strict=True))


def month_choices(months: Sequence[Period], chosen: Period) -> list[tuple[str, str, bool]]:
    """Give the months to choose between: address, words, and whether it is the one that is shown."""
    return [(str(month), period_words(month), month == chosen) for month in months]


def _deviations(month: BoardMonth) -> Iterator[tuple[str, str, Deviation, str, str]]:
    """Give each deviation of a month or carried into it: day, row, itself, how many, when it was over."""
    told = [(each.row.name, one) for each in month.rows for one in (*each.carried, *each.begun)]
    for name, one in sorted(told, key=lambda pair: (pair[1].day, pair[1].number)):
        over = "" if one.is_open(month.day) or one.closed_on is None else _short(one.closed_on, month)
        yield _short(one.day, month), name, one, amount_said(one.amount), over


def _improvements(found: MonthPage) -> Iterator[tuple[Improvement, str, str, str]]:
    """Give each improvement that something happened with: itself, who, its moves and what to know of it."""
    month, page = found.month, found.page
    moved = {each.number: moves for each, moves in month.moved}
    concerned = {each.number for each in (*month.begun, *month.late)} | set(moved)
    for each in page.started.improvements:
        if each.number in concerned:
            moves = ", ".join(move_said(move) for move in moved.get(each.number, ()))
            yield each, who_said(page, each), moves or step_word(each.step_on(month.day)), _said(each, month)


def _said(improvement: Improvement, month: BoardMonth) -> str:
    """Say what there is to know of an improvement in a month: ``påbörjad, klar``."""
    parts = {
        _("påbörjad"): month.begun,
        _("klar"): month.done,
        _("undanlagd"): month.put_away,
        _("försenad"): month.late,
    }
    return ", ".join(word for word, part in parts.items() if improvement in part)


def _rows(found: MonthPage) -> Iterator[Sequence[Value]]:
    month, page = found.month, found.page
    for each in month.rows:
        for one in (*each.carried, *each.begun):
            what = _("Ny avvikelse") if one in each.begun else _("Tidigare avvikelse")
            over = _("avviker") if one.is_open(month.day) else _("normalt igen")
            yield what, one.day, each.row.name, one.text, one.amount, "", None, over
    for improvement, who, _moves, _said in _improvements(found):
        row = page.started.row(improvement.row)
        yield (
            _("Förbättring"),
            improvement.begun_on,
            row.name if row else "",
            improvement.title,
            None,
            who,
            improvement.due,
            step_word(improvement.step_on(month.day)),
        )


def _short(day: date, month: BoardMonth) -> str:
    """Write a day, with its year where that is not the month's."""
    return day_words(day, language=language(), year=day.year != month.day.year)


urlpatterns = [
    path("tavlor/<str:unit>/manad/<str:period>/", board_month, name="board-month"),
    path("tavlor/<str:unit>/manad/<str:period>/manad.csv", board_month_csv, name="board-month-csv"),
]
