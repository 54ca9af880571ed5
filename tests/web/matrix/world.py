"""The world that the rules are tried in: things of two bodies, and a person of each role over each body.

The executive board's things are called ``Hemligt för KS`` and the other committee's ``Hemligt för KFN``,
so that a page, a list or a file that shows what is not the reader's is found by its words.
"""

from copy import copy
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.test import Client

from hjulet.domain.actions.action import Action
from hjulet.domain.actions.theme import Theme
from hjulet.domain.assignments.assignment import Assignment, Event, Happening, Origin
from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import Improvement
from hjulet.domain.column_map import Proposal
from hjulet.domain.grant import GovernmentGrant
from hjulet.domain.indicators.catalogue import Kpi
from hjulet.domain.indicators.definition import Indicator, Scope, Side, Threshold
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.investment import Project, ProjectKind
from hjulet.domain.period import parse_period
from hjulet.domain.permission import ROLES
from hjulet.domain.register import Entry
from hjulet.domain.reports.charts import CHARTS
from hjulet.domain.selection import Selection
from hjulet.services.actions import add_action
from hjulet.services.assignments import register_assignment, write_event
from hjulet.services.board_deviations import tell_deviation
from hjulet.services.board_improvements import add_improvement
from hjulet.services.board_rows import add_row, start_board
from hjulet.services.column_maps import save_map
from hjulet.services.drill import rows_page
from hjulet.services.editions import editions_root
from hjulet.services.follow_ups import FollowUpText, save_follow_up
from hjulet.services.grants import save_grant, save_grant_entry
from hjulet.services.indicators import save_indicator, save_value
from hjulet.services.investments import save_decision, save_project
from hjulet.services.items import ItemText, save_item
from hjulet.services.organisation_import import try_organisation
from hjulet.services.people import OPERATOR
from hjulet.services.people_import import try_people
from hjulet.services.report_files import ReportAsked
from hjulet.services.savings import SavingText, add_saving
from hjulet.services.templates import find_template, save_template
from hjulet.services.themes import save_theme
from hjulet.services.upload_facts import judge, verdict_to_json
from hjulet.services.uploads import folder_of
from hjulet.store.catalogue import replace_catalogue
from hjulet.store.models import (
    Batch,
    BatchStatus,
    BudgetImport,
    CalendarQuestion,
    CalendarStep,
    Deputy,
    Edition,
    GoalTarget,
    GrantEntry,
    IndicatorValue,
    InvestmentDecision,
    Job,
    JobState,
    MappingVersion,
    RoleGrant,
    SavedView,
    SavingVersion,
    Snapshot,
    StaffFigure,
    Thread,
    ThreadEntry,
    Upload,
    User,
)
from tests.readers.list_texts import MAP

AT = datetime(2018, 3, 1, 12, 0, tzinfo=UTC)
BODIES = ("KS", "KFN")
UNITS = {"KS": "HR", "KFN": "KFN"}
"""Body -> the unit that its things are of."""

YEAR = parse_period("2017")
KPI = Kpi(
    id="N00090",
    title="Sjukfrånvaro, andel (%)",
    description="",
    municipality_type="K",
    by_gender=False,
    area="",
    publication_date="",
)
SECRET = "Hemligt för {body}"


