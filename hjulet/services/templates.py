"""The templates of report kinds: those that come with the product, and the municipality's own.

A municipality's template of a kind holds from its year until a later one; years before it keep the earlier
one, or the product's. They are written by a controller of the executive board.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity
from hjulet.domain.reports.catalogue import KNOWN
from hjulet.domain.reports.standard import STANDARD
from hjulet.domain.reports.template import Template, template_faults
from hjulet.domain.reports.template_document import parse_template, template_document
from hjulet.services.access import may_centrally, require_anywhere
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError, refused
from hjulet.store.models import Edition, ReportTemplate, ReportText, Revision

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


def waits_for_books(kind: str, period: Period) -> bool:
    """Tell whether a report rests on the ledger; a plan of a year to come does not. Raises RefusedError."""
    return not template_of(kind, period.year).is_ahead


def kinds_in(year: int) -> tuple[Template, ...]:
    """List the template of each kind that holds in a year, the product's kinds first."""
    own = {
        row.kind: parse_template(row.content) for row in ReportTemplate.objects.filter(from_year__lte=year)
    }
    return tuple({**STANDARD, **own}.values())


def may_edit_templates(*, by: Actor, at: datetime) -> bool:
    """Tell whether the actor may change templates: they are the whole municipality's."""
    return may_centrally(Permission.EDIT_TEMPLATES, by=by, at=at)


def add_kind(template: Template, *, by: Actor, at: datetime) -> TemplateFacts:
    """Save the first template of a new kind.

    Raises RefusedError ``template-kind-taken`` for a kind that exists, and as ``save_template`` does.
    """
    _require_editing(by=by, at=at)
    if template.kind in STANDARD or ReportTemplate.objects.filter(kind=template.kind).exists():
        raise refused("template-kind-taken", name=template.name)
    return save_template(template, version=0, by=by, at=at)


def save_template(template: Template, *, version: int, by: Actor, at: datetime) -> TemplateFacts:
    """Save a template that was read at ``version``; 0 writes the first one of its kind from its year.

    Raises RefusedError with all its faults at once, ConflictError if somebody saved after it was read,
    and NotFoundError for whoever may not and for a template that has been removed.
    """
    _require_editing(by=by, at=at)
    if problems := template_problems(template):
        raise RefusedError(problems)
    content, key = template_document(template), f"{template.kind} {template.from_year}"
    saved = {"content": content, "saved_by": by.name, "saved_at": at}
    with transaction.atomic():
        rows = ReportTemplate.objects.filter(kind=template.kind, from_year=template.from_year)
        if version == 0:
            first = {**saved, "version": _last_version(key) + 1}
            _, won = rows.get_or_create(kind=template.kind, from_year=template.from_year, defaults=first)
        else:
            won = update_versioned(rows, version=version, **saved)
        stored = rows.first()
        if stored is None:
            raise NotFoundError(key)
        if not won:
            raise ConflictError(theirs=stored.saved_by, mine=by.name, version=stored.version)
        revise(NOUN, key, version=stored.version, fields=content, by=by, at=at)
        audit("save-template", key, by=by, at=at, version=stored.version)
    return _facts(stored)


def remove_template(kind: str, from_year: int, *, version: int, by: Actor, at: datetime) -> None:
    """Remove one of the municipality's own templates; the earlier one then holds again.

    A template that no earlier one of its kind comes before is kept while there are texts or editions of
    the years that it alone holds in: RefusedError.
    """
    _require_editing(by=by, at=at)
    with transaction.atomic():
        rows = ReportTemplate.objects.filter(kind=kind)
        has_earlier = kind in STANDARD or rows.filter(from_year__lt=from_year).exists()
        later = rows.filter(from_year__gt=from_year).first()
        if not has_earlier and _is_used(kind, before=later.from_year if later else None):
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
        for fault in template_faults(template, known=KNOWN)
    )


def _last_version(key: str) -> int:
    """Tell the last version that a template has had: one that was removed goes on where it was."""
    last = Revision.objects.filter(noun=NOUN, object_id=key).aggregate(Max("version"))
    return last["version__max"] or 0


def _is_used(kind: str, *, before: int | None) -> bool:
    """Tell whether there are texts or editions of a kind, of years before one if it is given."""
    periods = {
        period
        for model in (ReportText, Edition)
        for period in model.objects.filter(kind=kind).values_list("period", flat=True).distinct()
    }
    return any(before is None or parse_period(period).year < before for period in periods)


def _facts(row: ReportTemplate) -> TemplateFacts:
    return TemplateFacts(
        template=parse_template(row.content),
        version=row.version,
        saved_by=row.saved_by,
        saved_at=row.saved_at,
    )
