"""Figures asked of a snapshot: one figure with its provenance, or all that a page needs at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache

from hjulet.domain.closing import PeriodState, state_of
from hjulet.domain.figures import Figure, FigureRef, ReferenceFault, Registry, Source, resolve
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.ledger import LedgerFilter, LedgerQuery, LedgerRow
from hjulet.domain.mapping import Mapping as CodeMapping
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.metrics.indicators import with_indicators
from hjulet.domain.metrics.staff import STAFF_METRICS
from hjulet.domain.organisation import Organisation, OrganisationView
from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.register import REGISTERED
from hjulet.domain.statement import UNMAPPED
from hjulet.services.access import organisation, require, require_anywhere
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.ledgers import ledger_of
from hjulet.services.periods import states
from hjulet.services.snapshots import find_snapshot
from hjulet.services.sources import BudgetSource, LedgerSource, OpeningSource
from hjulet.services.sources_beside import ItemSource, PopulationSource, StaffSource
from hjulet.services.sources_forecast import ForecastSource
from hjulet.services.sources_indicators import IndicatorSource, KnownIndicators, observed_by
from hjulet.services.sources_investments_and_grants import (
    GrantSource,
    InvestmentSource,
    ProjectsAndGrants,
    ProjectSource,
)
from hjulet.services.sources_registered import CauseSource, FollowUpSource, SavingSource
from hjulet.store.grant import load_grants
from hjulet.store.investment import load_projects
from hjulet.store.models import Batch, BudgetAmount, MappingVersion, Snapshot


@dataclass(frozen=True, kw_only=True)
class Books:
    """All that figures of one snapshot are made of. Made per call; opens files only when asked."""

    snapshot: Snapshot
    organisation: Organisation

    @property
    def number(self) -> int:
        """Tell the snapshot's number."""
        return self.snapshot.number

    def view(self, period: Period) -> OrganisationView:
        """Look at the organisation of the period's end: the organisation of its time."""
        return self._view(period.last_day)

    def _view(self, day: date) -> OrganisationView:
        if day not in self._views:
            self._views[day] = self.organisation.as_of(day)
        return self._views[day]

    def view_of(self, ref: FigureRef) -> OrganisationView:
        """Look at the organisation that a reference means: of its time, or of the snapshot's day."""
        if ref.get("organisation") == "today":
            return self._view(self.snapshot.known_at.date())
        return self.view(parse_period(ref.get("period")))

    def subtree(self, unit: str, period: Period, organisation: str = "") -> tuple[str, ...]:
        """List a unit and all below it, in the organisation of its time, or as it is known ``today``.

        Today is the snapshot's: asked again years later, the answer is the same.
        """
        day = self.snapshot.known_at.date() if organisation == "today" else period.last_day
        key = (unit, day)
        if key not in self._subtrees:
            self._subtrees[key] = self._view(day).subtree(unit)
        return self._subtrees[key]

    @cached_property
    def _views(self) -> dict[date, OrganisationView]:
        return {}

    @cached_property
    def _subtrees(self) -> dict[tuple[str, date], tuple[str, ...]]:
        return {}

    @cached_property
    def batches(self) -> tuple[Batch, ...]:
        """List the batches of the snapshot."""
        return tuple(self.snapshot.batches.select_related("company"))

    def closing(self, period: Period) -> PeriodState:
        """Tell how far the books of a period had come when the snapshot was taken (DOMAIN 8)."""
        return state_of(period.months, self._states)

    @cached_property
    def _states(self) -> dict[str, PeriodState]:
        return states({batch.company.code for batch in self.batches}, known_at=self.snapshot.known_at)

    @cached_property
    def ledger(self) -> LedgerQuery:
        """Open the ledger of the snapshot."""
        return ledger_of(self.batches, self.mapping)

    @property
    def account_names(self) -> dict[str, str]:
        """Name the accounts as the latest file named them."""
        return {code: name for batch in self.batches for code, name in batch.accounts.items() if name}

    @property
    def files(self) -> dict[str, str]:
        """Name the file that each batch came from."""
        return {batch.key: batch.file for batch in self.batches}

    @cached_property
    def units_with_money(self) -> tuple[str, ...]:
        """List the units that have rows or a budget in this snapshot, and all above them, in order."""
        budgets = BudgetAmount.objects.filter(budget__snapshots=self.snapshot)
        own = {*budgets.values_list("unit", flat=True), *(rule.unit for rule in self.mapping.units)}
        view = self.organisation.as_of(self.snapshot.known_at.date())
        shown = {above for unit in own & set(view.units) for above in view.above(unit)}
        return tuple(unit for unit in view.units if unit in shown)

    @cached_property
    def budget_years(self) -> frozenset[int]:
        """Collect the years that the snapshot's budgets are about."""
        periods = BudgetAmount.objects.filter(budget__snapshots=self.snapshot).values_list(
            "period", flat=True
        )
        return frozenset(int(period[:4]) for period in periods.distinct())

    def unit_of(self, row: LedgerRow) -> str | None:
        """Tell which unit a row of the ledger belongs to; None is unmapped."""
        code = dict(row.codes).get("responsibility", "")
        return self.mapping.unit_of(row.company, code, int(row.month[:4]))

    @cached_property
    def mapping(self) -> CodeMapping:
        """Load the snapshot's mapping."""
        return _mapping_with(self.snapshot.mapping.content)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Give the sources by name."""
        amounts = BudgetAmount.objects.filter(budget__snapshots=self.snapshot).order_by("budget_id", "id")
        budget = BudgetSource(
            rows=tuple(amount.to_domain() for amount in amounts),
            mapping=self.mapping,
            subtree=self.subtree,
        )
        known_at = self.snapshot.known_at
        return {
            "ledger": LedgerSource(ledger=self.ledger, mapping=self.mapping, subtree=self.subtree),
            "opening": OpeningSource(ledger=self.ledger, mapping=self.mapping, subtree=self.subtree),
            "budget": budget,
            "items": ItemSource(self.subtree, known_at),
            "population": PopulationSource(known_at),
            "forecast": ForecastSource(self.view_of, budget, known_at),
            "explanations": CauseSource(known_at),
            "savings": SavingSource(self.subtree, known_at),
            "follow-ups": FollowUpSource(
                ledger=self.ledger, subtree=self.subtree, accounts=self.accounts, known_at=known_at
            ),
            "investments": InvestmentSource(self.registered),
            "grants": GrantSource(self.registered),
            "projects": ProjectSource(
                ledger=self.ledger,
                mapping=self.mapping,
                registered=self.registered,
                months=frozenset(month for batch in self.batches for month in batch.months),
            ),
            "staff": StaffSource(self.subtree, known_at),
            "indicators": IndicatorSource(self.indicators),
        }

    @property
    def accounts(self) -> frozenset[str]:
        """Collect the accounts that the snapshot's files hold."""
        return frozenset(account for batch in self.batches for account in batch.accounts)

    @cached_property
    def registered(self) -> ProjectsAndGrants:
        """Load the registers of investments and grants, as they were known."""
        known_at = self.snapshot.known_at
        return ProjectsAndGrants(
            projects=load_projects(at=known_at),
            grants=load_grants(at=known_at),
            subtree=self.subtree,
        )

    @cached_property
    def indicators(self) -> KnownIndicators:
        """Give the indicators as they were known."""
        return KnownIndicators(self.snapshot.known_at)

    def registry_for(self, refs: Iterable[FigureRef]) -> Registry:
        """Give the metrics, as the indicators that references name define them."""
        named = self.indicators.of(refs)
        return with_indicators(REGISTRY, named) if named else REGISTRY

    def names_of(self, refs: Iterable[FigureRef]) -> dict[tuple[str, str], str]:
        """Name the projects and grants, and the indicators that references name, by (parameter, id)."""
        return self.registered.names | self.indicators.names(refs)

    def may_be_named(self, units: Collection[str]) -> frozenset[tuple[str, str]]:
        """Collect what a text about some units may name by its id."""
        return self.registered.within(units) | self.indicators.within(units)

    def unit_behind(self, ref: FigureRef) -> str:
        """Tell whose a figure is: its unit, or whose its project, grant or indicator is; "" everybody's.

        Raises NotFoundError for a project, a grant or an indicator that the snapshot does not know.
        """
        if id := ref.get("id"):
            indicator = self.indicators.of([ref]).get(id)
            if indicator is None:
                raise NotFoundError(id)
            return indicator.whose
        wanted = [(name, ref.get(name)) for name in REGISTERED if ref.get(name)]
        if not wanted:
            return ref.get("unit")
        if wanted[0] not in self.registered.units:
            raise NotFoundError(wanted[0][1])
        return self.registered.units[wanted[0]]

    def has_unmapped(self, unit: str, period: Period) -> bool:
        """Tell whether a unit has rows on accounts that no mapping covers, this year or last."""
        where = LedgerFilter(
            first_month=period.previous().first_month,
            last_month=period.last_month,
            units=self.subtree(unit, period),
            lines=(UNMAPPED,),
        )
        return bool(self.ledger.unmapped(where))

    def resolve(self, refs: Iterable[FigureRef]) -> dict[FigureRef, Figure]:
        """Resolve references and all that they rest on.

        Raises RefusedError where one rests on a year before those that a period may have, and NotFoundError
        for an indicator or a series that the snapshot does not know.
        """
        wanted = tuple(refs)
        registry = self.registry_for(wanted)
        try:
            return resolve(wanted, registry=registry, sources=self.sources, snapshot=self.number)
        except NotAPeriod as fault:
            raise refused("bad-period", value=str(fault)) from fault


