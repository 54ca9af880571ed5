"""The example municipality, loaded from ``demo/`` as a person would: file by file, through the services."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hjulet.domain.closing import PeriodState, accounting_periods
from hjulet.domain.goals.files import GoalFiles
from hjulet.domain.mapping import Mapping, RuleKind
from hjulet.domain.organisation import Organisation
from hjulet.domain.organisation_faults import row_faults
from hjulet.domain.organisation_file import organisation_of
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Problem, is_refused
from hjulet.readers.calendar import read_calendar_questions, read_calendar_steps
from hjulet.readers.mapping_rules import read_rules
from hjulet.readers.organisation import read_organisation
from hjulet.readers.registers import read_grants, read_projects
from hjulet.readers.setup_tables import (
    PersonRow,
    read_origins,
    read_people,
    read_population,
)
from hjulet.services import homes
from hjulet.services.budget import import_budget
from hjulet.services.calendar import add_steps
from hjulet.services.calendar_questions import ask
from hjulet.services.changes import audit
from hjulet.services.companies import CompanyFacts, add_company
from hjulet.services.day import LOADED, is_demo
from hjulet.services.demo_boards import load_boards_of
from hjulet.services.demo_registers import (
    load_actions_of,
    load_assessments_of,
    load_assignments_of,
    load_indicators_of,
    load_registers_of,
)
from hjulet.services.drafts import draft, save_draft
from hjulet.services.errors import RefusedError, refused
from hjulet.services.goals import import_goals
from hjulet.services.grants import add_grants
from hjulet.services.investments import add_projects
from hjulet.services.items import set_population
from hjulet.services.ledger import import_sie
from hjulet.services.people import new_person
from hjulet.services.periods import set_states
from hjulet.services.setup import set_mapping, set_organisation, set_origins
from hjulet.services.sources import MAIN_COMPANY
from hjulet.services.staff import import_staff
from hjulet.store.models import Batch, Company, CompanyKind, User

FOLDER: Path = settings.ROOT / "demo"
PASSWORD = "hjulet-demo"  # noqa: S105 - the invented persons' password is public
COMPANY = CompanyFacts(
    code=MAIN_COMPANY,
    name="Södertälje kommun (demo)",
    org_number="212000-0159",
    kind=CompanyKind.MUNICIPALITY,
)


def demo_people() -> tuple[tuple[str, str], ...]:
    """List the invented persons as (username, name); none outside the demo."""
    if not is_demo():
        return ()
    return tuple(User.objects.order_by("id").values_list("username", "name"))


def load_demo(*, by: Actor, at: datetime) -> bool:
    """Load the example into an empty home; tell whether anything was changed.

    A run that was stopped goes on where it was. Raises RefusedError for a home with other data.
    """
    if is_demo():
        _mark()
        return False
    _require_no_others()
    _mark()
    _set_up(by=by, at=at)
    for path in sorted((FOLDER / "budget").glob("*.csv")):
        _require_taken(import_budget(path.read_bytes(), file=path.name, by=by, at=at).problems)
    for path in sorted((FOLDER / "sie").glob("*.se")):
        outcome = import_sie(path.read_bytes(), file=path.name, company=MAIN_COMPANY, by=by, at=at)
        _require_taken(outcome.facts.problems)
    set_population(read_population(_text("population.csv")), by=by, at=at)
    load_registers_of(FOLDER, by=by, at=at)
    _fill_registers(by=by, at=at)
    _close_books(by=by, at=at)
    import_staff((FOLDER / "staff.csv").read_bytes(), file="staff.csv", by=by, at=at)
    load_indicators_of(FOLDER / "indicators", by=by, at=at)
    add_steps(read_calendar_steps(_text("calendar.csv")), by=by, at=at)
    ask(read_calendar_questions(_text("calendar_questions.csv")), by=by, at=at)
    _require_taken(import_goals(goal_files(FOLDER / "goals"), by=by, at=at).problems)
    load_assessments_of(FOLDER / "goals", by=by, at=at)
    load_boards_of(FOLDER / "board", by=by, at=at)
    load_assignments_of(FOLDER, by=by, at=at)
    load_actions_of(FOLDER / "actions", by=by, at=at)
    for path in sorted((FOLDER / "texts").glob("*/*.md")):
        _save_text(path, by=by, at=at)
    with transaction.atomic():
        audit(LOADED, "demo", by=by, at=at)
    return True


def goal_files(folder: Path) -> GoalFiles:
    """Read the files of goal structures in a folder."""
    names = ("structures", "groups", "elements", "links", "targets")
    return GoalFiles(**{name: ((folder / f"{name}.csv").read_bytes(), f"{name}.csv") for name in names})


def _mark() -> None:
    """Mark the home as the example's, which is served on this machine only and without https."""
    homes.make_folder()
    (settings.HJULET_HOME / settings.HJULET_DEMO_MARK).touch()


