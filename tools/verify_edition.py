#!/usr/bin/env python3
"""Verify sealed editions with the Python standard library alone.

verify_edition.py FOLDER... [--anchor FILE] [--supplements FOLDER]

FOLDER is an edition (it holds manifest.json) or a folder of editions named by their numbers, then whole
from number 1. FILE holds anchors, `number seal` a line: seals kept elsewhere, as in printed minutes.
Prints every fault; exit 0 if there is none, 1 if there is, 2 on wrong usage.
The seal of an edition is the lower-case hexadecimal sha256 of the ASCII text P + C: P is the sha256 of
the previous edition's manifest.json (64 zeros for number 1), C that of its own content.json.
The folder of supplements holds files as 0001-01.json, each of which completes an open point of an edition
beside. `previous` in it is the sha256 of what it follows: the edition's manifest.json, or the supplement
before. The sha256 of the file is its seal, which is printed: hold it against one that is kept elsewhere.
What follows a supplement vouches for it, so of the last one of an edition the files cannot tell whether it
was rewritten, or whether there was another one after it.
This program is written apart from the one that seals, so that neither can hide a fault of the other.
"""

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
SUM = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"[0-9]{1,9}")
SUPPLEMENT = re.compile(r"([0-9]{4}|[1-9][0-9]{4,8})-([0-9]{2}|[1-9][0-9]{2,8})[.]json")
ODD = (ValueError, TypeError, KeyError, AttributeError, RecursionError)

Fault = tuple[int, str, str]  # edition, file, what
Anchors = list[tuple[int, str]]


def composed(value: Any) -> Any:
    """Compose the letters (NFC) of all texts in a document."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(one) for one in value]
    if isinstance(value, dict):
        return {composed(key): composed(one) for key, one in value.items()}
    return value


def is_canonical(raw: bytes) -> bool:
    """Tell whether writing the document anew gives the same bytes; a float comes back as text."""
    try:
        document = composed(json.loads(raw, parse_float=str, parse_constant=str))
        return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == raw
    except ODD:
        return False


def is_sum(value: Any) -> bool:
    """Tell whether a value is a sha256 in lower-case hexadecimal."""
    return isinstance(value, str) and SUM.fullmatch(value) is not None


def is_count(value: Any) -> bool:
    """Tell whether a value is a whole number from zero."""
    return type(value) is int and value >= 0


def read_manifest(raw: bytes) -> dict[str, Any] | None:
    """Read a manifest, its files as path -> (size, sha256); None if it is no manifest."""
    try:
        claims: dict[str, Any] = json.loads(raw)
        rows = [(one["path"], (one["size"], one["sha256"])) for one in claims["files"]]
        claims["files"] = dict(rows)
        before = claims["previous_seal"]
        sums = [claims["seal"], claims["previous_manifest"], GENESIS if before is None else before]
        sound = claims["schema"] == "manifest/1" and is_count(claims["number"]) and all(map(is_sum, sums))
        listed = all(isinstance(path, str) and is_count(size) and is_sum(seal) for path, (size, seal) in rows)
        return claims if sound and listed and len(rows) == len(claims["files"]) else None
    except ODD:
        return None


def read_open_points(content: bytes) -> dict[int, str]:
    """Read from a content what the edition left open, numbered from 1."""
    try:
        return dict(enumerate(json.loads(content).get("open_points", []), start=1))
    except ODD:
        return {}


def is_safe(path: str) -> bool:
    """Tell whether a path stays within its folder and is written in one way only."""
    return path != "manifest.json" and not {"", ".", ".."} & set(path.split("/")) | set("\\:\0") & set(path)


class Edition:
    """One edition as found on disk, and what is wrong with it alone."""

    def __init__(self, folder: Path) -> None:
        """Read the folder, links not followed, and judge it."""
        self.files: dict[str, tuple[int, str]] = {}
        self.claims: dict[str, Any] | None = None
        odd: set[tuple[str, str]] = set()
        for place in folder.rglob("*"):
            path = place.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode()
            if place.is_symlink() or not (place.is_file() or place.is_dir()):
                odd.add((path, "not-a-file"))
            elif place.is_file():
                with place.open("rb") as opened:
                    digest = hashlib.file_digest(opened, "sha256").hexdigest()
                self.files[path] = (place.stat().st_size, digest)
        self.manifest = self.files.pop("manifest.json", (0, ""))[1]
        if self.manifest:
            self.claims = read_manifest((folder / "manifest.json").read_bytes())
        if self.claims is None:
            odd.add(("manifest.json", "bad-manifest" if self.manifest else "missing-file"))
        self.open_points: dict[int, str] = {}
        content = (folder / "content.json").read_bytes() if "content.json" in self.files else b""
        if is_canonical(content):
            self.open_points = read_open_points(content)
        elif "content.json" in self.files:
            odd.add(("content.json", "not-canonical"))
        name = folder.absolute().name
        self.number: int = int(name) if NUMBER.fullmatch(name) else (self.claims or {"number": 0})["number"]
        odd.update(self.judge(self.claims) if self.claims else [])
        self.faults: set[Fault] = {(self.number, path, what) for path, what in odd}

    def judge(self, claims: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Hold the files against the manifest, and the seal against both."""
        listed = claims["files"]
        for path in {"content.json", *listed}:
            if not is_safe(path):
                yield path, "bad-path"
            elif path not in self.files:
                yield path, "missing-file"
            elif path in listed and self.files[path] != listed[path]:
                yield path, "changed-file"
        yield from ((path, "extra-file") for path in self.files if path not in listed)
        if claims["number"] != self.number:
            yield "manifest.json", "wrong-number"
        text = claims["previous_manifest"] + self.files.get("content.json", (0, ""))[1]
        if hashlib.sha256(text.encode("ascii")).hexdigest() != claims["seal"]:
            yield "manifest.json", "wrong-seal"


