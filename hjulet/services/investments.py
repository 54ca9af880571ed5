"""Investments: projects and decisions about their money, said by people, kept with all their versions.

A change takes a new snapshot, since figures rest on what was known when theirs was taken.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain.investment import Project, Projects
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.register import Entry
from hjulet.services.access import organisation, require, require_centrally
from hjulet.services.errors import refused
from hjulet.services.register_entries import (
    add_entry,
    entry_params,
    remove_entries,
    remove_entry,
    save_entry,
)
from hjulet.services.register_rows import (
    end_row,
    find_own,
    require_code_free,
    require_id,
    require_years,
    write_row,
)
from hjulet.services.versions import registering
from hjulet.store.investment import load_projects
from hjulet.store.models import InvestmentDecision, InvestmentProject


def find_project(id: str, *, by: Actor, at: datetime) -> Project:
    """Find a project that the actor may change; raises NotFoundError."""
    return find_own(id, load_projects(), by=by, at=at)


def save_project(project: Project, *, by: Actor, at: datetime) -> None:
    """Write a new project, or with its version the next one of it; its decisions are left as they are.

    Raises NotFoundError for a unit or a project that is not the actor's, RefusedError for an id that is
    taken, years that cannot be or are in the wrong order, a frame that cannot be one and a code of another
    project, and ConflictError where somebody else has changed the project since ``version``.
    """
    require(Permission.EDIT_ITEMS, project.unit, by=by, at=at, view=organisation().as_of(localdate(at)))
    with registering("set-investment", project.id, by=by, at=at, **_project_params(project)) as moment:
        if project.version:
            find_project(project.id, by=by, at=at)
            end_row(InvestmentProject, project.id, version=project.version, at=moment)
        else:
            require_id(InvestmentProject, project.id)
        _require_sound(project, load_projects(), by=by, at=at)
        _write(project, by=by, at=moment)


def remove_project(id: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take a project and its decisions away; older snapshots keep them.

    Raises RefusedError for a frame that holds projects, else as ``save_project`` does.
    """
    with registering("remove-investment", id, by=by, at=at) as moment:
        project = find_project(id, by=by, at=at)
        if any(each.frame == id for each in load_projects()):
            raise refused("frame-has-projects", name=project.name)
        end_row(InvestmentProject, id, version=version, at=moment)
        remove_entries(InvestmentDecision, of=id, at=moment)


def save_decision(id: str, decision: Entry, *, by: Actor, at: datetime) -> None:
    """Write a new decision about a project's money, or with its key and version the next one of it.

    Raises NotFoundError and ConflictError as ``save_project`` does.
    """
    with registering("set-investment", id, by=by, at=at, **entry_params(decision)) as moment:
        project = find_project(id, by=by, at=at)
        save_entry(InvestmentDecision, decision, of=id, known=project.decisions, by=by, at=moment)


def remove_decision(id: str, key: str, *, version: int, by: Actor, at: datetime) -> None:
    """Take a decision away; older snapshots keep it. Raises as ``save_decision`` does."""
    with registering("set-investment", id, by=by, at=at, removed=key) as moment:
        project = find_project(id, by=by, at=at)
        remove_entry(InvestmentDecision, key, version=version, known=project.decisions, at=moment)


def add_projects(projects: Iterable[Project], *, by: Actor, at: datetime) -> None:
    """Write many projects with their decisions at once; those that exist are left as they are.

    Raises RefusedError as ``save_project`` does.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    known = load_projects()
    new = [each for each in projects if each.id not in {one.id for one in known}]
    if not new:
        return
    with registering(
        "set-investment", "investments", by=by, at=at, projects=[each.id for each in new]
    ) as moment:
        for project in new:
            require_id(InvestmentProject, project.id)
            _require_sound(project, (*known, *new), by=by, at=at)
            _write(project, by=by, at=moment)
            for decision in project.decisions:
                add_entry(InvestmentDecision, decision, of=project.id, by=by, at=moment)


def _require_sound(project: Project, known: Projects, *, by: Actor, at: datetime) -> None:
    require_years(project.first_year, project.last_year, project.started, project.closed)
    if project.first_year > project.last_year:
        raise refused("years-turned", first=str(project.first_year), last=str(project.last_year))
    if project.frame:
        view = organisation().as_of(localdate(at))
        frame = next((each for each in known if each.id == project.frame), None)
        is_frame = frame is not None and not frame.frame and frame.id != project.id
        if frame is None or not is_frame or project.unit not in view.subtree(frame.unit):
            raise refused("not-a-frame", frame=project.frame, name=project.name)
        if any(each.frame == project.id for each in known):
            raise refused("not-a-frame", frame=project.frame, name=project.name)
    require_code_free(project, known, by=by, at=at)


def _write(project: Project, *, by: Actor, at: datetime) -> None:
    write_row(
        InvestmentProject,
        project.id,
        by=by,
        at=at,
        name=project.name,
        kind=project.kind,
        frame=project.frame,
        unit=project.unit,
        codes=list(project.codes),
        first_year=project.first_year,
        last_year=project.last_year,
        started=project.started,
        closed=project.closed,
        note=project.note,
    )


def _project_params(project: Project) -> dict[str, str]:
    shown = ("name", "kind", "frame", "unit", "first_year", "last_year", "started", "closed")
    return {name: str(getattr(project, name) or "") for name in shown} | {"codes": " ".join(project.codes)}
