"""Where threads and notes hang: what a spot is about now, and who may talk there.

The unit of the spot decides, as it stood in the spot's period. A unit that a re-organisation has taken away
is judged as it was known when the thread began, so that nothing that was said is lost with it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.timezone import localdate

from hjulet.domain.figures import Figure, FigureRef, ReferenceFault
from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import Organisation, OrganisationView
from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.domain.permission import Actor, Permission, Place
from hjulet.domain.reports.chapters import Slot
from hjulet.domain.reports.places import goal_of
from hjulet.domain.reports.template import Template
from hjulet.domain.talk import MOST_FIGURES, Part, Spot
from hjulet.services.access import organisation, place_in
from hjulet.services.decided import decision_on
from hjulet.services.drafts import commented
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import Books, open_books, permission_of
from hjulet.services.snapshots import find_snapshot
from hjulet.services.tables import figure_labels
from hjulet.services.templates import template_of
from hjulet.services.text_place import TextPlace
from hjulet.store.goals import load_goals
from hjulet.texts.chapters import SLOTS, place_words
from hjulet.texts.reports import owned


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a spot is about. ``refs`` are the figures it shows, its own first; ``place`` is of a text.

    ``view`` is the organisation that it is judged by. ``is_gone``: the latest snapshot does not know it.
    ``also`` is what one must be allowed beside reading remarks, by unit.
    """

    spot: Spot
    unit: str
    period: Period
    view: OrganisationView
    refs: tuple[FigureRef, ...] = ()
    place: TextPlace | None = None
    also: frozenset[tuple[Permission, str]] = frozenset()
    is_gone: bool = False

    @property
    def unit_name(self) -> str:
        """Name the unit as it was called then."""
        return self.view.units[self.unit].name if self.unit in self.view else self.unit

    @property
    def is_shut(self) -> bool:
        """Tell whether it is a text of a report that is decided: then it is only read."""
        if self.place is None:
            return False
        found = decision_on(self.place.kind, self.place.unit, self.place.period)
        return found is not None and found.is_shut

    def allows(self, permission: Permission, *, by: Actor, at: datetime) -> bool:
        """Tell whether the actor may do something here, and see the figures that it is about."""
        on = localdate(at)
        return all(
            unit in self.view and by.may(needed, place=self._places[unit], on=on)
            for needed, unit in ((permission, self.unit), *self.also)
        )

    @cached_property
    def _places(self) -> dict[str, Place]:
        """Find once what the units are part of: everybody who might be named is asked about."""
        return {unit: place_in(self.view, unit) for unit in {self.unit, *(unit for _, unit in self.also)}}


