"""The rows behind a sum: sorted, searched and paged, and from each the way into its voucher and past it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from hjulet.domain.ledger import CODE_PARTS, LedgerRow
from hjulet.services.drill import PAGE, RowsPage, Step, Voucher, beside, rows_page
from hjulet.services.drill import voucher as open_voucher
from hjulet.services.errors import NotFoundError
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import CODE_PARTS as PART_LABELS
from hjulet.texts.pivot import ROW_ORDERS
from hjulet.web.actor import ActorRequest
from hjulet.web.pivot import explanation
from hjulet.web.pivot_form import rows_form
from hjulet.web.pivot_query import (
    Question,
    beside_address,
    pivot_address,
    place_of,
    read,
    rows_address,
    voucher_address,
)
from hjulet.web.pivot_words import filter_words, places_above
from hjulet.web.words import language

STEPS = {"nasta": Step.NEXT, "foregaende": Step.PREVIOUS}


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """A row of the ledger as it is listed."""

    row: LedgerRow
    account_name: str
    codes: tuple[tuple[str, str], ...]
    text: str
    amount: Decimal
    href: str = ""


def rows(request: ActorRequest) -> HttpResponse:
    """Page through the rows behind a sum; with ``fragment=1`` only what the sum counts."""
    question = read(request)
    if request.GET.get("fragment"):
        return explanation(request, question)
    here = question.here
    found = rows_page(
        question.selection,
        order=question.order,
        number=question.layout.page,
        snapshot=here.snapshot,
        by=here.by,
        at=here.at,
    )
    return render(
        request,
        "pivot/rows.html",
        {
            "here": here,
            "found": found,
            **_row_lines(found, question),
            **rows_form(question),
            "chosen": filter_words(question, found.head, to=rows_address),
            "above": places_above(question, found.above, to=rows_address),
            "order_words": translate(ROW_ORDERS[question.order], language=language()),
            "analysis": pivot_address(question),
            "files": [(kind, rows_address(question, page=f"pivot-rows-{kind}")) for kind in ("xlsx", "csv")],
            "earlier": rows_address(question, number=found.number - 1) if found.number > 1 else "",
            "later": rows_address(question, number=found.number + 1) if found.number < found.pages else "",
        },
    )


def voucher(request: ActorRequest, batch: str, key: str) -> HttpResponse:
    """Open one voucher: the rows that the actor may see, the others in one sum."""
    question = read(request)
    here = question.here
    found = open_voucher(batch, key, snapshot=here.snapshot, by=here.by, at=here.at)
    if request.GET.get("fragment"):
        return render(request, "pivot/voucher_fragment.html", {"found": found, "head": found.rows[0]})
    return render(
        request,
        "pivot/voucher.html",
        {"here": here, **_voucher_lines(found), **_in_list(question, place_of(request.GET))},
    )


def voucher_beside(request: ActorRequest, step: str) -> HttpResponse:
    """Lead to the voucher after or before one opened from a list; past the list's ends to the list."""
    question = read(request)
    here, place = question.here, place_of(request.GET)
    if step not in STEPS or place is None:
        raise NotFoundError(step)
    found = beside(
        question.selection,
        place,
        order=question.order,
        step=STEPS[step],
        snapshot=here.snapshot,
        by=here.by,
        at=here.at,
    )
    if found is None:
        return HttpResponseRedirect(_list(question, place))
    return HttpResponseRedirect(
        voucher_address(question, found.row.batch, found.row.voucher, place=found.place)
    )


def _in_list(question: Question, place: int | None) -> dict[str, str]:
    """Make the ways back to the list that a voucher was opened from, and to its neighbours there."""
    if place is None:
        return {"back": rows_address(question)}
    return {
        "back": _list(question, place),
        "earlier": beside_address(question, "foregaende", place=place) if place else "",
        "later": beside_address(question, "nasta", place=place),
    }


def _list(question: Question, place: int) -> str:
    return rows_address(question, number=place // PAGE + 1)


def _row_lines(found: RowsPage, question: Question) -> dict[str, Any]:
    """Make the lines of a page of rows, with the statement's sign: a cost is negative."""
    head = found.head
    parts = _parts([seen.row for seen in found.rows])
    return {
        "parts": _part_labels(parts),
        "has_account": len(question.selection.accounts) != 1,
        "rows": [
            _line(
                seen.row,
                parts,
                head.account_names,
                head.code_names,
                amount=seen.amount,
                href=voucher_address(question, *seen.voucher, place=seen.place),
            )
            for seen in found.rows
        ],
    }


def _voucher_lines(found: Voucher) -> dict[str, Any]:
    """Make the places of a voucher's page: its rows with the ledger's sign, and whether they balance."""
    parts = _parts(found.rows)
    lines = [_line(row, parts, found.names, {}, amount=row.amount) for row in found.rows]
    return {
        "found": found,
        "parts": _part_labels(parts),
        "rows": lines,
        "has_texts": any(row.text for row in found.rows),
        "head": found.rows[0],
        "balance": sum((line.amount for line in lines), found.hidden_amount),
    }


def _line(
    row: LedgerRow,
    parts: Sequence[str],
    account_names: Mapping[str, str],
    code_names: Mapping[str, Mapping[str, str]],
    *,
    amount: Decimal,
    href: str = "",
) -> LedgerLine:
    codes = dict(row.codes)
    return LedgerLine(
        row=row,
        account_name=account_names.get(row.account, ""),
        codes=tuple(
            (codes.get(part, ""), code_names.get(part, {}).get(codes.get(part, ""), "")) for part in parts
        ),
        text=row.text or row.voucher_text,
        amount=amount,
        href=href,
    )


def _parts(rows: Sequence[LedgerRow]) -> list[str]:
    """List the code parts that any of the rows has, in the ledger's order."""
    return [part for part in CODE_PARTS.values() if any(dict(row.codes).get(part) for row in rows)]


def _part_labels(parts: Sequence[str]) -> list[str]:
    return [translate(PART_LABELS[part], language=language()) for part in parts]


urlpatterns = [
    path("huvudbok/analys/rader/", rows, name="pivot-rows"),
    path("verifikat/<str:batch>/<path:key>/", voucher, name="voucher"),
    path("verifikat-intill/<str:step>/", voucher_beside, name="voucher-beside"),
]