def reset_demo() -> None:
    """Empty a home of the example; raises RefusedError for a home with other data, which is never emptied."""
    if not is_demo():
        _require_no_others()
    homes.reset()


def _require_no_others() -> None:
    if Company.objects.exclude(code=MAIN_COMPANY).exists() or User.objects.exclude(
        username__in=[person.username for person in _people()]
    ):
        raise refused("home-not-empty", home=str(settings.HJULET_HOME))


def _set_up(*, by: Actor, at: datetime) -> None:
    set_organisation(_organisation(), by=by, at=at)
    mapping = _mapping()
    set_mapping(mapping.accounts, mapping.units, mapping.internal, by=by, at=at)
    if not Company.objects.filter(code=MAIN_COMPANY).exists():
        add_company(COMPANY, by=by, at=at)
    set_origins(read_origins(_text("published.csv")), by=by, at=at)
    known = set(User.objects.values_list("username", flat=True))
    for person in _people():
        if person.username not in known:
            new_person(
                username=person.username,
                name=person.name,
                email=person.email,
                password=PASSWORD,
                grants=(person.grant,),
                by=by,
                at=at,
            )


def _organisation() -> Organisation:
    files = ("organisation.csv", "organisation_serves.csv", "organisation_successors.csv")
    content = read_organisation((file, (FOLDER / file).read_bytes()) for file in files)
    _require_taken((*content.problems, *row_faults(content.rows)))
    return organisation_of(content.rows)


def _mapping() -> Mapping:
    mapping = Mapping(accounts=(), units=())
    for kind in RuleKind:
        file = f"mapping/{kind}.csv"
        table = read_rules((FOLDER / file).read_bytes(), kind=kind, company=MAIN_COMPANY, file=file)
        _require_taken(table.problems)
        mapping = mapping.with_rules(kind, MAIN_COMPANY, table.rules)
    return mapping


def _fill_registers(*, by: Actor, at: datetime) -> None:
    projects = read_projects(_text("investments.csv"), _text("investment_decisions.csv"))
    add_projects(projects, by=by, at=at)
    add_grants(read_grants(_text("grants.csv"), _text("grant_entries.csv")), by=by, at=at)


def _close_books(*, by: Actor, at: datetime) -> None:
    """Close the example's years, which have been reported long ago."""
    years = sorted({int(month[:4]) for batch in Batch.objects.all() for month in batch.months})
    periods = [period for year in years for period in accounting_periods(year)]
    set_states(MAIN_COMPANY, periods, PeriodState.CLOSED, by=by, at=at)


def _people() -> tuple[PersonRow, ...]:
    return read_people(_text("people.csv"))


def _save_text(path: Path, *, by: Actor, at: datetime) -> None:
    """Save a text: the folder names the report (``annual_KS_2017``), the file its place."""
    kind, unit, period_text = path.parent.name.rsplit("_", 2)
    period = parse_period(period_text)
    if draft(kind, unit, period, path.stem, by=by, at=at).version == 0:
        source = path.read_text(encoding="utf-8")
        save_draft(kind, unit, period, path.stem, source=source, version=0, by=by, at=at)


def _require_taken(problems: tuple[Problem, ...]) -> None:
    if is_refused(problems):
        raise RefusedError(problem for problem in problems if problem.severity.refuses)


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
