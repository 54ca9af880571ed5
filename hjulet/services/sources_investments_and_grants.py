"""The sources of figures of investments and grants: what the registers say, and the ledger's projects."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from hjulet.domain import grant, investment
from hjulet.domain.figures import Fetched, FigureRef, Filter, Leaf
from hjulet.domain.grant import GrantEntryKind, Grants
from hjulet.domain.investment import DecisionKind, Projects
from hjulet.domain.ledger import Dimension, GroupSum, LedgerFilter, LedgerQuery
from hjulet.domain.mapping import Mapping as CodeMapping
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, parse_period
from hjulet.domain.register import NamedEntry
from hjulet.services.sources import Subtree

GRANT_KINDS = {
    "grant_granted": GrantEntryKind.GRANTED,
    "grant_claimed": GrantEntryKind.CLAIM,
    "grant_received": GrantEntryKind.PAYMENT,
    "grant_accrued": GrantEntryKind.ACCRUAL,
}
"""Metric -> the entries that it sums."""


@dataclass(frozen=True, kw_only=True)
class ProjectsAndGrants:
    """The projects and grants that a snapshot knows, chosen by what a reference names."""

    projects: Projects
    grants: Grants
    subtree: Subtree

    @cached_property
    def units(self) -> dict[tuple[str, str], str]:
        """Tell which unit answers for each project and grant, by (parameter, id)."""
        held = (("project", self.projects), ("grant", self.grants))
        return {(kind, each.id): each.unit for kind, some in held for each in some}

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """Name each project and grant."""
        held = (("project", self.projects), ("grant", self.grants))
        return {(kind, each.id): each.name for kind, some in held for each in some}

    def within(self, units: Collection[str]) -> frozenset[tuple[str, str]]:
        """Collect the projects and grants of some units, as a text may name them."""
        return frozenset(key for key, unit in self.units.items() if unit in units)

    def projects_of(self, ref: FigureRef) -> Projects:
        """Find the project that a reference names with those within it, or all of its unit."""
        if ref.get("project"):
            return investment.with_parts(self.projects, ref.get("project"))
        period = parse_period(ref.get("period"))
        return investment.of_units(self.projects, self.subtree(ref.get("unit"), period, ""), period)

    def grants_of(self, ref: FigureRef) -> Grants:
        """Find the grant that a reference names, or all of its unit."""
        if ref.get("grant"):
            return tuple(each for each in self.grants if each.id == ref.get("grant"))
        period = parse_period(ref.get("period"))
        return grant.of_units(self.grants, self.subtree(ref.get("unit"), period, ""), period)

    def is_known(self, ref: FigureRef) -> bool:
        """Tell whether what a reference names exists: a unit always does."""
        return bool(ref.get("unit") or self.projects_of(ref) or self.grants_of(ref))

    def entries(self, ref: FigureRef) -> tuple[NamedEntry, ...]:
        """List the entries that a leaf of a register counts."""
        period = parse_period(ref.get("period"))
        if ref.metric in GRANT_KINDS:
            return grant.entries_of(self.grants_of(ref), period, kind=GRANT_KINDS[ref.metric])
        projects = self.projects_of(ref)
        if ref.metric == "investment_appropriation":
            return investment.appropriated(projects, period, version=ref.get("version"))
        carried = ref.metric == "investment_carry_over"
        kind = DecisionKind.CARRY_OVER if carried else DecisionKind.CHANGE
        return investment.decided(projects, period, kind=kind)


@dataclass(frozen=True)
class InvestmentSource:
    """Appropriations of investments; a project that nothing is decided of has no value."""

    registered: ProjectsAndGrants

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references from the register at hand."""
        return {ref: self._answer(ref) for ref in refs}

    def _answer(self, ref: FigureRef) -> Fetched:
        projects, period = self.registered.projects_of(ref), parse_period(ref.get("period"))
        units = tuple(dict.fromkeys(each.unit for each in projects))
        return Fetched(
            value=self._value(ref, projects, period),
            filter=_filter("investments", units, period),
            rows=len(self.registered.entries(ref)),
        )

    def _value(self, ref: FigureRef, projects: Projects, period: Period) -> Decimal | None:
        if ref.metric == "investment_carry_over":
            return investment.carried_over(projects, period)
        is_change = ref.metric == "investment_change"
        kinds = (DecisionKind.CHANGE,) if is_change else investment.kinds_of(ref.get("version"))
        return investment.amount_decided(projects, period, kinds=kinds)


