"""What two states of a report are compared as: each in the edition's language, built only where asked for."""

import pytest

from hjulet.domain.edition import folder_name
from hjulet.domain.period import parse_period
from hjulet.services import report_comparison
from hjulet.services.errors import NotFoundError
from hjulet.services.report_comparison import DRAFT, ReportComparison, compare_report
from hjulet.store.models import Edition
from tests.demo_home import SEALED_YEARS
from tests.services.people import ALICE, AT, CHARLIE

YEAR = parse_period("2017")
REPORT = ("annual", "KS", YEAR)
EDITION = len(SEALED_YEARS)
"""Its number in the home where it is sealed."""

pytestmark = pytest.mark.usefixtures("sealed")


def compare(*numbers: int) -> ReportComparison:
    chosen = (numbers[0], numbers[1]) if numbers else None
    return compare_report(*REPORT, numbers=chosen, by=ALICE, at=AT)


def test_the_draft_is_compared_in_the_language_that_the_edition_was_made_in() -> None:
    assert Edition.objects.get(number=EDITION).language == "sv"
    found = compare()
    assert (found.title, found.found.is_empty) == ("Kommunstyrelsens årsrapport", True)


def test_two_editions_are_compared_though_the_draft_cannot_be_built(monkeypatch: pytest.MonkeyPatch) -> None:
    again = Edition.objects.get(number=EDITION)
    again.number += 1
    again.folder, again.seal = folder_name(again.number), again.manifest
    again.save(force_insert=True)

    def fail(*_asked: object, **_how: object) -> None:
        raise NotFoundError("KS")

    monkeypatch.setattr(report_comparison, "build_report", fail)
    assert compare(EDITION, EDITION + 1).found.is_empty
    with pytest.raises(NotFoundError):
        compare(EDITION, DRAFT)


def test_another_committee_has_nothing_to_compare() -> None:
    with pytest.raises(NotFoundError):
        compare_report(*REPORT, numbers=None, by=CHARLIE, at=AT)
