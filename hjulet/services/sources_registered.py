"""The sources of what people have registered: causes, decided savings, and accounts that are followed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from hjulet.domain.cause import Cause
from hjulet.domain.figures import Fetched, FigureRef, Filter
from hjulet.domain.follow_up import FollowUp, write_range
from hjulet.domain.ledger import Dimension, GroupSum, LedgerFilter, LedgerQuery
from hjulet.domain.saving import Saving
from hjulet.services.sources import Asked, Subtree, spell_out
from hjulet.store.known import known
from hjulet.store.models import CauseVersion, FollowUpVersion, SavingVersion

_ZERO = Decimal("0.00")


@dataclass(frozen=True)
class CauseSource:
    """What causes explain of a unit's year, all or one: 0 where none is registered. Only years have any."""

    known_at: datetime

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one query."""
        causes = tuple(row.to_domain() for row in CauseVersion.objects.filter(known(at=self.known_at)))
        return {ref: self._answer(ref, causes) for ref in refs}

    def _answer(self, ref: FigureRef, causes: tuple[Cause, ...]) -> Fetched:
        asked = spell_out(ref, lambda unit, _period, _organisation: (unit,))
        own = [
            cause
            for cause in causes
            if cause.unit in asked.units and cause.year == asked.period.year and cause.explains == asked.line
        ]
        hits = [cause for cause in own if ref.get("row", cause.row) == cause.row]
        is_there = asked.period.is_year and (bool(hits) or not ref.get("row"))
        return Fetched(
            value=sum((cause.amount for cause in hits), _ZERO) if is_there else None,
            filter=_of_register(asked, "explanations", asked.units),
            rows=len(hits),
        )


@dataclass(frozen=True)
class SavingSource:
    """Savings decided for a unit and those below it in a year, or one of them, and their effect so far.

    Effects that nobody has reported are left out; where none has been there is no value.
    """

    subtree: Subtree
    known_at: datetime

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one query."""
        savings = tuple(row.to_domain() for row in SavingVersion.objects.filter(known(at=self.known_at)))
        return {ref: self._answer(ref, savings) for ref in refs}

    def _answer(self, ref: FigureRef, savings: tuple[Saving, ...]) -> Fetched:
        asked = spell_out(ref, self.subtree)
        row = ref.get("row")
        hits = [
            saving
            for saving in savings
            if saving.year == asked.period.year
            and (
                saving.unit in asked.units if not row else (saving.unit, saving.row) == (ref.get("unit"), row)
            )
        ]
        known_amounts = [
            amount
            for saving in hits
            if (amount := saving.amount if asked.line == "amount" else saving.effect) is not None
        ]
        is_none = asked.line == "amount" and not row
        return Fetched(
            value=sum(known_amounts, _ZERO) if known_amounts or is_none else None,
            filter=_of_register(asked, "savings", asked.units),
            rows=len(hits),
        )


@dataclass(frozen=True, kw_only=True)
class FollowUpSource:
    """What followed accounts cost, positive. A unit without any row in the period has no value.

    Neither has one that the follow-up is not about: outside its body, or a year when it is not on. The year
    before its first is told too, to compare with.
    """

    ledger: LedgerQuery
    subtree: Subtree
    accounts: frozenset[str]
    known_at: datetime

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with two questions to the ledger: who has rows, and on what accounts."""
        asked = [spell_out(ref, self.subtree) for ref in sorted(refs)]
        where = LedgerFilter(
            first_month=min(each.period.first_month for each in asked),
            last_month=max(each.period.last_month for each in asked),
            units=tuple(sorted({unit for each in asked for unit in each.units})),
        )
        has_rows = {each.keys for each in self.ledger.sums(where, by=(Dimension.UNIT, Dimension.MONTH))}
        sums = self._sums(where, {each.ref.get("followup") for each in asked})
        return {each.ref: self._answer(each, has_rows, sums) for each in asked}

    def _sums(self, where: LedgerFilter, followed: set[str]) -> tuple[GroupSum, ...]:
        """Sum the rows on the accounts that some follow-ups are about."""
        chosen = [self._followed[key] for key in followed if key in self._followed]
        accounts = {account for account in self.accounts if any(one.covers(account) for one in chosen)}
        by = (Dimension.UNIT, Dimension.MONTH, Dimension.ACCOUNT, Dimension.COMPANY)
        return self.ledger.sums(replace(where, accounts=tuple(sorted(accounts))), by=by) if accounts else ()

    def _answer(self, asked: Asked, has_rows: set[tuple[str, ...]], sums: tuple[GroupSum, ...]) -> Fetched:
        followed = self._followed.get(asked.ref.get("followup"))
        months = asked.period.months
        is_there = any((unit, month) in has_rows for unit in asked.units for month in months)
        hits = [
            each
            for each in sums
            if each.keys[0] in asked.units and each.keys[1] in months and followed and _counts(followed, each)
        ]
        ranges = followed.accounts if followed else ()
        has_value = is_there and followed is not None and self._is_about(followed, asked)
        return Fetched(
            value=sum((hit.balance for hit in hits), _ZERO) if has_value else None,
            filter=_of_register(
                asked,
                "follow-ups",
                asked.units,
                accounts=(write_range(*each) for each in ranges),
                company=followed.company if followed else "",
            ),
            rows=sum(hit.rows for hit in hits) if has_value else 0,
        )

    def _is_about(self, followed: FollowUp, asked: Asked) -> bool:
        body = self.subtree(followed.unit, asked.period, "")
        is_on = followed.holds(asked.period.year) or followed.holds(asked.period.year + 1)
        return is_on and asked.ref.get("unit") in body

    @cached_property
    def _followed(self) -> dict[str, FollowUp]:
        rows = FollowUpVersion.objects.filter(known(at=self.known_at))
        return {row.key: row.to_domain() for row in rows}


def _counts(followed: FollowUp, each: GroupSum) -> bool:
    _unit, _month, account, company = each.keys
    return company == followed.company and followed.covers(account)


def _of_register(
    asked: Asked, source: str, units: tuple[str, ...], *, accounts: Iterable[str] = (), company: str = ""
) -> Filter:
    """Name what is counted: the rows of a register have no statement line."""
    return Filter(
        source=source,
        line="",
        units=units,
        accounts=tuple(accounts),
        first_month=asked.period.first_month,
        last_month=asked.period.last_month,
        company=company,
    )
