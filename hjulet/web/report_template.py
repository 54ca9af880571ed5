"""Templates of report kinds: the list, and the page where a controller makes and changes one."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.domain.reports.catalogue import CHAPTERS, CHARTS, TABLES
from hjulet.domain.reports.template import BlockType, PeriodKind, Template, TemplateBlock
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.template_preview import TemplatePreview, preview_template
from hjulet.services.templates import (
    TemplateFacts,
    add_kind,
    find_template,
    list_templates,
    may_edit_templates,
    remove_template,
    save_template,
)
from hjulet.texts.chapters import chapters_word
from hjulet.texts.problems import say
from hjulet.texts.templates import block_word, chart_word, period_word, table_word
from hjulet.web.actor import ActorRequest
from hjulet.web.report_parts import fragment, language
from hjulet.web.report_template_form import Asked, landed, read_template, stepped

NEW = Template(
    kind="", from_year=0, name="", name_en="", title="", title_en="", period=PeriodKind.YEAR, blocks=()
)


def templates(request: ActorRequest) -> HttpResponse:
    """List the templates by kind."""
    at = timezone.now()
    listed = list_templates(by=request.actor, at=at)
    places = {
        "templates": [(one, period_word(one.template.period, language=language())) for one in listed],
        "may_edit": may_edit_templates(by=request.actor, at=at),
    }
    return render(request, "report_template/list.html", places)


def new_template(request: ActorRequest) -> HttpResponse:
    """Make a new kind of report."""
    _require_editing(request)
    start = replace(NEW, from_year=timezone.localdate().year)
    return _edit(request, TemplateFacts(template=start, version=0), kind="")


def template(request: ActorRequest, kind: str, from_year: int) -> HttpResponse:
    """Show a template, and change it: one that comes with the product becomes the municipality's own."""
    found = find_template(kind, from_year, by=request.actor, at=timezone.now())
    _require_editing(request)
    return _edit(request, found, kind=kind)


@require_POST
def template_preview(request: ActorRequest) -> HttpResponse:
    """Show the report that a template makes which is not saved."""
    asked = read_template(request.POST.dict(), kind=request.POST.get("kind", ""))
    return render(request, "report_template/_preview.html", _preview_places(request, asked.template))


@require_POST
def template_remove(request: ActorRequest, kind: str, from_year: int) -> HttpResponse:
    """Remove one of the municipality's own templates."""
    version = request.POST.get("version", "")
    at = timezone.now()
    remove_template(
        kind, from_year, version=int(version) if version.isdecimal() else 0, by=request.actor, at=at
    )
    return redirect("templates")


def _edit(request: ActorRequest, found: TemplateFacts, *, kind: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found.template, read=(found.template.from_year, found.version), found=found)
    asked = read_template(request.POST.dict(), kind=kind)
    kept = replace(asked.template, of=found.template.of, decided_by=found.template.decided_by)
    asked = replace(asked, template=kept)
    if asked.step != "save":
        add = request.POST.get("add", "")
        changed = stepped(asked, add=add, source=request.POST.get(f"add_{add}", ""))
        place = landed(asked, blocks=len(changed.blocks))
        added = place if asked.step == "add" else None
        read = (asked.read_year, asked.version)
        return _page(request, changed, read=read, found=found, opened=added, focused=place)
    return _save(request, asked, found)


def _save(request: ActorRequest, asked: Asked, found: TemplateFacts) -> HttpResponse:
    """Save; what is wrong is said all at once, and nothing that was written is lost."""
    template, at = asked.template, timezone.now()
    read = (asked.read_year, asked.version)
    try:
        if not found.template.kind:
            saved = add_kind(template, by=request.actor, at=at)
        else:
            is_that_year = template.from_year == asked.read_year
            version = asked.version if is_that_year else 0
            saved = save_template(template, version=version, by=request.actor, at=at)
    except RefusedError as refusal:
        said = [say(problem.code, language=language(), **problem.params) for problem in refusal.problems]
        return _page(request, template, read=read, found=found, faults=said, status=422)
    except ConflictError as conflict:
        said = [
            _(
                "{name} har sparat mallen från {year}. "
                "Spara igen för att ersätta den, eller öppna sidan på nytt."
            ).format(name=conflict.theirs, year=template.from_year)
        ]
        read = (template.from_year, conflict.version)
        return _page(request, template, read=read, found=found, faults=said, status=409)
    return redirect("template", saved.template.kind, saved.template.from_year)


def _page(
    request: ActorRequest,
    shown: Template,
    *,
    read: tuple[int, int],
    found: TemplateFacts,
    faults: list[str] | None = None,
    opened: int | None = None,
    focused: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the template's page; ``read`` is the year and the version that it was read at."""
    places = {
        "template": shown,
        "read_year": read[0],
        "version": read[1],
        "found": found,
        "faults": faults or [],
        "blocks": [
            (block, block_word(block.type, language=language()), _about(block)) for block in shown.blocks
        ],
        "opened": opened,
        "focused": focused,
        "types": [(str(one), block_word(one, language=language())) for one in BlockType],
        "tables": _tables(),
        "charts": _charts(),
        "chapters": [(each, chapters_word(each, language=language())) for each in CHAPTERS],
        "table_blocks": [block.id for block in shown.blocks if block.type is BlockType.TABLE],
        "periods": [(str(one), period_word(one, language=language())) for one in PeriodKind],
        **_preview_places(request, shown),
    }
    return render(request, "report_template/page.html", places, status=status)


def _preview_places(request: ActorRequest, shown: Template) -> dict[str, Any]:
    """Make the places of the preview: what the template makes of the latest period of the actor's body."""
    preview: TemplatePreview = preview_template(
        shown, language=language(), by=request.actor, at=timezone.now()
    )
    return {
        "preview": preview,
        "fragment": fragment(preview.built, beside={}) if preview.built else "",
        "preview_faults": [
            say(problem.code, language=language(), **problem.params) for problem in preview.problems
        ],
    }


def _about(block: TemplateBlock) -> str:
    """Say what a block is about: its table or chart, or the first words of its instruction."""
    match block.type:
        case BlockType.TABLE if block.source in TABLES:
            return block.title or table_word(block.source, language=language())
        case BlockType.CHART if block.source in CHARTS:
            return chart_word(block.source, language=language())
        case BlockType.CHAPTERS if block.source in CHAPTERS:
            return chapters_word(block.source, language=language())
        case _:
            return Truncator(block.instruction).words(6)


def _tables() -> list[tuple[str, str]]:
    return [(table, table_word(table, language=language())) for table in TABLES]


def _charts() -> list[tuple[str, str]]:
    return [(chart, chart_word(chart, language=language())) for chart in CHARTS]


def _require_editing(request: ActorRequest) -> None:
    if not may_edit_templates(by=request.actor, at=timezone.now()):
        raise NotFoundError("templates")


urlpatterns = [
    path("mallar/", templates, name="templates"),
    path("mallar/ny/", new_template, name="template-new"),
    path("mallar/forhandsvisning/", template_preview, name="template-preview"),
    path("mallar/<str:kind>/<int:from_year>/", template, name="template"),
    path("mallar/<str:kind>/<int:from_year>/ta-bort/", template_remove, name="template-remove"),
]
