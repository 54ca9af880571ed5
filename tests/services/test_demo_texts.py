"""The demo's texts in their reports: nothing asked for is missing, and the fact check finds nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hjulet.domain.period import parse_period
from hjulet.services.drafts import draft, save_draft
from hjulet.services.factcheck import check_report
from hjulet.services.people import OPERATOR
from hjulet.services.report import BuiltReport, build_report
from tests.demo.books import DEMO

AT = datetime(2018, 2, 2, 9, 0, tzinfo=UTC)
REPORTS = sorted(folder.name for folder in (DEMO / "texts").iterdir())


def report_of(folder: str) -> BuiltReport:
    kind, unit, period = folder.rsplit("_", 2)
    return build_report(kind, unit, parse_period(period), by=OPERATOR, at=AT)


@pytest.mark.parametrize("folder", REPORTS)
def test_a_report_with_texts_lacks_none_and_says_nothing_wrong(demo: Path, folder: str) -> None:
    built = report_of(folder)
    places = {section.id for section in built.sections}
    assert {path.stem for path in (DEMO / "texts" / folder).iterdir()} <= places
    assert built.problems == ()
    assert built.missing == ()
    assert check_report(built, by=OPERATOR, at=AT).findings == ()


def test_a_month_is_judged_by_the_year_to_date(demo: Path) -> None:
    march = parse_period("2017-03")
    version = draft("month", "KS", march, "result-text", by=OPERATOR, at=AT).version
    wrong = (
        "Kommunstyrelsens nettokostnad uppgick till 92,0 mnkr. Nettokostnaden för HR uppgick till 9,3 mnkr."
    )
    save_draft("month", "KS", march, "result-text", source=wrong, version=version, by=OPERATOR, at=AT)
    found = check_report(report_of("month_KS_2017-03"), by=OPERATOR, at=AT).findings
    assert [(finding.claim, finding.data) for finding in found] == [("92,0 mnkr", "82,0 mnkr")]
