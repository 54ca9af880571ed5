"""A backup restored: judged whole first, compared after, and what was in its place set aside, never removed.

All files are copied and summed beside their places before anything in the home is touched. A server's
database comes next, since it alone may say no: then nothing has been moved. Then what is there is moved
aside, the folders get their names, and SQLite's file comes last.
"""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from hjulet.domain.backup import (
    MANIFEST,
    SUMS,
    BackupFile,
    BackupManifest,
    NotAManifest,
    parse_manifest,
    sums_text,
)
from hjulet.domain.edition import Fault
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity
from hjulet.services import homes
from hjulet.services.access import require_centrally
from hjulet.services.backup import IN_BACKUP, control_sums, database_file
from hjulet.services.changes import audit
from hjulet.services.disk import refused_when_full
from hjulet.services.errors import RefusedError, refused
from hjulet.services.verification import verify
from hjulet.store.backup import postgresql, sqlite
from hjulet.store.backup.facts import DatabaseFacts
from hjulet.store.backup.files import TEMPORARY, copy_file, describe, make_folder, sync_folder, sync_tree
from hjulet.store.ledger.totals import UnreadableBatchError

ASIDE = "replaced-"
"""Begins the name of the folder to which a restoring moves what it takes the place of."""


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A home that has been restored.

    ``aside`` is where what was there lies now, None if nothing was. ``beside`` are folders of the ledger and
    editions among it that the backup does not know: what came after it. ``migrated`` counts the steps that
    brought an earlier release's home to this one. ``faults`` is what is wrong with the editions.
    """

    manifest: BackupManifest
    aside: Path | None
    beside: tuple[str, ...]
    migrated: int
    faults: tuple[Fault, ...]


def restore_backup(folder: Path, *, replacing: bool = False, by: Actor, at: datetime) -> Restored:
    """Restore a backup into an empty home, or with ``replacing`` in the place of what is there.

    Raises RefusedError with every file that is not as it was backed up; for a backup of a newer release or
    of another kind of database; and for a home that is not empty.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    manifest = read_backup(folder)
    _require_fit(manifest)
    homes.make_folder()
    home, beside = Path(settings.HJULET_HOME), _beside(manifest)
    is_empty = _is_empty()
    if not is_empty and not replacing:
        raise RefusedError(_not_empty(home, beside))
    with refused_when_full(), _arriving(home) as arriving:
        for one in manifest.files:
            if copy_file(folder / one.path, arriving, path=one.path) != one:
                raise RefusedError([_changed(one.path)])  # since it was judged
        aside = None if is_empty else home / f"{ASIDE}{at:%Y%m%dT%H%M%S}_{uuid.uuid4().hex[:4]}"
        if connection.vendor == "postgresql":
            _fill_server(arriving / database_file(), aside)
        with _saying_where(aside):
            if aside:
                _set_aside(home, aside)
            _put_in_place(arriving, home)
            if connection.vendor == "sqlite":
                _place_database(arriving / database_file())
            sync_folder(home)
            _require_same(manifest)
    migrated = homes.migrate()
    with transaction.atomic():
        audit(
            "restore-backup", folder.name, by=by, at=at, created_at=manifest.created_at, beside=list(beside)
        )
    faults = verify(by=by, at=at).verification.faults
    return Restored(manifest=manifest, aside=aside, beside=beside, migrated=migrated, faults=faults)


def read_backup(folder: Path) -> BackupManifest:
    """Read a backup's manifest and judge every file; raises RefusedError that names those that differ."""
    try:
        text, sums = (folder / MANIFEST).read_bytes(), (folder / SUMS).read_bytes()
    except OSError as fault:
        raise refused("not-a-backup", folder=str(folder)) from fault
    own = BackupFile(path=MANIFEST, size=len(text), sha256=sha256(text).hexdigest())
    if sums_text((own,)) not in sums:
        raise refused("backup-file-changed", file=f"{MANIFEST}, {SUMS}")
    try:
        manifest = parse_manifest(text)
    except NotAManifest as fault:
        raise refused("not-a-backup", folder=str(folder)) from fault
    problems = [] if sums == sums_text((*manifest.files, own)) else [_changed(SUMS)]
    problems += [problem for one in manifest.files for problem in _judged(folder, one)]
    if problems:
        raise RefusedError(problems)
    return manifest


def _judged(folder: Path, one: BackupFile) -> Iterator[Problem]:
    path = PurePosixPath(one.path)
    if path.is_absolute() or ".." in path.parts:
        yield _changed(MANIFEST)
        return
    try:
        if describe(folder / path, path=one.path) != one:
            yield _changed(one.path)
    except OSError:
        yield Problem(code="backup-file-missing", severity=Severity.ERROR, params={"file": one.path})


