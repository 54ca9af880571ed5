"""Where threads hang, as addresses and marks: a row of a table, a figure, a text of a report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from hjulet.domain.figures import FigureRef
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor
from hjulet.domain.report import BulletList, Paragraph, Report, Row
from hjulet.domain.talk import MOST_FIGURES, Part, Spot
from hjulet.services.committee import UnitToDate
from hjulet.services.errors import NotFoundError
from hjulet.services.thread_reading import Mark, marks

KEY, FIGURES = "nyckel", "tal"
WORDS = {"tal": Part.FIGURE, "rad": Part.ROW, "text": Part.TEXT}
"""Words of addresses -> what a thread is about."""

_IN_ADDRESS = {part: word for word, part in WORDS.items()}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A spot as pages point at it; ``figures`` are the other references of a row."""

    spot: Spot
    figures: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """Give the address where one reads and writes about it."""
        return self._address("spot")

    @property
    def note_href(self) -> str:
        """Give the address that one's own note on it is sent to."""
        return self._address("own-note")

    @property
    def keys(self) -> tuple[str, ...]:
        """List the keys whose threads are shown with it."""
        return (self.spot.key, *self.figures)

    def _address(self, name: str) -> str:
        query = QueryDict(mutable=True)
        query[KEY] = self.spot.key
        query.setlist(FIGURES, list(self.figures))
        return f"{reverse(name, args=[_IN_ADDRESS[self.spot.part]])}?{query.urlencode()}"


@dataclass(frozen=True, kw_only=True)
class TalkMark:
    """A mark at a row or a text: how much is said there, in words, and where it is read.

    ``is_worded``: the words stand on the page, as there is room for them beside a text.
    """

    href: str
    remarks: int
    unread: int
    words: str
    is_worded: bool


def asked_place(word: str, query: QueryDict) -> Place:
    """Read which spot an address is about; raises NotFoundError for none."""
    key, figures = query.get(KEY, ""), query.getlist(FIGURES)
    if word not in WORDS or not key or len(key) > 300 or len(figures) > MOST_FIGURES:
        raise NotFoundError(word)
    return Place(spot=Spot(part=WORDS[word], key=key), figures=tuple(figures))


def figure_place(ref: FigureRef) -> Place:
    """Point at a figure; a cell is the figure in it."""
    return Place(spot=Spot(part=Part.FIGURE, key=str(ref)))


def text_place(kind: str, unit: str, period: str, section: str) -> Place:
    """Point at a text of a report."""
    return Place(spot=Spot(part=Part.TEXT, key=f"{kind} {unit} {period} {section}"))


def row_place(row: Row, period: Period) -> Place | None:
    """Point at a row, known by its outcome of the page's period, else by its first figure; None without any.

    So the same row of a unit's page and of its report is one spot. A row of an indicator is none: it is no
    unit's.
    """
    refs = [cell.figure for cell in row.cells.values() if cell.figure and not cell.figure.get("id")]
    return figures_place(refs, period) if refs else None


def figures_place(refs: Sequence[FigureRef], period: Period) -> Place:
    """Point at the row of some figures, at least one."""
    own = (ref for ref in refs if ref.get("period") == str(period) and not ref.get("version"))
    leading = next(own, refs[0])
    others = tuple(str(ref) for ref in refs if ref != leading)[: MOST_FIGURES - 1]
    return Place(spot=Spot(part=Part.ROW, key=str(leading)), figures=others)


def row_marks(rows: Iterable[Row], period: Period, *, by: Actor, at: datetime) -> dict[str, TalkMark]:
    """Make the marks of a table's rows, by the rows' ids; none for whoever reads no threads."""
    named = ((row, row_place(row, period)) for row in rows)
    return _marks({row.id: (place, row.label) for row, place in named if place}, by=by, at=at)


def unit_marks(rows: Iterable[UnitToDate], period: Period, *, by: Actor, at: datetime) -> dict[str, TalkMark]:
    """Make the marks of units' rows, by the units' codes."""
    named = {
        row.unit.code: (figures_place([row.outcome, row.budget, row.variance], period), row.unit.name)
        for row in rows
    }
    return _marks(named, by=by, at=at)


def report_marks(shown: Report, *, by: Actor, at: datetime) -> dict[str, Markup]:
    """Make the marks of a report's rows and texts, by the ids that its page gives them."""
    places: dict[str, tuple[Place, str]] = {}
    for table in shown.tables:
        for row in table.rows:
            if place := row_place(row, shown.period):
                places[f"{table.id}.{row.id}"] = (place, row.label)
    seen: set[str] = set()
    for block in shown.blocks:
        if isinstance(block, Paragraph | BulletList) and block.section and block.section not in seen:
            seen.add(block.section)
            place = text_place(shown.kind, shown.unit, str(shown.period), block.section)
            places[block.id] = (place, _("texten"))
    return {
        id: Markup(render_to_string("_parts/talk_mark.html", {"mark": mark}))  # noqa: S704 -- a template's
        for id, mark in _marks(places, by=by, at=at).items()
    }


def _marks(places: Mapping[str, tuple[Place, str]], *, by: Actor, at: datetime) -> dict[str, TalkMark]:
    counted = marks({id: place.keys for id, (place, _label) in places.items()}, by=by, at=at)
    return {
        id: TalkMark(
            href=places[id][0].href,
            remarks=mark.remarks,
            unread=mark.unread,
            words=_words(mark, places[id][1]),
            is_worded=places[id][0].spot.part is Part.TEXT,
        )
        for id, mark in counted.items()
    }


def _words(mark: Mark, about: str) -> str:
    """Say what a mark means: ``2 inlägg om Personal, något nytt``.

    What is new may be more than remarks, so it is not counted beside them.
    """
    if not mark.remarks:
        begin, news = _("Starta ett samtal om {about}"), _("Något nytt i samtal om {about}")
        return (news if mark.unread else begin).format(about=about)
    said = ngettext("{count} inlägg om {about}", "{count} inlägg om {about}", mark.remarks)
    words = said.format(count=mark.remarks, about=about)
    return f"{words}, {_('något nytt')}" if mark.unread else words