def judge_link(edition: Edition, before: Edition | None) -> Iterator[Fault]:
    """Hold an edition against the one before it."""
    if edition.claims is None or (before is None and edition.number > 1):
        return
    manifest = before.manifest if before else GENESIS
    if manifest and edition.claims["previous_manifest"] != manifest:
        yield edition.number, "manifest.json", "wrong-previous-manifest"
    seal = before.claims["seal"] if before and before.claims else None
    if (before is None or before.claims) and edition.claims["previous_seal"] != seal:
        yield edition.number, "manifest.json", "wrong-previous-seal"


def verify(editions: list[Edition], anchors: Anchors) -> tuple[list[int], set[Fault]]:
    """Verify editions, each alone, in their order and by anchors; gives the numbers anchored, and faults."""
    faults, confirmed = {fault for one in editions for fault in one.faults}, list[int]()
    at = {edition.number: edition for edition in editions}
    faults |= {(one.number, "", "duplicate-edition") for one in editions if at[one.number] is not one}
    for edition in at.values():
        faults |= set(judge_link(edition, at.get(edition.number - 1)))
    for edition in (one for one in editions if one.claims):
        for seal in (seal for number, seal in anchors if number == edition.number):
            if edition.claims and edition.claims["seal"] != seal:
                faults.add((edition.number, "manifest.json", "anchor-mismatch"))
            elif not edition.faults:
                confirmed.append(edition.number)
    return confirmed, faults


def verify_home(home: Path, anchors: Anchors) -> tuple[list[Edition], list[int], set[Fault]]:
    """Verify a folder of editions, which must be whole from number 1 to the last one known of."""
    entries = [entry for entry in home.iterdir() if not entry.name.startswith(".")]
    folders = [one for one in entries if NUMBER.fullmatch(one.name) and one.is_dir() and not one.is_symlink()]
    editions = [Edition(folder) for folder in folders]
    confirmed, faults = verify(editions, anchors)
    present = {edition.number for edition in editions}
    last = max(present | {number for number, _ in anchors}, default=0)
    faults |= {(number, "", "missing-edition") for number in range(1, last + 1) if number not in present}
    faults |= {(0, entry.name, "extra-file") for entry in entries if entry not in folders}
    return editions, confirmed, faults


