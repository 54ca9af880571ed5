"""A report that is decided is nobody's to write; opened again, what is sealed next is a new edition."""

import pytest

from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.services.decided import decision_on, reopen
from hjulet.services.drafts import Draft, draft, save_draft
from hjulet.services.edition import seal_report
from hjulet.services.editions import EditionFacts, find_edition
from hjulet.services.errors import DecidedError, NotFoundError
from hjulet.services.people import OPERATOR
from hjulet.services.report_list import list_reports
from hjulet.store.models import AuditEvent, Edition
from tests.demo_home import SEALED_YEARS
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE

YEAR = parse_period("2017")
REPORT = ("annual", "KS", YEAR)
EDITION = len(SEALED_YEARS)
"""Its number in the home where it is sealed."""

SENT = "Nämnderna, svar senast 1 mars 2018"

pytestmark = pytest.mark.usefixtures("sealed")


def write(section: str = "result-text", *, source: str = "Nytt.", by: Actor = ALICE) -> Draft:
    version = draft(*REPORT, section, by=ALICE, at=AT).version
    return save_draft(*REPORT, section, source=source, version=version, by=by, at=AT)


@pytest.mark.parametrize(
    ("section", "by"), [("result-text", ALICE), ("unit-comments.HR", BOB), ("result-text", OPERATOR)]
)
def test_nobody_writes_in_a_decided_report(section: str, by: Actor) -> None:
    before = draft(*REPORT, section, by=ALICE, at=AT)
    with pytest.raises(DecidedError, match="report-decided"):
        write(section, by=by)
    assert draft(*REPORT, section, by=ALICE, at=AT) == before


def test_the_other_reports_of_the_body_are_still_written() -> None:
    month = parse_period("2017-12")
    assert (
        save_draft("month", "KS", month, "result-text", source="x", version=0, by=ALICE, at=AT).version == 1
    )


def test_opened_again_it_is_written_and_becomes_a_new_edition_that_is_decided_too() -> None:
    reopen(*REPORT, reason="Fel i texten om HR", by=ALICE, at=AT)
    write()
    new = seal_report(*REPORT, by=ALICE, at=AT)
    assert (new.number, new.replaces, new.replaced_by) == (EDITION + 1, EDITION, None)
    assert find_edition(EDITION, by=ALICE, at=AT).replaced_by == new.number
    assert (
        f"Utgåva {new.number} (ny utgåva, ersätter utgåva {EDITION})"
        in (new.path / "report.html").read_text()
    )
    with pytest.raises(DecidedError):
        write()
    row = AuditEvent.objects.get(action="reopen-report")
    assert (row.actor, row.object_id, row.params["reason"]) == (
        "alice",
        "annual KS 2017",
        "Fel i texten om HR",
    )
    assert Edition.objects.get(number=EDITION).reopening.opened_by == "alice"


def test_opened_again_and_sealed_as_it_was_it_is_shut_again() -> None:
    reopen(*REPORT, reason="Fel rapport", by=ALICE, at=AT)
    assert seal_report(*REPORT, by=ALICE, at=AT).number == EDITION
    with pytest.raises(DecidedError):
        write()
    row = AuditEvent.objects.get(action="shut-report")
    assert (row.actor, row.object_id, row.params) == ("alice", "annual KS 2017", {"edition": EDITION})
    reopen(*REPORT, reason="Nu den rätta", by=ALICE, at=AT)
    assert write().version


def test_written_back_to_an_earlier_edition_it_is_the_next_one_and_shut() -> None:
    first = draft(*REPORT, "result-text", by=ALICE, at=AT).source
    reopen(*REPORT, reason="a", by=ALICE, at=AT)
    write()
    assert seal_report(*REPORT, by=ALICE, at=AT).number == EDITION + 1
    reopen(*REPORT, reason="b", by=ALICE, at=AT)
    write(source=first)
    assert seal_report(*REPORT, by=ALICE, at=AT).number == EDITION + 2
    with pytest.raises(DecidedError):
        write()


def test_it_is_opened_once() -> None:
    reopen(*REPORT, reason="a", by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        reopen(*REPORT, reason="b", by=ALICE, at=AT)
    found = decision_on(*REPORT)
    assert found is not None
    assert (found.number, found.reason) == (EDITION, "a")


def refer() -> EditionFacts:
    return seal_report(*REPORT, referral=SENT, by=ALICE, at=AT)


def out_for_comment() -> int | None:
    entries = (one for year in list_reports(language="sv", by=ALICE, at=AT) for one in year.whole)
    return next(one.referral for one in entries if (one.kind, one.unit, one.period) == REPORT)


def test_what_is_decided_is_not_sent_for_comment_until_it_is_opened() -> None:
    with pytest.raises(DecidedError, match="report-decided"):
        refer()


def test_what_is_sent_for_comment_replaces_no_decision() -> None:
    reopen(*REPORT, reason="Fel i texten om HR", by=ALICE, at=AT)
    sent = refer()
    assert (sent.number, sent.replaces, out_for_comment()) == (EDITION + 1, None, sent.number)
    assert "ersätter" not in (sent.path / "report.html").read_text()
    assert find_edition(EDITION, by=ALICE, at=AT).replaced_by is None
    same = seal_report(*REPORT, by=ALICE, at=AT)
    assert (same.number, out_for_comment()) == (EDITION, None)  # decided as it was: shut again
    with pytest.raises(DecidedError):
        write()
    reopen(*REPORT, reason="Fel i texten om HR", by=ALICE, at=AT)
    write()
    new = seal_report(*REPORT, by=ALICE, at=AT)
    assert (new.number, new.replaces) == (EDITION + 2, EDITION)
    assert [find_edition(each, by=ALICE, at=AT).replaced_by for each in (EDITION, sent.number)] == [
        new.number,
        new.number,
    ]


@pytest.mark.parametrize("by", [BOB, CHARLIE, ELSA, FOLKE, ASTRID], ids=lambda by: str(by.name))
def test_only_who_seals_the_bodys_reports_opens_one_again(by: Actor) -> None:
    with pytest.raises(NotFoundError):
        reopen(*REPORT, reason="x", by=by, at=AT)


def test_a_report_that_was_never_sealed_is_not_opened() -> None:
    with pytest.raises(NotFoundError):
        reopen("annual", "KS", parse_period("2015"), reason="x", by=ALICE, at=AT)
