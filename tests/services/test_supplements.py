"""What a sealed edition left open is completed beside it, by numbered supplements with seals of their own."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from hjulet.documents.content import canonical
from hjulet.domain.edition import Fault, FaultCode
from hjulet.domain.permission import Actor
from hjulet.services.editions import find_edition
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.people import OPERATOR
from hjulet.services.supplements import SupplementFacts, complete, view_open_points
from hjulet.services.verification import verify
from hjulet.store.models import AuditEvent, Edition, Supplement
from tests.demo_home import SEALED_YEARS
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA

EDITION = len(SEALED_YEARS)
"""Its number in the home where it is sealed."""

LATER = ["Bokslutssiffror lämnas senare", "Trender kan räknas om"]
DECIDED = {"text": "Resultatet blev 5,4 mnkr.", "decided_by": "KS § 12", "decided_on": date(2018, 4, 5)}


@pytest.fixture(autouse=True)
def left_open(sealed: Path) -> Path:
    """Let the edition have open points, as if it had been sealed so."""
    Edition.objects.filter(number=EDITION).update(open_points=LATER)
    return sealed / "supplements"


def add(point: int, *, by: Actor = ALICE) -> SupplementFacts:
    return complete(EDITION, point, **DECIDED, by=by, at=AT)  # type: ignore[arg-type]


def faults() -> set[Fault]:
    return set(verify(by=OPERATOR, at=AT).verification.faults)


def states() -> list[int | None]:
    found = view_open_points(EDITION, by=ALICE, at=AT)
    return [point.supplement.number if point.supplement else None for point in found.points]


def test_a_supplement_completes_a_point_and_leaves_the_edition_as_it_is(left_open: Path) -> None:
    before = {
        place: place.read_bytes()
        for place in find_edition(EDITION, by=ALICE, at=AT).path.iterdir()
        if place.is_file()
    }
    assert states() == [None, None]
    first, second = add(2), add(1)
    assert states() == [2, 1]
    assert all(place.read_bytes() == content for place, content in before.items())
    written = [(left_open / f"{EDITION:04d}-0{each.number}.json").read_bytes() for each in (first, second)]
    assert [sha256(each).hexdigest() for each in written] == [first.seal, second.seal]
    said = [json.loads(each) for each in written]
    assert (said[0]["open_point"], said[0]["decided_on"], said[0]["edition"]) == (
        LATER[1],
        "2018-04-05",
        EDITION,
    )
    manifest = Edition.objects.get(number=EDITION).manifest
    assert [each["previous"] for each in said] == [manifest, first.seal]
    assert AuditEvent.objects.filter(action="supplement-edition").count() == 2
    assert faults() == set()


def test_a_point_is_completed_once_and_only_what_is_open() -> None:
    add(1)
    with pytest.raises(RefusedError, match="point-completed"):
        add(1)
    with pytest.raises(NotFoundError):
        add(3)
    ahead = DECIDED | {"decided_on": date(2018, 4, 7)}
    with pytest.raises(RefusedError, match="decided-ahead"):
        complete(EDITION, 2, **ahead, by=ALICE, at=AT)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", [BOB, CHARLIE, ELSA, ASTRID], ids=lambda by: str(by.name))
def test_only_who_seals_the_bodys_reports_completes_them(by: Actor) -> None:
    with pytest.raises(NotFoundError):
        add(1, by=by)
    assert not Supplement.objects.exists()


def test_verifying_finds_a_file_or_a_row_that_is_changed_or_gone(left_open: Path) -> None:
    add(1)
    name = f"{EDITION:04d}-01.json"
    place, fault = left_open / name, (EDITION, f"supplements/{name}")
    sealed = place.read_bytes()
    place.write_bytes(sealed.replace(b"5,4", b"6,4"))
    assert faults() == {Fault(*fault, FaultCode.CHANGED_FILE)}
    place.unlink()
    assert faults() == {Fault(*fault, FaultCode.MISSING_FILE)}
    place.write_bytes(sealed)
    assert faults() == set()
    Supplement.objects.update(text="Resultatet blev 6,4 mnkr.")
    assert faults() == {Fault(*fault, FaultCode.CHANGED_FILE)}
    Supplement.objects.all().delete()
    assert faults() == {Fault(*fault, FaultCode.MISSING_FILE)}


def forge(place: Path, number: int, **changes: object) -> None:
    """Rewrite a supplement's row and file so that they agree, and all after it; the log alone is left."""
    for row in Supplement.objects.filter(number__gte=number).order_by("number"):
        file = place / f"{EDITION:04d}-{row.number:02d}.json"
        document = json.loads(file.read_bytes())
        before = Supplement.objects.filter(number=row.number - 1).first()
        document["previous"] = before.seal if before else Edition.objects.get(number=EDITION).manifest
        file.write_bytes(canonical(document | changes if row.number == number else document))
        fields = changes if row.number == number else {}
        seal = sha256(file.read_bytes()).hexdigest()
        Supplement.objects.filter(pk=row.pk).update(seal=seal, **fields)


def test_verifying_finds_a_forger_who_rewrites_row_and_file_alike(left_open: Path) -> None:
    add(1)
    add(2)
    forge(left_open, 2, text="Resultatet blev 6,4 mnkr.")
    second = Fault(EDITION, f"supplements/{EDITION:04d}-02.json", FaultCode.CHANGED_FILE)
    assert faults() == {second}
    forge(left_open, 1, decided_by="KS § 13")  # and the one after it, which follows another sum then
    first = Fault(EDITION, f"supplements/{EDITION:04d}-01.json", FaultCode.CHANGED_FILE)
    assert faults() == {first, second}


def test_verifying_finds_a_supplement_that_the_log_does_not_know_of(left_open: Path) -> None:
    add(1)
    name = f"{EDITION:04d}-01.json"
    AuditEvent.objects.filter(action="supplement-edition").delete()
    assert faults() == {Fault(EDITION, f"supplements/{name}", FaultCode.EXTRA_FILE)}


def test_what_the_log_said_of_a_supplement_first_is_what_holds(left_open: Path) -> None:
    add(1)
    name = f"{EDITION:04d}-01.json"
    forge(left_open, 1, text="Resultatet blev 6,4 mnkr.")
    told = AuditEvent.objects.get(action="supplement-edition")
    told.pk, told.params = None, told.params | {"seal": Supplement.objects.get().seal}
    told.save()
    assert faults() == {Fault(EDITION, f"supplements/{name}", FaultCode.CHANGED_FILE)}


def test_what_is_wrong_with_one_supplement_is_not_said_of_the_next(left_open: Path) -> None:
    first, second = (f"{EDITION:04d}-0{add(point).number}.json" for point in (1, 2))
    missing = Fault(EDITION, f"supplements/{first}", FaultCode.MISSING_FILE)
    sealed = (left_open / first).read_bytes()
    (left_open / first).unlink()
    assert faults() == {missing}
    (left_open / first).write_bytes(sealed)
    Supplement.objects.filter(number=1).delete()
    assert faults() == {missing}
    Edition.objects.filter(number=EDITION).update(open_points=LATER[:1])  # the second point is no more
    assert faults() == {missing, Fault(EDITION, f"supplements/{second}", FaultCode.CHANGED_FILE)}


def test_what_is_written_is_taken_back_with_its_row(left_open: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_asked: object) -> None:
        raise OSError(28, "disk full")

    monkeypatch.setattr("hjulet.services.supplements._write", full)
    with pytest.raises(OSError, match="disk full"):
        add(1)
    assert not Supplement.objects.exists()
    assert not AuditEvent.objects.filter(action="supplement-edition").exists()
