"""The organisation: as of a day, a unit over time, and as files that can be changed and read in again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet_cells import XLSX
from hjulet.domain.organisation import OrgUnit, Succession
from hjulet.domain.organisation_changes import Change
from hjulet.domain.organisation_file import UnitRow
from hjulet.domain.validity import Validity
from hjulet.services.errors import NotFoundError
from hjulet.services.organisation_page import (
    CSV_FILES,
    TEMPLATE,
    WORKBOOK,
    OrganisationPage,
    UnitLine,
    organisation_file,
    show_organisation,
    unit_history,
)
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import KINDS
from hjulet.texts.organisation import TABLES, ChangeWords, change_words, span_words, structure_label
from hjulet.web.actor import ActorRequest
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
    places = {
        "unit": found,
        "named": [_named_words(each) for each in found.named],
        "placed": [_place_words(row, found.names) for row in found.places],
        "relations": [
            *_spans(_("Betjänar"), found.serves, found.names),
            *_spans(_("Betjänas av"), found.served_by, found.names),
            *_successions(found.predecessors, found.successors, found.names),
        ],
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
        kind=_kind(line.unit),
        when=_when(line.unit.validity),
        serves=", ".join(page.names.get(code, code) for code in line.serves),
        follows=", ".join(page.names.get(code, code) for code in line.follows),
    )


def _named_words(unit: OrgUnit) -> tuple[str, str, str, str]:
    has = _("ja") if unit.has_appropriation else _("nej")
    return unit.name, _kind(unit), has, _when(unit.validity)


def _place_words(row: UnitRow, names: Mapping[str, str]) -> tuple[str, str, str, str]:
    (structure,) = row.structures
    above = names.get(row.parent, row.parent) or _("överst")
    return structure_label(structure, language=language()), above, row.parent, _when(row.validity)


def _spans(
    what: str, spans: Iterable[tuple[str, Validity]], names: Mapping[str, str]
) -> list[tuple[str, str, str, str]]:
    return [(what, code, names.get(code, code), _when(validity)) for code, validity in spans]


def _successions(
    predecessors: Iterable[Succession], successors: Iterable[Succession], names: Mapping[str, str]
) -> list[tuple[str, str, str, str]]:
    before = [(_("Tog över efter"), each.predecessor, each.day) for each in predecessors]
    after = [(_("Fick som efterträdare"), each.successor, each.day) for each in successors]
    return [(what, code, names.get(code, code), str(day)) for what, code, day in (*before, *after)]


def _kind(unit: OrgUnit) -> str:
    return translate(KINDS[unit.kind], language=language()) if unit.kind in KINDS else unit.kind


def _when(validity: Validity) -> str:
    return span_words(validity, language=language())


urlpatterns = [
    path("organisation/", organisation, name="organisation"),
    path("organisation/fil/<str:name>", file, name="organisation-file"),
    path("organisation/enhet/<str:unit>/", history, name="unit-history"),
]
