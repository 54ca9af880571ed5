"""A unit's economy: what is left, the statement, and the way down to the voucher."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from hjulet.domain.permission import Permission
from hjulet.domain.reports.annual import statement_ref
from hjulet.domain.statement import STATEMENT_ROWS, SUM_ROWS, UNMAPPED
from hjulet.services.drill import line_accounts, line_rows
from hjulet.services.drill import voucher as open_voucher
from hjulet.services.economy import unit_economy
from hjulet.services.errors import NotFoundError
from hjulet.texts.labels import line_label
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import ACCOUNT, LINE, PAGE, address, figure_url
from hjulet.web.context import Asked, asked
from hjulet.web.economy_page import account_lines, economy_page, ledger_lines, voucher_lines
from hjulet.web.words import language

LINES = (*(line for line in STATEMENT_ROWS if line not in SUM_ROWS), UNMAPPED)
"""Lines that accounts belong to: those that can be opened."""


def start(request: ActorRequest) -> HttpResponse:
    """Show what is left to spend, and on what: a manager's page."""
    here = _in_one_year(asked(request))
    found = unit_economy(
        here.unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    return render(request, "economy/start.html", economy_page(found, by=here.by))


def economy(request: ActorRequest) -> HttpResponse:
    """Lead to the page of the unit that one looks at, or meets first."""
    here = asked(request)
    return HttpResponseRedirect(address(request, "unit", unit=here.unit))


def unit(request: ActorRequest, unit: str) -> HttpResponse:
    """Show a unit's statement, its months and the units below it."""
    here = _in_one_year(asked(request, unit=unit))
    found = unit_economy(
        unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    return render(
        request,
        "economy/unit.html",
        economy_page(found, by=here.by) | {"may_see": {choice.code for choice in here.around.units}},
    )


def line(request: ActorRequest, unit: str, line: str) -> HttpResponse:
    """Show the accounts that make up a line of the statement."""
    here = asked(request, unit=unit)
    found = line_accounts(unit, _known(line), here.period, snapshot=here.snapshot, by=here.by, at=here.at)
    total = None if line == UNMAPPED else statement_ref(unit, line, here.period)
    return render(
        request,
        "economy/line.html",
        _line_places(here, line)
        | {
            "found": found,
            "accounts": account_lines(found),
            "total": total,
            "total_url": figure_url(total, snapshot=found.snapshot) if total else "",
            "may_open": here.by.may_anywhere(Permission.VIEW_VOUCHERS, on=here.at.date()),
        },
    )


def rows(request: ActorRequest, unit: str, line: str) -> HttpResponse:
    """Page through the rows behind a line, or behind one of its accounts."""
    here = asked(request, unit=unit)
    account = request.GET.get(ACCOUNT, "")
    found = line_rows(
        unit,
        _known(line),
        here.period,
        account=account,
        number=_page_number(request.GET.get(PAGE, "1")),
        snapshot=here.snapshot,
        by=here.by,
        at=here.at,
    )
    return render(
        request,
        "economy/rows.html",
        _line_places(here, line)
        | ledger_lines(found)
        | {
            "found": found,
            "account": account,
            "account_name": found.names.get(account, ""),
            "earlier": str(found.number - 1) if found.number > 1 else "",
            "later": str(found.number + 1) if found.number < found.pages else "",
        },
    )


def voucher(request: ActorRequest, batch: str, key: str) -> HttpResponse:
    """Open one voucher: the rows that the actor may see, the others in one sum."""
    here = asked(request)
    found = open_voucher(batch, key, snapshot=here.snapshot, by=here.by, at=here.at)
    line, account = request.GET.get(LINE, ""), request.GET.get(ACCOUNT, "")
    back = {**_line_places(here, line), "account": account} if line in LINES else {}
    return render(
        request,
        "economy/voucher.html",
        {"here": here, "unit_name": _name(here), **voucher_lines(found), **back},
    )


def search(request: ActorRequest) -> HttpResponse:
    """Find units by name or code among those that the actor may see."""
    here = asked(request)
    query = " ".join(request.GET.get("q", "").split())[:80]
    wanted = query.casefold()
    found = [unit for unit in here.around.units if wanted in f"{unit.code} {unit.name}".casefold()]
    return render(request, "economy/search.html", {"query": query, "units": found, "here": here})


def _in_one_year(here: Asked) -> Asked:
    """Let through a period that has one budget: a statement over several years would add them up."""
    if here.period.months[0][:4] != here.period.last_month[:4]:
        raise NotFoundError(str(here.period))
    return here


def _name(here: Asked) -> str:
    return next((unit.name for unit in here.around.units if unit.code == here.unit), here.unit)


def _line_places(here: Asked, line: str) -> dict[str, object]:
    return {
        "here": here,
        "line": line,
        "line_label": line_label(line, language=language()),
    }


def _known(line: str) -> str:
    if line not in LINES:
        raise NotFoundError(line)
    return line


def _page_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise NotFoundError(text)
    return int(text)


urlpatterns = [
    path("", start, name="start"),
    path("ekonomi/", economy, name="economy"),
    path("enhet/<str:unit>/", unit, name="unit"),
    path("enhet/<str:unit>/rad/<str:line>/", line, name="line"),
    path("enhet/<str:unit>/rad/<str:line>/rader/", rows, name="rows"),
    path("verifikat/<str:batch>/<path:key>/", voucher, name="voucher"),
    path("sok/", search, name="search"),
]
