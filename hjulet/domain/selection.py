"""What of the ledger somebody looks at, as people say it: a unit, months, lines, codes as written.

``hjulet.services.selection`` makes the ledger's own filter of it, once the actor may see the unit.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from hjulet.domain.figures import FigureRef
from hjulet.domain.ledger import Elimination
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.statement import (
    APPROPRIATION,
    BALANCE_LINES,
    COST_LINES,
    DEPRECIATION,
    INCOME_LINES,
    MEDIATED_GRANTS,
    NET_INTEREST,
    RESULT_LINES,
    UNMAPPED,
    lines_of,
)

NET_COST_LINES = (*INCOME_LINES, *COST_LINES, DEPRECIATION, *lines_of(NET_INTEREST))
"""The lines that make up a body's net cost: all of the result but what it was given."""

_RANGE = re.compile(r"\s*(\S+?)\s*[-–]\s*(\S+)\s*")


class LineGroup(StrEnum):
    """Lines that are summed together. Results and assets are so only where somebody says it."""

    RESULT = "result"
    NET_COST = "net-cost"
    BALANCE = "balance"
    EVERYTHING = "everything"


LINES_OF: dict[LineGroup, tuple[str, ...]] = {
    LineGroup.RESULT: tuple(fine for line in RESULT_LINES for fine in lines_of(line)),
    LineGroup.NET_COST: NET_COST_LINES,
    LineGroup.BALANCE: BALANCE_LINES,
    LineGroup.EVERYTHING: (),
}
"""Group -> its lines; none limits nothing."""


class OrganisationDay(StrEnum):
    """Which organisation units are looked up in: that of the period's end, or that of today."""

    OF_ITS_TIME = "of-its-time"
    OF_TODAY = "of-today"


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What of the ledger is asked for.

    The unit counts with everything below it, unless ``is_own_only``. ``lines`` are lines or one
    ``LineGroup``; none is the result. ``accounts`` and the values of ``codes`` are as written: a code,
    its first characters, or a range of them (``50-56``); "" in ``codes`` is rows without one.
    ``month`` lies within the period.
    """

    unit: str
    period: Period
    month: str = ""
    is_own_only: bool = False
    lines: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    companies: tuple[str, ...] = ()
    text: str = ""
    without: Elimination = Elimination.NONE
    organisation: OrganisationDay = OrganisationDay.OF_ITS_TIME

    @property
    def counted_lines(self) -> tuple[str, ...]:
        """List the lines that count; none where all do."""
        if not self.lines:
            return LINES_OF[LineGroup.RESULT]
        group = self.line_group
        return LINES_OF[group] if group else tuple(fine for line in self.lines for fine in lines_of(line))

    @property
    def line_group(self) -> LineGroup | None:
        """Tell which group of lines is asked for; None for single lines."""
        if not self.lines:
            return LineGroup.RESULT
        return LineGroup(self.lines[0]) if self.lines[0] in set(LineGroup) else None

    @property
    def first_month(self) -> str:
        """Tell the first month that counts."""
        return self.month or self.period.first_month

    @property
    def last_month(self) -> str:
        """Tell the last month that counts."""
        return self.month or self.period.last_month

    def codes_of(self, part: str) -> tuple[str, ...]:
        """List what a code part is limited to, as written."""
        return dict(self.codes).get(part, ())

    def with_codes(self, part: str, codes: tuple[str, ...]) -> "Selection":
        """Limit a code part to other codes; none takes the limit away."""
        kept = {**dict(self.codes), part: codes}
        return replace(self, codes=tuple(sorted((name, some) for name, some in kept.items() if some)))

    def registered(self, period: Period) -> FigureRef | None:
        """Refer to the metric that is this very sum, but for the sign of net cost; None if none is.

        ``period`` is that of the months which count.
        """
        metric, line = _METRICS.get(self.counted_lines, ("", ""))
        if not metric or any((self.is_own_only, self.accounts, self.codes, self.companies, self.text)):
            return None
        organisation = "today" if self.organisation is OrganisationDay.OF_TODAY else ""
        args = {"line": line, "items": _ITEMS[self.without], "organisation": organisation}
        given = {name: value for name, value in args.items() if value}
        if not set(given) <= set(REGISTRY.metrics[metric].params):
            return None
        return REGISTRY.ref(metric, {"unit": self.unit, "period": str(period), **given})


_ITEMS = {Elimination.NONE: "", Elimination.OWN: "external", Elimination.GROUP: "group"}
"""Internal items that are left out -> what a reference says of them."""

_METRICS: dict[tuple[str, ...], tuple[str, str]] = {
    NET_COST_LINES: ("net_cost", ""),
    INCOME_LINES: ("income", ""),
    COST_LINES: ("costs", ""),
    (DEPRECIATION,): ("depreciation", ""),
    lines_of(NET_INTEREST): ("net_interest", ""),
    (MEDIATED_GRANTS,): ("mediated_grants", ""),
    (APPROPRIATION,): ("appropriation_booked", ""),
    (UNMAPPED,): ("unmapped", ""),
    **{(line,): ("income", line) for line in INCOME_LINES},
    **{(line,): ("costs", line) for line in COST_LINES},
}


def expand(written: Iterable[str], *, known: Collection[str]) -> tuple[str, ...]:
    """Find the codes that are meant: a code itself, else those that begin so or lie in a range.

    What no code answers to is kept as it stands: it selects nothing, and never everything.
    """
    found: dict[str, None] = {}
    for text in written:
        meant = [text] if text in known else sorted(code for code in known if _is_meant(code, text))
        found.update(dict.fromkeys(meant or [text]))
    return tuple(found)


def _is_meant(code: str, text: str) -> bool:
    if match := _RANGE.fullmatch(text):
        first, last = match[1], match[2]
        return first <= code[: len(first)] and code[: len(last)] <= last
    return bool(text) and code.startswith(text)
