"""Where a figure comes from, one step at a time: formula and inputs, or filter, accounts and files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.figures import Figure, FigureRef, Filter
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.ledger import Dimension, LedgerFilter
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.origin import Origin
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.register import REGISTERED, NamedEntry
from hjulet.domain.statement import lines_of
from hjulet.services.access import may
from hjulet.services.budget_rows import BudgetRowInForce, budget_rows
from hjulet.services.drill import AccountSum, account_sums, opening_sums
from hjulet.services.figures import Books, open_books, parse_reference, require_figure
from hjulet.services.follow_ups import followed_rows
from hjulet.services.items import ItemFacts, items_of
from hjulet.services.registered_facts import registered_facts
from hjulet.services.setup import origin
from hjulet.services.sources import INCLUDED
from hjulet.services.sources_indicators import observed_by
from hjulet.services.staff import staff_of
from hjulet.services.tables import figure_labels
from hjulet.store.models import BudgetImport


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """One figure with all that a reader needs to believe it.

    ``unit`` is whose it is, ``about`` the project, grant or indicator that it is of by name, if it is of one.
    ``accounts`` are kronor with the statement's sign, of a leaf of the ledger; ``budget`` the rows of a leaf
    of the budget, ``entries`` those of a register, ``observed`` those of an indicator. ``files`` are those of
    the snapshot that hold the figure's years.
    """

    figure: Figure
    unit: str
    about: str
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    definition: str
    unit_names: Mapping[str, str]
    accounts: tuple[AccountSum, ...]
    account_names: Mapping[str, str]
    budget: tuple[BudgetRowInForce, ...]
    items: tuple[ItemFacts, ...]
    observed: tuple[Observation, ...]
    entries: tuple[NamedEntry, ...]
    files: tuple[str, ...]
    known_at: datetime
    origin: Origin | None
    may_open_rows: bool


def provenance(
    text: str, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> Provenance:
    """Explain the figure that a reference names.

    Raises RefusedError for a reference that cannot be read, NotFoundError where it is not the actor's.
    """
    ref = parse_reference(text)
    books = open_books(snapshot)
    require_figure(ref, books, by=by, at=at)
    unit, view = books.unit_behind(ref), books.view_of(ref)
    figures = books.resolve([ref])
    names, known_at = {code: found.name for code, found in view.units.items()}, books.snapshot.known_at
    return Provenance(
        figure=figures[ref],
        unit=unit,
        about=_about(ref, books),
        figures=figures,
        labels=figure_labels(figures, view=view, registered=books.names_of(figures), language=language),
        definition=REGISTRY.metrics[ref.metric].source,
        unit_names=names,
        accounts=_accounts(figures[ref], books),
        account_names=books.account_names,
        budget=budget_rows(figures[ref], books),
        items=(
            *items_of(figures[ref], known_at=known_at),
            *registered_facts(figures[ref], names=names, known_at=known_at),
            *staff_of(figures[ref], names=names, known_at=known_at),
        ),
        observed=observed_by(figures[ref], books.indicators),
        entries=_entries(figures[ref], books),
        files=_files(figures, books),
        known_at=known_at,
        origin=origin(figures[ref]),
        may_open_rows=may(Permission.VIEW_VOUCHERS, unit, by=by, at=at, view=view),
    )


def _accounts(figure: Figure, books: Books) -> tuple[AccountSum, ...]:
    counted = figure.filter
    if counted is None or counted.source not in ("ledger", "opening", "follow-ups"):
        return ()
    if counted.source == "follow-ups":
        return _followed_accounts(figure, books)
    where = LedgerFilter(
        first_month=counted.first_month,
        last_month=counted.last_month,
        units=counted.units,
        lines=lines_of(counted.line),
        codes=(("project", counted.projects),) if counted.projects else (),
    )
    if counted.source == "opening":
        return opening_sums(books.ledger, where)
    return account_sums(books.ledger, where, kinds=INCLUDED[counted.items])


def _followed_accounts(figure: Figure, books: Books) -> tuple[AccountSum, ...]:
    """Sum the followed accounts, cost positive as the figure is."""
    where = followed_rows(figure, books)
    sums = books.ledger.sums(where, by=(Dimension.ACCOUNT,)) if where else ()
    return tuple(AccountSum(account=each.keys[0], amount=each.balance, rows=each.rows) for each in sums)


def _about(ref: FigureRef, books: Books) -> str:
    named = [(name, ref.get(name)) for name in REGISTERED if ref.get(name)]
    return books.names_of([ref])[named[0]] if named else ""


def _entries(figure: Figure, books: Books) -> tuple[NamedEntry, ...]:
    counted = figure.filter
    is_register = counted is not None and counted.source in ("investments", "grants")
    return books.registered.entries(figure.ref) if is_register else ()


def _files(figures: Mapping[FigureRef, Figure], books: Books) -> tuple[str, ...]:
    """Name the files of the snapshot that the leaves read, the ledger's first."""
    leaves = [figure.filter for figure in figures.values() if figure.filter]
    years = {month[:4] for leaf in leaves for month in (leaf.first_month, leaf.last_month)}
    ledger = [batch.file for batch in books.batches if years & {month[:4] for month in batch.months}]
    held = BudgetImport.objects.filter(snapshots=books.snapshot, amounts__unit__in=_budget_units(leaves))
    in_years = held.filter(amounts__period__regex=f"^({'|'.join(sorted(years))})").distinct().order_by("id")
    sources = {leaf.source for leaf in leaves}
    budgets = in_years.values_list("file", flat=True) if "budget" in sources else ()
    return (*(ledger if sources & {"ledger", "follow-ups"} else ()), *budgets)


def _budget_units(leaves: Iterable[Filter]) -> set[str]:
    return {unit for leaf in leaves if leaf.source == "budget" for unit in leaf.units}
