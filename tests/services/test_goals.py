"""Goals let in from files: who may, what a second file changes, history, and which wording holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.files import GoalFiles
from hjulet.domain.permission import Actor
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.goal_differences import What
from hjulet.services.goal_questions import answer_wording, load_questions
from hjulet.services.goals import import_goals
from hjulet.store.goals import load_goals
from hjulet.store.models import AuditEvent, GoalElement, GoalQuestion, Revision, Snapshot
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, NOBODY

STRUCTURES = "first_year;last_year;name;decided;source;note\n"
GROUPS = "structure;key;name;members\n2020-2022;namnderna;Nämnderna;KS KFN\n"
ELEMENTS = (
    "structure;key;kind;number;name;under;lead;through;bodies;followed_by;scope;state;first_year;last_year;"
    "indicators;place;note\n"
)
LINKS = "from_structure;from_key;to_structure;to_key;kind;note\n"
OLD = "2017-2019;mal-1;mål;1;Förr;;;;;kommunstyrelsen;;;;;;;\n"
NEW = "2020-2022;mal-1;mål;1;Nu;;;;namnderna;alla nämnder;;;;;;;\n"
FIRST = "2020-2022;mal-6;mål;6;Leva hållbart;;;;;;;;;;;tabellen;\n"
OTHER = FIRST.replace("Leva hållbart", "Minska utsläppen").replace("tabellen", "kapitlet")
BOTH_YEARS = "2017;2019;Förr;;;\n2020;2022;Nu;;;\n"
SUCCESSOR = "2017-2019;mal-1;2020-2022;mal-1;efterföljare;\n"
SIX = Ref("2020-2022", "mal-6")


def files(*, years: str = BOTH_YEARS, elements: str = OLD + NEW, links: str = SUCCESSOR) -> GoalFiles:
    return GoalFiles(
        structures=((STRUCTURES + years).encode(), "s.csv"),
        groups=(GROUPS.encode(), "g.csv"),
        elements=((ELEMENTS + elements).encode(), "e.csv"),
        links=((LINKS + links).encode(), "l.csv"),
    )


def names() -> list[str]:
    return [each.name for each in load_goals().elements]


def test_goals_come_back_as_they_were_let_in(small: Path) -> None:
    outcome = import_goals(files(), by=ALICE, at=AT)
    assert (outcome.accepted, len(outcome.changes)) == (True, 5)
    found = load_goals()
    assert [each.key for each in found.structures] == ["2017-2019", "2020-2022"]
    assert found.members("2020-2022", found.elements[1].bodies) == ("KS", "KFN")
    (link,) = found.links_to(Ref("2020-2022", "mal-1"))
    assert link.source == Ref("2017-2019", "mal-1")
    event = AuditEvent.objects.get(action="set-goals")
    assert (event.actor, event.params["changes"]) == ("alice", 5)
    assert Snapshot.objects.latest("number").cause == "set-goals"


def test_the_same_content_twice_changes_nothing_and_leaves_no_mark(small: Path) -> None:
    import_goals(files(elements=OLD + NEW + FIRST + OTHER), by=ALICE, at=AT)
    before = AuditEvent.objects.count(), Snapshot.objects.count()
    assert import_goals(files(elements=OLD + NEW + FIRST + OTHER), by=ALICE, at=AT).changes == ()
    assert (AuditEvent.objects.count(), Snapshot.objects.count()) == before


def test_a_changed_goal_is_a_new_version_and_an_older_snapshot_keeps_the_old(small: Path) -> None:
    import_goals(files(), by=ALICE, at=AT)
    known = Snapshot.objects.latest("number").known_at
    import_goals(files(elements=OLD + NEW.replace("Nu", "Nytt")), by=ALICE, at=AT)
    assert names() == ["Förr", "Nytt"]
    assert [each.name for each in load_goals(at=known).elements] == ["Förr", "Nu"]
    assert GoalElement.objects.filter(key="mal-1", structure="2020-2022").count() == 2


def test_files_leave_the_periods_that_they_do_not_name(small: Path) -> None:
    import_goals(files(), by=ALICE, at=AT)
    only_new = files(years="2020;2022;Nu;;;\n", elements=NEW + FIRST)
    import_goals(only_new, by=ALICE, at=AT)
    assert names() == ["Förr", "Nu", "Leva hållbart"]
    assert len(load_goals().links) == 1
    import_goals(files(years="2020;2022;Nu;;;\n", elements=FIRST, links=""), by=ALICE, at=AT)
    assert (names(), load_goals().links) == (["Förr", "Leva hållbart"], ())


ENDS_TWICE = "2017-2019;mal-1;2018-2020;;upphör;\n2017-2019;mal-1;2020-2022;;upphör;\n"


def test_a_goal_that_ends_towards_two_overlapping_periods_says_so_twice(small: Path) -> None:
    three = f"{BOTH_YEARS}2018;2020;Rullande;;;\n"
    outcome = import_goals(files(years=three, links=ENDS_TWICE), by=ALICE, at=AT)
    assert outcome.accepted
    assert {link.absent_in for link in load_goals().links} == {"2018-2020", "2020-2022"}
    assert import_goals(files(years=three, links=ENDS_TWICE), by=ALICE, at=AT).changes == ()


def test_a_row_of_a_stored_period_that_the_files_do_not_name_is_refused(small: Path) -> None:
    import_goals(files(), by=ALICE, at=AT)
    only_new = "2020;2022;Nu;;;\n"
    outcome = import_goals(files(years=only_new), by=ALICE, at=AT)
    assert [(each.code, each.place.line) for each in outcome.problems] == [("unknown-goal-period", 2)]
    outcome = import_goals(
        files(years=only_new, elements=NEW + OLD.replace("mal-1", "mal-9")), by=ALICE, at=AT
    )
    assert not outcome.accepted
    assert names() == ["Förr", "Nu"]


def test_a_row_that_has_only_moved_keeps_its_version(small: Path) -> None:
    import_goals(files(elements=OLD + NEW + FIRST), by=ALICE, at=AT)
    moved = import_goals(files(elements=OLD + FIRST + NEW), by=ALICE, at=AT)
    assert (moved.changes, moved.is_reordered) == ((), True)
    assert names() == ["Förr", "Leva hållbart", "Nu"]
    only_new = files(years="2020;2022;Nu;;;\n", elements=FIRST + NEW)  # the same order, counted from 0
    assert not import_goals(only_new, by=ALICE, at=AT).is_reordered


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (files(elements=OLD + NEW.replace("namnderna", "nej")), "unknown-unit"),
        (files(links=SUCCESSOR.replace("mal-1;e", "mal-7;e")), "unknown-element"),
        (files(elements=OLD + NEW + NEW), "said-twice"),
    ],
)
def test_files_with_a_fault_change_nothing_at_all(small: Path, wrong: GoalFiles, code: str) -> None:
    outcome = import_goals(wrong, by=ALICE, at=AT)
    assert [each.code for each in outcome.problems] == [code]
    assert not outcome.accepted
    assert load_goals().structures == ()


@pytest.mark.parametrize("who", [BOB, CHARLIE, ELSA, FOLKE, NOBODY])
def test_only_who_writes_the_goals_centrally_does(small: Path, who: Actor) -> None:
    import_goals(files(elements=OLD + NEW + FIRST + OTHER), by=ASTRID, at=AT)
    with pytest.raises(NotFoundError):
        import_goals(files(), by=who, at=AT)
    with pytest.raises(NotFoundError):
        answer_wording(SIX, "2", version=1, by=who, at=AT)
    assert GoalQuestion.objects.get().chosen == ""
    answer_wording(SIX, "2", version=1, by=ALICE, at=AT)  # the control: it can be answered
    assert GoalQuestion.objects.get().chosen == "2"


@pytest.fixture
def asked(small: Path) -> Path:
    """Give a goal with two wordings."""
    import_goals(files(elements=OLD + NEW + FIRST + OTHER), by=ALICE, at=AT)
    return small


def test_the_first_wording_stands_until_somebody_answers(asked: Path) -> None:
    assert names()[-1] == "Leva hållbart"
    known = Snapshot.objects.latest("number").known_at
    answer_wording(SIX, "2", reason="KF beslutade kapitlet", version=1, by=ALICE, at=AT)
    assert names()[-1] == "Minska utsläppen"
    assert load_goals(at=known).elements[-1].name == "Leva hållbart"
    question = load_questions("2020-2022")[SIX]
    assert (question.chosen, question.answered_by, question.version) == ("2", "Alice", 2)
    assert Revision.objects.filter(noun="goal-wording").count() == 2
    event = AuditEvent.objects.get(action="answer-goal-wording")
    assert event.params["reason"] == "KF beslutade kapitlet"


def test_an_answer_stands_when_the_same_files_come_again(asked: Path) -> None:
    answer_wording(SIX, "2", version=1, by=ALICE, at=AT)
    assert import_goals(files(elements=OLD + NEW + FIRST + OTHER), by=ALICE, at=AT).changes == ()
    assert names()[-1] == "Minska utsläppen"
    third = OTHER.replace("Minska", "Halvera")
    import_goals(files(elements=OLD + NEW + FIRST + third), by=ALICE, at=AT)
    assert load_questions("2020-2022")[SIX].is_open  # it is another question
    import_goals(files(elements=OLD + NEW + FIRST), by=ALICE, at=AT)
    assert load_questions("2020-2022") == {}


def test_an_answer_stands_when_the_goal_comes_back_as_it_says(asked: Path) -> None:
    answer_wording(SIX, "2", reason="x", version=1, by=ALICE, at=AT)
    assert import_goals(files(elements=OLD + NEW + OTHER), by=ALICE, at=AT).changes == ()
    assert load_questions("2020-2022")[SIX].reason == "x"
    changed = import_goals(files(elements=OLD + NEW + FIRST), by=ALICE, at=AT).changes
    assert [(each.what, each.name) for each in changed] == [
        (What.ELEMENT, "2020-2022 mal-6"),
        (What.QUESTION, "2020-2022 mal-6"),
    ]
    assert load_questions("2020-2022") == {}


def test_what_is_asked_about_a_commitment_stays_while_files_do_not_name_it(small: Path) -> None:
    own = "2020-2022;atagande-1;åtagande;;Fler läser;mal-1;KFN;;;;;;;;;;\n"
    import_goals(files(elements=OLD + NEW + own + own.replace("läser", "lånar")), by=ALICE, at=AT)
    assert import_goals(files(), by=ALICE, at=AT).changes == ()
    assert list(load_questions("2020-2022")) == [Ref("2020-2022", "atagande-1")]


def test_a_question_that_comes_back_takes_no_answer_to_the_one_before(asked: Path) -> None:
    answer_wording(SIX, "2", version=1, by=ALICE, at=AT)
    import_goals(files(elements=OLD + NEW + FIRST), by=ALICE, at=AT)
    import_goals(files(elements=OLD + NEW + FIRST + OTHER), by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="question-changed"):
        answer_wording(SIX, "1", version=1, by=ASTRID, at=AT)
    answer_wording(SIX, "1", version=3, by=ASTRID, at=AT)
    assert load_questions("2020-2022")[SIX].chosen == "1"


def test_a_question_is_opened_again_and_two_answers_at_once_are_one(asked: Path) -> None:
    answer_wording(SIX, "1", version=1, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="question-changed"):
        answer_wording(SIX, "2", version=1, by=ASTRID, at=AT)
    answer_wording(SIX, "", reason="x", version=2, by=ALICE, at=AT)
    question = load_questions("2020-2022")[SIX]
    assert (question.is_open, question.reason, question.answered_at) == (True, "", None)
    with pytest.raises(RefusedError, match="no-such-answer"):
        answer_wording(SIX, "3", version=3, by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        answer_wording(replace(SIX, key="mal-1"), "1", version=1, by=ALICE, at=AT)
