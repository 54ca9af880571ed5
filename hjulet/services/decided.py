"""A report that is decided: its texts are nobody's to write until it is opened for a new edition (DOMAIN 20).

What was sealed is never changed. Whoever seals a body's reports may say why one is to be written anew; the
edition stays as it is, and the next sealing makes the one that follows it; where nothing was written, it
shuts the report again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from django.db import IntegrityError, transaction

from hjulet.domain.period import Period
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Problem, Severity
from hjulet.services.changes import audit
from hjulet.services.errors import DecidedError, NotFoundError
from hjulet.services.sealing import require_sealer
from hjulet.store.lock import hold
from hjulet.store.models import Edition, Reopening


class _Sealed(Protocol):
    """An edition, by what tells whether it was decided or sent for comment."""

    @property
    def referral(self) -> str: ...


_Edition = TypeVar("_Edition", bound=_Sealed)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a report was last decided as, and why it was opened: ``reason`` is empty while it is shut."""

    number: int
    title: str
    decision: str
    sealed_at: datetime
    reason: str

    @property
    def is_shut(self) -> bool:
        """Tell whether the report's texts are nobody's to write."""
        return not self.reason


def decision_on(kind: str, unit: str, period: Period) -> Decision | None:
    """Find what a report was last decided as, for a service that has asked for permission; None if never.

    What was sent for comment is no decision: its texts are written on.
    """
    row = last_edition(kind, unit, period, is_referral=False)
    if row is None:
        return None
    opened = Reopening.objects.filter(edition=row).first()
    return Decision(
        number=row.number,
        title=row.title,
        decision=row.decision,
        sealed_at=row.sealed_at,
        reason=opened.reason if opened else "",
    )


def hold_texts(kind: str, unit: str, period: Period) -> None:
    """Hold a report's texts until the transaction ends: none is saved while it is sealed, and none after."""
    hold(f"texts {kind} {unit} {period}")


def shut_again(number: int, *, by: Actor, at: datetime) -> None:
    """Shut a report that was opened after an edition, and is decided as it was."""
    for opened in Reopening.objects.filter(edition_id=number).select_related("edition"):
        opened.delete()
        about = f"{opened.edition.kind} {opened.edition.unit} {opened.edition.period}"
        audit("shut-report", about, by=by, at=at, edition=number)


def require_undecided(kind: str, unit: str, period: Period) -> None:
    """Refuse to write in a report that is decided; raises DecidedError."""
    found = decision_on(kind, unit, period)
    if found is not None and found.is_shut:
        raise DecidedError(
            [Problem(code="report-decided", severity=Severity.ERROR, params={"edition": str(found.number)})]
        )


def find_decision(kind: str, unit: str, period: Period, *, by: Actor, at: datetime) -> Decision:
    """Find the decision that the actor may open again; raises NotFoundError, also where it is open."""
    require_sealer(kind, unit, period, by=by, at=at)
    found = decision_on(kind, unit, period)
    if found is None or not found.is_shut:
        raise NotFoundError(unit)
    return found


def reopen(kind: str, unit: str, period: Period, *, reason: str, by: Actor, at: datetime) -> None:
    """Open a decided report for a new edition. Raises as ``find_decision`` does."""
    number = find_decision(kind, unit, period, by=by, at=at).number
    try:
        with transaction.atomic():
            Reopening.objects.create(edition_id=number, reason=reason, opened_by=by.id, opened_at=at)
            audit("reopen-report", f"{kind} {unit} {period}", by=by, at=at, edition=number, reason=reason)
    except IntegrityError as already:  # two at once: it is open
        raise NotFoundError(number) from already


def out_for_comment(editions: Sequence[_Edition], *, is_shut: bool) -> _Edition | None:
    """Give the edition of a report that is out for comment: its latest one, while the report is not shut.

    ``editions`` are those of the report, in the order of the chain.
    """
    latest = editions[-1] if editions and not is_shut else None
    return latest if latest is not None and latest.referral else None


def last_edition(kind: str, unit: str, period: Period, *, is_referral: bool) -> Edition | None:
    """Find the edition that a report was last decided as, or that it was last sent for comment as."""
    same = Edition.objects.filter(kind=kind, unit=unit, period=str(period))
    return (same.exclude(referral="") if is_referral else same.filter(referral="")).last()