@lru_cache(maxsize=4)
def _mapping_with(content: str) -> CodeMapping:
    """Load a mapping once: its content is the hash of its rules, so what was loaded stays true."""
    return MappingVersion.objects.filter(content=content).latest("id").to_domain()


def open_books(snapshot: int | None = None) -> Books:
    """Open a snapshot, the latest without a number."""
    found = find_snapshot(snapshot)
    return Books(snapshot=found, organisation=organisation(known_at=found.known_at))


def figure(
    text: str, *, snapshot: int | None = None, by: Actor, at: datetime
) -> tuple[Figure, Mapping[FigureRef, Figure]]:
    """Give one figure and those it rests on. Raises RefusedError for a reference that cannot be read."""
    ref = parse_reference(text)
    books = open_books(snapshot)
    require_figure(ref, books, by=by, at=at)
    figures = books.resolve([ref])
    return figures[ref], figures


def observed(found: Figure) -> tuple[Observation, ...]:
    """Give the observation that a figure of an indicator is, as its snapshot knew it; nothing of others."""
    books = open_books(found.snapshot)
    return observed_by(found, books.indicators)


def require_figure(ref: FigureRef, books: Books, *, by: Actor, at: datetime) -> None:
    """Let through whoever may see a figure, one of no unit whoever sees any; else NotFoundError."""
    if unit := books.unit_behind(ref):
        require(permission_of(ref), unit, by=by, at=at, view=books.view_of(ref))
    else:
        require_anywhere(permission_of(ref), by=by, at=at)


def permission_of(ref: FigureRef) -> Permission:
    """Tell what it takes to see a figure: those of the staff are not everybody's who sees the money."""
    return Permission.VIEW_STAFF if ref.metric in STAFF_METRICS else Permission.VIEW_FIGURES


def parse_reference(text: str) -> FigureRef:
    """Read a reference and its period; raises RefusedError."""
    try:
        return REGISTRY.parse(text)
    except ReferenceFault as fault:
        raise refused(fault.code, **fault.params) from fault
