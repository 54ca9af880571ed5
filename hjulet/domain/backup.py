"""A backup's manifest: what a home held at a moment, by which one can see that a copy is whole and the same.

The files say whether the copy is unharmed, the control sums whether what is read out of it is what was there.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

SCHEMA = "backup-manifest/1"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
"""The control sums of all files, the manifest's too, as ``sha256sum --check`` reads them."""


class NotAManifest(ValueError):
    """The text is no manifest of a backup."""


@dataclass(frozen=True, kw_only=True, order=True)
class BackupFile:
    """A file of a backup: its path in the folder, with ``/`` between, bytes, and control sum."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True, order=True)
class LedgerSum:
    """What a batch holds of a year: its rows, and the sum of their absolute amounts in kronor."""

    company: str
    batch: str
    year: str
    rows: int
    turnover: Decimal


@dataclass(frozen=True, kw_only=True)
class ChainHead:
    """The latest edition: its seal, and the control sum of its manifest."""

    number: int
    seal: str
    manifest: str


@dataclass(frozen=True, kw_only=True)
class ControlSums:
    """What a home comes to: rows by table, the ledger by batch and year, the budget in kronor, the chain."""

    tables: Mapping[str, int]
    ledger: tuple[LedgerSum, ...]
    budget: Decimal
    chain: ChainHead | None

    def differences(self, other: "ControlSums") -> tuple[str, ...]:
        """Name what is another in ``other``: a table, or a batch and year, or ``budget``, or ``chain``."""
        tables = sorted({*self.tables, *other.tables})
        ledger = {(one.batch, one.year) for one in set(self.ledger) ^ set(other.ledger)}
        return (
            *(name for name in tables if self.tables.get(name) != other.tables.get(name)),
            *(f"{batch} {year}" for batch, year in sorted(ledger)),
            *(["budget"] if self.budget != other.budget else []),
            *(["chain"] if self.chain != other.chain else []),
        )


@dataclass(frozen=True, kw_only=True)
class BackupManifest:
    """All that is said of a backup. ``migrations`` is the last one of each part of the schema.

    ``database`` is ``sqlite`` or ``postgresql``; ``created_at`` is written as ISO 8601.
    """

    program: str
    created_at: str
    database: str
    migrations: Mapping[str, str]
    control: ControlSums
    files: tuple[BackupFile, ...]

    @property
    def size(self) -> int:
        """Add up the bytes of the files."""
        return sum(one.size for one in self.files)


def manifest_bytes(manifest: BackupManifest) -> bytes:
    """Write a manifest; the same one is always the same bytes."""
    document = {"schema": SCHEMA, **asdict(manifest), "control": control_document(manifest.control)}
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def control_document(control: ControlSums) -> dict[str, Any]:
    """Give control sums as plain JSON values, amounts as text."""
    return {
        "tables": dict(control.tables),
        "ledger": [{**asdict(one), "turnover": f"{one.turnover:.2f}"} for one in control.ledger],
        "budget": f"{control.budget:.2f}",
        "chain": asdict(control.chain) if control.chain else None,
    }


def parse_manifest(text: bytes) -> BackupManifest:
    """Read a manifest; raises NotAManifest."""
    try:
        document = json.loads(text)
        if document["schema"] != SCHEMA:
            raise NotAManifest(document["schema"])
        return BackupManifest(
            program=str(document["program"]),
            created_at=str(document["created_at"]),
            database=str(document["database"]),
            migrations={str(app): str(name) for app, name in document["migrations"].items()},
            control=_parse_control(document["control"]),
            files=tuple(BackupFile(**one) for one in document["files"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as fault:
        raise NotAManifest(repr(fault)) from fault


def sums_text(files: tuple[BackupFile, ...]) -> bytes:
    """Write the control sums of files as ``sha256sum --check`` reads them."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in files).encode()


def _parse_control(document: Mapping[str, Any]) -> ControlSums:
    return ControlSums(
        tables={str(name): int(rows) for name, rows in document["tables"].items()},
        ledger=tuple(
            LedgerSum(**{**one, "turnover": Decimal(one["turnover"])}) for one in document["ledger"]
        ),
        budget=Decimal(document["budget"]),
        chain=ChainHead(**document["chain"]) if document["chain"] else None,
    )
