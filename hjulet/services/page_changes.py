"""What changed on a page since a moment: rows of the ledger, texts and remarks, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from hjulet.domain.ledger import Dimension, GroupSum, LedgerFilter
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.statement import STATEMENT_ROWS, SUM_ROWS, UNMAPPED
from hjulet.domain.talk import EntryKind, Part, Spot
from hjulet.services.drafts import commented
from hjulet.services.figures import Books, open_books
from hjulet.services.spots import Ground
from hjulet.services.text_place import NOUN
from hjulet.services.threads import subject_of
from hjulet.store.models import ReportText, Revision, Thread, ThreadEntry

LINES = (*(line for line in STATEMENT_ROWS if line not in SUM_ROWS), UNMAPPED)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of figures: a unit's own, or with ``kind`` a report of it."""

    unit: str
    period: Period
    kind: str = ""

    @property
    def key(self) -> str:
        """Name the page for one's visits: a unit's is the same whatever period it shows."""
        return f"report {self.kind} {self.unit} {self.period}" if self.kind else f"unit {self.unit}"


@dataclass(frozen=True, kw_only=True)
class ChangedLine:
    """A line of the statement that moved: how many more rows it has, and by how much (kronor, its sign)."""

    line: str
    rows: int
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class ChangedText:
    """A text of a report that somebody else has written in; ``label`` names it.

    ``is_comment`` tells that the report is of a body above the page's unit: then its comment is all of it
    that the reader may be sure to see.
    """

    spot: Spot
    kind: str
    unit: str
    period: str
    section: str
    label: str
    is_comment: bool


@dataclass(frozen=True, kw_only=True)
class ChangedThread:
    """A thread with new entries, and how many."""

    id: int
    label: str
    entries: int


@dataclass(frozen=True, kw_only=True)
class Since:
    """What has changed since ``at``: None where one has not been here before."""

    at: datetime | None
    lines: tuple[ChangedLine, ...] = ()
    texts: tuple[ChangedText, ...] = ()
    threads: tuple[ChangedThread, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is new."""
        return not (self.lines or self.texts or self.threads)

    @property
    def rows(self) -> int:
        """Count the rows of the ledger that came."""
        return sum(line.rows for line in self.lines if line.rows > 0)

    @property
    def entries(self) -> int:
        """Count the new entries of threads."""
        return sum(thread.entries for thread in self.threads)


def changes_on(
    page: Page,
    books: Books,
    *,
    then: datetime,
    snapshot: int,
    language: str,
    by: Actor,
    at: datetime,
) -> Since:
    """Tell what has changed on a page since a moment when a snapshot was the latest.

    To a service that has asked for permission to the page; what is not the actor's to read is left out.
    """
    teller = _Teller(page, books, then, language=language, by=by, at=at)
    return Since(at=then, lines=teller.lines(snapshot), texts=teller.texts(), threads=teller.threads())


class _Teller:
    """Finds what is new on one page for one person."""

    def __init__(
        self, page: Page, books: Books, then: datetime, *, language: str, by: Actor, at: datetime
    ) -> None:
        self.page, self.books, self.then = page, books, then
        self.language, self.by, self.at = language, by, at
        self.ground = Ground()
        self.units = frozenset(books.subtree(page.unit, page.period))

    def lines(self, snapshot: int) -> tuple[ChangedLine, ...]:
        """Compare the lines of the unit with those of an earlier snapshot, in the order of the statement."""
        earlier = open_books(snapshot)
        mappings = {books.snapshot.mapping_id for books in (earlier, self.books)}
        if set(earlier.batches) == set(self.books.batches) and len(mappings) == 1:
            return ()
        was, now = (self._sums(books) for books in (earlier, self.books))
        nothing = GroupSum(keys=(), amount=Decimal(0), balance=Decimal(0), rows=0)
        pairs = {line: (was.get(line, nothing), now.get(line, nothing)) for line in LINES}
        return tuple(
            ChangedLine(line=line, rows=after.rows - before.rows, amount=after.amount - before.amount)
            for line, (before, after) in pairs.items()
            if (before.amount, before.rows) != (after.amount, after.rows)
        )

    def texts(self) -> tuple[ChangedText, ...]:
        """Find the texts of the unit and those below it, or of the report, that others have written in."""
        saved = ReportText.objects.filter(saved_at__gt=self.then)
        if self.page.kind:
            saved = saved.filter(kind=self.page.kind, unit=self.page.unit, period=str(self.page.period))
        rows = [row for row in saved if not self.units.isdisjoint({row.unit, commented(row.section)})]
        spots = {
            row: Spot(part=Part.TEXT, key=f"{row.kind} {row.unit} {row.period} {row.section}") for row in rows
        }
        others = set(
            Revision.objects.filter(
                noun=NOUN, object_id__in=[spot.key for spot in spots.values()], at__gt=self.then
            )
            .exclude(actor=self.by.id)
            .values_list("object_id", flat=True)
        )
        labels = self._labels(spots)
        return tuple(
            ChangedText(
                spot=spot,
                kind=row.kind,
                unit=row.unit,
                period=row.period,
                section=row.section,
                label=labels[spot],
                is_comment=row.unit not in self.units,
            )
            for row, spot in spots.items()
            if spot.key in others and spot in labels
        )

    def threads(self) -> tuple[ChangedThread, ...]:
        """Find the threads of the unit and those below it, or on the report's texts, with new entries."""
        own = Q(unit__in=self.units)
        if self.page.kind:
            own |= Q(part=Part.TEXT, key__startswith=f"{self.page.kind} {self.page.unit} {self.page.period} ")
        rows = {row.pk: row for row in Thread.objects.filter(own, last_at__gt=self.then)}
        counts: dict[int, int] = {}
        new = ThreadEntry.objects.filter(
            thread__in=rows, at__gt=self.then, kind__in=(EntryKind.SAID, EntryKind.CHANGED)
        )
        for number in new.exclude(author=self.by.id).values_list("thread_id", flat=True):
            counts[number] = counts.get(number, 0) + 1
        subjects = {number: subject_of(rows[number], self.ground) for number in counts}
        seen = {
            number: subject
            for number, subject in subjects.items()
            if subject.allows(Permission.READ_REMARKS, by=self.by, at=self.at)
        }
        labels = self.ground.labels(seen.values(), language=self.language)
        return tuple(
            ChangedThread(id=number, label=labels[subject.spot], entries=counts[number])
            for number, subject in seen.items()
        )

    def _sums(self, books: Books) -> Mapping[str, GroupSum]:
        where = LedgerFilter(
            first_month=self.page.period.first_month,
            last_month=self.page.period.last_month,
            units=tuple(sorted(self.units)),
        )
        return {each.keys[0]: each for each in books.ledger.sums(where, by=(Dimension.LINE,))}

    def _labels(self, spots: Mapping[ReportText, Spot]) -> Mapping[Spot, str]:
        """Name the texts that still have their place."""
        subjects = (
            self.ground.kept(spot, figures=(), unit=row.unit, snapshot=self.books.number)
            for row, spot in spots.items()
        )
        alive = [one for one in subjects if not one.is_gone]
        return self.ground.labels(alive, language=self.language)
