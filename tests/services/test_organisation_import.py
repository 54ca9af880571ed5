"""The organisation from files: what it changes and what hangs on it is shown, then let in whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from hjulet.domain.organisation_changes import Change, ChangeKind
from hjulet.domain.permission import Actor
from hjulet.domain.unit_use import Fate, UseKind
from hjulet.domain.validity import Validity
from hjulet.services import organisation_import
from hjulet.services.access import organisation
from hjulet.services.budget import import_budget
from hjulet.services.commitments import add_commitment
from hjulet.services.doctor import examine
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.figures import figure, open_books
from hjulet.services.goals import import_goals
from hjulet.services.ledger import import_sie
from hjulet.services.organisation_import import import_organisation, try_organisation
from hjulet.services.organisation_page import organisation_file, show_organisation, unit_history
from hjulet.services.people import OPERATOR, new_person
from hjulet.services.setup import set_organisation
from hjulet.services.unit_uses import _TABLES, hanging_on
from hjulet.store.models import (
    ActionVersion,
    AuditEvent,
    BoardDeviation,
    BoardImprovement,
    CalendarQuestion,
    GoalAssessment,
    GoalTarget,
    ImprovementMove,
    IndicatorVersion,
    InternalMapping,
    InvestmentProject,
    OwnNote,
    RegisteredAssignment,
    Snapshot,
    TeamBoard,
    ThemeVersion,
    Unit,
    UnitMapping,
)
from tests.ledger_text import sie
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, NOBODY, ORGANISATION, person
from tests.services.test_commitments import READ
from tests.services.test_goals import files

HEAD = "code;kind;structure;name;parent;valid_from;valid_to"
ROWS = (
    "KF;council;political;KF;;2014-01-01;",
    "KS;executive_board;political;KS;KF;2014-01-01;",
    "KFN;committee;political;KFN;KF;2014-01-01;",
    "KS-POL;unit;political;KS-POL;KS;2014-01-01;",
    "KSK;department;political;KSK;KS;2014-01-01;",
    "EKO;unit;political;EKO;KSK;2014-01-01;",
    "HR;unit;political;HR;KSK;2014-01-01;",
    "KOM;unit;political;KOM;KSK;2014-01-01;",
)
"""The small organisation, as a file."""

BUDGET = (
    b"unit;line;account;period;amount;version;decided\nHR;appropriation;;2017;1000,00;original;2016-12-12\n"
)

VOUCHER = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
LEDGER = sie(VOUCHER)


def table(**instead: str) -> bytes:
    """Write the file, with other rows in place of a unit's: ``HR="..."``, empty to leave it out."""
    lines = [instead.get(row.partition(";")[0].replace("-", "_"), row) for row in ROWS]
    return "\n".join([HEAD, *(line for line in lines if line), *instead.get("more", "").split("|")]).encode()


def tried(data: bytes, by: object = ASTRID) -> organisation_import.OrganisationTrial:
    return try_organisation((("o.csv", data),), by=by, at=AT)  # type: ignore[arg-type]


def let_in(data: bytes, *, base: int | None = None) -> None:
    seen = tried(data).base if base is None else base
    import_organisation((("o.csv", data),), base=seen, by=ASTRID, at=AT)


def test_the_file_of_what_is_known_changes_nothing(small: Path) -> None:
    found = tried(table())
    assert (found.accepted, found.difference.is_empty, found.difference.unchanged) == (True, True, 8)
    before = (Unit.objects.count(), AuditEvent.objects.count())
    let_in(table())
    assert (Unit.objects.count(), AuditEvent.objects.count()) == before


@pytest.mark.parametrize("name", ["organisation.xlsx", "enheter.csv"])
def test_what_goes_out_comes_in_again_and_changes_nothing(small: Path, name: str) -> None:
    data = organisation_file(name, language="sv", by=ALICE, at=AT)
    found = try_organisation(((name, data),), by=ASTRID, at=AT)
    assert (found.problems, found.difference.is_empty) == ((), True)


