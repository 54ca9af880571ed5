"""Is it the same money all the way? Files, ledger, cubes, reports and sealed editions, month by month."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.closing import PeriodState
from hjulet.domain.figures import FigureRef
from hjulet.domain.ledger import ControlTotal, Dimension, LedgerFilter
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import parse_period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.statement import APPROPRIATION, MEDIATED_GRANTS, RESULT_LINES, UNMAPPED
from hjulet.services.access import may, require_anywhere
from hjulet.services.editions import EditionFacts, list_editions
from hjulet.services.figures import Books, open_books
from hjulet.services.periods import states
from hjulet.services.scope import batch_units, over_all

_ZERO = Decimal("0.00")
_NET_COST_LINES = tuple(line for line in RESULT_LINES if line not in (APPROPRIATION, MEDIATED_GRANTS))


@dataclass(frozen=True, kw_only=True)
class FileCheck:
    """A file against what is stored of it: rows and the sum of absolute amounts, kronor."""

    batch: str
    file: str
    company: str
    file_rows: int
    file_sum: Decimal
    rows: int
    turnover: Decimal
    cube_rows: int
    cube_turnover: Decimal
    sums_turnover: Decimal

    @property
    def holds(self) -> bool:
        """Tell whether file, ledger, cube and its sums agree to the öre."""
        return (
            (self.file_rows, self.file_sum)
            == (self.rows, self.turnover)
            == (self.cube_rows, self.cube_turnover)
            == (self.cube_rows, self.sums_turnover)
        )


@dataclass(frozen=True, kw_only=True)
class MonthCheck:
    """A month: turnover in rows and cube; net cost in the ledger, in reports, and where no unit has it.

    ``ledger`` is all net cost of the month, kronor with the sign of net cost (positive); ``reports`` what
    the figures of the units at the top say; ``unmapped`` what lies on accounts or codes without a rule.
    """

    month: str
    state: PeriodState
    rows: int
    turnover: Decimal
    cube_turnover: Decimal
    ledger: Decimal
    reports: Decimal
    unmapped: Decimal

    @property
    def holds(self) -> bool:
        """Tell whether rows equal cube, and the ledger equals reports and what is unmapped."""
        return self.turnover == self.cube_turnover and self.ledger == self.reports + self.unmapped


@dataclass(frozen=True, kw_only=True)
class EditionCheck:
    """A sealed net cost against what the ledger says now; ``now`` is None where it has no value any more."""

    edition: EditionFacts
    unit: str
    sealed: Decimal
    now: Decimal | None

    @property
    def holds(self) -> bool:
        """Tell whether the ledger still says what was sealed."""
        return self.sealed == self.now


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """All checks of a year. ``tops`` are the units whose figures the reports' column sums."""

    year: int
    snapshot: int
    files: tuple[FileCheck, ...]
    months: tuple[MonthCheck, ...]
    editions: tuple[EditionCheck, ...]
    tops: tuple[str, ...]

    @property
    def whole_year(self) -> MonthCheck | None:
        """Add the months up; None where there are none."""
        if not self.months:
            return None
        return MonthCheck(
            month=str(self.year),
            state=min((month.state for month in self.months), key=list(PeriodState).index),
            rows=sum(month.rows for month in self.months),
            turnover=sum((month.turnover for month in self.months), _ZERO),
            cube_turnover=sum((month.cube_turnover for month in self.months), _ZERO),
            ledger=sum((month.ledger for month in self.months), _ZERO),
            reports=sum((month.reports for month in self.months), _ZERO),
            unmapped=sum((month.unmapped for month in self.months), _ZERO),
        )

    @property
    def holds(self) -> bool:
        """Tell whether everything agrees, and nothing is unmapped."""
        return (
            all(check.holds for check in self.files)
            and all(check.holds and not check.unmapped for check in self.months)
            and all(check.holds for check in self.editions)
        )


def reconcile(year: int, *, snapshot: int | None = None, by: Actor, at: datetime) -> Reconciliation:
    """Compare files, ledger, cubes, reports and editions of a year.

    It takes the permission over everything that the year's files are about, since a part would not add up:
    whoever has it not is shown no file and no month. Raises NotFoundError for who sees no imports at all.
    """
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    books = open_books(snapshot)
    batches = [batch for batch in books.batches if any(month[:4] == str(year) for month in batch.months)]
    units = frozenset(unit for batch in batches for unit in batch_units(batch, books.mapping))
    if not over_all(Permission.VIEW_IMPORTS, units, by=by, at=at):
        batches = []
    keys = {batch.key for batch in batches}
    control = [total for total in books.ledger.control() if total.batch in keys]
    tops = _tops(books, year) if batches else ()
    return Reconciliation(
        year=year,
        snapshot=books.number,
        files=tuple(
            _file(batch.key, batch.file, batch.company.code, (batch.rows, batch.control_sum), control)
            for batch in batches
        ),
        months=_months(books, year, control, tops) if batches else (),
        editions=tuple(_editions(books, year, by=by, at=at)),
        tops=tops,
    )


