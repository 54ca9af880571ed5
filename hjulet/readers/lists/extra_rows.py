"""Rows between a list's rows: asked about, or passed over once their sums are found to be right.

A sum may be of all rows so far, or of those since any earlier sum: lists have sums within sums.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from hjulet.domain.column_map import AMOUNTS, Answers, plain_head
from hjulet.readers.lists.cells import read_amount
from hjulet.readers.lists.codes import Report, problem
from hjulet.readers.lists.layout import Layout

_SUM = re.compile(r"(?:del|slut)?summa\b.*|totalt?\b.*|sum\b.*|saldo\b.*|omslutning\b.*", re.IGNORECASE)
_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class ExtraRow:
    """A row that is none of the list's own.

    ``cause`` is ``head``, ``note`` (neither account nor amount), ``sum`` (says so), or ``no-account``: an
    amount without account, which is a sum if it equals the rows above it. ``stated`` are its amounts.
    """

    line: int
    cause: str
    stated: Mapping[str, Decimal]


class ExtraFinder:
    """Tells such rows from a list's own."""

    def __init__(self, layout: Layout) -> None:
        """Take the layout."""
        self._heads = {name: plain_head(layout.head(name)) for name in layout.places}
        self._money = _money(layout)

    def find(self, line: int, texts: Mapping[str, str]) -> ExtraRow | None:
        """Tell what a row is that is none of the list's own; None for all that are."""
        if all(plain_head(texts[name]) == head for name, head in self._heads.items()):
            return ExtraRow(line=line, cause="head", stated={})
        filled = [name for name in self._money if texts[name]]
        if not texts["account"] and not filled:
            return ExtraRow(line=line, cause="note", stated={})
        says_sum = self._says_sum(texts)
        if texts["account"] and not says_sum:
            return None
        stated = {name: read_amount(texts[name]) for name in filled}
        if None in stated.values():
            return None
        sums = {name: amount for name, amount in stated.items() if amount is not None}
        return ExtraRow(line=line, cause="sum" if says_sum else "no-account", stated=sums)

    def _says_sum(self, texts: Mapping[str, str]) -> bool:
        """Tell whether a row calls itself a sum: a voucher's row has a date, a balance an account."""
        if "date" not in texts and texts["account"]:
            return bool(_SUM.fullmatch(texts["account"]))
        return not texts.get("date") and any(_SUM.fullmatch(texts[name]) for name in self._heads)


class ExtraRows:
    """Judges a file's extra rows, in its order."""

    def __init__(self, layout: Layout, answers: Answers, report: Report) -> None:
        """Begin a file."""
        self._layout, self._answers, self._report = layout, answers, report
        self._money = _money(layout)
        self._before = dict.fromkeys(self._money, _ZERO)
        self._starts = {name: {_ZERO} for name in self._money}

    def judge(self, extras: Iterable[ExtraRow], values: pl.DataFrame) -> None:
        """Judge the extra rows among a piece's values, which are in the order of their lines."""
        lines = values["line"].to_list() if extras else []
        upto = {name: [_ZERO, *values[name].cum_sum().to_list()] for name in self._money} if extras else {}
        for extra in extras:
            place = bisect_left(lines, extra.line)
            sums = {name: self._before[name] + upto[name][place] for name in self._money}
            self._judge(extra, sums)
        for name in self._money:
            self._before[name] += values.select(pl.col(name).sum()).item() or _ZERO

    def _judge(self, extra: ExtraRow, sums: dict[str, Decimal]) -> None:
        wrong = next(
            (name for name, stated in extra.stated.items() if sums[name] - stated not in self._starts[name]),
            "",
        )
        place = self._layout.place(extra.line, wrong)
        if extra.cause == "no-account" and wrong:
            place = self._layout.place(extra.line, "account")
            self._report(problem("missing-value", place, column=self._layout.head("account")))
        elif not self._answers.skip_extra_rows:
            cause = "sum" if extra.cause == "no-account" else extra.cause
            self._report(problem("extra-row", place, cause=cause))
        elif wrong:
            about = {"stated": extra.stated[wrong], "computed": sums[wrong]}
            self._report(problem("total-differs", place, column=self._layout.head(wrong), **about))
        if extra.stated:
            for name in extra.stated:
                self._starts[name].add(sums[name])


def _money(layout: Layout) -> tuple[str, ...]:
    return tuple(name for name in AMOUNTS if name in layout.places)
