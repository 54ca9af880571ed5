"""Editions: the rules by which a decided report is sealed and found to be whole.

An edition is a folder of files. Its seal rests on two control sums in hexadecimal: P, of the
manifest of the edition before, and C, of the edition's own ``content.json``. The seal is therefore
known before anything is rendered, and can be printed in the files. The manifest lists every other
file; its own control sum enters the next edition's seal, so a changed edition breaks the chain
after it. An anchor is a pair (number, seal) kept elsewhere: it guards the end of the chain.

``tools/verify_edition.py`` applies the same rules and imports nothing from here, on purpose.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

GENESIS = "0" * 64
"""Stands for the control sum of the manifest before edition number 1."""

CONTENT = "content.json"
MANIFEST = "manifest.json"

_ANCHOR = re.compile(r"([0-9]{1,9})\s+([0-9a-f]{64})")
_FOLDER = re.compile(r"[0-9]{1,9}")


class FaultCode(StrEnum):
    """What can be wrong with an edition or with the chain."""

    MISSING_FILE = "missing-file"
    EXTRA_FILE = "extra-file"
    CHANGED_FILE = "changed-file"
    NOT_A_FILE = "not-a-file"
    BAD_PATH = "bad-path"
    BAD_MANIFEST = "bad-manifest"
    NOT_CANONICAL = "not-canonical"
    WRONG_SEAL = "wrong-seal"
    WRONG_NUMBER = "wrong-number"
    WRONG_PREVIOUS_MANIFEST = "wrong-previous-manifest"
    WRONG_PREVIOUS_SEAL = "wrong-previous-seal"
    DUPLICATE_EDITION = "duplicate-edition"
    MISSING_EDITION = "missing-edition"
    ANCHOR_MISMATCH = "anchor-mismatch"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: in which edition, in which file (empty: the edition), and what."""

    edition: int
    file: str
    what: FaultCode


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What verifying found: how many editions, the highest one that an anchor confirms, all faults."""

    editions: int
    anchored: int | None
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, order=True)
class Anchor:
    """A seal confirmed outside the installation, such as in printed minutes."""

    number: int
    seal: str


@dataclass(frozen=True, kw_only=True)
class Predecessor:
    """What the next edition needs of the one before: number, seal, and its manifest's sha256."""

    number: int
    seal: str
    manifest: str


@dataclass(frozen=True, kw_only=True)
class EditionStamp:
    """An edition's number and seal, and what the seal rests on; printed in the edition's files.

    ``replaces`` is the number of the same report's edition before it, None for its first one.
    """

    number: int
    seal: str
    previous_manifest: str
    previous_seal: str | None
    replaces: int | None = None


@dataclass(frozen=True, kw_only=True)
class ManifestClaims:
    """What a manifest says that the chain depends on; ``files`` is path -> (size, sha256)."""

    number: int
    seal: str
    previous_manifest: str
    previous_seal: str | None
    files: Mapping[str, tuple[int, str]]


@dataclass(frozen=True, kw_only=True)
class FoundEdition:
    """What a folder was found to hold.

    ``number`` is the number that the folder claims by its name, else its manifest's. ``manifest``
    is the sha256 of manifest.json, empty where it is missing. ``claims`` is None where the manifest
    cannot be read; ``faults`` are those met while reading.
    """

    number: int
    manifest: str
    claims: ManifestClaims | None
    files: Mapping[str, tuple[int, str]]
    faults: tuple[Fault, ...] = ()


def compute_seal(*, previous_manifest: str, content: str) -> str:
    """Seal a content: sha256 of the two control sums, in hexadecimal, one after the other."""
    return sha256((previous_manifest + content).encode("ascii")).hexdigest()


def next_stamp(*, previous: Predecessor | None, content: str, replaces: int | None = None) -> EditionStamp:
    """Number and seal the edition that follows; ``content`` is the sha256 of its content.json."""
    before = previous.manifest if previous else GENESIS
    return EditionStamp(
        number=previous.number + 1 if previous else 1,
        seal=compute_seal(previous_manifest=before, content=content),
        previous_manifest=before,
        previous_seal=previous.seal if previous else None,
        replaces=replaces,
    )


def folder_name(number: int) -> str:
    """Name an edition's folder: its number, so that a folder cannot pass for another one."""
    return f"{number:04d}"


def folder_number(name: str) -> int | None:
    """Read the number of an edition's folder; None for another kind of name."""
    return int(name) if _FOLDER.fullmatch(name) else None