def _changed(path: str) -> Problem:
    return Problem(code="backup-file-changed", severity=Severity.ERROR, params={"file": path})


def _require_fit(manifest: BackupManifest) -> None:
    """Refuse a backup of a release that this one does not know, or of another kind of database."""
    if manifest.database != connection.vendor:
        raise refused("backup-other-database", database=manifest.database, own=connection.vendor)
    if unknown := homes.unknown_steps(manifest.migrations.items()):
        raise refused("backup-newer", program=manifest.program, step=unknown[0])


def _is_empty() -> bool:
    home = Path(settings.HJULET_HOME)
    has_files = any(any((home / name).rglob("*")) for name in IN_BACKUP)
    return not has_files and not homes.tables()


def _not_empty(home: Path, beside: tuple[str, ...]) -> Iterator[Problem]:
    yield Problem(code="restore-needs-empty-home", severity=Severity.ERROR, params={"home": str(home)})
    if beside:
        yield Problem(code="newer-beside", severity=Severity.WARNING, params={"what": ", ".join(beside)})


def _beside(manifest: BackupManifest) -> tuple[str, ...]:
    """Name what the home has of the ledger and of editions that the backup does not know."""
    home, known = Path(settings.HJULET_HOME), {PurePosixPath(one.path).parts[:2] for one in manifest.files}
    return tuple(
        f"{kind}/{place.name}"
        for kind in ("ledger", "editions")
        for place in sorted((home / kind).glob("*"))
        if (kind, place.name) not in known and not place.name.startswith((".", "empty-"))
    )


@contextmanager
def _arriving(home: Path) -> Iterator[Path]:
    place = home / f"{TEMPORARY}restore-{uuid.uuid4().hex[:8]}"
    try:
        make_folder(place)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _saying_where(aside: Path | None) -> Iterator[None]:
    """Add to a refusal where that lies which was in the home."""
    try:
        yield
    except RefusedError as refusal:
        if aside is None:
            raise
        told = Problem(code="restore-aside", severity=Severity.INFO, params={"folder": str(aside)})
        raise RefusedError([*refusal.problems, told]) from refusal


def _fill_server(dumped: Path, aside: Path | None) -> None:
    """Fill a server's database; the tables that were there go to a schema named after ``aside``."""
    try:
        if aside:
            postgresql.replace(dumped, aside=aside.name.removeprefix(ASIDE).lower())
        else:
            postgresql.restore(dumped)
    except postgresql.ProgramError as fault:
        raise refused("database-program-failed", cause=str(fault)) from fault
    except DatabaseError as fault:
        raise refused("database-refused", cause=str(fault).splitlines()[0]) from fault


def _set_aside(home: Path, aside: Path) -> None:
    """Move the files that the home holds to a folder of their own in it."""
    make_folder(aside)
    for name in IN_BACKUP:
        if (home / name).exists():
            (home / name).rename(aside / name)
    if connection.vendor == "postgresql":
        return
    connection.close()
    database = Path(str(connection.settings_dict["NAME"]))
    for ending in sqlite.BESIDE:
        if (beside := database.with_name(f"{database.name}{ending}")).exists():
            beside.rename(aside / beside.name)


def _put_in_place(arriving: Path, home: Path) -> None:
    sync_tree(arriving)
    for name in IN_BACKUP:
        if (arriving / name).is_dir():
            if (home / name).is_dir():  # empty: a site has made it
                shutil.rmtree(home / name)
            (arriving / name).rename(home / name)


def _place_database(arrived: Path) -> None:
    connection.close()
    place = Path(str(connection.settings_dict["NAME"]))
    for ending in sqlite.BESIDE:  # without a table; an old log would be played into the new file
        place.with_name(f"{place.name}{ending}").unlink(missing_ok=True)
    arrived.rename(place)


def _require_same(manifest: BackupManifest) -> None:
    """Ask the restored home for its control sums, and refuse another answer than the backup's."""
    try:
        now = control_sums(_held(), ledger=Path(settings.HJULET_HOME) / "ledger")
    except UnreadableBatchError as fault:
        raise refused("batch-files-missing", batch=fault.batch) from fault
    if different := manifest.control.differences(now):
        raise refused("restore-differs", what=", ".join(different))


def _held() -> DatabaseFacts:
    if connection.vendor == "sqlite":
        return sqlite.facts(Path(str(connection.settings_dict["NAME"])))
    return postgresql.facts()
