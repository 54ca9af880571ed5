"""Actions: who writes them, versions and history, the list, files, one change of many, the next year."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.documents.sheet import Sheet, SheetColumn, write_xlsx
from hjulet.domain.actions.action import Action, Financing, Milestone, Status
from hjulet.domain.actions.bulk import BulkChange
from hjulet.domain.actions.files import ACTION_COLUMNS, cells_of
from hjulet.domain.actions.lack import Lack
from hjulet.domain.actions.theme import Theme
from hjulet.domain.goals.element import Ref
from hjulet.domain.validity import Validity
from hjulet.services.action_bulk import change_many, chosen_actions, try_bulk
from hjulet.services.action_copy import copy_page, copy_unfinished
from hjulet.services.action_import import import_actions, try_actions
from hjulet.services.action_list import action_list, actions_under
from hjulet.services.action_pages import MOST_TICKED, action_choices, action_page
from hjulet.services.action_remarks import action_remarks
from hjulet.services.action_rows import actions_by_key, as_json, find_action, known_rows, latest_action
from hjulet.services.action_search import ActionFilter
from hjulet.services.actions import add_action, change_action, remove_action
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.goals import import_goals
from hjulet.services.indicators import add_indicators
from hjulet.services.people import OPERATOR
from hjulet.services.setup import set_organisation
from hjulet.services.theme_pages import theme_page
from hjulet.services.themes import save_theme, theme_list
from hjulet.store.goals import load_goals
from hjulet.store.models import ActionVersion, AuditEvent, Revision, Snapshot, User
from tests.services.people import (
    ALICE,
    ALWAYS,
    ASTRID,
    AT,
    BOB,
    CHARLIE,
    ELSA,
    FOLKE,
    NOBODY,
    ORGANISATION,
)
from tests.services.test_goals import files
from tests.services.test_indicators import NII, SICK

GOAL = Ref("2017-2019", "mal-1")
LATER = AT + timedelta(days=200)
TRAINING = Action(
    name="Utbilda chefer",
    year=2018,
    unit="HR",
    role="HR-chef",
    first_day=date(2018, 1, 1),
    last_day=date(2018, 12, 31),
    milestones=(Milestone(name="Halva", on=date(2018, 6, 30)),),
    goals=(GOAL,),
)


@pytest.fixture
def goals(small: Path) -> Path:
    """Give goals of two periods, and a person who may own something."""
    import_goals(files(), by=ALICE, at=AT)
    User.objects.create(username="bob", name="Bob", password="!")
    return small


def held(key: str = "A1") -> Action:
    return find_action(key)


def test_an_action_is_written_with_a_revision_a_snapshot_and_an_audit_row(goals: Path) -> None:
    assert add_action(TRAINING, by=BOB, at=AT) == "A1"
    found = held()
    assert (found.name, found.goals, found.milestones) == ("Utbilda chefer", (GOAL,), TRAINING.milestones)
    row = ActionVersion.objects.get()
    assert (row.set_by, row.due, row.number) == ("bob", date(2018, 6, 30), 1)
    revision = Revision.objects.get(noun="action")
    assert (revision.object_id, revision.version) == ("A1", row.pk)
    assert (revision.fields["goals"], revision.fields["role"]) == ("2017-2019/mal-1", "HR-chef")
    event = AuditEvent.objects.get(action="set-action")
    assert (event.actor, event.object_id, event.params["name"]) == ("bob", "A1", "Utbilda chefer")
    assert Snapshot.objects.latest("number").cause == "set-action"
    assert as_json(replace(found, cost=Decimal(0)))["cost"] == "0"


def test_a_change_is_a_new_version_and_the_status_has_its_history(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=AT)
    change_action(replace(held(), status=Status.ONGOING, status_note="Igång"), by=ALICE, at=AT)
    change_action(replace(held(), name="Utbilda alla chefer"), by=BOB, at=AT)
    before = AuditEvent.objects.count()
    change_action(held(), by=BOB, at=AT)  # nothing is changed
    assert AuditEvent.objects.count() == before
    assert ActionVersion.objects.count() == 3
    page = action_page("A1", by=ELSA, at=AT)
    assert [(step.status, step.note, step.by) for step in page.history] == [
        (Status.ONGOING, "Igång", "alice"),
        (Status.NOT_STARTED, "", "bob"),
    ]
    assert (page.line.action.name, page.threads[0].ref) == ("Utbilda alla chefer", GOAL)
    assert page.threads[0].element is not None and page.threads[0].element.name == "Förr"


def test_of_many_indicators_those_of_the_units_own_body_are_offered(goals: Path) -> None:
    few = [SICK, replace(NII, owner="KFN")]
    add_indicators(few, by=OPERATOR, at=AT)
    assert action_choices(2018, unit="HR", by=ALICE, at=AT).near == tuple(
        sorted(((each.id, each.name) for each in few), key=lambda each: each[1])
    )
    many = (replace(NII, id=f"n{n}", name=f"Nöjdhet {n}", owner="KFN") for n in range(MOST_TICKED))
    add_indicators([*many], by=OPERATOR, at=AT)
    own = (("sick", SICK.name),)
    for unit in ("HR", ""):  # all that Alice writes for is of one body
        choices = action_choices(2018, unit=unit, by=ALICE, at=AT)
        assert (len(choices.indicators), choices.near) == (MOST_TICKED + 2, own)
    assert len(action_choices(2018, unit="KFN", by=CHARLIE, at=AT).near) == MOST_TICKED
    assert action_choices(2018, by=OPERATOR, at=AT).near == ()  # of any body


def test_who_does_not_write_for_the_unit_writes_nothing(goals: Path) -> None:
    add_action(TRAINING, by=ALICE, at=AT)  # the positive control
    for who in (CHARLIE, ELSA, FOLKE, ASTRID, NOBODY):
        with pytest.raises(NotFoundError):
            add_action(TRAINING, by=who, at=AT)
        for change in ({"name": "x"}, {"unit": "KFN"}):
            with pytest.raises(NotFoundError):
                change_action(replace(held(), **change), by=who, at=AT)  # type: ignore[arg-type]
        with pytest.raises(NotFoundError):
            remove_action("A1", version=held().version, by=who, at=AT)
    assert [action.name for action in every()] == ["Utbilda chefer"]


def test_whoever_sees_figures_reads_every_action_and_a_stranger_none(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=AT)
    for who in (CHARLIE, ELSA, FOLKE):
        (line,) = action_list(ActionFilter(), by=who, at=AT).lines
        assert (line.action.key, line.may_change) == ("A1", False)
    assert action_list(ActionFilter(), by=BOB, at=AT).lines[0].may_change
    with pytest.raises(NotFoundError):
        action_list(ActionFilter(), by=NOBODY, at=AT)
    with pytest.raises(NotFoundError):
        theme_list(by=NOBODY, at=AT)
    with pytest.raises(NotFoundError):
        action_page("A1", by=NOBODY, at=AT)


def test_an_action_is_not_given_to_a_unit_of_others(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=AT)
    with pytest.raises(NotFoundError):
        change_action(replace(held(), unit="EKO"), by=BOB, at=AT)
    change_action(replace(held(), unit="EKO"), by=ALICE, at=AT)
    assert held().unit == "EKO"


def test_of_two_at_once_the_second_is_told_and_nothing_is_lost(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=AT)
    read = held()
    change_action(replace(read, name="Först"), by=BOB, at=AT)
    with pytest.raises(ConflictError) as conflict:
        change_action(replace(read, name="Sedan"), by=ALICE, at=AT)
    assert (conflict.value.theirs, conflict.value.mine) == ("Först", "Sedan")
    with pytest.raises(ConflictError):
        remove_action("A1", version=read.version, by=ALICE, at=AT)
    assert held().name == "Först"


NAMELESS: dict[str, dict[str, object]] = {
    "action-without-owner": {"role": ""},
    "unknown-person": {"person": "nej"},
    "unknown-element": {"goals": (Ref("2017-2019", "nej"),)},
    "unknown-theme": {"themes": ("nej",)},
    "unknown-indicator": {"indicators": ("nej",)},
    "unknown-financing": {"financing": Financing.GRANT, "financed_by": "nej"},
}
"""Problem -> what makes it: things that do not exist."""


def test_what_an_action_names_must_exist(goals: Path) -> None:
    for code, change in NAMELESS.items():
        with pytest.raises(RefusedError, match=code):
            add_action(replace(TRAINING, **change), by=BOB, at=AT)  # type: ignore[arg-type]
    assert not ActionVersion.objects.exists()


def test_one_that_is_taken_away_is_gone_and_its_number_is_used_once(goals: Path) -> None:
    add_action(TRAINING, by=BOB, at=AT)
    remove_action("A1", version=held().version, by=BOB, at=AT)
    with pytest.raises(NotFoundError):
        find_action("A1")
    assert add_action(TRAINING, by=BOB, at=AT) == "A2"
    assert AuditEvent.objects.get(action="remove-action").object_id == "A1"


@pytest.fixture
def several(goals: Path) -> Path:
    """Give four actions of three units: one without goal, one ended, one late, one of another body."""
    save_theme(Theme(name="Flödet", unit="KS", role="Stadsdirektör"), by=ALICE, at=AT)
    for change in (
        {"themes": ("flodet",), "person": "bob"},
        {"name": "Bokföra", "unit": "EKO", "role": "Ekonomichef", "goals": ()},
        {"name": "Läsa", "unit": "KFN", "status": Status.DONE, "themes": ("flodet",)},
        {"name": "Hinna", "last_day": date(2018, 3, 31), "milestones": (), "status": Status.ONGOING},
    ):
        new = replace(TRAINING, **change)
        add_action(new, by=CHARLIE if new.unit == "KFN" else ALICE, at=AT)
    return goals


FOUND: tuple[tuple[ActionFilter, list[str]], ...] = (
    (ActionFilter(), ["A4", "A1", "A2", "A3"]),
    (ActionFilter(unit="KS"), ["A4", "A1", "A2"]),
    (ActionFilter(unit="EKO"), ["A2"]),
    (ActionFilter(owner="bob"), ["A1"]),
    (ActionFilter(owner="Ekonomichef"), ["A2"]),
    (ActionFilter(status=Status.DONE), ["A3"]),
    (ActionFilter(year=2017), []),
    (ActionFilter(goal=GOAL), ["A4", "A1", "A3"]),
    (ActionFilter(theme="flodet"), ["A1", "A3"]),
    (ActionFilter(indicator="nej"), []),
    (ActionFilter(about="BOKför"), ["A2"]),
    (ActionFilter(about="chefer a1"), ["A1"]),
    (ActionFilter(lack=Lack.LATE), ["A4"]),
    (ActionFilter(lack=Lack.NO_GOAL), ["A2"]),
    (ActionFilter(lack=Lack.NO_INDICATOR), ["A4", "A1", "A2"]),
    (ActionFilter(unit="NEJ"), []),
)
"""What is asked for -> the actions that fit, those to be done first before others."""


def test_the_list_finds_what_is_asked_for(several: Path) -> None:
    for asked, keys in FOUND:
        found = action_list(asked, by=ELSA, at=AT)
        assert ([line.action.key for line in found.lines], found.count) == (keys, len(keys)), asked


def test_what_the_list_counts_is_what_each_line_lacks(several: Path) -> None:
    User.objects.update(is_active=False)
    change_action(replace(held(), role=""), by=ALICE, at=AT)
    found = action_list(ActionFilter(), by=ELSA, at=LATER)
    for lack in Lack:
        told = {line.action.key for line in found.lines if lack in line.lacks}
        listed = action_list(ActionFilter(lack=lack), by=ELSA, at=LATER).lines
        assert told == {line.action.key for line in listed}
        assert found.by_lack[lack] == len(told) > 0
    assert found.by_status[Status.DONE] == 1


def test_a_goal_lists_its_actions_and_a_goal_without_any_is_told(several: Path) -> None:
    network = load_goals()
    under = actions_under(GOAL, network, by=ELSA, at=AT)
    assert ([line.action.key for line in under.lines], under.count) == (["A4", "A1", "A3"], 3)
    assert action_remarks(2018, by=ELSA, at=AT).goals == ()
    other = action_remarks(2020, by=ELSA, at=AT)
    assert [goal.ref for goal in other.goals] == [Ref("2020-2022", "mal-1")]


def test_a_body_with_very_many_actions_is_told(goals: Path) -> None:
    head = "åtgärd;enhet;roll;från;till;id\n"
    rows = "".join(f"Åtgärd {n};HR;Chef;2018-01-01;2018-12-31;\n" for n in range(61))
    import_actions((head + rows).encode(), file="a.csv", by=ALICE, at=AT)
    assert action_remarks(2018, by=ELSA, at=AT).crowded == (("KS", "KS", 61),)
    remove_action("A61", version=held("A61").version, by=ALICE, at=AT)
    assert action_remarks(2018, by=ELSA, at=AT).crowded == ()


def csv(*actions: Action, **changes: str) -> bytes:
    """Write actions as the list gives them out, with some cells changed in all."""
    rows = [cells_of(action) | changes for action in actions]
    return "\n".join([";".join(ACTION_COLUMNS.values()), *(";".join(row.values()) for row in rows)]).encode()


def every() -> list[Action]:
    return list(actions_by_key(known_rows().values_list("key", flat=True)).values())


def test_a_list_taken_out_and_let_in_again_changes_nothing(several: Path) -> None:
    trial = try_actions(csv(*every()), file="a.csv", by=ALICE, at=AT)
    assert (trial.problems, trial.changes, trial.unchanged) == ((), (), 4)


def test_a_file_changes_what_it_names_and_adds_what_has_no_id(several: Path) -> None:
    trial = try_actions("id;läge\nA1;klar\na2;klar\n".encode(), file="a.csv", by=ALICE, at=AT)
    assert [change.fields for change in trial.changes] == [("status",), ("status",)]
    assert trial.text == "key;status\nA1;klar\nA2;klar\n"
    import_actions(trial.text.encode(), file="a.csv", base=trial.base, by=ALICE, at=AT)
    assert (held("A1").status, held("A1").themes, held("A1").name) == (
        Status.DONE,
        ("flodet",),
        "Utbilda chefer",
    )
    assert AuditEvent.objects.get(action="import-actions").params["changes"] == 2
    assert Revision.objects.filter(noun="action").count() == 6
    new = csv(replace(TRAINING, name="Ny", unit="EKO"))
    (made,) = import_actions(new, file="b.csv", by=ALICE, at=AT)
    assert (made.key, made.name, held("A5").unit) == ("A5", "Ny", "EKO")
    assert import_actions(csv(held("A5")), file="b.csv", by=ALICE, at=AT) == ()


def test_a_new_row_need_not_say_its_year_or_status_and_is_told_what_it_lacks(goals: Path) -> None:
    new = csv(TRAINING, year="", status="")
    (made,) = import_actions(new, file="a.csv", by=ALICE, at=AT)
    assert (made.year, made.status) == (2018, Status.NOT_STARTED)
    (lacking,) = try_actions(csv(TRAINING, name=""), file="a.csv", by=ALICE, at=AT).problems
    assert (lacking.code, lacking.params["column"]) == ("missing-value", "åtgärd")


WRONG: dict[str, dict[str, str]] = {
    "unknown-action": {"key": "A99"},
    "missing-value": {"name": ""},
    "unknown-unit": {"unit": "NEJ"},
    "action-without-owner": {"person": "", "role": ""},
    "bad-day": {"first_day": "i mars"},
    "days-turned": {"last_day": "2017-01-01"},
    "bad-year": {"year": "nästa"},
    "not-one-of": {"status": "snart"},
    "bad-amount": {"cost": "1,2,3"},
    "bad-milestones": {"milestones": "snart"},
    "bad-goal-refs": {"goals": "mal-1"},
    "unknown-element": {"goals": "2017-2019/nej"},
    "unknown-theme": {"themes": "nej"},
    "too-long-cell": {"name": "x" * 301},
    "action-day-beyond": {"last_day": "9999-12-31"},
}
"""Problem -> the cell that makes it."""


def test_each_fault_of_a_file_is_told_at_its_row_and_nothing_is_let_in(several: Path) -> None:
    before = latest_action()
    for code, changes in WRONG.items():
        data = csv(held("A1")) + b"\n" + csv(held("A2"), **changes).partition(b"\n")[2]
        trial = try_actions(data, file="a.csv", by=ALICE, at=AT)
        assert [(problem.code, problem.place.line) for problem in trial.problems] == [(code, 3)]
        with pytest.raises(RefusedError, match=code):
            import_actions(data, file="a.csv", by=ALICE, at=AT)
    assert latest_action() == before


def test_the_list_asks_as_many_questions_however_many_actions_there_are(several: Path) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            action_list(ActionFilter(owner="bob"), by=ELSA, at=AT)
        return len(questions)

    few = asked()
    for number in range(20):
        add_action(replace(TRAINING, name=str(number), person="bob"), by=ALICE, at=AT)
    assert action_list(ActionFilter(owner="bob"), by=ELSA, at=AT).count == 21
    assert asked() == few


ODD_YEARS = ("²", "٢٠١٧", "1" * 5_000, "20170", "1949", "2017.5")


def test_a_year_is_four_plain_digits(several: Path) -> None:
    for year in ODD_YEARS:
        (told,) = try_actions(csv(held("A1"), year=year), file="a.csv", by=ALICE, at=AT).problems
        assert told.code == "bad-year"
    assert try_actions(csv(held("A1"), year="2018.0"), file="a.csv", by=ALICE, at=AT).accepted


def test_a_file_with_others_actions_is_refused_and_an_unchanged_row_of_theirs_is_not(several: Path) -> None:
    trial = try_actions(csv(*every()), file="a.csv", by=CHARLIE, at=AT)
    assert trial.accepted
    changed = try_actions(csv(held("A1"), name="Vårt"), file="a.csv", by=CHARLIE, at=AT)
    assert [problem.code for problem in changed.problems] == ["action-not-yours"]
    given = try_actions(csv(held("A3"), unit="HR"), file="a.csv", by=CHARLIE, at=AT)
    assert [problem.code for problem in given.problems] == ["action-not-yours"]
    ActionVersion.objects.filter(key="A1").update(unit="BORTA")  # it went out of the organisation
    nobodys = try_actions(csv(held("A1"), name="Vårt", unit="KFN"), file="a.csv", by=CHARLIE, at=AT)
    assert [problem.code for problem in nobodys.problems] == ["action-not-yours"]
    with pytest.raises(NotFoundError):
        try_actions(csv(held("A1")), file="a.csv", by=ELSA, at=AT)


def test_a_nul_in_a_workbook_is_told_at_its_cell(several: Path) -> None:
    made = BytesIO()
    columns = tuple(SheetColumn(label=head) for head in ("id", "åtgärd"))
    write_xlsx(
        Sheet(name="x", columns=columns, rows=[("A1", "NUL här")], total="", asked_name="u", asked=()), made
    )
    with ZipFile(made) as before, ZipFile(spoiled := BytesIO(), "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"NUL", b"_x0000_"))
    trial = try_actions(spoiled.getvalue(), file="a.xlsx", by=ALICE, at=AT)
    assert [(problem.code, problem.place.cell) for problem in trial.problems] == [("nul-in-cell", "B2")]
    assert not trial.accepted


def test_the_same_action_twice_in_a_file_is_told(several: Path) -> None:
    twice = csv(held("A1"), held("A1"), status="klar")
    trial = try_actions(twice, file="a.csv", by=ALICE, at=AT)
    assert [problem.code for problem in trial.problems] == ["said-twice"]


def test_a_file_that_was_shown_is_not_let_in_over_what_somebody_wrote_since(several: Path) -> None:
    data = csv(held("A1"), status="klar")
    base = try_actions(data, file="a.csv", by=ALICE, at=AT).base
    change_action(replace(held("A1"), status_note="Emellan"), by=BOB, at=AT)
    with pytest.raises(ConflictError):
        import_actions(data, file="a.csv", base=base, by=ALICE, at=AT)
    assert held("A1").status is Status.NOT_STARTED
    shown = try_actions(data, file="a.csv", by=ALICE, at=AT).base
    change_action(replace(held("A2"), name="En annan"), by=ALICE, at=AT)  # is not what the file is about
    assert len(import_actions(data, file="a.csv", base=shown, by=ALICE, at=AT)) == 1


def test_new_actions_of_a_file_that_is_sent_twice_are_added_once(several: Path) -> None:
    new = csv(replace(TRAINING, name="Ny"))
    base = try_actions(new, file="a.csv", by=ALICE, at=AT).base
    import_actions(new, file="a.csv", base=base, by=ALICE, at=AT)
    with pytest.raises(ConflictError):
        import_actions(new, file="a.csv", base=base, by=ALICE, at=AT)
    assert known_rows().filter(name="Ny").count() == 1


def test_one_change_of_many_is_shown_and_made_and_others_actions_are_left(several: Path) -> None:
    change = BulkChange(status=Status.DONE, add_theme="flodet")
    trial = try_bulk(every(), change, by=ALICE, at=AT)
    assert [each.after.key for each in trial.changes] == ["A4", "A1", "A2"]
    assert [action.key for action in trial.others] == ["A3"]
    written = change_many(every(), change, base=trial.base, by=ALICE, at=AT)
    assert len(written) == 3
    assert {action.status for action in every()} == {Status.DONE}
    assert held("A2").themes == ("flodet",)
    assert AuditEvent.objects.get(action="change-actions").params["keys"] == ["A4", "A1", "A2"]
    with pytest.raises(ConflictError):
        change_many(every(), BulkChange(role="x"), base=trial.base, by=ALICE, at=AT)
    again = try_bulk(every(), change, by=ALICE, at=AT)
    assert (again.changes, again.unchanged) == ((), 3)


def test_a_change_of_nothing_to_a_unit_of_others_or_by_a_reader_is_not_made(several: Path) -> None:
    chosen = chosen_actions(["A1"], by=ALICE, at=AT)
    for actions, change in ((chosen, BulkChange()), ((), BulkChange(role="x"))):
        with pytest.raises(RefusedError, match="nothing-to-change"):
            try_bulk(actions, change, by=ALICE, at=AT)
    for who, change in ((BOB, BulkChange(unit="EKO")), (ELSA, BulkChange(role="x"))):
        with pytest.raises(NotFoundError):
            try_bulk(chosen, change, by=who, at=AT)
    with pytest.raises(RefusedError, match="days-turned"):
        try_bulk(chosen, BulkChange(last_day=date(2017, 1, 1)), by=ALICE, at=AT)
    with pytest.raises(RefusedError) as refusal:
        try_bulk(every(), BulkChange(last_day=date(2017, 1, 1)), by=ALICE, at=AT)
    assert [problem.place.file for problem in refusal.value.problems] == ["A4, A1, A2"]
    everything = chosen_actions([], everything=ActionFilter(unit="KS"), by=ALICE, at=AT)
    assert [action.key for action in everything] == ["A4", "A1", "A2"]


def test_what_is_unfinished_is_copied_once_and_knows_its_origin(several: Path) -> None:
    page = copy_page(2018, by=ALICE, at=AT)
    assert ([line.action.key for line in page.coming], page.staying) == (["A4", "A1", "A2"], ())
    change_action(replace(held("A3"), name="Läsa mer"), by=CHARLIE, at=AT)  # is not what is copied
    written = copy_unfinished(2018, base=page.base, by=ALICE, at=AT)
    assert [(each.key, each.origin, each.year) for each in written] == [
        ("A5", "A4", 2019),
        ("A6", "A1", 2019),
        ("A7", "A2", 2019),
    ]
    after = copy_page(2018, by=ALICE, at=AT)
    assert (after.coming, len(after.copied)) == ((), 3)
    assert copy_unfinished(2018, base=page.base, by=ALICE, at=AT) == ()  # sent twice
    assert action_page("A6", by=ELSA, at=AT).origin == held("A1")
    assert [each.key for each in action_page("A1", by=ELSA, at=AT).copies] == ["A6"]
    assert copy_page(2018, by=CHARLIE, at=AT).copied == ()
    assert after.relink == ()
    for key, year in (("A4", 2019), ("A5", 2020)):
        ActionVersion.objects.filter(key=key).update(year=year)
    later = copy_page(2019, by=ALICE, at=AT)  # the period 2017-2019 is over
    assert [line.action.key for line in later.relink] == ["A5"]
    with pytest.raises(NotFoundError):
        copy_page(2018, by=ELSA, at=AT)


def test_into_a_new_period_the_goals_that_they_became_are_proposed_and_chosen(goals: Path) -> None:
    days = {"first_day": date(2019, 1, 1), "last_day": date(2019, 12, 31), "milestones": ()}
    for name in ("En", "Två"):
        add_action(replace(TRAINING, name=name, year=2019, **days), by=BOB, at=AT)  # type: ignore[arg-type]
    page = copy_page(2019, by=BOB, at=AT)
    new = Ref("2020-2022", "mal-1")
    assert [(each.over, [goal.ref for goal in each.proposed]) for each in page.to_relink] == [
        (("Förr",), [new]),
        (("Förr",), [new]),
    ]
    assert new in [goal.ref for goal in page.offered]
    for wrong in (Ref("2020-2022", "nej"), GOAL):
        with pytest.raises(RefusedError, match="unknown-element"):
            copy_unfinished(2019, base=page.base, goals={"A1": [wrong]}, by=BOB, at=AT)
    first, second = copy_unfinished(2019, base=page.base, goals={"A1": [new]}, by=BOB, at=AT)
    assert (first.goals, second.goals) == ((new,), (GOAL,))
    assert [line.action.key for line in copy_page(2019, by=BOB, at=AT).relink] == [second.key]
    assert copy_page(2018, by=BOB, at=AT).to_relink == ()


def test_a_unit_that_has_ended_gets_no_new_actions_and_is_found_in_its_years(several: Path) -> None:
    ended = Validity(ALWAYS.start, date(2018, 4, 1))
    units = (replace(each, validity=ended) if each.code == "EKO" else each for each in ORGANISATION.units)
    set_organisation(replace(ORGANISATION, units=tuple(units)), by=ASTRID, at=AT)
    with pytest.raises(RefusedError, match="action-unit-gone"):
        add_action(replace(TRAINING, unit="EKO"), by=ALICE, at=AT)
    within = replace(TRAINING, unit="EKO", last_day=date(2018, 3, 31), milestones=(), status=Status.DONE)
    assert add_action(within, by=ALICE, at=AT) == "A5"
    change_action(replace(held("A2"), name="Bokföra rätt"), by=ALICE, at=AT)  # it was there before
    with pytest.raises(RefusedError, match="action-unit-gone"):
        change_action(replace(held("A2"), last_day=date(2019, 1, 31)), by=ALICE, at=AT)
    remove_action("A5", version=held("A5").version, by=ALICE, at=AT)
    assert "EKO" in dict(action_choices(2018, by=ALICE, at=AT).units)
    assert "EKO" not in dict(action_choices(2019, by=ALICE, at=AT).units)
    page = copy_page(2018, by=ALICE, at=AT)
    assert [line.action.key for line in page.coming] == ["A4", "A1"]
    (left,) = page.staying
    assert (left.line.action.key, [fault.code for fault in left.faults]) == ("A2", ["action-unit-gone"])
    assert len(copy_unfinished(2018, base=page.base, by=ALICE, at=AT)) == 2
    ActionVersion.objects.filter(key="A2").update(year=2017)
    for year, keys in ((2017, ["A2"]), (2018, ["A4", "A1"])):
        found = action_list(ActionFilter(unit="KS", year=year), by=ELSA, at=AT)
        assert [line.action.key for line in found.lines] == keys


def test_a_theme_has_an_owner_its_goals_and_its_actions(several: Path) -> None:
    page = theme_page("flodet", by=ELSA, at=AT)
    assert [line.action.key for line in page.actions] == ["A1", "A3"]
    assert [goal.ref for goal in page.goals] == [GOAL]
    assert (page.line.actions, page.line.may_change) == (2, False)
    theme = theme_page("flodet", by=ALICE, at=AT).line.theme
    save_theme(replace(theme, name="Hela flödet"), by=ALICE, at=AT)
    with pytest.raises(ConflictError):
        save_theme(replace(theme, name="Sent"), by=ALICE, at=AT)
    for who in (CHARLIE, ELSA, NOBODY):
        with pytest.raises(NotFoundError):
            save_theme(replace(theme, unit="KFN"), by=who, at=AT)
    with pytest.raises(RefusedError, match="action-without-owner"):
        save_theme(replace(theme, key="", role=""), by=ALICE, at=AT)
    assert [line.theme.name for line in theme_list(by=ELSA, at=AT).lines] == ["Hela flödet"]
    new = Theme(name="Nytt", unit="KS", role="x")
    assert save_theme(new, by=ALICE, at=AT) == "nytt-2"  # the first is a page of its own
