"""What a file would change, in words: how many vouchers, which lines move, and the first vouchers."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.ledger import Change, VoucherChange
from hjulet.domain.numbers import format_number
from hjulet.services.line_moves import Changes
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import LINES
from hjulet.web.ledger_words import months_words
from hjulet.web.words import language

SHOWN = 50
"""Lines and vouchers that a page shows; the largest, or first, of them."""


@dataclass(frozen=True, kw_only=True)
class MoveRow:
    """A line that moves, with its words; kronor with the statement's sign."""

    unit: str
    line: str
    months: str
    before: Decimal
    after: Decimal
    difference: Decimal


@dataclass(frozen=True, kw_only=True)
class VoucherRow:
    """A voucher that is new, changed or removed, with its words; sums of absolute amounts."""

    change: str
    voucher: VoucherChange


@dataclass(frozen=True, kw_only=True)
class ChangesShown:
    """What a file would change, as a page shows it; ``more`` lines are left out."""

    counts: str
    moves: tuple[MoveRow, ...]
    more: int
    vouchers: tuple[VoucherRow, ...]
    is_empty: bool


def changes_words(changes: Changes) -> ChangesShown:
    """Word what a file would change."""
    return ChangesShown(
        counts=", ".join(_counts(changes)),
        moves=tuple(
            MoveRow(
                unit=changes.units.get(move.unit) or _line(move.unit),
                line=_line(move.line),
                months=months_words(move.months),
                before=move.before,
                after=move.after,
                difference=move.difference,
            )
            for move in changes.moves[:SHOWN]
        ),
        more=max(0, len(changes.moves) - SHOWN),
        vouchers=tuple(
            VoucherRow(change=_change(one.change), voucher=one) for one in _altered(changes)[:SHOWN]
        ),
        is_empty=changes.is_empty,
    )


def _altered(changes: Changes) -> list[VoucherChange]:
    """List the vouchers that the ledger has and that would be others, or gone."""
    return [one for one in changes.vouchers if one.change is not Change.NEW]


def _counts(changes: Changes) -> Iterator[str]:
    new, changed, removed = (
        changes.counts.get(change, 0) for change in (Change.NEW, Change.CHANGED, Change.REMOVED)
    )
    yield ngettext("{n} nytt verifikat", "{n} nya verifikat", new).format(n=format_number(Decimal(new)))
    yield ngettext("{n} ändrat", "{n} ändrade", changed).format(n=format_number(Decimal(changed)))
    yield ngettext("{n} borttaget", "{n} borttagna", removed).format(n=format_number(Decimal(removed)))


def _change(change: Change) -> str:
    words = {Change.NEW: _("Nytt"), Change.CHANGED: _("Ändrat"), Change.REMOVED: _("Borttaget")}
    return words[change]


def _line(line: str) -> str:
    return translate(LINES[line], language=language()) if line in LINES else line