@dataclass(frozen=True)
class GrantSource:
    """What the register says of grants; no entry is 0, and a grant that does not exist has no value."""

    registered: ProjectsAndGrants

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references from the register at hand."""
        return {ref: self._answer(ref) for ref in refs}

    def _answer(self, ref: FigureRef) -> Fetched:
        grants, period = self.registered.grants_of(ref), parse_period(ref.get("period"))
        units = tuple(dict.fromkeys(each.unit for each in grants))
        amount = grant.amount_of(grants, period, kind=GRANT_KINDS[ref.metric])
        return Fetched(
            value=amount if self.registered.is_known(ref) else None,
            filter=_filter("grants", units, period),
            rows=len(self.registered.entries(ref)),
        )


@dataclass(frozen=True, kw_only=True)
class ProjectSource:
    """Rows of the ledger on the projects of investments and grants, on the one line that is asked for.

    Only rows of the units below the one that answers for a project count. No rows are 0; a period
    that the ledger lacks a month of, and a project without a code of its own, have no value.
    """

    ledger: LedgerQuery
    mapping: CodeMapping
    registered: ProjectsAndGrants
    months: frozenset[str]

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one question."""
        asked = {ref: self._parts(ref) for ref in sorted(refs)}
        periods = [parse_period(ref.get("period")) for ref in asked]
        codes = sorted({code for parts in asked.values() for _, own in parts for code in own})
        where = LedgerFilter(
            first_month=min(period.first_month for period in periods),
            last_month=max(period.last_month for period in periods),
            lines=tuple(sorted({_line(ref) for ref in asked})),
            codes=(("project", tuple(codes)),),
        )
        by = (Dimension.UNIT, Dimension.PROJECT, Dimension.LINE, Dimension.MONTH)
        sums = self.ledger.sums(where, by=by) if codes else ()
        return {ref: self._answer(ref, parts, sums) for ref, parts in asked.items()}

    def _parts(self, ref: FigureRef) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """List the units and codes of each project or grant that a reference counts."""
        held = (
            self.registered.projects_of(ref) if "project" in _whose(ref) else self.registered.grants_of(ref)
        )
        period = parse_period(ref.get("period"))
        return tuple((self.registered.subtree(each.unit, period, ""), each.codes) for each in held)

    def _answer(
        self,
        ref: FigureRef,
        parts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...],
        sums: tuple[GroupSum, ...],
    ) -> Fetched:
        period, line = parse_period(ref.get("period")), _line(ref)
        counted = {(unit, code) for units, codes in parts for unit in units for code in codes}
        hits = [
            each
            for each in sums
            if each.keys[:2] in counted and each.keys[2] == line and period.contains(each.keys[3])
        ]
        codes = tuple(sorted({code for _, own in parts for code in own}))
        known = bool(codes or ref.get("unit")) and self.months.issuperset(period.months)
        return Fetched(
            value=sum((each.amount for each in hits), Decimal("0.00")) if known else None,
            filter=Filter(
                source="ledger",
                line=line,
                units=tuple(dict.fromkeys(unit for units, _ in parts for unit in units)),
                accounts=self.mapping.ranges_of((line,), investment.years_of(period)),
                first_month=period.first_month,
                last_month=period.last_month,
                projects=codes,
            ),
            rows=sum(each.rows for each in hits),
        )


def _whose(ref: FigureRef) -> tuple[str, ...]:
    return REGISTRY.metrics[ref.metric].whose


def _line(ref: FigureRef) -> str:
    how = REGISTRY.metrics[ref.metric].how_of(ref)
    if not isinstance(how, Leaf):
        raise TypeError(f"not a leaf: {ref}")
    return how.line_of(ref)


def _filter(source: str, units: tuple[str, ...], period: Period) -> Filter:
    return Filter(
        source=source,
        line="",
        units=units,
        accounts=(),
        first_month=period.first_month,
        last_month=period.last_month,
    )
