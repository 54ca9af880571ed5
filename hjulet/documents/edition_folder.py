"""Reads an edition's folder as it is found, believing nothing that stands in it.

Everything odd becomes a fault; links are not followed, and files are read a piece at a time.
"""

import json
import re
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from hjulet.documents.content import canonical
from hjulet.domain.edition import (
    CONTENT,
    MANIFEST,
    Fault,
    FaultCode,
    FoundEdition,
    ManifestClaims,
    folder_number,
)

_CONTROL_SUM = re.compile(r"[0-9a-f]{64}")


def read_edition(folder: Path) -> FoundEdition:
    """Read an edition's folder: control sums of its files, its manifest's claims, odd things met."""
    files: dict[str, tuple[int, str]] = {}
    odd: list[tuple[str, FaultCode]] = []
    for place in folder.rglob("*"):
        path = place.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode()
        if place.is_symlink() or not (place.is_file() or place.is_dir()):
            odd.append((path, FaultCode.NOT_A_FILE))
        elif place.is_file():
            files[path] = _control_sum(place)
    manifest = files.pop(MANIFEST, None)
    claims = manifest_claims((folder / MANIFEST).read_bytes()) if manifest else None
    if claims is None:
        odd.append((MANIFEST, FaultCode.BAD_MANIFEST if manifest else FaultCode.MISSING_FILE))
    if CONTENT in files and not _is_canonical((folder / CONTENT).read_bytes()):
        odd.append((CONTENT, FaultCode.NOT_CANONICAL))
    number = folder_number(folder.name)
    if number is None:
        number = claims.number if claims else 0
    return FoundEdition(
        number=number,
        manifest=manifest[1] if manifest else "",
        claims=claims,
        files=files,
        faults=tuple(Fault(number, path, what) for path, what in sorted(odd)),
    )


def manifest_claims(text: bytes) -> ManifestClaims | None:
    """Read what a manifest claims; None where it is no manifest."""
    try:
        document = json.loads(text)
        rows = [(one["path"], one["size"], one["sha256"]) for one in document["files"]]
        if not (_is_sound(document) and all(_is_listed(*row) for row in rows)):
            return None
        files = {path: (size, digest) for path, size, digest in rows}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if len(files) != len(rows):
        return None
    return ManifestClaims(
        number=document["number"],
        seal=document["seal"],
        previous_manifest=document["previous_manifest"],
        previous_seal=document["previous_seal"],
        files=files,
    )


def _control_sum(path: Path) -> tuple[int, str]:
    with path.open("rb") as opened:
        digest = file_digest(opened, sha256).hexdigest()
    return path.stat().st_size, digest


def _is_canonical(raw: bytes) -> bool:
    try:
        return canonical(json.loads(raw)) == raw
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _is_sound(document: Any) -> bool:
    return (
        document["schema"] == "manifest/1"
        and _is_count(document["number"])
        and _is_sum(document["seal"])
        and _is_sum(document["previous_manifest"])
        and (document["previous_seal"] is None or _is_sum(document["previous_seal"]))
    )


def _is_listed(path: Any, size: Any, digest: Any) -> bool:
    return isinstance(path, str) and _is_count(size) and _is_sum(digest)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_sum(value: Any) -> bool:
    return isinstance(value, str) and _CONTROL_SUM.fullmatch(value) is not None