class World:
    """The things by the names that the rules call them, and the people."""

    def __init__(self) -> None:
        """Make it all, as the operator does."""
        self.things: dict[str, Any] = {}
        for body, prefix in (("KS", ""), ("KFN", "kfn_")):
            self._fill(body, prefix)
        aimed = GoalTarget.objects.filter(key="klimatstrategin", known_until__isnull=True)
        self.things["goal_target"] = aimed.earliest("pk").pk
        replace_catalogue([KPI], at=AT)
        self._ledger()
        self._edition(1, "2016")
        self._people()
        self.clients = {(role, body): _person(role, body) for role in ROLES for body in BODIES}

    def seal(self) -> None:
        """Let the report that the rules write in be decided."""
        self._edition(2, "2017")

    def owned(self, role: str, body: str) -> dict[str, Any]:
        """Give the things by name, those of their owner made anew for one person."""
        username = f"{role}-{body}"
        people = (username, "someone")
        mine, theirs = (_own(actor, SECRET.format(body=body), UNITS[body]) for actor in people)
        return {
            **self.things,
            "me": username,
            **{f"own_{name}": thing for name, thing in mine.items()},
            **{f"others_{name}": thing for name, thing in theirs.items()},
        }

    def _fill(self, body: str, prefix: str) -> None:
        unit, name = UNITS[body], SECRET.format(body=body)
        by: dict[str, Any] = {"by": OPERATOR, "at": AT}
        one = Decimal(1)
        item = ItemText(unit=unit, month="2017-05", name=name, amount=one, reason="")
        entry = Entry(kind="change", year=2017, on=date(2017, 3, 1), amount=one, reference=name)
        project = Project(
            id=f"matrix_{body.lower()}",
            name=name,
            kind=ProjectKind.COMMITTEE,
            unit=unit,
            codes=(),
            first_year=2017,
            last_year=2017,
        )
        grant = GovernmentGrant(
            id=project.id, name=name, giver="Staten", unit=unit, codes=(), first_day=date(2017, 1, 1)
        )
        save_project(project, **by)
        save_decision(project.id, entry, **by)
        save_grant(grant, **by)
        save_grant_entry(grant.id, Entry(**{**asdict(entry), "kind": "granted"}), **by)
        low = Threshold(side=Side.BELOW, value=Decimal(5), note=name)
        indicator = Indicator(
            id=project.id, name=name, unit="%", owner=unit, scope=Scope.BODY, thresholds=(low,)
        )
        save_indicator(indicator, **by)
        save_value(Observation(indicator=indicator.id, period=YEAR, value=one), **by)
        saving = SavingText(unit=unit, year=2017, name=name, decision="KF", amount=one)
        follow_up = FollowUpText(name=name, unit=unit, accounts="76", from_year=2017)
        found = {
            "item": save_item(item, **by),
            "project": project.id,
            "decision": InvestmentDecision.objects.filter(of=project.id).latest("id").key,
            "grant": grant.id,
            "entry": GrantEntry.objects.filter(of=grant.id).latest("id").key,
            "indicator": indicator.id,
            "indicator_value": IndicatorValue.objects.get(indicator=indicator.id).pk,
            "saving": add_saving(saving, **by),
            "saving_version": SavingVersion.objects.latest("id").pk,
            "follow_up": save_follow_up(follow_up, **by),
            "thread": _thread("operator", name, unit),
            **_board(unit, name),
            "assignment": _assignment(name, body, unit),
        }
        action = Action(
            name=name,
            unit=unit,
            role="Chef",
            year=2017,
            first_day=date(2017, 1, 1),
            last_day=date(2017, 12, 31),
        )
        found |= {
            "action": add_action(action, **by),
            "theme": save_theme(Theme(name=name, unit=unit, role="Chef"), **by),
        }
        self.things |= {prefix + name: thing for name, thing in found.items()}

    def _ledger(self) -> None:
        rows = rows_page(Selection(unit="HR", period=YEAR, lines=("personnel",)), by=OPERATOR, at=AT)
        first = rows.rows[0].row
        save_map("matris", MAP, version=0, by=OPERATOR, at=AT)
        template = find_template("annual", 1998, by=OPERATOR, at=AT).template
        save_template(replace(template, from_year=2019), version=0, by=OPERATOR, at=AT)
        batch = Batch.objects.get(key=first.batch)
        earlier = copy(batch)
        earlier.pk, earlier.key, earlier.status = None, "replaced-batch", BatchStatus.REPLACED
        earlier.reason, earlier.ended_by, earlier.ended_at = batch.key, "operator", AT
        earlier.save()
        self.things |= {
            "batch": batch.key,
            "voucher": first.voucher,
            "budget": BudgetImport.objects.earliest("id").content[:12],
            "mapping": MappingVersion.objects.latest("id").pk,
            "staff": StaffFigure.objects.latest("id").pk,
            "values": IndicatorValue.objects.latest("id").pk,
            "map": "matris",
            "chart": next(iter(CHARTS)),
            "template_year": 2019,
            "statement_row": "operating_income",
            "step": CalendarStep.objects.filter(unit="KS").earliest("id").key,
            "question": CalendarQuestion.objects.earliest("id").key,
        }

    def _people(self) -> None:
        helper = User.objects.create(username="helper", name="Helper", password="!")
        self.things["helper"] = helper.username
        self.things["organisation"] = try_organisation((), by=OPERATOR, at=AT).base
        self.things["rights"] = try_people(b"", file="", by=OPERATOR, at=AT).base
        for body, prefix in (("KS", ""), ("KFN", "kfn_")):
            person = User.objects.create(username=f"somebody-{body}", name="Somebody", password="!")
            days = {"valid_from": date(2018, 1, 1), "valid_until": date(2099, 1, 1)}
            role = RoleGrant.objects.create(user=person, role="auditor", unit=UNITS[body], **days)
            lending = Deputy.objects.create(lender=person, deputy=helper, **days)
            made = {"somebody": person.username, "role": role.pk, "lending": lending.pk}
            self.things |= {prefix + name: thing for name, thing in made.items()}

    def _edition(self, number: int, period: str) -> None:
        """Register an edition: what it holds is not asked here, only who may read it."""
        folder = editions_root() / f"matrix-{number}"
        folder.mkdir()
        for name in ("content.json", "report.html", "manifest.json"):
            (folder / name).write_text(SECRET.format(body="KS"), encoding="utf-8")
        Edition.objects.create(
            number=number,
            kind="annual",
            unit="KS",
            period=period,
            title=SECRET.format(body="KS"),
            language="sv",
            open_points=["Lämnas senare"],
            snapshot=Snapshot.objects.latest("number"),
            content=str(number),
            seal=str(number),
            manifest="",
            folder=folder.name,
            sealed_by="operator",
            sealed_at=AT,
        )