def parse_anchors(text: str) -> tuple[Anchor, ...]:
    """Read anchors, one ``number seal`` a line; ``#`` starts a comment. Raises ValueError."""
    anchors: list[Anchor] = []
    for line in text.splitlines():
        stripped = line.partition("#")[0].strip()
        match = _ANCHOR.fullmatch(stripped)
        if match:
            anchors.append(Anchor(int(match[1]), match[2]))
        elif stripped:
            raise ValueError(f"not an anchor: {line!r}")
    return tuple(anchors)


def is_safe_path(path: str) -> bool:
    """Tell whether a path of a manifest stays within its folder, written in one way only."""
    parts = path.split("/")
    return not (set(parts) & {"", ".", ".."} or "\\" in path or ":" in path or "\0" in path)


def judge_edition(found: FoundEdition) -> list[Fault]:
    """List what is wrong with one edition, looked at alone."""
    claims = found.claims
    if claims is None:
        return list(found.faults)
    faults = [*found.faults, *_judge_files(found, claims)]
    if claims.number != found.number:
        faults.append(Fault(found.number, MANIFEST, FaultCode.WRONG_NUMBER))
    content = found.files.get(CONTENT)
    expected = compute_seal(previous_manifest=claims.previous_manifest, content=content[1] if content else "")
    if claims.seal != expected:
        faults.append(Fault(found.number, MANIFEST, FaultCode.WRONG_SEAL))
    return faults


def judge_links(editions: Sequence[FoundEdition]) -> list[Fault]:
    """List what is wrong between editions: each against the one before, where that is at hand."""
    faults: list[Fault] = []
    before: dict[int, FoundEdition] = {}
    for edition in sorted(editions, key=lambda one: one.number):
        if edition.number in before:
            faults.append(Fault(edition.number, "", FaultCode.DUPLICATE_EDITION))
        before[edition.number] = edition
    for edition in before.values():
        faults.extend(_judge_link(edition, before.get(edition.number - 1)))
    return faults


def judge_gaps(numbers: Iterable[int], anchors: Iterable[Anchor]) -> list[Fault]:
    """List the editions that a whole chain should have: from 1 to the last one known of."""
    present = set(numbers)
    last = max([*present, *(anchor.number for anchor in anchors)], default=0)
    return [
        Fault(number, "", FaultCode.MISSING_EDITION) for number in range(1, last + 1) if number not in present
    ]


def judge_anchors(editions: Iterable[FoundEdition], anchors: Iterable[Anchor]) -> list[Fault]:
    """List the editions whose seal is another than the one kept outside."""
    seals = {edition.number: edition.claims.seal for edition in editions if edition.claims}
    return [
        Fault(anchor.number, MANIFEST, FaultCode.ANCHOR_MISMATCH)
        for anchor in anchors
        if seals.get(anchor.number, anchor.seal) != anchor.seal
    ]


def highest_anchored(editions: Iterable[FoundEdition], anchors: Iterable[Anchor]) -> int | None:
    """Tell the highest number of a whole edition whose seal an anchor confirms; None if none is."""
    whole = [edition for edition in editions if not judge_edition(edition)]
    seals = {Anchor(edition.number, edition.claims.seal) for edition in whole if edition.claims}
    return max((anchor.number for anchor in anchors if anchor in seals), default=None)


def _judge_files(found: FoundEdition, claims: ManifestClaims) -> list[Fault]:
    faults: list[Fault] = []
    for path in sorted({CONTENT, *claims.files}):
        if not is_safe_path(path) or path == MANIFEST:
            faults.append(Fault(found.number, path, FaultCode.BAD_PATH))
        elif path not in found.files:
            faults.append(Fault(found.number, path, FaultCode.MISSING_FILE))
        elif path in claims.files and found.files[path] != claims.files[path]:
            faults.append(Fault(found.number, path, FaultCode.CHANGED_FILE))
    extra = sorted(set(found.files) - set(claims.files))
    return faults + [Fault(found.number, path, FaultCode.EXTRA_FILE) for path in extra]


def _judge_link(edition: FoundEdition, previous: FoundEdition | None) -> list[Fault]:
    claims = edition.claims
    if claims is None or (previous is None and edition.number > 1):
        return []
    faults: list[Fault] = []
    manifest = previous.manifest if previous else GENESIS
    if manifest and claims.previous_manifest != manifest:
        faults.append(Fault(edition.number, MANIFEST, FaultCode.WRONG_PREVIOUS_MANIFEST))
    seal = previous.claims.seal if previous and previous.claims else None
    if (previous is None or previous.claims) and claims.previous_seal != seal:
        faults.append(Fault(edition.number, MANIFEST, FaultCode.WRONG_PREVIOUS_SEAL))
    return faults
