"""From what somebody looks at to what the ledger is asked: permission judged, units and codes found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from hjulet.domain.ledger import CODE_PARTS, LedgerFilter
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.selection import OrganisationDay, Selection, expand
from hjulet.services.access import may, require
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import Books, open_books


@dataclass(frozen=True, kw_only=True)
class Selected:
    """A selection that the actor may see, in one snapshot's books."""

    selection: Selection
    books: Books
    view: OrganisationView
    may_open_rows: bool

    @cached_property
    def where(self) -> LedgerFilter:
        """Make the ledger's filter."""
        asked = self.selection
        known = codes_met(self.books)
        return LedgerFilter(
            first_month=asked.first_month,
            last_month=asked.last_month,
            units=(asked.unit,) if asked.is_own_only else self.view.subtree(asked.unit),
            lines=asked.counted_lines,
            accounts=expand(asked.accounts, known=self.books.account_names.keys() | _accounts(self.books)),
            companies=asked.companies,
            codes=tuple((part, _meant(some, known.get(part, {}))) for part, some in asked.codes),
            text=asked.text,
            without=asked.without,
        )

    @property
    def unit_name(self) -> str:
        """Name the unit."""
        return self.view.units[self.selection.unit].name

    @property
    def companies(self) -> tuple[tuple[str, str], ...]:
        """List the companies of the books by code and name."""
        return tuple(sorted({(one.company.code, one.company.name) for one in self.books.batches}))

    def above(self, *, by: Actor, at: datetime) -> tuple[tuple[str, str], ...]:
        """List the units over the one looked at that are the actor's too, from the top."""
        path: list[tuple[str, str]] = []
        parents = self.view.parents(self.selection.unit)
        while parents and may(Permission.VIEW_FIGURES, parents[0], by=by, at=at, view=self.view):
            path.insert(0, (parents[0], self.view.units[parents[0]].name))
            parents = self.view.parents(parents[0])
        return tuple(path)


def select(
    selection: Selection, *, permission: Permission, snapshot: int | None, by: Actor, at: datetime
) -> Selected:
    """Open the books for a selection. A text in it takes the permission to see vouchers.

    Raises NotFoundError for a unit that is not the actor's and for a month outside the period.
    """
    books = open_books(snapshot)
    if selection.organisation is OrganisationDay.OF_TODAY:
        view = books.organisation.as_of(books.snapshot.known_at.date())
    else:
        view = books.view(selection.period)
    needed = Permission.VIEW_VOUCHERS if selection.text else permission
    require(needed, selection.unit, by=by, at=at, view=view)
    if selection.month and not selection.period.contains(selection.month):
        raise NotFoundError(selection.month)
    return Selected(
        selection=selection,
        books=books,
        view=view,
        may_open_rows=may(Permission.VIEW_VOUCHERS, selection.unit, by=by, at=at, view=view),
    )


def codes_met(books: Books) -> Mapping[str, Mapping[str, str]]:
    """Give the codes that the snapshot's files hold, by code part, as the latest file named them."""
    met: dict[str, dict[str, str]] = {part: {} for part in CODE_PARTS.values()}
    for batch in books.batches:
        for code in batch.responsibilities:
            met["responsibility"].setdefault(code, "")
        for part, names in batch.code_names.items():
            met[part].update({code: name for code, name in names.items() if name or code not in met[part]})
    return met


def is_whole_unit(selected: Selected) -> bool:
    """Tell whether the units counted are those of a figure: the organisation of the last month's end."""
    asked = selected.selection
    today = "today" if asked.organisation is OrganisationDay.OF_TODAY else ""
    own = selected.books.subtree(asked.unit, parse_period(asked.last_month), today)
    return own == selected.where.units


def _accounts(books: Books) -> set[str]:
    return {account for batch in books.batches for account in batch.accounts}


def _meant(written: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Find the codes of a part; "" stays: it is rows without one."""
    texts = tuple(written)
    without = ("",) if "" in texts else ()
    return (*without, *expand((text for text in texts if text), known=known.keys()))
