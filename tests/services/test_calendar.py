"""The year's steps: who sees and writes them, copying a year, the template, open questions and the feed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hjulet.domain.calendar.question import BOTH, Question
from hjulet.domain.calendar.recurrence import parse_recurrence
from hjulet.domain.calendar.step import Step, StepKind
from hjulet.domain.permission import Actor
from hjulet.services.calendar import (
    YearPage,
    add_budget_process,
    copy_year,
    find_step,
    remove_step,
    save_step,
    steps_between,
    year_page,
)
from hjulet.services.calendar_feed import end_feed, has_feed, read_feed, renew_feed
from hjulet.services.calendar_questions import answer, ask
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.people import OPERATOR, new_person
from hjulet.store.models import AuditEvent, CalendarFeed, CalendarStep, Revision, User
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, NOBODY

MEETING = Step(
    key="ks-2018-09-28",
    title="Kommunstyrelsen sammanträder",
    title_en="The executive board meets",
    kind=StepKind.MEETING,
    unit="KS",
    when=parse_recurrence("09-28"),
    from_year=2018,
    to_year=2018,
)
COUNCIL = replace(MEETING, key="kf", unit="KF", title="Fullmäktige sammanträder")
OTHERS = replace(MEETING, key="kfn", unit="KFN", title="Kultur- och fritidsnämnden sammanträder")


def titles(page: YearPage) -> list[str]:
    return [facts.occurrence.step.title for facts in page.steps]


@pytest.fixture
def planned(small: Path) -> Path:
    """Give a year with a meeting of each body."""
    save_step(MEETING, by=ALICE, at=AT)
    save_step(COUNCIL, by=ASTRID, at=AT)
    save_step(OTHERS, by=CHARLIE, at=AT)
    return small


@pytest.mark.parametrize("who", [ALICE, BOB, ELSA, FOLKE])
def test_one_sees_the_steps_of_ones_own_body_and_of_those_above(planned: Path, who: Actor) -> None:
    assert titles(year_page(2018, by=who, at=AT)) == [COUNCIL.title, MEETING.title]


def test_another_committee_sees_its_own_and_the_councils(planned: Path) -> None:
    assert set(titles(year_page(2018, by=CHARLIE, at=AT))) == {COUNCIL.title, OTHERS.title}
    assert len(titles(year_page(2018, by=ASTRID, at=AT))) == 3
    with pytest.raises(NotFoundError):
        year_page(2018, by=NOBODY, at=AT)


@pytest.mark.parametrize("who", [BOB, CHARLIE, ELSA, FOLKE, NOBODY])
def test_only_who_plans_the_body_writes_its_steps(planned: Path, who: Actor) -> None:
    moved = replace(MEETING, when=parse_recurrence("09-21"))
    for change in (
        lambda: save_step(moved, version=1, by=who, at=AT),
        lambda: save_step(replace(moved, key="new"), by=who, at=AT),
        lambda: remove_step(MEETING.key, version=1, by=who, at=AT),
        lambda: find_step(MEETING.key, by=who, at=AT),
    ):
        with pytest.raises(NotFoundError):
            change()
    save_step(moved, version=1, by=ALICE, at=AT)  # the control: it can be changed


def test_a_step_cannot_be_taken_over_by_naming_ones_own_body(planned: Path) -> None:
    with pytest.raises(NotFoundError):
        save_step(replace(MEETING, unit="KFN"), version=1, by=CHARLIE, at=AT)
    assert find_step(MEETING.key, by=ALICE, at=AT) == (MEETING, 1)


def test_each_change_leaves_a_revision_and_an_audit_row(planned: Path) -> None:
    save_step(replace(MEETING, when=parse_recurrence("09-21")), version=1, by=ALICE, at=AT)
    remove_step(MEETING.key, version=2, by=ALICE, at=AT)
    kept = Revision.objects.filter(noun="calendar-step", object_id=MEETING.key)
    assert [(row.version, row.fields["when"]) for row in kept] == [(1, "09-28"), (2, "09-21")]
    done = AuditEvent.objects.filter(object_id=MEETING.key).values_list("action", "actor")
    assert list(done) == [("save-step", "alice"), ("save-step", "alice"), ("remove-step", "alice")]
    save_step(MEETING, by=ALICE, at=AT)
    assert find_step(MEETING.key, by=ALICE, at=AT) == (MEETING, 3)  # a step that comes back goes on


def test_the_budget_process_of_two_years_is_copied_without_anything_twice(small: Path) -> None:
    for year in (2016, 2017):
        add_budget_process(year, unit="KS", by=ALICE, at=AT)
    copy_year(2018, by=ALICE, at=AT)
    for year in (2017, 2018):
        began = [
            one for one in steps_between(year, year, by=ALICE, at=AT) if one.step.kind is StepKind.BUDGET
        ]
        assert len({one.step.title for one in began}) == len(began) == 11
        assert began[0].step.title == "Arbetet mot de nya målen börjar"
        assert str(began[0].due) == f"{year}-01-01"
    assert add_budget_process(2018, unit="KS", by=ALICE, at=AT) == 1  # the beginning of 2019


def test_a_step_with_the_longest_name_is_copied_year_after_year(small: Path) -> None:
    when = parse_recurrence("09-26..09-28")
    key = f"{'a' * 40}-2017-{when}"
    save_step(replace(MEETING, key=key, when=when, from_year=2016, to_year=2016), by=ALICE, at=AT)
    assert [copy_year(year, by=ALICE, at=AT) for year in (2017, 2018, 2019)] == [1, 1, 1]
    assert CalendarStep.objects.get(from_year=2019).key == f"{key}-2017".replace("2017", "2019")


def test_who_saved_may_have_the_longest_name(small: Path) -> None:
    save_step(replace(MEETING, key="x"), by=replace(ALICE, name="Å" * 120), at=AT)
    assert CalendarStep.objects.get(key="x").saved_by == "Å" * 120


def test_of_two_changes_at_once_one_loses_and_is_told(planned: Path) -> None:
    save_step(replace(MEETING, title="Flyttat"), version=1, by=ALICE, at=AT)
    for change in (
        lambda: save_step(replace(MEETING, title="Inställt"), version=1, by=ALICE, at=AT),
        lambda: remove_step(MEETING.key, version=1, by=ALICE, at=AT),
    ):
        with pytest.raises(ConflictError) as told:
            change()  # type: ignore[no-untyped-call]
        assert (told.value.theirs, told.value.version) == ("Flyttat 09-28", 2)


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (replace(MEETING, key="x", to_year=2017), "years-turned"),
        (replace(MEETING, key="x", role="king"), "unknown-role"),
        (MEETING, "step-exists"),
    ],
)
def test_a_step_that_cannot_be_is_refused(planned: Path, step: Step, code: str) -> None:
    with pytest.raises(RefusedError) as told:
        save_step(step, by=ALICE, at=AT)
    assert [problem.code for problem in told.value.problems] == [code]
    assert CalendarStep.objects.count() == 3


def test_a_step_holds_for_its_years_and_comes_back_until_ended(small: Path) -> None:
    save_step(replace(MEETING, to_year=None), by=ALICE, at=AT)
    assert [len(titles(year_page(year, by=ALICE, at=AT))) for year in (2017, 2018, 2030)] == [0, 1, 1]


def test_last_years_wheel_is_copied_once_each_day_on_its_weekday(planned: Path) -> None:
    goes_on = replace(MEETING, key="goes-on", to_year=None)
    save_step(goes_on, by=ALICE, at=AT)
    assert year_page(2019, by=ALICE, at=AT).can_copy
    assert copy_year(2019, by=ALICE, at=AT) == 1
    found = {facts.occurrence.step.key: facts.occurrence for facts in year_page(2019, by=ALICE, at=AT).steps}
    assert set(found) == {"ks-2019-09-28", "goes-on"}
    assert str(found["ks-2019-09-28"].due) == "2019-09-27"  # a Friday too
    assert copy_year(2019, by=ALICE, at=AT) == 0
    assert not year_page(2019, by=ALICE, at=AT).can_copy


def test_the_budget_process_is_added_in_eleven_steps(small: Path) -> None:
    assert add_budget_process(2018, unit="KS", by=ASTRID, at=AT) == 11
    assert add_budget_process(2018, unit="KS", by=ASTRID, at=AT) == 0
    steps = [row.to_domain() for row in CalendarStep.objects.order_by("key")]
    assert {step.unit for step in steps} == {"KS", "KF"}
    assert [(step.from_year, step.unit) for step in steps[-3:]] == [(2018, "KF"), (2018, "KS"), (2019, "KS")]
    with pytest.raises(NotFoundError):
        add_budget_process(2018, unit="KS", by=CHARLIE, at=AT)


def test_a_controller_of_the_board_keeps_the_decision_among_the_boards_steps(small: Path) -> None:
    add_budget_process(2018, unit="KS", by=ALICE, at=AT)
    assert set(CalendarStep.objects.values_list("unit", flat=True)) == {"KS"}


def test_the_template_as_it_stands_breaks_the_law_and_says_so(small: Path) -> None:
    add_budget_process(2023, unit="KS", by=ALICE, at=AT)
    codes = [problem.code for _, problem in year_page(2023, by=ALICE, at=AT).judgement.breaches]
    assert codes == ["date-after-law", "date-after-law", "no-date-by-law", "no-date-by-law"]


QUESTION = Question(key="which", text="Vilken gäller?", text_en="Which holds?", unit="KS")
FIRST = replace(MEETING, key="first", question="which", alternative="a")
SECOND = replace(MEETING, key="second", from_year=2019, to_year=2019, question="which", alternative="b")


@pytest.fixture
def asked(small: Path) -> Path:
    """Give a question between a step of 2018 and one of 2019."""
    save_step(FIRST, by=ALICE, at=AT)
    save_step(SECOND, by=ALICE, at=AT)
    ask([QUESTION], by=ALICE, at=AT)
    return small


def settled(year: int) -> dict[str, bool]:
    return {one.step.key: one.is_settled for one in steps_between(year, year, by=ALICE, at=AT)}


def test_until_somebody_answers_both_are_shown_as_unsettled(asked: Path) -> None:
    assert (settled(2018), settled(2019)) == ({"first": False}, {"second": False})
    for year in (2018, 2019):
        (found,) = year_page(year, by=BOB, at=AT).questions
        assert [name for name, _ in found.alternatives] == ["a", "b"]
        assert not found.may_answer
    assert year_page(2020, by=ALICE, at=AT).questions == ()


@pytest.mark.parametrize(
    ("chosen", "first", "second"),
    [("a", {"first": True}, {}), ("b", {}, {"second": True}), (BOTH, {"first": True}, {"second": True})],
)
def test_the_answer_settles_what_holds(
    asked: Path, chosen: str, first: dict[str, bool], second: dict[str, bool]
) -> None:
    answer("which", chosen, reason="Beslut KS § 1", version=1, by=ALICE, at=AT)
    assert (settled(2018), settled(2019)) == (first, second)
    (found,) = year_page(2018, by=ALICE, at=AT).questions
    assert (found.question.reason, found.question.answered_by) == ("Beslut KS § 1", "Alice")
    answer("which", "", version=2, by=ASTRID, at=AT)
    assert settled(2018) == {"first": False}


def test_an_answer_is_judged_and_versioned(asked: Path) -> None:
    for who in (BOB, CHARLIE, ELSA, FOLKE):
        with pytest.raises(NotFoundError):
            answer("which", "a", version=1, by=who, at=AT)
    with pytest.raises(RefusedError, match="no-such-answer"):
        answer("which", "c", version=1, by=ALICE, at=AT)
    answer("which", "a", version=1, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="question-changed"):
        answer("which", "b", version=1, by=ALICE, at=AT)


@pytest.fixture
def bob(planned: Path) -> Actor:
    """Let Bob be somebody who can sign in."""
    new_person(username=BOB.id, name=BOB.name, grants=BOB.grants, by=OPERATOR, at=AT)
    return BOB


def test_a_feed_shows_what_its_person_may_see_at_each_request(bob: Actor) -> None:
    token = renew_feed(language="sv", by=bob, at=AT)
    assert {one.step.key for one in read_feed(token, at=AT).steps} == {MEETING.key, COUNCIL.key}
    User.objects.get(username="bob").grants.update(unit="KFN")
    assert {one.step.key for one in read_feed(token, at=AT).steps} == {COUNCIL.key, OTHERS.key}


def test_only_the_hash_of_a_feeds_token_is_kept(bob: Actor) -> None:
    token = renew_feed(language="sv", by=bob, at=AT)
    row = CalendarFeed.objects.get()
    assert len(token) >= 43
    assert token not in str(vars(row))
    assert not AuditEvent.objects.filter(params__icontains=token).exists()


def renewed(by: Actor) -> None:
    renew_feed(language="sv", by=by, at=AT)


def stopped(by: Actor) -> None:
    end_feed(by=by, at=AT)
    assert not has_feed(by=by)


def shut_out(by: Actor) -> None:
    User.objects.filter(username=by.id).update(is_active=False)


def without_role(by: Actor) -> None:
    User.objects.get(username=by.id).grants.all().delete()


@pytest.mark.parametrize("ending", [renewed, stopped, shut_out, without_role])
def test_a_feed_that_has_ended_shows_nothing(bob: Actor, ending: Callable[[Actor], None]) -> None:
    token = renew_feed(language="sv", by=bob, at=AT)
    assert read_feed(token, at=AT).person == "Bob"
    ending(bob)
    with pytest.raises(NotFoundError):
        read_feed(token, at=AT)


def test_a_feed_holds_last_year_and_two_years_ahead(bob: Actor) -> None:
    save_step(replace(MEETING, key="always", to_year=None), by=ALICE, at=AT)
    token = renew_feed(language="sv", by=bob, at=AT)
    later = datetime(2020, 1, 1, tzinfo=UTC)
    assert {one.year for one in read_feed(token, at=later).steps} == {2019, 2020, 2021, 2022}
