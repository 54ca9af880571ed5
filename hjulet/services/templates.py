"""The templates of report kinds: those that come with the product, and the municipality's own.

A municipality's template of a kind holds from its year until a later one; years before it keep the earlier
one, or the product's. They are written by a controller of the executive board.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.organisation import OrganisationView
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity
from hjulet.domain.reports.catalogue import CHARTS, TABLES
from hjulet.domain.reports.standard import STANDARD
from hjulet.domain.reports.template import Template, template_faults
from hjulet.domain.reports.template_document import parse_template, template_document
from hjulet.services.access import may, organisation, require_anywhere
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError, refused
from hjulet.store.models import Edition, ReportTemplate, ReportText

NOUN = "report-template"


@dataclass(frozen=True, kw_only=True)
class TemplateFacts:
    """A template as it is listed. ``version`` 0 is one that comes with the product."""

    template: Template
    version: int
    saved_by: str = ""
    saved_at: datetime | None = None

    @property
    def is_own(self) -> bool:
        """Tell whether the municipality has written it."""
        return self.version > 0


def list_templates(*, by: Actor, at: datetime) -> tuple[TemplateFacts, ...]:
    """List all templates, the product's before the municipality's own of the same kind."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    own = [_facts(row) for row in ReportTemplate.objects.all()]
    standard = [TemplateFacts(template=template, version=0) for template in STANDARD.values()]
    order = list(dict.fromkeys(facts.template.kind for facts in (*standard, *own)))
    return tuple(sorted((*standard, *own), key=lambda one: (order.index(one.template.kind), one.version > 0)))


def find_template(kind: str, from_year: int, *, by: Actor, at: datetime) -> TemplateFacts:
    """Find the template of a kind from a year on, as it is to be changed; NotFoundError for none."""
    found = [
        one
        for one in list_templates(by=by, at=at)
        if one.template.kind == kind and one.template.from_year == from_year
    ]
    if not found:
        raise NotFoundError(kind)
    return found[-1]


def template_of(kind: str, year: int) -> Template:
    """Give the template of a kind that holds in a year.

    Raises RefusedError ``not-built`` for a kind that does not exist, or does not hold yet in that year.
    """
    row = ReportTemplate.objects.filter(kind=kind, from_year__lte=year).last()
    template = parse_template(row.content) if row else STANDARD.get(kind)
    if template is None:
        raise refused("not-built", kind=kind)
    return template


def kinds_in(year: int) -> tuple[Template, ...]:
    """List the template of each kind that holds in a year, the product's kinds first."""
    own = {
        row.kind: parse_template(row.content) for row in ReportTemplate.objects.filter(from_year__lte=year)
    }
    return tuple({**STANDARD, **own}.values())


def may_edit_templates(*, by: Actor, at: datetime) -> bool:
    """Tell whether the actor may change templates: they are the whole municipality's."""
    view = organisation().as_of(at.date())
    return any(may(Permission.EDIT_TEMPLATES, unit, by=by, at=at, view=view) for unit in _central_units(view))


def save_template(template: Template, *, version: int, by: Actor, at: datetime) -> TemplateFacts:
    """Save a template that was read at ``version``; 0 writes a new one.

    Raises RefusedError with all its faults at once, ConflictError if somebody saved after it was read,
    and NotFoundError for whoever may not.
    """
    _require_editing(by=by, at=at)
    if problems := template_problems(template):
        raise RefusedError(problems)
    content = template_document(template)
    saved = {"content": content, "saved_by": by.name, "saved_at": at}
    with transaction.atomic():
        rows = ReportTemplate.objects.filter(kind=template.kind, from_year=template.from_year)
        if version == 0:
            _, won = rows.get_or_create(kind=template.kind, from_year=template.from_year, defaults=saved)
        else:
            won = update_versioned(rows, version=version, **saved)
        if not won:
            stored = rows.get()
            raise ConflictError(theirs=str(stored.saved_by), mine=by.name, version=stored.version)
        key = _key(template)
        revise(NOUN, key, version=version + 1, fields=content, by=by, at=at)
        audit("save-template", key, by=by, at=at, version=version + 1)
    return _facts(rows.get())


def remove_template(kind: str, from_year: int, *, version: int, by: Actor, at: datetime) -> None:
    """Remove one of the municipality's own templates; the earlier one then holds again.

    A kind that texts or editions have been written of keeps its first template: RefusedError.
    """
    _require_editing(by=by, at=at)
    with transaction.atomic():
        rows = ReportTemplate.objects.filter(kind=kind)
        is_last = kind not in STANDARD and rows.count() == 1
        if is_last and (
            ReportText.objects.filter(kind=kind).exists() or Edition.objects.filter(kind=kind).exists()
        ):
            raise refused("template-in-use", kind=kind)
        removed, _ = rows.filter(from_year=from_year, version=version).delete()
        if not removed:
            raise NotFoundError(kind)
        audit("remove-template", f"{kind} {from_year}", by=by, at=at, version=version)


def _require_editing(*, by: Actor, at: datetime) -> None:
    if not may_edit_templates(by=by, at=at):
        raise NotFoundError(Permission.EDIT_TEMPLATES)


def template_problems(template: Template) -> tuple[Problem, ...]:
    """List what is wrong with a template, blocks named as people see them."""
    names = {block.id: block.title or block.source or block.id for block in template.blocks}
    return tuple(
        Problem(
            code=fault.code,
            severity=Severity.ERROR,
            params={"block": names.get(fault.block, fault.block)},
        )
        for fault in template_faults(template, tables=TABLES, charts=CHARTS)
    )


def _central_units(view: OrganisationView) -> tuple[str, ...]:
    """Name the executive board, which leads the steering; without one, the units at the top."""
    boards = tuple(code for code, unit in view.units.items() if unit.kind == "executive_board")
    return boards or tuple(code for code in view.units if not view.parents(code))


def _key(template: Template) -> str:
    return f"{template.kind} {template.from_year}"


def _facts(row: ReportTemplate) -> TemplateFacts:
    return TemplateFacts(
        template=parse_template(row.content),
        version=row.version,
        saved_by=row.saved_by,
        saved_at=row.saved_at,
    )