def read_supplement(raw: bytes) -> dict[str, Any]:
    """Read a supplement; empty if it is none."""
    try:
        said: dict[str, Any] = json.loads(raw)
        counts = all(map(is_count, (said["edition"], said["number"], said["point"])))
        worded = all(said[name].strip() for name in ("open_point", "text", "decided_by", "decided_on"))
        sound = said["schema"] == "supplement/1" and counts and worded and is_sum(said["previous"])
        return said if sound and is_canonical(raw) else {}
    except ODD:
        return {}


def judge_supplements(edition: Edition, supplements: dict[int, bytes]) -> Iterator[tuple[int, str]]:
    """Hold the supplements of an edition, by number, against it and each other."""
    follows, completed = edition.manifest, set[int]()
    for number, raw in sorted(supplements.items()):
        said, before = read_supplement(raw), follows
        follows = hashlib.sha256(raw).hexdigest()
        if not said:
            yield number, "bad-supplement"
            continue
        if (said["edition"], said["number"]) != (edition.number, number):
            yield number, "wrong-number"
        if number - 1 in {0, *supplements} and said["previous"] != before:
            yield number, "wrong-previous"
        if edition.open_points.get(said["point"]) != said["open_point"]:
            yield number, "no-such-point"
        if said["point"] in completed:
            yield number, "point-completed-twice"
        completed.add(said["point"])
    yield from (
        (number, "missing-file") for number in range(1, max(supplements)) if number not in supplements
    )


def verify_supplements(folder: Path, editions: list[Edition]) -> tuple[dict[str, str], set[Fault]]:
    """Verify supplements beside editions; gives the seal of each by its file, and faults."""
    known, faults, seals = {edition.number: edition for edition in editions}, set[Fault](), dict[str, str]()
    found: dict[int, dict[int, bytes]] = {}
    for place in folder.iterdir():
        match = SUPPLEMENT.fullmatch(place.name)
        if match and place.is_file() and not place.is_symlink():
            raw = found.setdefault(int(match[1]), {})[int(match[2])] = place.read_bytes()
            seals[place.name] = hashlib.sha256(raw).hexdigest()
        elif not place.name.startswith("."):
            faults.add((0, place.name, "extra-file"))
    for number, supplements in found.items():
        if number in known:
            wrong = judge_supplements(known[number], supplements)
            faults |= {(number, f"{number:04d}-{one:02d}.json", what) for one, what in wrong}
        else:
            faults.add((number, "", "missing-edition"))
    return seals, faults


def read_anchors(path: Path) -> Anchors:
    """Read anchors from a file; raises ValueError on a line that is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [words for line in lines if (words := line.partition("#")[0].split())]
    if any(len(pair) != 2 or not NUMBER.fullmatch(pair[0]) or not is_sum(pair[1]) for pair in pairs):
        raise ValueError(f"not a file of anchors: {path}")
    return [(int(number), seal) for number, seal in pairs]


def main() -> int:
    """Verify what the command line names."""
    parser = argparse.ArgumentParser(description="Verify sealed editions.")
    parser.add_argument("folders", nargs="+", metavar="FOLDER", type=Path)
    parser.add_argument("--anchor", metavar="FILE", type=Path)
    parser.add_argument("--supplements", metavar="FOLDER", type=Path)
    given = parser.parse_args()
    try:
        anchors = read_anchors(given.anchor) if given.anchor else []
        alone = [folder for folder in given.folders if (folder / "manifest.json").exists()]
        editions = [Edition(folder) for folder in alone]
        confirmed, faults = verify(editions, anchors)
        for home in (folder for folder in given.folders if folder not in alone):
            more, anchored, wrong = verify_home(home, anchors)
            editions, confirmed, faults = editions + more, confirmed + anchored, faults | wrong
        seals, wrong = verify_supplements(given.supplements, editions) if given.supplements else ({}, set())
        faults |= wrong
    except (OSError, ValueError) as error:
        parser.error(str(error))
    for number, file, what in sorted(faults):
        print(f"{number} {file or '-'} {what}")
    for name, seal in sorted(seals.items()):
        print(f"supplement {name} {seal}")
    print(f"editions: {len(editions)}, anchored: {max(confirmed, default='none')}, faults: {len(faults)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
