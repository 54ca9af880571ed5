"""Sealed editions as they are listed and shown, in the order of their chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from hjulet.domain.edition import folder_name
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, organisation
from hjulet.services.errors import NotFoundError
from hjulet.store.models import Edition


@dataclass(frozen=True, kw_only=True)
class EditionFacts:
    """An edition as it is listed and shown. ``seal`` is 64 hex digits; ``path`` its folder.

    ``referral`` says to whom it was sent for comment; it is empty for what is decided. ``replaces`` is the
    number of the same report's edition that it stands in for, ``replaced_by`` of its latest one: a decision
    is replaced by decisions only.
    """

    number: int
    kind: str
    unit: str
    period: str
    language: str
    title: str
    decision: str
    referral: str
    open_points: tuple[str, ...]
    snapshot: int
    seal: str
    previous: str | None
    replaces: int | None
    replaced_by: int | None
    path: Path
    sealed_by: str
    sealed_at: datetime

    @property
    def name(self) -> str:
        """Name the edition as its folder is named."""
        return folder_name(self.number)


def editions_root() -> Path:
    """Tell where the editions lie in the home."""
    root: Path = settings.HJULET_HOME / "editions"
    root.mkdir(parents=True, exist_ok=True)
    return root


def list_editions(*, by: Actor, at: datetime) -> tuple[EditionFacts, ...]:
    """List the editions of units that the actor may see, in the order of the chain."""
    structure, rows = organisation(), chain()
    return tuple(
        facts_of(row, rows)
        for row in rows
        if may(
            Permission.VIEW_FIGURES,
            row.unit,
            by=by,
            at=at,
            view=structure.as_of(parse_period(row.period).last_day),
        )
    )


def editions_of(
    kind: str, unit: str, period: Period, *, view: OrganisationView, by: Actor, at: datetime
) -> tuple[EditionFacts, ...]:
    """List the editions of one report; empty also where they are not the actor's to see.

    ``view`` is the organisation of the period's end, as it is known now.
    """
    if not may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view):
        return ()
    rows, report = chain(), (kind, unit, str(period))
    return tuple(facts_of(row, rows) for row in rows if report_of(row) == report)


def find_edition(number: int, *, by: Actor, at: datetime) -> EditionFacts:
    """Find an edition; raises NotFoundError for one that does not exist or is not the actor's."""
    found = next((edition for edition in list_editions(by=by, at=at) if edition.number == number), None)
    if found is None:
        raise NotFoundError(number)
    return found


def chain() -> list[Edition]:
    """List all editions by number, without what they were made from."""
    return list(Edition.objects.defer("made_from"))


def facts_of(row: Edition, rows: Sequence[Edition]) -> EditionFacts:
    """Tell what an edition is among all of the chain."""
    same = [one for one in rows if report_of(one) == report_of(row)]
    later = [one.number for one in same if one.number > row.number and (row.referral or not one.referral)]
    return EditionFacts(
        number=row.number,
        kind=row.kind,
        unit=row.unit,
        period=row.period,
        language=row.language,
        title=row.title,
        decision=row.decision,
        referral=row.referral,
        open_points=tuple(row.open_points),
        snapshot=row.snapshot_id,
        seal=row.seal,
        previous=next((one.seal for one in rows if one.number == row.number - 1), None),
        replaces=replaced([one for one in same if one.number < row.number], referral=row.referral),
        replaced_by=max(later, default=None),
        path=editions_root() / row.folder,
        sealed_by=row.sealed_by,
        sealed_at=row.sealed_at,
    )


def report_of(edition: Edition) -> tuple[str, str, str]:
    """Tell which report an edition is of: its kind, unit and period."""
    return edition.kind, edition.unit, edition.period


def replaced(earlier: Sequence[Edition], *, referral: str) -> int | None:
    """Tell which of a report's earlier editions a new one stands in for.

    A decision stands in for the decision before it, and the first one for what was sent; what is sent, for
    what was sent alone.
    """
    sent = [one.number for one in earlier if one.referral]
    decided = [one.number for one in earlier if not one.referral]
    return max(sent if referral else decided or sent, default=None)
