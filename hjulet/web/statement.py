"""The municipality's statements by the law of the year, each amount open to its accounts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from hjulet.domain.layout import Statement
from hjulet.services.errors import NotFoundError
from hjulet.services.sources import MAIN_COMPANY
from hjulet.services.statements import CompanyStatement, company_statement, row_accounts
from hjulet.texts.labels import layout_row_label, line_label
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import SNAPSHOT, with_query
from hjulet.web.context import snapshot_number
from hjulet.web.mapping_words import COMPANY, STATEMENTS, YEAR, tabs, year_of
from hjulet.web.words import language


def statement(request: ActorRequest, statement: str) -> HttpResponse:
    """Show a company's income statement or balance sheet of a year."""
    found = company_statement(
        _statement(statement),
        company=request.GET.get(COMPANY, "") or MAIN_COMPANY,
        year=year_of(request),
        snapshot=snapshot_number(request),
        by=request.actor,
        at=timezone.now(),
    )
    places = {
        "found": found,
        "statement": statement,
        "tabs": tabs(statement, company=found.company, year=found.year),
        "rows": [
            (row, layout_row_label(row.id, language=language()), _row_url(statement, row.id, found))
            for row in found.rows
        ],
        "left_over": [(line_label(line, language=language()), amount) for line, amount in found.left_over],
    }
    return render(request, "mapping/statement.html", places)


def statement_row(request: ActorRequest, statement: str, row: str) -> HttpResponse:
    """Show the accounts behind a row of a statement."""
    year = year_of(request)
    if year is None:
        raise NotFoundError(row)
    company = request.GET.get(COMPANY, "") or MAIN_COMPANY
    found = row_accounts(
        _statement(statement),
        row,
        company=company,
        year=year,
        snapshot=snapshot_number(request),
        by=request.actor,
        at=timezone.now(),
    )
    places = {
        "label": layout_row_label(row, language=language()),
        "accounts": [(each, line_label(each.line, language=language())) for each in found.accounts],
        "found": found,
        "year": year,
        "statement": statement,
        "back": with_query(
            reverse("statement", kwargs={"statement": statement}),
            {COMPANY: company, YEAR: str(year), SNAPSHOT: request.GET.get(SNAPSHOT, "")},
        ),
    }
    return render(request, "mapping/statement_row.html", places)


def _statement(word: str) -> Statement:
    if word not in STATEMENTS:
        raise NotFoundError(word)
    return STATEMENTS[word]


def _row_url(statement: str, row: str, found: CompanyStatement) -> str:
    query = {COMPANY: found.company, YEAR: str(found.year), SNAPSHOT: str(found.snapshot)}
    return with_query(reverse("statement-row", kwargs={"statement": statement, "row": row}), query)


urlpatterns = [
    path("rakenskaper/<str:statement>/", statement, name="statement"),
    path("rakenskaper/<str:statement>/rad/<str:row>/", statement_row, name="statement-row"),
]
