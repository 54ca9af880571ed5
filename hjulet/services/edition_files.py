"""Editions as their pages show them: what was sealed and by whom, the files, and whether all is whole."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.timezone import localdate

from hjulet.documents.edition_folder import manifest_claims
from hjulet.domain.edition import MANIFEST, is_safe_path
from hjulet.domain.permission import Actor, Permission
from hjulet.services.editions import EditionFacts, find_edition, list_editions
from hjulet.services.errors import NotFoundError
from hjulet.services.people import people_names
from hjulet.services.supplements import OpenPoints, view_open_points
from hjulet.services.verification import Verified, verify


@dataclass(frozen=True, kw_only=True)
class EditionFile:
    """A file of an edition: its path within the folder, bytes, and control sum."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class EditionList:
    """The editions that the actor may see, the latest first; ``verified`` for whoever may verify."""

    editions: tuple[EditionFacts, ...]
    people: dict[str, str]
    verified: Verified | None


@dataclass(frozen=True, kw_only=True)
class EditionView:
    """One edition with its files; ``verified`` is about it alone, for whoever may verify."""

    facts: EditionFacts
    open_points: OpenPoints
    files: tuple[EditionFile, ...]
    sealed_by: str
    programs: dict[str, str]
    verified: Verified | None


def view_editions(*, by: Actor, at: datetime) -> EditionList:
    """List the editions, and verify the whole chain where the actor may."""
    return EditionList(
        editions=list_editions(by=by, at=at)[::-1],
        people=people_names(),
        verified=verify(by=by, at=at) if _may_verify(by, at) else None,
    )


def view_edition(number: int, *, by: Actor, at: datetime) -> EditionView:
    """Open an edition; raises NotFoundError."""
    facts = find_edition(number, by=by, at=at)
    manifest = facts.path / MANIFEST
    text = manifest.read_bytes() if manifest.is_file() else b""
    claims = manifest_claims(text)
    files = claims.files if claims else {}
    return EditionView(
        facts=facts,
        open_points=view_open_points(number, by=by, at=at),
        files=tuple(
            EditionFile(path=path, size=size, sha256=digest) for path, (size, digest) in files.items()
        ),
        sealed_by=people_names().get(facts.sealed_by, facts.sealed_by),
        programs=json.loads(text).get("programs", {}) if claims else {},
        verified=verify(edition=number, by=by, at=at) if _may_verify(by, at) else None,
    )


def edition_file(number: int, path: str, *, by: Actor, at: datetime) -> Path:
    """Find a file of an edition; raises NotFoundError for what does not lie in its folder."""
    place = find_edition(number, by=by, at=at).path / path
    if not is_safe_path(path) or place.is_symlink() or not place.is_file():
        raise NotFoundError(path)
    return place


def _may_verify(by: Actor, at: datetime) -> bool:
    return by.may_anywhere(Permission.VERIFY_EDITIONS, on=localdate(at))