def test_a_template_is_a_file_that_can_be_let_in(home: Path, db: None) -> None:
    for language in ("sv", "en"):
        data = organisation_file("mall.xlsx", language=language, by=OPERATOR, at=AT)
        found = try_organisation((("mall.xlsx", data),), by=OPERATOR, at=AT)
        assert (found.problems, found.is_first, len(found.difference.changes)) == ((), True, 6)
        assert {change.during for change in found.difference.changes} == {Validity(date(AT.year, 1, 1))}


def test_a_new_name_is_shown_and_let_in_with_its_day(small: Path) -> None:
    renamed = table(
        HR="HR;unit;political;HR;KSK;2014-01-01;2018-12-31\nHR;unit;political;Personal;KSK;2019-01-01;"
    )
    (change,) = tried(renamed).difference.changes
    assert (change.kind, str(change.during.start), change.before, change.after) == (
        "name",
        "2019-01-01",
        "HR",
        "Personal",
    )
    assert organisation() == ORGANISATION  # trying changes nothing
    let_in(renamed)
    views = [organisation().as_of(day) for day in (AT.date(), change.during.start)]
    assert [view.units["HR"].name for view in views] == ["HR", "Personal"]
    done = AuditEvent.objects.order_by("pk").values_list("action", "actor", "object_id")
    assert list(done)[-2:] == [
        ("set-organisation", "astrid", "organisation"),
        ("import-organisation", "astrid", "o.csv"),
    ]


def test_tables_that_no_file_has_stay_as_they_are(small: Path) -> None:
    serves = b"department;committee;valid_from;valid_to\nKSK;KS;2014-01-01;\n"
    assert [change.kind for change in tried(serves).difference.changes] == ["serves"]
    let_in(serves)
    assert organisation().as_of(AT.date()).committees_served("KSK") == ("KS",)
    let_in(table(more="IT;unit;political;IT;KSK;2020-01-01;"))
    assert organisation().as_of(AT.date()).committees_served("KSK") == ("KS",)
    gone = tried(table(KSK="", EKO="", HR="", KOM=""))
    assert {("unknown-unit", "KSK")} <= {
        (one.code, one.params.get("value", "")) for one in gone.problems
    }  # the table that stays names a unit that the file no longer has


def test_what_hangs_on_a_unit_that_ends_is_named_and_let_in(small: Path) -> None:
    import_sie(LEDGER, file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    new_person(username="bob", name="Bob", grants=BOB.grants, by=OPERATOR, at=AT)
    ended = table(HR="HR;unit;political;HR;KSK;2014-01-01;2017-12-31")
    (hanging,) = tried(ended).hanging
    assert (hanging.unit, hanging.fate, hanging.lost) == ("HR", Fate.ENDS, (Validity(date(2018, 1, 1)),))
    assert hanging.uses == {UseKind.MAPPING: 1, UseKind.ROLES: 1}
    before = open_books().number
    let_in(ended)
    assert open_books().number == before + 1
    for number, shown in ((before, "100.00"), (None, "100.00")):  # the old year keeps what was its own
        found, _ = figure("net_cost unit=HR period=2017", snapshot=number, by=ALICE, at=AT)
        assert str(found.value) == shown


@pytest.mark.parametrize(
    ("last", "uses"),
    [
        ("2021-12-31", {UseKind.MAPPING: 1, UseKind.GOALS: 1}),
        ("2022-12-31", {UseKind.MAPPING: 1}),  # the goals' period ends that day too
    ],
)
def test_goals_that_name_a_unit_hang_on_it_for_the_years_of_their_period(
    small: Path, last: str, uses: dict[UseKind, int]
) -> None:
    import_goals(files(), by=ALICE, at=AT)
    add_commitment(replace(READ, through="HR"), by=CHARLIE, at=AT)
    (hanging,) = tried(table(HR=f"HR;unit;political;HR;KSK;2014-01-01;{last}")).hanging
    assert hanging.uses == uses


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        (["2018-01-01;"], Validity(date(2014, 1, 1), date(2018, 1, 1))),  # a later first day
        (["2014-01-01;2016-12-31", "2018-01-01;"], Validity(date(2017, 1, 1), date(2018, 1, 1))),  # a gap
        (["2014-01-01;2016-12-31"], Validity(date(2017, 1, 1))),
    ],
)
def test_what_is_about_any_time_that_a_unit_loses_is_named(
    small: Path, rows: list[str], lost: Validity
) -> None:
    import_budget(BUDGET, file="b.csv", by=OPERATOR, at=AT)
    rows_of_hr = "\n".join(f"HR;unit;political;HR;KSK;{days}" for days in rows)
    (hanging,) = tried(table(HR=rows_of_hr)).hanging
    assert (hanging.fate, hanging.lost) == (Fate.ENDS, (lost,))
    assert hanging.uses == {UseKind.MAPPING: 1, UseKind.BUDGET: 1}


