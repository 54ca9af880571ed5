"""Explanations: the product's until the municipality writes its own; who may write them, what is kept."""

import pytest

from hjulet.domain.permission import Actor
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.help import LONGEST, explained, find_explanation, own_explanations, save_explanation
from hjulet.store.models import AuditEvent, Revision
from hjulet.texts.help import HELP, help_text
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, FOLKE

OURS = "Pengarna från fullmäktige."


def save(text: str, *, text_en: str = "", version: int = 0, by: Actor = ALICE) -> None:
    save_explanation("appropriation", text=text, text_en=text_en, version=version, by=by, at=AT)


@pytest.mark.usefixtures("small")
def test_the_products_own_holds_until_the_municipality_writes_another() -> None:
    assert explained("appropriation", language="sv") == help_text("appropriation", language="sv")
    save(OURS)
    assert explained("appropriation", language="sv") == OURS
    assert explained("appropriation", language="en") == OURS
    save(OURS, text_en="The council’s money.", version=1)
    assert explained("appropriation", language="en") == "The council’s money."


@pytest.mark.usefixtures("small")
def test_an_empty_one_takes_the_products_own_back_and_the_history_stays() -> None:
    save(OURS)
    save("  ", version=1, by=ASTRID)
    assert own_explanations(language="sv") == {}
    found, earlier = find_explanation("appropriation", by=ALICE, at=AT)
    assert (found.version, found.is_own) == (2, False)
    assert [(one.text, one.by) for one in earlier] == [("", "astrid"), (OURS, "alice")]
    assert [event.params["version"] for event in AuditEvent.objects.filter(action="save-help")] == [1, 2]


@pytest.mark.usefixtures("small")
def test_whoever_read_an_older_version_overwrites_nothing() -> None:
    save(OURS)
    for version in (0, 7):
        with pytest.raises(RefusedError, match="help-changed"):
            save("Något annat.", version=version, by=ASTRID)
    assert explained("appropriation", language="sv") == OURS
    assert Revision.objects.filter(noun="help").count() == 1


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("person", [BOB, CHARLIE, FOLKE], ids=lambda person: person.name)
def test_they_are_the_central_controllers_and_the_administrators_to_write(person: Actor) -> None:
    with pytest.raises(NotFoundError):
        save(OURS, by=person)
    with pytest.raises(NotFoundError):
        find_explanation("appropriation", by=person, at=AT)


@pytest.mark.usefixtures("small")
def test_what_has_no_explanation_gets_none() -> None:
    with pytest.raises(NotFoundError):
        save_explanation("nej", text=OURS, text_en="", version=0, by=ALICE, at=AT)


@pytest.mark.usefixtures("small")
def test_one_that_is_too_long_is_refused() -> None:
    save("x" * LONGEST)
    with pytest.raises(RefusedError, match="help-too-long"):
        save("x" * (LONGEST + 1), version=1)


def test_every_explanation_fits_what_one_may_write() -> None:
    assert max(len(one.text) for one in HELP.values()) <= LONGEST


@pytest.mark.django_db
def test_before_there_is_any_unit_whoever_sets_up_may_write_them() -> None:
    save(OURS, by=ASTRID)
    with pytest.raises(NotFoundError):
        save("Något annat.", version=1, by=BOB)
