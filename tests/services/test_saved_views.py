"""Named views: each person's own, versioned, and logged in the transaction that changes them."""

import pytest

from hjulet.domain.permission import Actor
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.saved_views import View, remove_view, rename_view, save_view, saved_views
from hjulet.store.models import AuditEvent, Revision, SavedView
from tests.services.people import ALICE, AT, BOB, NOBODY

pytestmark = pytest.mark.django_db

QUERY = "rader=konto&kolumner=inga"


def mine(by: Actor) -> list[tuple[str, str, int]]:
    return [(view.name, view.query, view.version) for view in saved_views(by=by, at=AT)]


def code_of(refusal: pytest.ExceptionInfo[RefusedError]) -> str:
    return refusal.value.problems[0].code


@pytest.fixture
def view() -> View:
    return save_view("  Löner   per konto ", QUERY, by=ALICE, at=AT)


def test_a_view_is_its_owners_alone(view: View) -> None:
    assert mine(ALICE) == [("Löner per konto", QUERY, 1)]
    assert mine(BOB) == []
    with pytest.raises(NotFoundError):
        rename_view(view.id, "Min", version=1, by=BOB, at=AT)
    with pytest.raises(NotFoundError):
        remove_view(view.id, version=1, by=BOB, at=AT)
    assert mine(ALICE) == [("Löner per konto", QUERY, 1)]


def test_the_same_name_again_is_its_next_version(view: View) -> None:
    save_view("Löner per konto", "rader=motpart", by=ALICE, at=AT)
    assert mine(ALICE) == [("Löner per konto", "rader=motpart", 2)]
    assert [one.fields["query"] for one in Revision.objects.all()] == [QUERY, "rader=motpart"]


def test_two_people_may_use_one_name(view: View) -> None:
    save_view(view.name, "rader=rad", by=BOB, at=AT)
    assert (mine(ALICE)[0][1], mine(BOB)[0][1]) == (QUERY, "rader=rad")


def test_every_change_leaves_its_row(view: View) -> None:
    renamed = rename_view(view.id, "Lön", version=1, by=ALICE, at=AT)
    remove_view(view.id, version=renamed.version, by=ALICE, at=AT)
    assert mine(ALICE) == []
    assert list(AuditEvent.objects.values_list("action", "object_id", "actor")) == [
        (action, str(view.id), "alice") for action in ("save-view", "rename-view", "remove-view")
    ]
    assert [(one.version, one.fields["name"]) for one in Revision.objects.all()] == [
        (1, "Löner per konto"),
        (2, "Lön"),
    ]


def test_a_name_that_is_taken_is_refused(view: View) -> None:
    save_view("Lön", QUERY, by=ALICE, at=AT)
    with pytest.raises(RefusedError) as refusal:
        rename_view(view.id, "Lön", version=1, by=ALICE, at=AT)
    assert code_of(refusal) == "view-exists"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_is_asked_for(name: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        save_view(name, QUERY, by=ALICE, at=AT)
    assert code_of(refusal) == "bad-view-name"
    assert not SavedView.objects.exists()


def test_what_somebody_changed_meanwhile_is_not_overwritten(view: View) -> None:
    save_view(view.name, "rader=motpart", by=ALICE, at=AT)
    for change in (
        lambda: rename_view(view.id, "Annat", version=1, by=ALICE, at=AT),
        lambda: remove_view(view.id, version=1, by=ALICE, at=AT),
    ):
        with pytest.raises(RefusedError) as refusal:
            change()
        assert code_of(refusal) == "view-changed"
    assert mine(ALICE) == [("Löner per konto", "rader=motpart", 2)]
    assert AuditEvent.objects.count() == 2


def test_whoever_sees_no_figures_saves_no_view() -> None:
    with pytest.raises(NotFoundError):
        save_view("Vy", QUERY, by=NOBODY, at=AT)