def test_a_role_that_holds_today_loses_nothing_by_what_was(small: Path) -> None:
    new_person(username="bob", name="Bob", grants=BOB.grants, by=OPERATOR, at=AT)
    (hanging,) = tried(table(HR="HR;unit;political;HR;KSK;2016-01-01;")).hanging
    assert hanging.uses == {UseKind.MAPPING: 1}


def test_nothing_hangs_on_a_file_whose_rows_are_refused(small: Path) -> None:
    new_person(username="x", name="X", grants=person("X", "auditor", "NEJ").grants, by=OPERATOR, at=AT)
    found = tried(table(HR="HR;unit;political;HR;NEJ;2014-01-01;"))
    assert ([one.code for one in found.problems], found.hanging) == (["unknown-parent"], ())


def test_the_doctor_tells_of_amounts_that_a_unit_took_with_it(small: Path) -> None:
    import_sie(LEDGER, file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    assert mapped_nowhere() == []
    let_in(table(HR="HR;unit;political;HR;KSK;2014-01-01;2017-06-30"))
    assert mapped_nowhere() == [{"unit": "HR", "period": "2017"}]


def mapped_nowhere() -> list[dict[str, str]]:
    return [dict(one.params) for one in examine(by=OPERATOR, at=AT) if one.code == "mapped-nowhere"]


def test_a_unit_that_something_hangs_on_is_not_taken_away(small: Path) -> None:
    found = tried(table(HR=""))
    assert [(one.code, dict(one.params)) for one in found.problems] == [
        ("unit-in-use", {"unit": "HR", "count": "1"})
    ]
    assert [(one.unit, one.fate) for one in found.hanging] == [("HR", Fate.GONE)]
    with pytest.raises(RefusedError, match="unit-in-use"):
        let_in(table(HR=""), base=found.base)
    assert organisation() == ORGANISATION
    UnitMapping.objects.all().delete()  # the control: with nothing on it, it goes
    InternalMapping.objects.all().delete()
    let_in(table(HR=""))
    assert "HR" not in organisation().as_of(AT.date())


def test_roles_over_units_that_nobody_names_are_told(small: Path) -> None:
    new_person(username="x", name="X", grants=person("X", "auditor", "NEJ").grants, by=OPERATOR, at=AT)
    found = tried(table())
    assert found.accepted
    assert [(one.unit, one.fate, dict(one.uses)) for one in found.hanging] == [
        ("NEJ", Fate.UNKNOWN, {UseKind.ROLES: 1})
    ]


def test_every_table_with_a_unit_is_asked(db: None) -> None:
    """A new one has to be put among them, or be excused here."""
    with_units = {
        model
        for model in apps.get_app_config("store").get_models()
        if any(isinstance(each, models.Field) and each.name == "unit" for each in model._meta.get_fields())
    }
    by_the_mapping = {UnitMapping, InternalMapping}
    of_measure = {IndicatorVersion, GoalTarget}
    without_time = {ThemeVersion}
    private = {OwnNote}
    of_rows = {TeamBoard, BoardDeviation, BoardImprovement, ImprovementMove}
    assert with_units == {*_TABLES, *by_the_mapping, *of_measure, *without_time, *private, *of_rows}


SOON, YEAR = datetime(2019, 5, 1, 12, tzinfo=UTC), 2019
IN_2019 = {
    **dict.fromkeys(("period", "month"), "2019-03"),
    **dict.fromkeys(("year", "from_year", "first_year", "to_year", "last_year"), YEAR),
    **dict.fromkeys(("first_day", "valid_from", "since"), date(YEAR, 2, 1)),
    **dict.fromkeys(("last_day", "valid_until", "until"), date(YEAR, 9, 1)),
    **dict.fromkeys(("answered_at", "last_at"), SOON),
}
"""A column that tells the time of a row -> what makes the row be about 2019."""

ALSO = {
    InvestmentProject: {"kind": "committee"},
    CalendarQuestion: {"chosen": "first", "answered_by": "x"},
    ActionVersion: {"status": "done", "role": "x"},
}
"""What some tables ask for beside."""


def a_row(model: type[models.Model], **given: object) -> models.Model:
    """Keep a row of a table: what is not given is the least that the table takes."""
    least = {
        models.CharField: "x",
        models.TextField: "x",
        models.DecimalField: 1,
        models.DateTimeField: SOON,
        models.DateField: SOON.date(),
    }
    for field in model._meta.concrete_fields:
        is_left = field.name in given or field.has_default() or field.null or field.blank
        if not is_left and isinstance(field, models.ForeignKey):
            given[field.name] = a_row(field.related_model)
        elif not is_left and not isinstance(field, models.AutoField):
            given[field.name] = least.get(type(field), 1)
    return model._default_manager.create(**given)


@pytest.mark.parametrize("model", _TABLES)
def test_each_table_counts_what_is_about_the_time_that_is_lost(db: None, model: type[models.Model]) -> None:
    kind, columns, _ = _TABLES[model]
    told = {column: IN_2019[column] for column in columns}
    a_row(model, unit="HR", **told, **ALSO.get(model, {}))
    for lost, counted in ((YEAR, True), (YEAR - 1, False), (YEAR + 1, False)):
        during = Validity(date(lost, 1, 1), date(lost + 1, 1, 1))
        ends = Change(kind=ChangeKind.ENDS, unit="HR", during=during)
        uses = [dict(each.uses) for each in hanging_on([ends], on=AT.date())]
        assert uses == ([{kind: 1}] if counted else []), lost


@pytest.mark.parametrize("column", ["giver", "receiver"])
def test_an_assignment_hangs_on_who_gave_it_and_who_got_it_while_it_lives(db: None, column: str) -> None:
    told = {"given": date(YEAR, 2, 1), "closed_on": date(YEAR, 9, 1), "origin": "decision"}
    a_row(RegisteredAssignment, **{"giver": "KS", "receiver": "KS", column: "HR"}, **told)
    assert uses_of_hr() == {YEAR: {UseKind.ASSIGNMENTS: 1}}
    RegisteredAssignment.objects.update(closed_on=None, receiver="HR", giver="HR")
    assert uses_of_hr() == {year: {UseKind.ASSIGNMENTS: 1} for year in (YEAR, YEAR + 1)}


def test_an_assessment_hangs_on_the_body_that_made_it(db: None) -> None:
    row = a_row(GoalAssessment, body="HR", period=str(YEAR), level="good")
    assert uses_of_hr() == {YEAR: {UseKind.ASSESSMENTS: 1}}
    GoalAssessment.objects.filter(pk=row.pk).update(known_until=SOON)
    assert uses_of_hr() == {}


def uses_of_hr() -> dict[int, dict[UseKind, int]]:
    """Tell what hangs on HR if it loses a year: the one before, 2019 or the one after."""
    found = {}
    for lost in (YEAR - 1, YEAR, YEAR + 1):
        during = Validity(date(lost, 1, 1), date(lost + 1, 1, 1))
        ends = Change(kind=ChangeKind.ENDS, unit="HR", during=during)
        for each in hanging_on([ends], on=AT.date()):
            found[lost] = dict(each.uses)
    return found


@pytest.mark.parametrize("unit", ["TN", "JKDN"])  # the second in a group of bodies only
def test_the_goals_that_name_a_body_hang_on_it(demo: Path, unit: str) -> None:
    for lost, names in ((2021, {UseKind.GOALS}), (2030, set())):
        during = Validity(date(lost, 1, 1), date(lost + 1, 1, 1))
        ends = Change(kind=ChangeKind.ENDS, unit=unit, during=during)
        uses = {kind for each in hanging_on([ends], on=AT.date()) for kind in each.uses}
        assert uses & {UseKind.GOALS} == names


def test_each_of_the_tables_counts_what_it_holds_until_a_day(demo: Path) -> None:
    """HR of the example has budget, staff and forecasts of 2017, and a manager until further notice."""
    known = organisation_file("enheter.csv", language="sv", by=OPERATOR, at=AT).decode("utf-8-sig")
    ended = "\n".join(_ended(known.splitlines(), "HR", "2017-06-30"))
    (hanging,) = tried(ended.encode(), by=OPERATOR).hanging
    assert {*("mapping", "roles", "budget", "staff", "indicators")} <= set(hanging.uses)
    assert hanging.uses[UseKind.STAFF] == 6  # the months of the autumn


def _ended(lines: list[str], code: str, last: str) -> Iterator[str]:
    for line in lines:
        cells = line.split(";")
        yield ";".join([*cells[:6], last, *cells[7:]]) if cells[0] == code else line


def test_nobody_locks_themself_out(small: Path) -> None:
    """Astrid runs the installation from the council; without it she would run nothing."""
    top = "KS;executive_board;political;KS;;2014-01-01;"
    alone = table(KF="", KFN="", KS=top)
    assert [one.code for one in tried(alone).problems] == ["would-lock-out"]
    assert tried(alone, by=OPERATOR).accepted
    assert tried(table(KFN="KFN;committee;political;KFN;;2014-01-01;")).accepted


def test_a_file_that_was_shown_before_another_change_is_not_let_in(small: Path) -> None:
    renamed = table(HR="HR;unit;political;Personal;KSK;2014-01-01;")
    base = tried(renamed).base
    set_organisation(replace(ORGANISATION, units=ORGANISATION.units[::-1]), by=OPERATOR, at=AT)
    with pytest.raises(ConflictError):
        let_in(renamed, base=base)
    with pytest.raises(ConflictError):  # before what is wrong with a file that was right when it was seen
        let_in(table(HR="HR;unit;political;HR;NEJ;2014-01-01;"), base=base)
    let_in(renamed)  # seen anew, it goes in


def test_another_order_is_one_change(small: Path) -> None:
    lines = table().decode().split("\n")
    turned = "\n".join([*lines[:-3], lines[-2], lines[-3]]).encode()
    assert tried(turned).difference.count == 1
    let_in(turned)
    assert AuditEvent.objects.latest("pk").params["changes"] == 1
    assert list(organisation().as_of(AT.date()).units)[-2:] == ["KOM", "HR"]


def test_a_faulty_row_is_not_told_once_more_by_those_below_it(small: Path) -> None:
    found = tried(table(KSK="KSK;kejsare;political;KSK;KS;2014-01-01;"))
    assert [(one.code, one.place.line) for one in found.problems] == [("unknown-kind", 6)]
    assert tried(table(HR="HR;Enhet;political;HR;KSK;2014-01-01;")).accepted  # as pages call it
    assert tried(table(KSK="KSK;Förvaltning;political;KSK;KS;2014-01-01;")).difference.is_empty


def test_what_is_wrong_beside_a_faulty_row_is_told_all_the_same(small: Path) -> None:
    """Only what is said of the unit itself may follow from its row: not what mentions its code as a word."""
    unread = table(
        HR="HR;kejsare;political;HR;KSK;2014-01-01;",
        more="11;x;political;11;KSK;2014-01-01;|"
        "IT;unit;political;HR;KSK;2014-01-01;|IT;unit;administrative;IT;;2014-01-01;|"
        ";unit;political;X;KSK;2014-01-01;|A;unit;political;A;NEJ;2014-01-01;",
    )
    assert [one.code for one in tried(unread).problems] == [
        "unknown-kind",
        "unknown-kind",
        "missing-value",
        "row-differs",
        "unknown-parent",
    ]


def test_only_who_runs_the_whole_installation_reads_it_in(small: Path) -> None:
    of_kfn = person("Kfn", "administrator", "KFN")
    for by in (ALICE, BOB, CHARLIE, of_kfn):
        with pytest.raises(NotFoundError):
            tried(table(), by=by)
        with pytest.raises(NotFoundError):
            import_organisation((("o.csv", table()),), base=0, by=by, at=AT)
        with pytest.raises(NotFoundError):
            set_organisation(ORGANISATION, by=by, at=AT)
    assert tried(table(), by=ASTRID).accepted


def test_whoever_sees_figures_sees_the_organisation(small: Path) -> None:
    for by, may in ((ELSA, False), (CHARLIE, False), (ASTRID, True)):
        assert show_organisation(by=by, at=AT).may_import is may
    with pytest.raises(NotFoundError):
        show_organisation(by=NOBODY, at=AT)
    with pytest.raises(NotFoundError):
        organisation_file("enheter.csv", language="sv", by=NOBODY, at=AT)
    shown = {line.unit.code for _, lines in show_organisation(by=CHARLIE, at=AT).trees for line in lines}
    assert {"KFN", "HR"} <= shown


def test_a_unit_opens_its_economy_as_it_was_last_to_whoever_may_see_it(small: Path) -> None:
    def opens(unit: str, by: Actor) -> str:
        return str(unit_history(unit, by=by, at=AT).opens)

    assert opens("HR", ALICE) == "None"  # no ledger yet
    august = "A 2 2017-08-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
    import_sie(sie(f"{VOUCHER}\n{august}"), file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    more = "IT;unit;political;IT;KSK;2018-01-01;"
    let_in(table(HR="HR;unit;political;HR;KSK;2014-01-01;2017-03-31", more=more))
    assert (opens("KSK", ALICE), opens("KSK", CHARLIE)) == ("2017-01..2017-08", "None")
    assert (opens("HR", ALICE), opens("HR", CHARLIE)) == ("2017-01", "None")
    assert opens("IT", ALICE) == "None"  # it comes after the last month of the ledger


def test_a_change_that_waited_is_no_part_of_a_snapshot_taken_before_it(small: Path) -> None:
    """Its moment is later than every snapshot's, so that an old one is not told what it did not know."""
    import_sie(LEDGER, file="k.se", company="KOMMUN", by=OPERATOR, at=AT)
    last = Snapshot.objects.latest("number")
    let_in(table(HR="HR;unit;political;Personal;KSK;2014-01-01;"))  # at the moment of that snapshot
    assert organisation(known_at=last.known_at) == ORGANISATION


def test_the_doctor_tells_of_a_home_without_organisation(home: Path, db: None) -> None:
    assert "organisation-missing" in {one.code for one in examine(by=OPERATOR, at=AT)}
    set_organisation(ORGANISATION, by=OPERATOR, at=AT)
    assert "organisation-missing" not in {one.code for one in examine(by=OPERATOR, at=AT)}
