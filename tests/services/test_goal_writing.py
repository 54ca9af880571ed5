"""Single elements of a structure: who writes them, what is kept, what cannot be ended, order and links."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.goals.element import Element, ElementKind, Link, LinkKind, Ref, Scope
from hjulet.domain.permission import Actor
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.goal_history import goal_history
from hjulet.services.goal_links import add_link, link_page, remove_link
from hjulet.services.goal_questions import answer_wording, load_questions
from hjulet.services.goal_writing import (
    Why,
    add_goal,
    change_goal,
    end_goal,
    goal_form,
    move_goal,
    new_goal_form,
    outline_page,
)
from hjulet.services.goals import import_goals, try_goals
from hjulet.store.goals import load_goals
from hjulet.store.models import (
    ActionGoal,
    ActionVersion,
    AuditEvent,
    BoardRow,
    GoalAssessment,
    GoalElement,
    GoalLink,
    RegisteredAssignment,
    Revision,
    Snapshot,
)
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE, NOBODY
from tests.services.test_goals import FIRST, NEW, OLD, OTHER, files

PAST, NOW = "2017-2019", "2020-2022"
ONE = Ref(NOW, "mal-1")
DECIDED = "2017;2019;Förr;2016-11-28;;\n2020;2022;Nu;;;\n"
AREAS = "2020-2022;omrade-1;målområde;;Ett;;;;;;;;;;;;\n2020-2022;omrade-2;målområde;;Två;;;;;;;;;;;;\n"
WHY = Why(reason="Ny lag", decision="KF 2018-03-26 § 40")


@pytest.fixture
def goals(small: Path) -> Path:
    """Give goals of two periods, of which the first is decided and has begun; two areas in the second."""
    import_goals(files(years=DECIDED, elements=OLD + AREAS + NEW + FIRST), by=ALICE, at=AT)
    return small


def stored(ref: Ref) -> Element:
    return load_goals()[ref]


def new(kind: ElementKind, name: str = "Ny", **given: object) -> Element:
    return replace(Element(ref=Ref(NOW, ""), kind=kind, name=name), **given)  # type: ignore[arg-type]


def test_a_goal_is_written_with_a_revision_a_snapshot_and_an_audit_row(goals: Path) -> None:
    ref = add_goal(new(ElementKind.GOAL, "Fler läser", under="omrade-1"), by=ALICE, at=AT)
    assert ref == Ref(NOW, "mal-7")
    row = GoalElement.objects.get(key="mal-7")
    assert (row.under, row.set_by) == ("omrade-1", "alice")
    revision = Revision.objects.get(noun="goal")
    assert (revision.object_id, revision.version) == ("2020-2022 mal-7", row.pk)
    event = AuditEvent.objects.get(action="set-goal")
    assert (event.actor, event.params["name"]) == ("alice", "Fler läser")
    assert Snapshot.objects.latest("number").cause == "set-goal"


def test_a_key_is_not_used_again_after_its_element_has_ended(goals: Path) -> None:
    ref = add_goal(new(ElementKind.PRIORITY_AREA), by=ALICE, at=AT)
    end_goal(ref, version=stored(ref).version, by=ALICE, at=AT)
    assert ref not in load_goals()
    assert add_goal(new(ElementKind.PRIORITY_AREA), by=ALICE, at=AT).key == "prioriterat-omrade-2"


def test_a_new_one_comes_last_among_its_like_and_before_those_of_the_next_area(goals: Path) -> None:
    first = add_goal(new(ElementKind.GOAL, "1a", under="omrade-1"), by=ALICE, at=AT)
    second = add_goal(new(ElementKind.GOAL, "2a", under="omrade-2"), by=ALICE, at=AT)
    third = add_goal(new(ElementKind.GOAL, "1b", under="omrade-1"), by=ALICE, at=AT)
    keys = [each.ref for each in load_goals().of(NOW, ElementKind.GOAL)]
    assert [ref for ref in keys if ref in (first, second, third)] == [first, third, second]


def test_a_change_is_a_new_version_and_an_older_snapshot_keeps_the_old(goals: Path) -> None:
    known_at = Snapshot.objects.latest("number").known_at
    change_goal(replace(stored(ONE), name="Bättre", under="omrade-1"), by=ALICE, at=AT)
    assert (stored(ONE).name, stored(ONE).under) == ("Bättre", "omrade-1")
    assert load_goals(at=known_at)[ONE].name == "Nu"
    before = AuditEvent.objects.count()
    change_goal(stored(ONE), by=ALICE, at=AT)  # nothing is changed
    assert AuditEvent.objects.count() == before
    latest, first = goal_history(ONE)
    assert latest.changed == {"name", "under"}
    assert (latest.by, latest.before) == ("alice", first.element)


@pytest.mark.parametrize("who", [BOB, CHARLIE, ELSA, FOLKE, NOBODY])
def test_only_who_writes_all_goals_writes_the_councils(goals: Path, who: Actor) -> None:
    link = Link(kind=LinkKind.NEW, source=None, target=ONE, absent_in=PAST)
    doings: tuple[Callable[[], object], ...] = (
        lambda: add_goal(new(ElementKind.AREA), by=who, at=AT),
        lambda: new_goal_form(NOW, ElementKind.AREA, "", by=who, at=AT),
        lambda: goal_form(NOW, "mal-1", by=who, at=AT),
        lambda: change_goal(replace(stored(ONE), name="x"), by=who, at=AT),
        lambda: end_goal(ONE, version=stored(ONE).version, by=who, at=AT),
        lambda: move_goal(ONE, is_up=False, by=who, at=AT),
        lambda: add_link(ONE, link, by=who, at=AT),
        lambda: remove_link(ONE, load_goals().links[0], by=who, at=AT),
        lambda: link_page(ONE, by=who, at=AT),
    )
    for doing in doings:
        with pytest.raises(NotFoundError):
            doing()
    assert len(load_goals().links) == 1


@pytest.mark.parametrize("who", [BOB, ELSA, FOLKE, NOBODY])
def test_the_outline_is_for_those_who_write_some_goals(goals: Path, who: Actor) -> None:
    with pytest.raises(NotFoundError):
        outline_page(NOW, by=who, at=AT)
    assert outline_page(NOW, by=CHARLIE, at=AT).writable == frozenset()
    assert ONE in outline_page(NOW, by=ALICE, at=AT).writable


def test_a_body_writes_its_own_goal_and_gives_it_to_nobody_else(goals: Path) -> None:
    own = new(ElementKind.GOAL, "Fler lånar", scope=Scope.OWN_BODY, lead="KFN", under="omrade-1")
    for not_theirs in (
        replace(own, lead="HR"),
        replace(own, lead=""),
        replace(own, scope=Scope.MUNICIPALITY),
    ):
        with pytest.raises(NotFoundError):
            add_goal(not_theirs, by=CHARLIE, at=AT)
    assert new_goal_form(NOW, ElementKind.GOAL, "", by=CHARLIE, at=AT).element.scope is Scope.OWN_BODY
    ref = add_goal(own, by=CHARLIE, at=AT)
    under = new(ElementKind.LONG_DIRECTION, "Meröppet", under=ref.key)
    direction = add_goal(under, by=CHARLIE, at=AT)
    for given_away in ({"lead": "HR"}, {"scope": Scope.MUNICIPALITY}):
        with pytest.raises(NotFoundError):
            change_goal(replace(stored(ref), **given_away), by=CHARLIE, at=AT)
    assert outline_page(NOW, by=CHARLIE, at=AT).writable == {ref, direction}
    change_goal(replace(stored(ref), name="Fler läser"), by=CHARLIE, at=AT)
    end_goal(direction, version=stored(direction).version, by=CHARLIE, at=AT)
    assert stored(ref).name == "Fler läser"


def test_a_bodys_own_goal_moves_among_its_own_and_not_past_the_councils(goals: Path) -> None:
    own = new(ElementKind.GOAL, scope=Scope.OWN_BODY, lead="KFN")
    first, second = (add_goal(replace(own, name=name), by=CHARLIE, at=AT) for name in ("1", "2"))

    def keys() -> list[str]:
        return [each.ref.key for each in load_goals().of(NOW, ElementKind.GOAL)]

    move_goal(first, is_up=True, by=CHARLIE, at=AT)  # the council's stand before
    assert keys() == ["mal-1", "mal-6", first.key, second.key]
    move_goal(second, is_up=True, by=CHARLIE, at=AT)
    assert keys() == ["mal-1", "mal-6", second.key, first.key]


def test_a_body_is_offered_only_its_own_to_stand_under(goals: Path) -> None:
    own = add_goal(new(ElementKind.GOAL, scope=Scope.OWN_BODY, lead="KFN"), by=CHARLIE, at=AT)
    direction = add_goal(new(ElementKind.LONG_DIRECTION, under=own.key), by=CHARLIE, at=AT)
    for form in (
        goal_form(NOW, direction.key, by=CHARLIE, at=AT),
        new_goal_form(NOW, ElementKind.PROGRAMME, own.key, by=CHARLIE, at=AT),
    ):
        assert [each.ref for each in form.above] == [own]
    areas = [each.name for each in goal_form(NOW, own.key, by=CHARLIE, at=AT).above]
    assert areas == ["Ett", "Två"]
    assert len(goal_form(NOW, direction.key, by=ALICE, at=AT).above) > 1
    with pytest.raises(NotFoundError):
        new_goal_form(NOW, ElementKind.PROGRAMME, "mal-1", by=CHARLIE, at=AT)


def test_files_of_the_councils_goals_leave_a_bodys_own(goals: Path) -> None:
    own = new(ElementKind.GOAL, "Fler lånar", scope=Scope.OWN_BODY, lead="KFN", under="omrade-1")
    ref = add_goal(own, by=CHARLIE, at=AT)
    below = add_goal(new(ElementKind.LONG_DIRECTION, under=ref.key), by=CHARLIE, at=AT)
    import_goals(files(years=DECIDED, elements=OLD + AREAS + NEW + FIRST), by=ALICE, at=AT)
    assert {ref, below} <= {each.ref for each in load_goals().elements}
    without_area = files(years=DECIDED, elements=OLD + NEW + FIRST)
    assert [each.code for each in try_goals(without_area, by=ALICE, at=AT).problems] == ["unknown-above"]


def test_what_was_changed_on_a_page_stops_files_that_were_tried_before(goals: Path) -> None:
    given = files(years=DECIDED, elements=OLD + AREAS + NEW)
    base = try_goals(given, by=ALICE, at=AT).base
    change_goal(replace(stored(ONE), note="x"), by=ALICE, at=AT)
    with pytest.raises(ConflictError):
        import_goals(given, base=base, by=ALICE, at=AT)


def test_of_two_at_once_the_second_is_told_what_the_first_wrote(goals: Path) -> None:
    read = stored(ONE)
    change_goal(replace(read, name="Först"), by=ALICE, at=AT)
    doings: tuple[Callable[[], object], ...] = (
        lambda: change_goal(replace(read, name="Sedan"), by=ASTRID, at=AT),
        lambda: end_goal(ONE, version=read.version, by=ASTRID, at=AT),
    )
    for doing in doings:
        with pytest.raises(ConflictError) as fault:
            doing()
        assert fault.value.theirs == "Först"


def test_other_words_of_what_is_decided_need_a_reason_and_a_decision(goals: Path) -> None:
    old = Ref(PAST, "mal-1")
    for lacking in (Why(), Why(reason="Ny lag"), Why(decision="KF § 1")):
        with pytest.raises(RefusedError, match="decided-wording-without-why"):
            change_goal(replace(stored(old), name="Nyare"), why=lacking, by=ALICE, at=AT)
    change_goal(replace(stored(old), note="Bara en anmärkning"), by=ALICE, at=AT)
    change_goal(replace(stored(old), name="Nyare"), why=WHY, by=ALICE, at=AT)
    latest, *_ = goal_history(old)
    assert (latest.element.name, latest.reason, latest.decision) == ("Nyare", WHY.reason, WHY.decision)
    assert AuditEvent.objects.get(action="reword-goal").params["decision"] == WHY.decision


def test_what_is_decided_is_ended_with_a_reason_and_a_decision(goals: Path) -> None:
    alone = add_goal(replace(new(ElementKind.AREA), ref=Ref(PAST, "")), by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="decided-wording-without-why"):
        end_goal(alone, version=stored(alone).version, by=ALICE, at=AT)
    end_goal(alone, version=stored(alone).version, why=WHY, by=ALICE, at=AT)
    assert alone not in load_goals()
    assert AuditEvent.objects.get(action="end-decided-goal").params["reason"] == WHY.reason


def test_while_it_is_asked_which_wording_holds_nobody_writes_a_third(small: Path) -> None:
    six = Ref(NOW, "mal-6")
    import_goals(files(elements=OLD + NEW + FIRST + OTHER), by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="wording-is-asked"):
        change_goal(replace(stored(six), name="En tredje"), by=ALICE, at=AT)
    answer_wording(six, "2", version=1, by=ALICE, at=AT)
    change_goal(replace(stored(six), name="En tredje"), by=ALICE, at=AT)
    end_goal(six, version=stored(six).version, by=ALICE, at=AT)
    assert load_questions(NOW) == {}


def test_what_does_not_fit_is_refused(goals: Path) -> None:
    for element, code in (
        (replace(stored(ONE), under="mal-6"), "cannot-stand-under"),
        (replace(stored(ONE), under="nej"), "unknown-above"),
        (replace(stored(ONE), lead="NEJ"), "unknown-unit"),
        (replace(stored(ONE), years=(2022, 2020)), "years-turned"),
    ):
        with pytest.raises(RefusedError, match=code):
            change_goal(element, by=ALICE, at=AT)


def action() -> None:
    row = ActionVersion.objects.create(**ACTION)
    ActionGoal.objects.create(action=row, structure=NOW, key="mal-1")


ACTION = {
    "key": "A1",
    "number": 1,
    "year": 2020,
    "unit": "KFN",
    "name": "x",
    "role": "Chef",
    "first_day": "2020-01-01",
    "last_day": "2020-12-31",
    "due": "2020-12-31",
    "status": "not_started",
    "known_from": AT,
    "set_by": "alice",
}


def assessed() -> None:
    given = {"body": "KFN", "period": "2020", "level": "good", "reason": "x", "known_from": AT}
    GoalAssessment.objects.create(structure=NOW, key="mal-1", set_by="alice", **given)


def assigned() -> None:
    RegisteredAssignment.objects.create(
        number=1, origin="decision", name="x", giver="KF", receiver="KS", given="2018-01-01",
        goal_structure=NOW, goal_key="mal-1", reference="1",
    )  # fmt: skip


def on_a_board() -> None:
    given = {"name": "x", "normal": "x", "since": "2020-01-01", "set_by": "alice", "set_at": AT}
    BoardRow.objects.create(unit="KFN", number=1, structure=NOW, key="mal-1", **given)
    ended = {**given, "until": "2020-02-01"}
    BoardRow.objects.create(unit="KFN", number=2, structure=NOW, key="mal-6", **ended)


def supported() -> None:
    add_link(
        Ref(NOW, "mal-6"), Link(kind=LinkKind.SUPPORTS, source=Ref(NOW, "mal-6"), target=ONE), by=ALICE, at=AT
    )


def held() -> None:
    add_goal(new(ElementKind.LONG_DIRECTION, under="mal-1"), by=ALICE, at=AT)


@pytest.mark.parametrize(
    ("use", "code"),
    [
        (held, "goal-holds-others"),
        (supported, "goal-is-supported"),
        (action, "goal-has-actions"),
        (assessed, "goal-has-assessments"),
        (assigned, "goal-has-assignments"),
        (on_a_board, "goal-is-on-boards"),
    ],
)
def test_what_something_rests_on_is_not_ended(goals: Path, use: Callable[[], None], code: str) -> None:
    use()
    with pytest.raises(RefusedError) as fault:
        end_goal(ONE, version=stored(ONE).version, by=ALICE, at=AT)
    assert [each.code for each in fault.value.problems] == [code]
    assert ONE in load_goals()


def test_what_goes_on_in_a_later_period_is_not_ended_but_the_later_one_is(goals: Path) -> None:
    old = Ref(PAST, "mal-1")
    with pytest.raises(RefusedError, match="goal-leads-on"):
        end_goal(old, version=stored(old).version, why=WHY, by=ALICE, at=AT)
    known_at = Snapshot.objects.latest("number").known_at
    end_goal(ONE, version=stored(ONE).version, by=ALICE, at=AT)
    assert load_goals().links == ()
    assert len(load_goals(at=known_at).links) == 1
    end_goal(old, version=stored(old).version, why=WHY, by=ALICE, at=AT)


def test_what_was_assessed_by_mistake_and_taken_back_is_ended(goals: Path) -> None:
    assessed()
    GoalAssessment.objects.update(withdrawn=True)
    end_goal(ONE, version=stored(ONE).version, by=ALICE, at=AT)
    assert ONE not in load_goals()


def areas() -> list[str]:
    return [each.name for each in load_goals().of(NOW, ElementKind.AREA)]


def test_an_element_moves_among_its_like_with_what_stands_under_it(goals: Path) -> None:
    change_goal(replace(stored(ONE), under="omrade-1"), by=ALICE, at=AT)
    change_goal(replace(stored(Ref(NOW, "mal-6")), under="omrade-2"), by=ALICE, at=AT)
    version, snapshots = stored(ONE).version, Snapshot.objects.count()
    known_at = Snapshot.objects.latest("number").known_at
    move_goal(Ref(NOW, "omrade-2"), is_up=True, by=ALICE, at=AT)
    assert areas() == ["Två", "Ett"]
    assert [each.ref.key for each in load_goals().of(NOW, ElementKind.GOAL)] == ["mal-6", "mal-1"]
    assert [each.name for each in load_goals(at=known_at).of(NOW, ElementKind.AREA)] == ["Två", "Ett"]
    assert (stored(ONE).version, Snapshot.objects.count()) == (version, snapshots)
    assert AuditEvent.objects.filter(action="move-goal").count() == 1
    move_goal(Ref(NOW, "omrade-2"), is_up=True, by=ALICE, at=AT)  # it is first already
    assert (areas(), AuditEvent.objects.filter(action="move-goal").count()) == (["Två", "Ett"], 1)
    move_goal(Ref(NOW, "omrade-2"), is_up=False, by=ALICE, at=AT)
    assert areas() == ["Ett", "Två"]


def test_a_commitment_is_neither_moved_nor_changed_here(goals: Path) -> None:
    row = GoalElement.objects.get(key="mal-6")
    row.pk, row.key, row.kind, row.under = None, "atagande-1", "commitment", "mal-1"
    row.save()
    ref = Ref(NOW, "atagande-1")
    for doing in (
        lambda: goal_form(NOW, ref.key, by=ALICE, at=AT),
        lambda: move_goal(ref, is_up=True, by=ALICE, at=AT),
        lambda: end_goal(ref, version=row.pk or 0, by=ALICE, at=AT),
    ):
        with pytest.raises(NotFoundError):
            doing()


SIX, OLD_ONE = Ref(NOW, "mal-6"), Ref(PAST, "mal-1")
MERGED = Link(kind=LinkKind.MERGED, source=OLD_ONE, target=SIX, note="Två blev ett")


def test_a_goal_is_linked_to_what_it_was_and_unlinked(goals: Path) -> None:
    page = link_page(SIX, by=ALICE, at=AT)
    assert [each.ref for each in page.earlier] == [OLD_ONE]
    assert ([each.key for each in page.before], page.after) == ([PAST], ())
    add_link(SIX, MERGED, by=ALICE, at=AT)
    assert link_page(SIX, by=ALICE, at=AT).links == (MERGED,)
    assert Revision.objects.get(noun="goal-link").fields["note"] == "Två blev ett"
    assert AuditEvent.objects.get(action="link-goal").object_id == "2020-2022 mal-6"
    with pytest.raises(RefusedError, match="goals-are-linked"):
        add_link(SIX, replace(MERGED, note="igen"), by=ALICE, at=AT)
    remove_link(SIX, MERGED, by=ALICE, at=AT)
    assert link_page(SIX, by=ALICE, at=AT).links == ()
    events = AuditEvent.objects.count()
    remove_link(SIX, MERGED, by=ALICE, at=AT)  # somebody else was first
    assert AuditEvent.objects.count() == events
    assert GoalLink.objects.filter(kind="merged", known_until__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("link", "code"),
    [
        (Link(kind=LinkKind.SUPPORTS, source=SIX, target=OLD_ONE), "support-elsewhere"),
        (Link(kind=LinkKind.SUPPORTS, source=SIX, target=SIX), "link-to-itself"),
        (Link(kind=LinkKind.SUCCESSOR, source=ONE, target=SIX), "link-backwards"),
        (Link(kind=LinkKind.SUCCESSOR, source=Ref(PAST, "nej"), target=SIX), "unknown-element"),
        (Link(kind=LinkKind.NEW, source=None, target=SIX, absent_in=NOW), "link-backwards"),
        (Link(kind=LinkKind.SUCCESSOR, source=OLD_ONE, target=Ref(NOW, "omrade-1")), "goals-not-alike"),
    ],
)
def test_a_link_that_does_not_fit_is_refused(goals: Path, link: Link, code: str) -> None:
    written_on = link.source if link.kind is LinkKind.SUPPORTS else link.target
    assert written_on is not None
    with pytest.raises(RefusedError, match=code):
        add_link(written_on, link, by=ALICE, at=AT)


def test_a_link_is_written_on_its_own_element_alone(goals: Path) -> None:
    with pytest.raises(NotFoundError):
        add_link(ONE, MERGED, by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        remove_link(SIX, load_goals().links[0], by=ALICE, at=AT)
    assert len(load_goals().links) == 1