class Ground:
    """What spots stand on: the books of the latest snapshot, and the organisation of earlier ones."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._organisations: dict[int, Organisation] = {}
        self._templates: dict[tuple[str, int], Template] = {}

    @cached_property
    def books(self) -> Books:
        """Open the latest snapshot once."""
        return open_books()

    @cached_property
    def _goals(self) -> GoalNetwork:
        """Load the goals once, as the snapshot knows them."""
        return load_goals(at=self.books.snapshot.known_at)

    def new(self, spot: Spot, figures: Iterable[str] = ()) -> Subject:
        """Find a spot that somebody points at; its key comes back in its canonical form.

        ``figures`` are more references of a row. Raises NotFoundError for what is not there.
        """
        try:
            found = self._text(spot) if spot.part is Part.TEXT else self._row(spot, tuple(figures))
        except (ReferenceFault, NotAPeriod, RefusedError, ValueError) as fault:
            raise NotFoundError(spot.key) from fault
        if found.is_gone or not found.unit:
            raise NotFoundError(spot.key)
        return found

    def kept(self, spot: Spot, *, figures: Collection[str], unit: str, snapshot: int) -> Subject:
        """Find the spot of something that was written; one that is gone, as it was when it was written."""
        try:
            found = self._text(spot) if spot.part is Part.TEXT else self._row(spot, tuple(figures))
        except (ReferenceFault, NotFoundError, RefusedError):
            found = None
        if found is not None and not found.is_gone:
            return found
        return Subject(
            spot=spot,
            unit=unit,
            period=_period_of(spot),
            view=self._organisation(snapshot).as_of(_period_of(spot).last_day),
            place=text_place(spot) if spot.part is Part.TEXT else None,
            also=found.also if found else _needed(spot, figures, unit),
            is_gone=True,
        )

    def labels(self, subjects: Iterable[Subject], *, language: str) -> dict[Spot, str]:
        """Name spots in words: a figure or a row by its figure, a text by its report and heading."""
        return {each.spot: self._label(each, language) for each in subjects}

    def values(self, refs: Iterable[FigureRef]) -> Mapping[FigureRef, Figure]:
        """Resolve figures, all at once."""
        wanted = sorted(set(refs))
        return self.books.resolve(wanted) if wanted else {}

    def _organisation(self, snapshot: int) -> Organisation:
        """Load what a snapshot knew of the organisation, once."""
        if snapshot not in self._organisations:
            known_at = find_snapshot(snapshot).known_at
            self._organisations[snapshot] = organisation(known_at=known_at)
        return self._organisations[snapshot]

    def _template(self, kind: str, year: int) -> Template:
        """Read a template once; raises RefusedError as ``template_of``."""
        if (kind, year) not in self._templates:
            self._templates[kind, year] = template_of(kind, year)
        return self._templates[kind, year]

    def _row(self, spot: Spot, figures: tuple[str, ...]) -> Subject:
        own = REGISTRY.parse(spot.key)
        refs = tuple(dict.fromkeys((own, *(REGISTRY.parse(text) for text in figures))))[:MOST_FIGURES]
        unit, view = self.books.unit_behind(own), self.books.view_of(own)
        return Subject(
            spot=Spot(part=spot.part, key=str(own)),
            unit=unit,
            period=parse_period(own.get("period")),
            view=view,
            refs=refs,
            also=frozenset((permission_of(ref), self.books.unit_behind(ref)) for ref in refs),
            is_gone=unit not in view,
        )

    def _text(self, spot: Spot) -> Subject:
        place = text_place(spot)
        view = self.books.view(place.period)
        row, template = commented(place.section), self._template(place.kind, place.period.year)
        has_place = template.suits(place.period) and template.has_place(place.section)
        return Subject(
            spot=Spot(part=Part.TEXT, key=place.key),
            unit=row if row in view else place.unit,
            period=place.period,
            view=view,
            place=place,
            is_gone=not has_place or place.unit not in view.above(row if row in view else place.unit),
        )

    def _label(self, subject: Subject, language: str) -> str:
        try:
            if subject.spot.part is Part.TEXT:
                return self._text_label(subject, language)
            own = REGISTRY.parse(subject.spot.key)
        except (ReferenceFault, RefusedError):  # a kind of figure or report that is no more
            return subject.spot.key
        names = self.books.names_of([own])
        return figure_labels([own], view=subject.view, registered=names, language=language)[own]

    def _text_label(self, subject: Subject, language: str) -> str:
        """Name a text by the unit, project or goal that it is of, else by its heading, and by its report."""
        place, units = text_place(subject.spot), subject.view.units
        template, row = self._template(place.kind, place.period.year), commented(place.section)
        heading = template.heading_over(place.section.partition(".")[0], language=language)
        body = units[place.unit].name if place.unit in units else place.unit
        project = self.books.registered.names.get(("project", row))
        named = units[row].name if row in units else project
        part = named or self._goal_label(place, row, language) or heading
        title = owned(template.title_in(language), body, language=language)
        return f"{part}, {title}" if part else title

    def _goal_label(self, place: TextPlace, row: str, language: str) -> str:
        """Name a text of a chapter by its goal and what it says of it; empty for another text."""
        structure, key, slot = goal_of(row)
        if slot not in SLOTS:
            return ""
        in_force = self._goals.in_force(place.period.last_day)
        ref = Ref(structure or (in_force.key if in_force else ""), key)
        if ref not in self._goals:
            return ""
        return place_words(self._goals[ref].titled, Slot(slot), language=language)


def _needed(spot: Spot, figures: Collection[str], unit: str) -> frozenset[tuple[Permission, str]]:
    """Tell what it takes to see the figures of a spot that can be read no more."""
    if spot.part is Part.TEXT:
        return frozenset()
    return frozenset((_needed_for(text), unit) for text in (spot.key, *figures))


def _needed_for(text: str) -> Permission:
    """Tell what it takes to see a figure; one that can be read no more may have been of the staff."""
    try:
        return permission_of(REGISTRY.parse(text))
    except ReferenceFault:
        return Permission.VIEW_STAFF


def text_place(spot: Spot) -> TextPlace:
    """Read a text's place from its key; raises ValueError for another key."""
    kind, unit, period, section = spot.key.split(" ")
    return TextPlace(kind, unit, parse_period(period), section)


def _period_of(spot: Spot) -> Period:
    """Tell the period of a key that was once known."""
    if spot.part is Part.TEXT:
        return text_place(spot).period
    words = dict(word.partition("=")[::2] for word in spot.key.split()[1:])
    return parse_period(words["period"])
