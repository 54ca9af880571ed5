"""Special follow-ups: defining a range of accounts to follow, and seeing what its units spent on them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.follow_up import FollowUp, NotAccountRanges, parse_ranges, write_ranges
from hjulet.domain.ledger import LedgerFilter
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.reports.plan import TablePlan
from hjulet.domain.reports.registered import special_follow_ups
from hjulet.domain.reports.scope import Registers, Scope
from hjulet.services.access import may, organisation, require
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.figures import Books, open_books
from hjulet.services.keys import new_key
from hjulet.services.sources import MAIN_COMPANY
from hjulet.services.tables import figure_labels
from hjulet.services.versions import end_version, registering
from hjulet.store.follow_up import LONGEST_ACCOUNTS
from hjulet.store.known import known
from hjulet.store.models import Company, FollowUpVersion


@dataclass(frozen=True, kw_only=True)
class FollowUpText:
    """What somebody writes of a follow-up; ``accounts`` as ``7410-7420, 76``."""

    name: str
    unit: str
    accounts: str
    from_year: int
    to_year: int | None = None
    company: str = MAIN_COMPANY
    asked_by: str = ""
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowUpLine:
    """A definition as it is listed. ``version`` guards a change; ``companies`` are those one can choose."""

    follow_up: FollowUp
    accounts: str
    version: int
    companies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class FollowUpPage:
    """The follow-ups of a unit, and what they have cost in a year: the table's plan and figures."""

    unit_name: str
    lines: tuple[FollowUpLine, ...]
    plan: TablePlan | None
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    companies: tuple[tuple[str, str], ...]
    may_edit: bool


def follow_up_page(
    unit: str, year: int, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> FollowUpPage:
    """Gather a unit's follow-ups and their costs in a year. Raises NotFoundError for another's unit."""
    books = open_books(snapshot)
    period = year_period(year)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    rows = list(FollowUpVersion.objects.filter(known(at=books.snapshot.known_at), unit=unit))
    lines = tuple(_line(row) for row in rows)
    on = tuple(line.follow_up for line in lines if line.follow_up.holds(year))
    plan = special_follow_ups(Scope(unit=unit, period=period, view=view, registers=Registers(follow_ups=on)))
    figures = books.resolve(plan.refs) if plan else {}
    return FollowUpPage(
        unit_name=view.units[unit].name,
        lines=lines,
        plan=plan,
        figures=figures,
        labels=figure_labels(figures, view=view, language=language),
        companies=_companies(),
        may_edit=may(Permission.EDIT_ITEMS, unit, by=by, at=at, view=view),
    )


def find_follow_up(key: str, *, by: Actor, at: datetime) -> FollowUpLine:
    """Find a follow-up that the actor may change; raises NotFoundError."""
    return replace(_line(_find(key, by=by, at=at)), companies=_companies())


def save_follow_up(text: FollowUpText, *, key: str = "", version: int = 0, by: Actor, at: datetime) -> str:
    """Write a definition, or a new version of one, and give its id; a new one's is made of its name.

    Raises NotFoundError for a unit or follow-up that is not the actor's, RefusedError for accounts, years or
    a legal entity that are none, ConflictError where somebody else has changed it since ``version``.
    """
    require(Permission.EDIT_ITEMS, text.unit, by=by, at=at, view=organisation().as_of(localdate(at)))
    settled = _settled(text)
    with registering("set-follow-up", key or text.name, by=by, at=at, **_as_json(settled)) as moment:
        if key:
            now = _find(key, by=by, at=at)
            end_version(now, version=version, theirs=f"{now.name}: {now.accounts}", at=moment)
        name = key or new_key(FollowUpVersion, text.name, otherwise="uppfoljning")
        FollowUpVersion.objects.create(key=name, **vars(settled), known_from=moment, set_by=by.id)
    return name


def remove_follow_up(key: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take a definition away; older snapshots keep it. Raises as ``save_follow_up`` does."""
    with registering("remove-follow-up", key, by=by, at=at) as moment:
        now = _find(key, by=by, at=at)
        end_version(now, version=version, theirs=f"{now.name}: {now.accounts}", at=moment)


def followed_rows(figure: Figure, books: Books) -> LedgerFilter | None:
    """Give the ledger rows that a figure of followed accounts counts; None where it counts none."""
    counted = figure.filter
    row = FollowUpVersion.objects.filter(
        known(at=books.snapshot.known_at), key=figure.ref.get("followup")
    ).first()
    if counted is None or row is None or not figure.rows:
        return None
    followed = row.to_domain()
    return LedgerFilter(
        first_month=counted.first_month,
        last_month=counted.last_month,
        units=counted.units,
        accounts=tuple(sorted(account for account in books.accounts if followed.covers(account))),
        companies=(followed.company,),
    )


def _settled(text: FollowUpText) -> FollowUpText:
    """Write the accounts in one way, and refuse what is none."""
    try:
        accounts = write_ranges(parse_ranges(text.accounts))
    except NotAccountRanges as fault:
        raise refused("bad-accounts", value=text.accounts) from fault
    if len(accounts) > LONGEST_ACCOUNTS:
        raise refused("too-many-accounts", length=str(len(accounts)), limit=str(LONGEST_ACCOUNTS))
    if text.to_year is not None and text.to_year < text.from_year:
        raise refused("years-turned", first=str(text.from_year), last=str(text.to_year))
    if not Company.objects.filter(code=text.company).exists():
        raise NotFoundError(text.company)
    return replace(text, accounts=accounts)


def _find(key: str, *, by: Actor, at: datetime) -> FollowUpVersion:
    row = FollowUpVersion.objects.filter(known(at=None), key=key).first()
    view = organisation().as_of(localdate(at))
    if row is None or not may(Permission.EDIT_ITEMS, row.unit, by=by, at=at, view=view):
        raise NotFoundError(key)
    return row


def _companies() -> tuple[tuple[str, str], ...]:
    return tuple(Company.objects.order_by("code").values_list("code", "name"))


def _line(row: FollowUpVersion) -> FollowUpLine:
    return FollowUpLine(follow_up=row.to_domain(), accounts=row.accounts, version=row.pk)


def _as_json(text: FollowUpText) -> dict[str, object]:
    return dict(vars(text))