def _person(role: str, body: str) -> Client:
    user = User.objects.create(username=f"{role}-{body}", name=f"{role} {body}", password="!")
    RoleGrant.objects.create(user=user, role=role, unit=body, valid_from=date(2014, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def _board(unit: str, name: str) -> dict[str, int]:
    """Write one of each thing on a unit's board."""
    day = date(2017, 9, 4)
    by: dict[str, Any] = {"by": OPERATOR, "at": AT}
    start_board(unit, on=day, **by)
    row = add_row(unit, FollowedRow(name=name, normal=name, since=day), **by)
    told = Deviation(row=row, day=day, text=name)
    return {
        "row": row,
        "deviation": tell_deviation(unit, told, on=day, **by),
        "improvement": add_improvement(unit, Improvement(title=name, begun_on=day), **by),
    }


def _thread(actor: str, said: str, unit: str) -> int:
    """Make a thread about a unit's net cost that somebody has begun."""
    key = f"net_cost unit={unit} period=2017"
    row = Thread.objects.create(
        part="figure", key=key, figures=[key], unit=unit, snapshot=1, entries=1, last_at=AT
    )
    ThreadEntry.objects.create(thread=row, number=1, kind="said", author=actor, text=said, at=AT)
    return row.pk


def _assignment(name: str, body: str, unit: str) -> int:
    """Register an assignment that a body gave to an official in one of its units, with a report."""
    given = Assignment(
        name=name,
        origin=Origin.DECISION,
        giver=body,
        receiver=unit,
        official="Chefen",
        given=date(2017, 3, 1),
    )
    number = register_assignment(given, by=OPERATOR, at=AT)
    report = Event(kind=Happening.REPORTED, on=date(2017, 4, 1), text=name)
    write_event(number, report, version=1, by=OPERATOR, at=AT)
    return number


def _own(actor: str, name: str, unit: str) -> dict[str, Any]:
    """Make what belongs to one person: a view, a thread, a job with its file, and a list to be confirmed."""
    key = f"{actor}-list"[:32]
    asked = ReportAsked(kind="annual", unit="KS", period="2017", snapshot=None, language="sv")
    if found := SavedView.objects.filter(owner=actor).first():
        upload = Upload.objects.get(actor=actor)
        job = Job.objects.filter(actor=actor, kind="render-report").latest("id")
        thread = ThreadEntry.objects.get(author=actor, number=1).thread_id
        return {
            "view": found.pk,
            "thread": thread,
            "job": job.pk,
            "list": upload.key,
            "sending": upload.sending,
        }
    thread = _thread(actor, name, unit)
    view = SavedView.objects.create(owner=actor, name=name, query="", updated_at=AT)
    job = Job.objects.create(
        kind="render-report",
        actor=actor,
        title=name,
        params={"report": asdict(asked), "formats": ["json"], "date": "2018-03-01"},
        created_at=AT,
        state=JobState.DONE,
        finished_at=AT,
        result={"report": "x", "files": {"json": 1}},
    )
    check = Job.objects.create(
        kind="check-upload",
        actor=actor,
        title=name,
        params={},
        created_at=AT,
        state=JobState.DONE,
        finished_at=AT,
        result={},
    )
    verdict = verdict_to_json(judge([], rows=1)) | {
        "proposal": {"columns": Proposal(columns=MAP, samples={}).columns.as_json(), "samples": {}}
    }
    upload = Upload.objects.create(
        key=key,
        sending=key,
        actor=actor,
        file="lista.csv",
        kind="list",
        size=1,
        sent_at=AT,
        check_job=check,
        checked=verdict,
    )
    folder_of(key).mkdir(parents=True)
    (folder_of(key) / "data").write_bytes(b"x")
    return {"view": view.pk, "thread": thread, "job": job.pk, "list": upload.key, "sending": upload.sending}
