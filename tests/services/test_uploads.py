"""Uploaded files: kept for their sender only, read apart under limits, imported as they were checked."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from hjulet.domain.permission import Actor, Grant
from hjulet.domain.validity import Validity
from hjulet.services.demo import FOLDER
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.people import OPERATOR
from hjulet.services.uploads import Limits, check_upload, import_upload, keep

AT = datetime(2018, 2, 1, 12, 0, tzinfo=UTC)
SIE = (FOLDER / "sie" / "2017.se").read_bytes()
SMALL = b"""#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#PROGRAM "Prov" 1
#GEN 20170131
#FNAMN "Provkommunen"
#ORGNR 212000-9999
#RAR 0 20170101 20171231
#KONTO 5011 "Lon"
#KONTO 1930 "Bank"
#VER A 1 20170115 "Lon"
{
#TRANS 5011 {} 100.00
#TRANS 1930 {} -100.00
}
"""


@pytest.fixture(autouse=True)
def _no_uploads_of_other_tests() -> None:
    """Begin with nothing kept: the folder does not roll back with the database."""
    shutil.rmtree(settings.HJULET_HOME / "uploads", ignore_errors=True)


def controller(unit: str) -> Actor:
    return Actor(
        id=f"controller-{unit}",
        name="Någon",
        grants=(Grant(role="controller", unit=unit, validity=Validity(AT.date(), None)),),
    )


def send(data: bytes, *, file: str = "2017.se", by: Actor = OPERATOR, at: datetime = AT) -> str:
    return keep([data], file=file, by=by, at=at)


def kept() -> list[Path]:
    return [path for path in (settings.HJULET_HOME / "uploads").rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_a_file_is_judged_before_anything_is_stored() -> None:
    checked = check_upload(send(SMALL), by=OPERATOR, at=AT)

    assert checked.accepted
    assert checked.facts is not None
    assert (checked.facts.company, checked.rows) == ("Provkommunen", 2)


@pytest.mark.django_db
def test_a_checked_file_is_imported_and_no_longer_kept() -> None:
    key = send(SMALL)

    imported = import_upload(key, by=OPERATOR, at=AT)

    assert imported.status == "imported"
    with pytest.raises(NotFoundError):
        check_upload(key, by=OPERATOR, at=AT)


@pytest.mark.django_db
def test_a_second_file_of_the_same_months_names_what_it_would_replace() -> None:
    import_upload(send(SMALL), by=OPERATOR, at=AT)
    key = send(SMALL.replace(b"100.00", b"200.00"))

    (overlap,) = check_upload(key, by=OPERATOR, at=AT).overlaps
    assert (overlap.file, overlap.months) == ("2017.se", ("2017-01",))
    refused = import_upload(key, by=OPERATOR, at=AT)
    assert (refused.status, refused.overlaps) == ("refused", (overlap,))
    assert import_upload(key, replacing=True, by=OPERATOR, at=AT).status == "replaced"


@pytest.mark.django_db
def test_nobody_else_can_open_an_upload() -> None:
    key = send(SMALL, by=controller("KS"))

    with pytest.raises(NotFoundError):
        check_upload(key, by=controller("KFN"), at=AT)
    assert check_upload(key, by=controller("KS"), at=AT).accepted


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "..", "../../secret-key", "0" * 64, "x" * 65])
def test_a_key_leads_to_nothing_but_uploads(key: str) -> None:
    with pytest.raises(NotFoundError):
        check_upload(key, by=OPERATOR, at=AT)


def test_whoever_may_not_import_may_not_upload() -> None:
    elected = Actor(
        id="elsa",
        name="Elsa",
        grants=(Grant(role="elected_representative", unit="KS", validity=Validity(AT.date(), None)),),
    )

    with pytest.raises(NotFoundError):
        send(SMALL, by=elected)


def test_a_file_that_is_too_large_is_refused_while_it_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hjulet.services.uploads.MAX_BYTES", 10)

    with pytest.raises(RefusedError) as refusal:
        keep([b"12345678", b"9abc"], file="x.se", by=OPERATOR, at=AT)

    assert [problem.code for problem in refusal.value.problems] == ["too-large"]


def test_uploads_are_kept_for_a_day_and_for_their_owner_only() -> None:
    send(SMALL, at=AT)
    assert kept()
    assert all((path.parent.stat().st_mode & 0o077) == 0 for path in kept())

    send(b"another", at=AT + timedelta(days=1, seconds=1))

    assert [path.read_bytes() for path in kept() if path.name == "data"] == [b"another"]


def test_a_file_made_to_take_long_is_stopped() -> None:
    head, body = SIE[: SIE.index(b"#VER")], SIE[SIE.index(b"#VER") :]
    key = send(head + body * 30)  # every voucher is a duplicate: half a minute of problems

    checked = check_upload(key, limits=Limits(seconds=2), by=OPERATOR, at=AT)

    assert [problem.code for problem in checked.problems] == ["reading-too-slow"]
    assert not checked.accepted


def test_a_reader_that_wants_too_much_memory_is_stopped() -> None:
    checked = check_upload(send(SIE), limits=Limits(memory=50_000_000), by=OPERATOR, at=AT)

    assert [problem.code for problem in checked.problems] == ["reading-stopped"]


@pytest.mark.django_db
def test_the_same_file_within_the_limits_is_read() -> None:
    assert check_upload(send(SIE), by=OPERATOR, at=AT).rows == 6196


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"#FLAGGA 0\n#VER", b"PK\x03\x04"])
@pytest.mark.parametrize("file", ["x.se", "x.xlsx"])
@pytest.mark.django_db
def test_rubbish_is_refused_with_a_reason(data: bytes, file: str) -> None:
    checked = check_upload(send(data, file=file), by=OPERATOR, at=AT)

    assert not checked.accepted
    assert checked.problems


@pytest.mark.parametrize(
    ("file", "name"), [("../../x.se", "x.se"), ("/etc/x.se", "x.se"), ("å" * 300 + ".se", "å" * 200)]
)
@pytest.mark.django_db
def test_a_name_is_a_name_and_no_path(file: str, name: str) -> None:
    assert check_upload(send(SMALL, file=file), by=OPERATOR, at=AT).file == name
