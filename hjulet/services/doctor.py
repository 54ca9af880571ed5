"""The doctor: what is wrong with configuration, storage and data, said at once."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection

from hjulet.domain.ledger import LedgerFilter
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity
from hjulet.services import homes
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.errors import RefusedError
from hjulet.services.factor_secrets import unread
from hjulet.services.figures import open_books
from hjulet.services.house import house_problems
from hjulet.services.identity import identity_problems
from hjulet.services.ledger import batches, control_faults
from hjulet.services.ledgers import ledger_root
from hjulet.services.safety import start_problems
from hjulet.services.storage import database_problems, stray_problems
from hjulet.services.verification import verify
from hjulet.store.ledger.files import is_whole
from hjulet.store.models import Batch

Check = Callable[[Actor, datetime], Iterator[Problem]]


def examine(*, by: Actor, at: datetime) -> tuple[Problem, ...]:
    """Run every check; those on data only where the home can be read."""
    require_anywhere(Permission.VERIFY_EDITIONS, by=by, at=at)
    try:
        found = tuple(_home())
    except RefusedError as unreachable:
        return unreachable.problems
    if found:
        return found
    return tuple(
        problem
        for check in (
            _database,
            _key,
            _safety,
            _sign_in,
            _factors,
            _house,
            _organisation,
            _files,
            _strays,
            _control,
            _unmapped,
            _mapped_nowhere,
            _appropriations,
            _editions,
        )
        for problem in check(by, at)
    )


def _home() -> Iterator[Problem]:
    home = settings.HJULET_HOME
    if not home.is_dir() or not os.access(home, os.W_OK):
        yield _problem("home-not-writable", home=str(home))
    elif not homes.tables():
        yield _problem("home-empty", home=str(home))
    elif unknown := homes.newer_steps():
        yield _problem("home-newer", home=str(home), step=unknown[0])
    elif count := homes.pending():
        yield _problem("needs-migrate", home=str(home), count=str(count))


def _database(_by: Actor, _at: datetime) -> Iterator[Problem]:
    yield from database_problems()


def _strays(_by: Actor, _at: datetime) -> Iterator[Problem]:
    yield from stray_problems()


def _key(_by: Actor, _at: datetime) -> Iterator[Problem]:
    """Tell where machines that share a database would sign sessions with keys of their own."""
    if connection.vendor == "postgresql" and settings.HJULET_KEY_IN_HOME:
        yield _problem("key-in-home", severity=Severity.WARNING, home=str(settings.HJULET_HOME))


def _safety(_by: Actor, _at: datetime) -> Iterator[Problem]:
    yield from start_problems()


def _sign_in(_by: Actor, at: datetime) -> Iterator[Problem]:
    yield from identity_problems(at=at)


def _factors(_by: Actor, _at: datetime) -> Iterator[Problem]:
    """Tell of second factors that a change of the site's key has left behind, or will."""
    lost, old = unread()
    if lost:
        yield _problem("factors-unreadable", count=str(lost))
    if old:
        yield _problem("factors-by-old-key", severity=Severity.WARNING, count=str(old))


def _house(_by: Actor, _at: datetime) -> Iterator[Problem]:
    yield from house_problems()


def _organisation(_by: Actor, _at: datetime) -> Iterator[Problem]:
    """Tell of a home that nobody has given an organisation: nothing can be read in for any unit."""
    if not organisation().units:
        yield _problem("organisation-missing", severity=Severity.WARNING)


def _files(_by: Actor, _at: datetime) -> Iterator[Problem]:
    for key, folder in Batch.objects.values_list("key", "folder"):
        if not is_whole(ledger_root(), folder):
            yield _problem("batch-files-missing", batch=key)


def _control(by: Actor, at: datetime) -> Iterator[Problem]:
    """Compare the stored rows of the active batches with what their files summed to."""
    active = [batch for batch in batches(by=by, at=at) if batch.status == "active"]
    if not active or any(_files(by, at)):
        return
    for key in control_faults(open_books().ledger.control(), active):
        yield _problem("control-sum-differs", batch=key)


def _unmapped(by: Actor, at: datetime) -> Iterator[Problem]:
    if any(_files(by, at)):
        return
    try:
        ledger = open_books().ledger
    except RefusedError:  # no data yet: nothing to map
        return
    for lost in ledger.unmapped(LedgerFilter(first_month="0000-00", last_month="9999-99")):
        yield _problem(
            "unmapped",
            severity=Severity.WARNING,
            account=lost.account,
            responsibility=lost.responsibility,
            amount=f"{lost.amount:.2f}",
            rows=str(lost.rows),
        )


def _mapped_nowhere(_by: Actor, _at: datetime) -> Iterator[Problem]:
    """Tell of rules that give a year's amounts to a unit that is not there when it ends: no sum has them."""
    if not Batch.objects.exists():
        return
    books = open_books()
    for year in sorted({int(month[:4]) for batch in books.batches for month in batch.months}):
        view = books.view(year_period(year))
        mapped = {rule.unit for rule in books.mapping.units if rule.holds_in(year)}
        for unit in sorted(mapped - set(view.units)):
            yield _problem("mapped-nowhere", severity=Severity.WARNING, unit=unit, period=str(year))


def _appropriations(by: Actor, at: datetime) -> Iterator[Problem]:
    """Compare the appropriation that the ledger has booked with the budget's, unit by unit (DOMAIN 12)."""
    if any(_files(by, at)) or not Batch.objects.exists():
        return
    books = open_books()
    years = sorted({month[:4] for batch in books.batches for month in batch.months})
    units = sorted({rule.unit for rule in books.mapping.units})
    asked = [{"unit": unit, "period": year} for year in years for unit in units]
    pairs = [
        (REGISTRY.ref("appropriation", args), REGISTRY.ref("appropriation_booked", args)) for args in asked
    ]
    figures = books.resolve([ref for pair in pairs for ref in pair])
    for decided, booked in pairs:
        budget, ledger = figures[decided].value, figures[booked].value
        if budget is not None and ledger is not None and budget != ledger:
            yield _problem(
                "appropriation-differs",
                severity=Severity.WARNING,
                unit=decided.get("unit"),
                period=decided.get("period"),
                budget=f"{budget:.2f}",
                booked=f"{ledger:.2f}",
            )


def _editions(by: Actor, at: datetime) -> Iterator[Problem]:
    for fault in verify(by=by, at=at).verification.faults:
        yield _problem("edition-fault", edition=str(fault.edition), file=fault.file, what=fault.what)


def _problem(code: str, *, severity: Severity = Severity.ERROR, **params: str) -> Problem:
    return Problem(code=code, severity=severity, params=params)
