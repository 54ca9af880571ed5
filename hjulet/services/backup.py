"""A backup: the whole home as it was at one moment, made while people work, in a folder of its own.

The database first, then the files that its rows name. Those are written before their rows and never
changed, so all that the dump names is there. The folder gets its name when everything in it is on the
disk: a backup that was stopped is none. What is in it, and why: docs/concepts/backup.md.
"""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from hjulet.domain.backup import (
    MANIFEST,
    SUMS,
    BackupFile,
    BackupManifest,
    ControlSums,
    manifest_bytes,
    sums_text,
)
from hjulet.domain.permission import Actor, Permission
from hjulet.services import homes
from hjulet.services.access import require_centrally
from hjulet.services.changes import audit
from hjulet.services.disk import refused_when_full
from hjulet.services.errors import refused
from hjulet.store.backup import postgresql, sqlite
from hjulet.store.backup.facts import DatabaseFacts
from hjulet.store.backup.files import (
    TEMPORARY,
    copy_file,
    describe,
    files_under,
    make_folder,
    sync_folder,
    sync_tree,
    write_file,
)
from hjulet.store.ledger.totals import UnreadableBatchError, ledger_sums

IN_BACKUP = ("ledger", "editions", "uploads", "published", "house", "supplements")
"""Folders of the home that a backup holds: of the first three what the database names, of the others all."""

NOT_IN_BACKUP = ("rendered", "secret-key")
"""What can be made again, and what must not lie beside the data that it opens."""

MAY_GO = ("uploads", "published", "supplements")
"""Folders whose files may go while they are copied: an upload is kept for a day, an edition unpublished,
a supplement has another name while it is written."""

DATABASE_FOLDER = "database"


@dataclass(frozen=True, kw_only=True)
class MadeBackup:
    """A backup that lies in its folder."""

    folder: Path
    manifest: BackupManifest


def make_backup(folder: Path, *, by: Actor, at: datetime) -> MadeBackup:
    """Back the home up to a folder that does not exist yet.

    Raises RefusedError for a home that is empty or of another release, and where something lies there
    already, the disk is full, the database is not whole, or files are missing that it names; then nothing is
    left there.
    """
    homes.require_current()  # an address that is mistyped would give a backup of nothing, every night
    made = copy_home(folder, by=by, at=at)
    with transaction.atomic():
        audit(
            "make-backup", folder.name, by=by, at=at, files=len(made.manifest.files), size=made.manifest.size
        )
    return made


def copy_home(folder: Path, *, by: Actor, at: datetime) -> MadeBackup:
    """Do what ``make_backup`` does, and write nothing in the home: it may be one of an earlier release."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise refused("backup-exists", folder=str(folder))
    with refused_when_full(), _arriving(folder) as arriving:
        held = _dump_database(arriving)
        control = _control_of(held)
        files = [describe(arriving / database_file(), path=database_file()), *_copy_files(arriving, held)]
        manifest = BackupManifest(
            program=version("hjulet"),
            created_at=at.isoformat(),
            database=connection.vendor,
            migrations=held.migrations,
            control=control,
            files=tuple(sorted(files)),
        )
        write_file(arriving / MANIFEST, manifest_bytes(manifest))
        own = describe(arriving / MANIFEST, path=MANIFEST)
        write_file(arriving / SUMS, sums_text((*manifest.files, own)))
        sync_tree(arriving)
        arriving.rename(folder)
        sync_folder(folder.parent)
    return MadeBackup(folder=folder, manifest=manifest)


def control_sums(held: DatabaseFacts, *, ledger: Path) -> ControlSums:
    """Give the control sums of a database and of the ledger's files under a folder."""
    return ControlSums(
        tables=held.tables,
        ledger=ledger_sums(ledger, held.batches),
        budget=held.budget,
        chain=held.chain,
    )


def database_file() -> str:
    """Name the database's file in a backup of this home's kind."""
    name = sqlite.FILE if connection.vendor == "sqlite" else postgresql.FILE
    return f"{DATABASE_FOLDER}/{name}"


@contextmanager
def _arriving(folder: Path) -> Iterator[Path]:
    """Give a folder beside the one that is to be; what has not got its name at the end is gone."""
    place = folder.parent / f"{TEMPORARY}{folder.name}-{uuid.uuid4().hex[:8]}"
    try:
        make_folder(place / DATABASE_FOLDER)
    except OSError as fault:
        raise refused("cannot-write", file=str(folder), cause=fault.strerror or str(fault)) from fault
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _dump_database(arriving: Path) -> DatabaseFacts:
    into = arriving / database_file()
    try:
        if connection.vendor == "sqlite":
            return sqlite.dump(Path(str(connection.settings_dict["NAME"])), into)
        return postgresql.dump(into)
    except sqlite.DamagedError as fault:
        raise refused("database-damaged", cause=str(fault)) from fault
    except postgresql.ProgramError as fault:
        raise refused("database-program-failed", cause=str(fault)) from fault


def _copy_files(arriving: Path, held: DatabaseFacts) -> Iterator[BackupFile]:
    """Copy what the dump names, and the folders that no row names."""
    home = Path(settings.HJULET_HOME)
    for _, _, name in held.batches:
        yield from _copy_folder(home, f"ledger/{name}", arriving)
    for name in held.editions:
        if not (home / "editions" / name).is_dir():
            raise refused("edition-fault", edition=str(int(name)), file="", what="missing-edition")
        yield from _copy_folder(home, f"editions/{name}", arriving)
    for key in held.uploads:
        yield from _copy_folder(home, f"uploads/{key}", arriving)
    for name in ("published", "house", "supplements"):
        yield from _copy_folder(home, name, arriving)


def _copy_folder(home: Path, name: str, arriving: Path) -> Iterator[BackupFile]:
    for place in files_under(home / name):
        try:
            yield copy_file(place, arriving, path=place.relative_to(home).as_posix())
        except FileNotFoundError:
            if not name.startswith(MAY_GO):
                raise


def _control_of(held: DatabaseFacts) -> ControlSums:
    try:
        return control_sums(held, ledger=Path(settings.HJULET_HOME) / "ledger")
    except UnreadableBatchError as fault:
        raise refused("batch-files-missing", batch=fault.batch) from fault
