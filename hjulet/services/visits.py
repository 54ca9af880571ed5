"""When somebody was last on a page of figures.

A page is marked as seen by the browser after it was shown, never by the reading itself (ADR 0044). Pages that
are seen within an hour are one visit, so that a page that is loaded again still tells what was new.
"""

from datetime import datetime, timedelta

from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require
from hjulet.services.figures import Books, open_books
from hjulet.services.page_changes import Page, Since, changes_on
from hjulet.store.models import PageVisit

SITTING = timedelta(hours=1)
"""Visits that lie closer than this are one."""


def record_visit(page: Page, *, shown_at: datetime, snapshot: int, by: Actor, at: datetime) -> None:
    """Mark a page as seen as it was shown, with what was known then; what has come since is still new.

    Raises NotFoundError for a page that is not the actor's.
    """
    books = open_books()
    _require(page, books, by=by, at=at)
    seen = min(shown_at, at)
    now = {"seen_at": seen, "seen_snapshot": min(snapshot, books.number)}
    row, is_first = PageVisit.objects.get_or_create(person=by.id, page=page.key, defaults=now)
    if is_first or row.seen_at >= seen:
        return
    before = {}
    if seen - row.seen_at > SITTING:
        before = {"before_at": row.seen_at, "before_snapshot": row.seen_snapshot}
    PageVisit.objects.filter(pk=row.pk, seen_at=row.seen_at).update(**now, **before)


def since_last_visit(page: Page, *, language: str, by: Actor, at: datetime) -> Since:
    """Tell what has changed since the actor's last visit. Raises NotFoundError as ``record_visit``."""
    books = open_books()
    _require(page, books, by=by, at=at)
    row = PageVisit.objects.filter(person=by.id, page=page.key).first()
    if row is None:
        return Since(at=None)
    then, snapshot = (
        (row.seen_at, row.seen_snapshot)
        if at - row.seen_at > SITTING
        else (row.before_at, row.before_snapshot)
    )
    if then is None or snapshot is None:
        return Since(at=None)
    return changes_on(page, books, then=then, snapshot=snapshot, language=language, by=by, at=at)


def _require(page: Page, books: Books, *, by: Actor, at: datetime) -> None:
    require(Permission.VIEW_FIGURES, page.unit, by=by, at=at, view=books.view(page.period))
