"""The database itself: whether it keeps what it is given, and on what disk it lies."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.db import connection

_NETWORK = frozenset(
    "9p afpfs ceph cifs fuse.glusterfs fuse.s3fs fuse.sshfs glusterfs lustre nfs nfs4 smb3 smbfs".split()
)
"""File systems of other machines: their locks and their memory maps are not SQLite's."""

_SYNCHRONOUS = {"0": "OFF", "1": "NORMAL", "2": "FULL", "3": "EXTRA"}


@dataclass(frozen=True, kw_only=True)
class WrongSetting:
    """A setting of the database that is another than it must be."""

    setting: str
    value: str
    wanted: str


def wrong_settings() -> tuple[WrongSetting, ...]:
    """List the settings of SQLite by which what was saved could be lost; of a server none is ours to judge.

    A commit must be on the disk when it is acknowledged, readers must not stop writers, a writer must wait
    for its turn and ask for it at the beginning, and rows must not point to rows that are gone.
    """
    if connection.vendor != "sqlite":
        return ()
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    values = {name: _pragma(name) for name in asked}
    values["synchronous"] = _SYNCHRONOUS[values["synchronous"]]
    begins = connection.settings_dict["OPTIONS"].get("transaction_mode") or "DEFERRED"
    judged = (
        ("journal_mode", values["journal_mode"].upper(), ("WAL",)),
        ("synchronous", values["synchronous"], ("FULL", "EXTRA")),
        ("foreign_keys", values["foreign_keys"], ("1",)),
        ("transaction_mode", begins, ("IMMEDIATE",)),
    )
    wrong = [
        WrongSetting(setting=name, value=value, wanted=good[0])
        for name, value, good in judged
        if value not in good
    ]
    if int(values["busy_timeout"]) < MIN_TIMEOUT:
        wrong.append(
            WrongSetting(setting="busy_timeout", value=values["busy_timeout"], wanted=f"≥ {MIN_TIMEOUT}")
        )
    return tuple(wrong)


MIN_TIMEOUT = 10_000
"""Milliseconds that a writer must be willing to wait for its turn."""


def network_file_system(place: Path, *, mounts: str) -> str | None:
    """Name the network file system that a place lies on; None on a disk of this machine's own.

    ``mounts`` is the text of ``/proc/mounts``.
    """
    path = PurePosixPath(place)
    found = [
        (len(PurePosixPath(point).parts), kind)
        for _, point, kind, *_ in (line.split() for line in mounts.splitlines())
        if path.is_relative_to(point.replace("\\040", " "))
    ]
    kind = max(found, default=(0, ""))[1]
    return kind if kind in _NETWORK else None


def _pragma(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0])
