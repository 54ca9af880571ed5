"""Rows between a voucher list's rows: asked about, or passed over once their sums are found to be right.

A sum may be of all rows so far, or of those since any earlier sum: lists have sums within sums.
"""

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from hjulet.domain.column_map import Answers
from hjulet.readers.lists.codes import Report, problem
from hjulet.readers.lists.layout import Layout
from hjulet.readers.lists.rows import ExtraRow
from hjulet.readers.lists.values import MONEY_FIELDS

_ZERO = Decimal(0)


class ExtraRows:
    """Judges a file's extra rows, in its order."""

    def __init__(self, layout: Layout, answers: Answers, report: Report) -> None:
        """Begin a file."""
        self._layout, self._answers, self._report = layout, answers, report
        self._money = tuple(name for name in MONEY_FIELDS if name in layout.places)
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
