"""The organisation: as of a day, a unit over time, and as files that can be changed and read in again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet_cells import XLSX
from hjulet.domain.organisation import OrgLink, OrgUnit, Succession
from hjulet.domain.organisation_changes import Change
from hjulet.domain.validity import Validity
from hjulet.services.errors import NotFoundError
from hjulet.services.organisation_page import (
    CSV_FILES,
    TEMPLATE,
    WORKBOOK,
    OrganisationPage,
    UnitHistory,
    UnitLine,
    organisation_file,
    show_organisation,
    unit_history,
)
from hjulet.texts.catalogue import translate
from hjulet.texts.organisation import (
    TABLES,
    ChangeWords,
    change_words,
    kind_label,
    span_words,
    structure_label,
)
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, with_query
from hjulet.web.words import language

DAY = "dag"
SHOWN_DAYS = 6
"""Days of change that the page offers; any other can be written."""

LEVELS = 6
"""Steps of indent; what lies deeper stands as far in as these."""


@dataclass(frozen=True, kw_only=True)
class LineWords:
    """A unit of a tree in words."""

    line: UnitLine
    level: int
    kind: str
    when: str
    serves: str
    follows: str


def organisation(request: ActorRequest) -> HttpResponse:
    """Show both structures as of a day, and what is known to change after it."""
    found = show_organisation(_day(request), by=request.actor, at=timezone.now())
    places = {
        "page": found,
        "trees": [
            (structure_label(structure, language=language()), [_line_words(line, found) for line in lines])
            for structure, lines in found.trees
        ],
        "coming": said_changes(found.coming, found.names),
        "days": found.days[:SHOWN_DAYS],
        "workbook": WORKBOOK,
        "template": TEMPLATE,
        "csv_files": [
            (file, translate(TABLES[table], language=language())) for file, table in CSV_FILES.items()
        ],
    }
    return render(request, "organisation/page.html", places)


def history(request: ActorRequest, unit: str) -> HttpResponse:
    """Show a unit's names, places and relations over time."""
    found = unit_history(unit, by=request.actor, at=timezone.now())
    named = [_named_words(each) for each in found.named]
    placed = [_place_words(link, found.names) for link in found.places]
    related = [
        *_spans(_("Betjänar"), found.serves, found.names),
        *_spans(_("Betjänas av"), found.served_by, found.names),
        *_successions(found.predecessors, found.successors, found.names),
    ]
    tables = (
        (_("Namn"), (_("Namn"), _("Slag"), _("Kommunbidrag")), named),
        (_("Plats"), (_("Struktur"), _("Under")), placed),
        (_("Betjänar och efterträder"), (_("Vad"), _("Enhet")), related),
    )
    places = {
        "unit": found,
        "economy": _economy(found),
        "tables": [table for table in tables if table[-1]],
    }
    return render(request, "organisation/unit.html", places)


def file(request: ActorRequest, name: str) -> HttpResponse:
    """Give the organisation, or the template of one, as a file."""
    data = organisation_file(name, language=language(), by=request.actor, at=timezone.now())
    kind = XLSX if name.endswith(".xlsx") else "text/csv; charset=utf-8"
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def said_changes(changes: Iterable[Change], names: Mapping[str, str]) -> list[ChangeWords]:
    """Say changes in the words of the page's language."""
    return [change_words(change, names, language=language()) for change in changes]


def _day(request: ActorRequest) -> date | None:
    """Read the day of an address; None without one. Raises NotFoundError for what is none."""
    text = request.GET.get(DAY, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise NotFoundError(text) from fault


def _line_words(line: UnitLine, page: OrganisationPage) -> LineWords:
    return LineWords(
        line=line,
        level=min(line.level, LEVELS),
        kind=kind_label(line.unit.kind, language=language()),
        when=_when(line.unit.validity),
        serves=", ".join(page.names.get(code, code) for code in line.serves),
        follows=", ".join(page.names.get(code, code) for code in line.follows),
    )


def _economy(unit: UnitHistory) -> str:
    """Give the address of a unit's economy in a period in which it was there; empty where there is none."""
    if unit.opens is None:
        return ""
    return with_query(reverse("unit", kwargs={"unit": unit.code}), {PERIOD: str(unit.opens)})


@dataclass(frozen=True, kw_only=True)
class SpanLine:
    """A row of what held when: a head, cells with the unit that each leads to (or none), and the days."""

    head: str
    cells: tuple[tuple[str, str], ...]
    when: str


def _named_words(unit: OrgUnit) -> SpanLine:
    kind, has = kind_label(unit.kind, language=language()), _("ja") if unit.has_appropriation else _("nej")
    return SpanLine(head=unit.name, cells=((kind, ""), (has, "")), when=_when(unit.validity))


def _place_words(link: OrgLink, names: Mapping[str, str]) -> SpanLine:
    above = names.get(link.parent, link.parent) or _("överst")
    label = structure_label(link.structure, language=language())
    return SpanLine(head=label, cells=((above, link.parent),), when=_when(link.validity))


def _spans(what: str, spans: Iterable[tuple[str, Validity]], names: Mapping[str, str]) -> Iterator[SpanLine]:
    for code, validity in spans:
        yield SpanLine(head=what, cells=((names.get(code, code), code),), when=_when(validity))


def _successions(
    predecessors: Iterable[Succession], successors: Iterable[Succession], names: Mapping[str, str]
) -> Iterator[SpanLine]:
    before = [(_("Tog över efter"), each.predecessor, each.day) for each in predecessors]
    after = [(_("Efterträddes av"), each.successor, each.day) for each in successors]
    for what, code, day in (*before, *after):
        yield SpanLine(head=what, cells=((names.get(code, code), code),), when=str(day))


def _when(validity: Validity) -> str:
    return span_words(validity, language=language())


urlpatterns = [
    path("organisation/", organisation, name="organisation"),
    path("organisation/fil/<str:name>", file, name="organisation-file"),
    path("organisation/enhet/<str:unit>/", history, name="unit-history"),
]
