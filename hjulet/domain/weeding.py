"""Weeding: what is removed by itself in time, and after how long. What no rule names is kept.

What has been decided or sealed, the history of texts, and who did them, is kept as the public record that it
is (arkivlagen 1990:782, 3 and 10 §§): no rule here reaches it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

SIGN_INS = (
    "sign-in",
    "sign-out",
    "sign-in-failed",
    "sign-in-refused",
    "change-password",
    "add-factor",
    "remove-factor",
    "use-factor",
    "factor-failed",
    "end-sessions",
)
"""Events at the door."""

READS = ("read-events", "read-person", "export-person")
"""Events of somebody's having read about somebody."""


@dataclass(frozen=True, kw_only=True)
class WeedingRule:
    """One kind of data, and how many months it is kept after its end; 0 is until its end."""

    kind: str
    months: int


RULES: Mapping[str, WeedingRule] = {
    rule.kind: rule
    for rule in (
        WeedingRule(kind="sessions", months=0),
        WeedingRule(kind="visits", months=1),
        WeedingRule(kind="attempts", months=0),
        WeedingRule(kind="sign-ins", months=12),
        WeedingRule(kind="reads", months=60),
        WeedingRule(kind="reminders", months=12),
        WeedingRule(kind="set-aside", months=3),
        WeedingRule(kind="queue", months=1),
        WeedingRule(kind="accounts", months=24),
    )
}
"""Every rule by its kind, from the shortest to what goes with the account."""


def months_before(moment: datetime, months: int) -> datetime:
    """Give the same time of day so many months earlier; a day that the month lacks is its last one."""
    count = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(count, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
