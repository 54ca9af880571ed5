"""An edition as files: writes one, and verifies a chain of them with the files alone.

The order is what makes the seal printable: content first, then the seal, then everything that
shows it, the manifest last. The caller gives a temporary folder and renames it when all is
written: killed in the middle there is no edition, or a whole one.
"""

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from hjulet.documents.content import canonical, report_document
from hjulet.documents.edition_folder import read_edition
from hjulet.documents.formats import Files
from hjulet.domain.edition import (
    CONTENT,
    MANIFEST,
    Anchor,
    EditionStamp,
    Fault,
    FaultCode,
    FoundEdition,
    Predecessor,
    Verification,
    folder_number,
    highest_anchored,
    is_safe_path,
    judge_anchors,
    judge_edition,
    judge_gaps,
    judge_links,
    next_stamp,
)
from hjulet.domain.report import Report


def content_bytes(report: Report, *, decision: str) -> bytes:
    """Write an edition's content.json: the canonical report with all its figures, and the decision."""
    return canonical({**report_document(report), "decision": decision or None})


def stamp_edition(
    report: Report, *, decision: str, previous: Predecessor | None, replaces: int | None = None
) -> EditionStamp:
    """Number and seal a report as the edition that follows ``previous``; None begins a chain.

    ``replaces`` is the number of the edition that it is a new edition of.
    """
    content = sha256(content_bytes(report, decision=decision)).hexdigest()
    return next_stamp(previous=previous, content=content, replaces=replaces)


def write_edition(
    folder: Path,
    *,
    report: Report,
    stamp: EditionStamp,
    decision: str,
    programs: Mapping[str, str],
    files: Files,
) -> bytes:
    """Write an edition's files into an empty folder, each one synced, and give manifest.json's bytes.

    ``stamp`` is from ``stamp_edition``; ``files`` are those of ``edition_files``, with that stamp;
    ``programs`` names what made them, with versions. Raises ValueError where the stamp is for another
    content, or an id makes no safe file name, and FileExistsError where the folder holds something.
    """
    if any(folder.iterdir()):
        raise FileExistsError(f"not empty: {folder}")
    content = content_bytes(report, decision=decision)
    if stamp != _restamp(stamp, content):
        raise ValueError("the stamp is for another content")
    _write(folder, CONTENT, content)
    for path, made in files.items():
        _write(folder, path, made)
    manifest = canonical(_manifest(folder, report, stamp, decision, programs))
    _write(folder, MANIFEST, manifest)
    for place in [*(path for path in folder.rglob("*") if path.is_dir()), folder]:
        sync_folder(place)
    return manifest


def predecessor(manifest: bytes, *, stamp: EditionStamp) -> Predecessor:
    """Tell what the edition after this one needs to know of it."""
    return Predecessor(number=stamp.number, seal=stamp.seal, manifest=sha256(manifest).hexdigest())


def verify_editions(folders: Iterable[Path], *, anchors: Iterable[Anchor] = ()) -> Verification:
    """Verify some editions: each alone, and each against the one before where that is given."""
    found = [read_edition(folder) for folder in folders]
    return _verification(found, tuple(anchors), [])


def verify_chain(folders: Iterable[Path], *, anchors: Iterable[Anchor] = ()) -> Verification:
    """Verify a whole chain: as above, and no number is missing from 1 to the last one known of."""
    found = [read_edition(folder) for folder in folders]
    kept = tuple(anchors)
    return _verification(found, kept, judge_gaps((edition.number for edition in found), kept))


def verify_home(home: Path, *, anchors: Iterable[Anchor] = ()) -> Verification:
    """Verify a folder of editions as a whole chain; what is no edition in it is a fault.

    Names that begin with a dot are editions being written, and are left alone.
    """
    entries = sorted(entry for entry in home.iterdir() if not entry.name.startswith("."))
    folders = [entry for entry in entries if _is_edition(entry)]
    verified = verify_chain(folders, anchors=anchors)
    strays = [Fault(0, entry.name, FaultCode.EXTRA_FILE) for entry in entries if not _is_edition(entry)]
    return Verification(
        editions=verified.editions,
        anchored=verified.anchored,
        faults=tuple(sorted([*strays, *verified.faults])),
    )


def _is_edition(entry: Path) -> bool:
    return folder_number(entry.name) is not None and entry.is_dir() and not entry.is_symlink()


def _verification(found: list[FoundEdition], anchors: tuple[Anchor, ...], gaps: list[Fault]) -> Verification:
    faults = [fault for edition in found for fault in judge_edition(edition)]
    faults += [*judge_links(found), *gaps, *judge_anchors(found, anchors)]
    return Verification(
        editions=len(found), anchored=highest_anchored(found, anchors), faults=tuple(sorted(set(faults)))
    )


def _restamp(stamp: EditionStamp, content: bytes) -> EditionStamp:
    """Compute the stamp again from this content."""
    previous = None
    if stamp.previous_seal is not None:
        previous = Predecessor(
            number=stamp.number - 1, seal=stamp.previous_seal, manifest=stamp.previous_manifest
        )
    return next_stamp(previous=previous, content=sha256(content).hexdigest(), replaces=stamp.replaces)


def _manifest(
    folder: Path, report: Report, stamp: EditionStamp, decision: str, programs: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "schema": "manifest/1",
        "number": stamp.number,
        "seal": stamp.seal,
        "previous_manifest": stamp.previous_manifest,
        "previous_seal": stamp.previous_seal,
        "decision": decision or None,
        "snapshot": report.snapshot,
        "programs": dict(programs),
        "files": [
            {"path": path, "size": size, "sha256": digest}
            for path, (size, digest) in sorted(read_edition(folder).files.items())
        ],
    }


def _write(folder: Path, path: str, content: bytes) -> None:
    if not is_safe_path(path):
        raise ValueError(f"not a safe path: {path!r}")
    place = folder / path
    place.parent.mkdir(exist_ok=True)
    with place.open("xb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Sync a folder, so that its names survive a crash as well as its files do."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