def _file(
    batch: str, file: str, company: str, said: tuple[int, Decimal], control: Iterable[ControlTotal]
) -> FileCheck:
    own = [total for total in control if total.batch == batch]
    return FileCheck(
        batch=batch,
        file=file,
        company=company,
        file_rows=said[0],
        file_sum=said[1],
        rows=sum(total.rows for total in own),
        turnover=sum((total.turnover for total in own), _ZERO),
        cube_rows=sum(total.cube_rows for total in own),
        cube_turnover=sum((total.cube_turnover for total in own), _ZERO),
        sums_turnover=sum((total.sums_turnover for total in own), _ZERO),
    )


def _tops(books: Books, year: int) -> tuple[str, ...]:
    """Name the units with money that stand under no other unit with money."""
    view = books.view(year_period(year))
    money = [unit for unit in books.units_with_money if unit in view]
    return tuple(unit for unit in money if not (view.above(unit) - {unit}).intersection(money))


def _months(
    books: Books, year: int, control: Iterable[ControlTotal], tops: tuple[str, ...]
) -> tuple[MonthCheck, ...]:
    held = [total for total in control if total.month[:4] == str(year)]
    months = sorted({total.month for total in held})
    ledger, lost = _net_costs(books, year)
    reported = _reported(books, months, tops)
    closing = states({batch.company.code for batch in books.batches}, known_at=books.snapshot.known_at)
    return tuple(
        MonthCheck(
            month=month,
            state=closing.get(month, PeriodState.OPEN),
            rows=sum(total.rows for total in held if total.month == month),
            turnover=sum((total.turnover for total in held if total.month == month), _ZERO),
            cube_turnover=sum((total.cube_turnover for total in held if total.month == month), _ZERO),
            ledger=ledger.get(month, _ZERO),
            reports=reported.get(month, _ZERO),
            unmapped=lost.get(month, _ZERO),
        )
        for month in months
    )


def _net_costs(books: Books, year: int) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Sum the net cost of each month: all of it, and the part that no unit or no line has."""
    where = LedgerFilter(
        first_month=f"{year}-01", last_month=f"{year}-12", lines=(*_NET_COST_LINES, UNMAPPED)
    )
    known = set(books.view(year_period(year)).units)
    whole: dict[str, Decimal] = {}
    lost: dict[str, Decimal] = {}
    for each in books.ledger.sums(where, by=(Dimension.MONTH, Dimension.UNIT, Dimension.LINE)):
        month, unit, line = each.keys
        whole[month] = whole.get(month, _ZERO) - each.amount
        if unit not in known or line == UNMAPPED:
            lost[month] = lost.get(month, _ZERO) - each.amount
    return whole, lost


def _reported(books: Books, months: Iterable[str], tops: Iterable[str]) -> dict[str, Decimal]:
    """Sum what the figures of the units at the top say, month by month."""
    refs = {
        (month, unit): REGISTRY.ref("net_cost", {"unit": unit, "period": month})
        for month in months
        for unit in tops
    }
    figures = books.resolve(refs.values())
    sums: dict[str, Decimal] = {}
    for (month, _), ref in refs.items():
        sums[month] = sums.get(month, _ZERO) + (figures[ref].value or _ZERO)
    return sums


def _editions(books: Books, year: int, *, by: Actor, at: datetime) -> Iterable[EditionCheck]:
    """Compare the last sealed edition of each report of the year with the ledger of now."""
    latest: dict[tuple[str, str, str], EditionFacts] = {}
    for edition in list_editions(by=by, at=at):
        if parse_period(edition.period).year == year:
            latest[edition.kind, edition.unit, edition.period] = edition
    sealed = {edition: _sealed_net_costs(edition) for edition in latest.values()}
    wanted = [ref for values in sealed.values() for ref in values]
    figures = books.resolve(wanted) if wanted else {}
    for edition, values in sealed.items():
        for ref, value in values.items():
            if may(Permission.VIEW_FIGURES, ref.get("unit"), by=by, at=at, view=books.view_of(ref)):
                yield EditionCheck(
                    edition=edition, unit=ref.get("unit"), sealed=value, now=figures[ref].value
                )


def _sealed_net_costs(edition: EditionFacts) -> Mapping[FigureRef, Decimal]:
    """Read the year's net cost of each unit out of a sealed content."""
    content = json.loads((edition.path / "content.json").read_bytes())
    found = {}
    for text, figure in content["figures"].items():
        if text.startswith("net_cost ") and figure["value"] is not None:
            ref = REGISTRY.parse(text)
            if ref == REGISTRY.ref("net_cost", {"unit": ref.get("unit"), "period": edition.period}):
                found[ref] = Decimal(figure["value"])
    return found
