"""All that is kept about a person is told, and nobody's is told without a log."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models

from hjulet.domain.permission import Actor, Grant
from hjulet.domain.personal_data import TREATMENTS, Handling, Reader
from hjulet.domain.protection import PROTECTED
from hjulet.services import reading
from hjulet.services.errors import NotFoundError
from hjulet.services.people import OPERATOR, new_person
from hjulet.services.people_pages import find_person
from hjulet.services.personal_export import KeptTable, PersonalExport, export_person
from hjulet.store.models import AuditEvent, Deputy, ReportText, User
from hjulet.store.personal_data import PERSONAL_TABLES, personal_columns
from tests.full_disk import NoLog
from tests.services.people import ALWAYS, ASTRID, AT, BOB, person

NAME = "Bob Byggare"
LATER = AT + timedelta(days=1)

NEEDED: dict[str, dict[str, Any]] = {
    "store.actionversion": {"status": "ongoing", "financing": ""},
    "store.calendarquestion": {"chosen": "both", "answered_at": AT},
    "store.goalquestion": {"chosen": "1", "answered_at": AT},
    "store.goalelement": {"kind": "goal"},
    "store.registeredassignment": {"origin": "motion", "goal_structure": "", "goal_key": ""},
    "store.assignmentevent": {"kind": "reported", "outcome": "", "strikes": None},
    "store.goalassessment": {"level": "good"},
    "store.goallink": {"kind": "partly"},
    "store.goaltarget": {"per": "whole", "pace": "evenly"},
    "store.calendarstep": {"question": "", "alternative": ""},
    "store.boardimprovement": {"step": "plan"},
    "store.improvementmove": {"before": "plan", "after": "do"},
    "store.edition": {"referral": ""},
    "store.reminder": {"outcome": "failed", "sent_at": None},
    "store.job": {"state": "waiting", "finished_at": None},
    "store.grantentry": {"kind": "granted"},
    "store.indicatorversion": {"direction": "up", "scope": "body"},
    "store.indicatorvalue": {"status": "final"},
    "store.investmentproject": {"kind": "committee"},
    "store.investmentdecision": {"kind": "change"},
    "mfa.authenticator": {"type": "totp"},
    "store.deputy": {"valid_until": date(2019, 1, 1)},
    "store.batch": {"status": "withdrawn", "ended_at": LATER, "reason": "fel fil"},
    "store.budgetimport": {"status": "withdrawn", "ended_at": LATER, "reason": "fel fil"},
}
"""What the database demands of a row beyond its type."""


@pytest.fixture
def bob(small: Path) -> User:
    """Give a person with a name of two words."""
    for username, name in (("bob", NAME), ("astrid", "Astrid")):
        grants = (Grant(role="unit_manager", unit="HR", validity=ALWAYS),)
        new_person(
            by=OPERATOR, at=AT, username=username, name=name, email="b@kommun.se", password="x", grants=grants
        )
    return User.objects.get(username="bob")


def value_for(field: Any, user: User) -> Any:
    """Make a value that a column takes; each text says which column it is."""
    if field.related_model is User:
        return user
    if field.is_relation:
        return field.related_model._default_manager.first() or row_of(field.related_model, user)
    values = {
        models.JSONField: {"column": field.name},
        models.DateTimeField: AT,
        models.DateField: date(2018, 1, 1),
        models.GenericIPAddressField: "127.0.0.1",
        models.BooleanField: True,
        models.CharField: f"{field.name}-1"[: field.max_length or 99],
        models.TextField: f"{field.name}-1",
    }
    return next((value for kind, value in values.items() if isinstance(field, kind)), 1)


def row_of(model: type[models.Model], user: User) -> models.Model:
    """Make a row that is the person's by every way in which one can be told to be."""
    table = model._meta.label_lower
    columns = PERSONAL_TABLES.get(table)
    given = {
        field.name: value_for(field, user)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField)
    }
    for lookup in columns.whose if columns else ():
        if "__" not in lookup:
            given[lookup] = user.username
    for lookup in columns.whose_name if columns else ():
        given[lookup] = user.name
    if table == "store.deputy":
        given["lender"] = User.objects.get(username="astrid")
    row = model(**{**given, **NEEDED.get(table, {})})
    model._default_manager.bulk_create([row])  # without what signing in does when it saves one
    return row


def kept(found: PersonalExport) -> Iterator[tuple[str, str, KeptTable]]:
    for table in found.tables:
        for column in table.columns:
            yield table.table, column.name, table


def is_told(table: KeptTable, row: models.Model) -> bool:
    """Tell whether a row's personal columns stand in the answer, each as it is or as not shown."""
    return any(
        all(
            (value is None) if column.handling is not Handling.SHOWN else is_same(value, row, column.name)
            for column, value in zip(table.columns, told[len(table.about) :], strict=True)
        )
        for told in table.rows
    )


def is_same(told: object, row: models.Model, name: str) -> bool:
    kept = getattr(row, name)
    if isinstance(kept, User):
        return told == kept.username
    return told == kept.pk if isinstance(kept, models.Model) else told in (kept, str(kept))


def test_what_each_table_holds_about_a_person_is_told(bob: User) -> None:
    found_in = [table for table, columns in PERSONAL_TABLES.items() if columns.whose or columns.whose_name]
    rows = {
        table: User.objects.get(username="bob")
        if table == "store.user"
        else row_of(apps.get_model(table), bob)
        for table in found_in
    }
    tables = {table.table: table for table in export_person("bob", by=BOB, at=AT).tables}
    assert len(rows) >= 39
    assert [table for table, row in rows.items() if not is_told(tables[table], row)] == []


