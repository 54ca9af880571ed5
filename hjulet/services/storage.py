"""Whether what the home is given is kept: the database's settings, its disk, and files that no row names."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from hjulet.domain.edition import folder_number
from hjulet.domain.problem import Problem, Severity
from hjulet.services.errors import RefusedError
from hjulet.services.ledgers import ledger_root
from hjulet.store.database import network_file_system, wrong_settings
from hjulet.store.ledger.files import strays
from hjulet.store.models import Batch, Edition

MOUNTS = Path("/proc/mounts")
"""Where Linux lists its disks; elsewhere nothing is said of them."""


def database_problems() -> Iterator[Problem]:
    """Tell what of the database's settings and its disk could lose what people save."""
    for wrong in wrong_settings():
        yield Problem(code="database-setting", severity=Severity.ERROR, params=vars(wrong))
    home = Path(settings.HJULET_HOME)
    mounts = MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""
    if connection.vendor == "sqlite" and (kind := network_file_system(home, mounts=mounts)):
        params = {"home": str(home), "cause": kind}
        yield Problem(code="database-on-network", severity=Severity.WARNING, params=params)


def require_safe_database() -> tuple[Problem, ...]:
    """Refuse a database that could lose what people save; give what is only to be warned of."""
    found = tuple(database_problems())
    if any(problem.severity is Severity.ERROR for problem in found):
        raise RefusedError(found)
    return found


def stray_problems() -> Iterator[Problem]:
    """Tell of a batch's or an edition's files that the database does not know.

    They may be all that is left of what was done after the backup that the database came from.
    """
    known = set(Batch.objects.values_list("folder", flat=True))
    for name in strays(ledger_root(), known=known):
        yield _stray("stray-batch-files", folder=f"ledger/{name}")
    numbers = set(Edition.objects.values_list("number", flat=True))
    for place in sorted((Path(settings.HJULET_HOME) / "editions").glob("*")):
        number = folder_number(place.name)
        if number is not None and number not in numbers:
            yield _stray("stray-edition", edition=str(number))


def _stray(code: str, **params: str) -> Problem:
    return Problem(code=code, severity=Severity.WARNING, params=params)
