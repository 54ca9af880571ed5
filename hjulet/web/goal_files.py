"""A period's goals as files for a spreadsheet, in the columns and words that files are let in with."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from django.http import FileResponse, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet import Sheet, SheetColumn, Value
from hjulet.domain.goals.element import Element, Link
from hjulet.domain.goals.files import (
    ELEMENT_COLUMNS,
    FOLLOWED,
    GROUP_COLUMNS,
    KINDS,
    LINK_COLUMNS,
    LINKS,
    PACES,
    PERS,
    SCOPES,
    STATES,
    STRUCTURE_COLUMNS,
    TARGET_COLUMNS,
)
from hjulet.domain.goals.reduction import Derived, Reduction
from hjulet.domain.goals.structure import BodyGroup, Structure
from hjulet.services.goal_pages import GoalsPage
from hjulet.web.actor import ActorRequest
from hjulet.web.export import csv_file, workbook
from hjulet.web.goal_frame import asked_structure


def elements_csv(request: ActorRequest, structure: str) -> StreamingHttpResponse:
    """Give a period's elements as csv."""
    return csv_file(_elements(request, structure), f"{_('mal')}-{structure}")


def elements_xlsx(request: ActorRequest, structure: str) -> FileResponse:
    """Give a period's elements as a workbook."""
    return workbook(_elements(request, structure), f"{_('mal')}-{structure}")


def structure_csv(request: ActorRequest, structure: str) -> StreamingHttpResponse:
    """Give the period itself as csv."""
    found = asked_structure(request, structure)
    rows = iter([_structure(found.structure)])
    return csv_file(
        _sheet(request, found, _("Perioder"), STRUCTURE_COLUMNS, rows), f"{_('period')}-{structure}"
    )


def groups_csv(request: ActorRequest, structure: str) -> StreamingHttpResponse:
    """Give the groups of bodies that a period addresses as csv."""
    found = asked_structure(request, structure)
    rows = map(_group, found.structure.groups)
    sheet = _sheet(request, found, _("Grupper av nämnder"), GROUP_COLUMNS, rows)
    return csv_file(sheet, f"{_('grupper')}-{structure}")


def links_csv(request: ActorRequest, structure: str) -> StreamingHttpResponse:
    """Give the links of a period as csv: within it, and from the periods before."""
    found = asked_structure(request, structure)
    rows = (_link(each) for each in found.network.links if each.structure == structure)
    return csv_file(_sheet(request, found, _("Länkar"), LINK_COLUMNS, rows), f"{_('lankar')}-{structure}")


def targets_csv(request: ActorRequest, structure: str) -> StreamingHttpResponse:
    """Give the targets of a period as csv."""
    found = asked_structure(request, structure)
    rows = (_target(each) for each in found.network.targets if each.of.structure == structure)
    sheet = _sheet(request, found, _("Målnivåer"), TARGET_COLUMNS, rows)
    return csv_file(sheet, f"{_('malnivaer')}-{structure}")


def _elements(request: ActorRequest, structure: str) -> Sheet:
    found = asked_structure(request, structure)
    rows = (row for each in found.network.of(structure) for row in _rows(found, each))
    return _sheet(request, found, _("Mål"), ELEMENT_COLUMNS, rows)


def _sheet(
    request: ActorRequest,
    found: GoalsPage,
    name: str,
    columns: Mapping[str, str],
    rows: Iterator[Sequence[Value]],
) -> Sheet:
    return Sheet(
        name=name,
        columns=tuple(SheetColumn(label=label) for label in columns.values()),
        rows=rows,
        total="",
        asked_name=_("Urval"),
        asked=(
            (_("Visar"), found.structure.name),
            (_("Källa"), found.structure.source),
            (_("Hämtat"), f"{timezone.localtime():%Y-%m-%d %H.%M}, {request.actor.name}"),
        ),
    )


def _rows(found: GoalsPage, element: Element) -> Iterator[Sequence[Value]]:
    """Give an element's row; one whose wording nobody has chosen yet has a row for each, as it was let in."""
    question = found.questions.get(element.ref)
    if question is None or not question.is_open:
        yield _row(element, name=element.name, where="")
        return
    for wording in question.wordings:
        yield _row(element, name=wording.text, where=wording.where)


def _row(element: Element, *, name: str, where: str) -> Sequence[Value]:
    first, last = element.years
    return (
        element.ref.structure,
        element.ref.key,
        _written(KINDS, element.kind),
        element.number,
        name,
        element.under,
        element.lead,
        element.through,
        " ".join(element.bodies),
        _written(FOLLOWED, element.followed_by),
        _written(SCOPES, element.scope),
        _written(STATES, element.state),
        str(first or ""),
        str(last or ""),
        " ".join(element.indicators),
        where,
        element.note,
    )


def _structure(structure: Structure) -> Sequence[Value]:
    return (
        str(structure.first_year),
        str(structure.last_year),
        structure.name,
        str(structure.decided or ""),
        structure.source,
        structure.note,
    )


def _group(group: BodyGroup) -> Sequence[Value]:
    return group.structure, group.key, group.name, " ".join(group.members)


def _link(link: Link) -> Sequence[Value]:
    source, target = link.source, link.target
    return (
        source.structure if source else link.absent_in,
        source.key if source else "",
        target.structure if target else link.absent_in,
        target.key if target else "",
        _written(LINKS, link.kind),
        link.note,
    )


def _target(target: Reduction) -> Sequence[Value]:
    return (
        target.of.structure,
        target.of.key,
        target.name,
        target.unit,
        str(target.base_year),
        _number(target.base),
        _number(target.percent),
        str(target.year),
        str(target.now_year or ""),
        _number(target.now),
        *(_number(target.stated.get(derived)) for derived in Derived),
        _written(PERS, target.per),
        _written(PACES, target.pace),
        str(target.inhabitants or ""),
        target.note,
    )


def _number(value: Decimal | None) -> str:
    """Write a number as a file is read: whole, or with a comma."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


def _written(words: Mapping[str, StrEnum], value: StrEnum) -> str:
    """Give the word that a file has for a value."""
    return next(word for word, each in words.items() if each is value)


urlpatterns = [
    path("mal/<str:structure>/mal.csv", elements_csv, name="goals-csv"),
    path("mal/<str:structure>/mal.xlsx", elements_xlsx, name="goals-xlsx"),
    path("mal/<str:structure>/period.csv", structure_csv, name="goal-structure-csv"),
    path("mal/<str:structure>/grupper.csv", groups_csv, name="goal-groups-csv"),
    path("mal/<str:structure>/lankar.csv", links_csv, name="goal-links-csv"),
    path("mal/<str:structure>/malnivaer.csv", targets_csv, name="goal-targets-csv"),
]