def test_each_personal_column_stands_in_the_answer(bob: User) -> None:
    found = export_person("bob", by=BOB, at=AT)
    assert {(table, column) for table, column, _ in kept(found)} == {
        (column.table, column.column) for column in personal_columns()
    }


def test_secrets_are_said_to_be_kept_and_not_shown(bob: User) -> None:
    found = export_person("bob", by=BOB, at=AT)
    (people,) = [table for table in found.tables if table.table == "store.user"]
    row = dict(zip([column.name for column in people.columns], people.rows[0], strict=True))
    assert row["email"] == "b@kommun.se"
    assert row["password"] is None
    assert bob.password not in repr(found)


def test_what_only_the_person_sees_is_shown_to_nobody_else(bob: User) -> None:
    private = {name for name, treatment in TREATMENTS.items() if treatment.readers == (Reader.NOBODY,)}
    for table, columns in PERSONAL_TABLES.items():
        if private & set(columns.personal) and columns.whose and table != "store.user":
            row_of(apps.get_model(table), bob)

    def shown(by: Actor) -> set[str]:
        found = export_person("bob", by=by, at=AT)
        return {
            f"{table.table}.{column.name}"
            for table in found.tables
            for row in table.rows
            for column, value in zip(table.columns, row[len(table.about) :], strict=True)
            if column.treatment in private and value is not None
        }

    assert shown(ASTRID) == set()
    assert shown(BOB) >= {  # the control
        "store.setasidetext.source",
        "store.ownnote.text",
        "store.pagevisit.page",
        "store.threadreader.read_to",
        "store.savedview.query",
        "usersessions.usersession.ip",
        "usersessions.usersession.user_agent",
    }


def test_an_event_whose_values_name_the_person_is_told_and_one_about_another_is_not(bob: User) -> None:
    for deputy in ("bob", "bobby"):
        AuditEvent.objects.create(
            action="appoint-deputy", object_id="astrid", params={"deputy": deputy}, actor="astrid", at=AT
        )
    (log,) = [each for each in export_person("bob", by=BOB, at=AT).tables if each.table == "store.auditevent"]
    values = [row[[column.name for column in log.columns].index("params")] for row in log.rows]
    assert [each["deputy"] for each in values if "deputy" in each] == ["bob"]


def test_whoever_a_protected_person_is_stands_in_nobody_elses_answer(bob: User) -> None:
    hidden = new_person(by=OPERATOR, at=AT, username="cecilia", name="Cecilia Låtsberg", password="x")
    User.objects.filter(pk=hidden.pk).update(is_protected=True)
    Deputy.objects.create(lender=bob, deputy=hidden, valid_from=AT.date(), valid_until=LATER.date())
    params = {"deputy": "cecilia", "deputy_for": ["cecilia"], "of": {"who": "cecilia"}}
    AuditEvent.objects.create(action="x", object_id="bob", params=params, actor="cecilia", at=AT)
    told = repr(export_person("bob", by=BOB, at=AT))
    assert "cecilia" not in told
    assert told.count(PROTECTED) == 5
    assert repr(export_person("bob", by=ASTRID, at=AT)).count("'cecilia'") == 5  # the control
    assert "cecilia" in repr(export_person("cecilia", by=Actor(id="cecilia", name=PROTECTED), at=AT))


def test_what_another_protected_person_wrote_is_not_ones_own(bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(is_protected=True)
    place = {"kind": "annual", "unit": "HR", "period": "2017", "source": "x", "saved_at": AT}
    for section, name in (("a", PROTECTED), ("b", NAME)):
        ReportText.objects.create(**place, section=section, saved_by=name)
    (texts,) = [
        each for each in export_person("bob", by=BOB, at=AT).tables if each.table == "store.reporttext"
    ]
    assert [row[texts.about.index("section")] for row in texts.rows] == ["b"]


def test_a_text_that_names_the_person_is_told_by_where_it_stands(bob: User) -> None:
    ReportText.objects.create(
        kind="annual", unit="HR", period="2017", section="result-text", source=f"{NAME} har slutat."
    )
    (mention,) = export_person("bob", by=BOB, at=AT).mentions
    assert (mention.table, mention.column) == ("store.reporttext", "source")
    assert mention.about["section"] == "result-text"


def test_others_than_oneself_and_the_administrator_get_nothing(bob: User) -> None:
    with pytest.raises(NotFoundError):
        export_person("bob", by=Actor(id="astrid", name="Astrid"), at=AT)
    with pytest.raises(NotFoundError):
        export_person("nej", by=ASTRID, at=AT)
    with pytest.raises(NotFoundError):  # somebody of another body
        export_person("bob", by=person("Kajsa", "administrator", "KFN"), at=AT)
    assert export_person("bob", by=person("Karin", "administrator", "KS"), at=AT).name == NAME


@pytest.mark.parametrize(("read", "action"), [(export_person, "export-person"), (find_person, "read-person")])
def test_reading_about_another_is_logged_first_and_refused_without_a_log(
    bob: User, no_log: NoLog, read: Any, action: str
) -> None:
    read("bob", by=BOB, at=AT)
    assert not AuditEvent.objects.filter(action=action).exists()  # about oneself
    read("bob", by=ASTRID, at=AT)  # the control: with a log there is an answer
    assert AuditEvent.objects.get(action=action).object_id == "bob"
    no_log(reading)
    with pytest.raises(DatabaseError):
        read("bob", by=ASTRID, at=AT)
    assert read("bob", by=BOB, at=AT).username == "bob"
