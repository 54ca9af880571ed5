"""What one organisation changes in another: unit by unit, from which day, until which."""

import pytest

from hjulet.domain.organisation import Organisation
from hjulet.domain.organisation_changes import Difference, coming, compare
from hjulet.domain.organisation_file import organisation_of
from hjulet.readers.organisation import read_organisation
from tests.domain.test_timeline import year

HEAD = "code;kind;structure;name;parent;valid_from;valid_to;has_appropriation\n"
SERVES = "department;committee;valid_from;valid_to\n"
FOLLOWS = "predecessor;successor;day\n"
BEFORE = """KF;council;political;Fullmäktige;;2014-01-01;;
KSK;department;both;Kontoret;;2014-01-01;;
HR;unit;both;HR;KSK;2014-01-01;;
EKO;unit;both;Ekonomi;KSK;2014-01-01;;
"""


def made(units: str, serves: str = "", follows: str = "") -> Organisation:
    tables = (HEAD + units, SERVES + serves, FOLLOWS + follows)
    content = read_organisation(("t.csv", table.encode()) for table in tables)
    assert content.problems == ()
    return organisation_of(content.rows)


def told(found: Difference) -> list[str]:
    """Write each change as ``kind unit first last before after``."""
    return [
        " ".join(
            str(each)
            for each in (
                change.kind,
                change.unit,
                change.during.start,
                change.during.last_day or "-",
                "-" if change.before is None else change.before or "top",
                "-" if change.after is None else change.after or "top",
            )
        )
        for change in found.changes
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("HR;unit;both;HR;KSK;2014-01-01;;", "HR;unit;both;HR;KSK;2014-01-01;;", []),
        (
            "HR;unit;both;HR;KSK;2014-01-01;;",
            "HR;unit;both;HR;KSK;2014-01-01;2018-12-31;\nHR;unit;both;Personal;KSK;2019-01-01;;",
            ["name HR 2019-01-01 - HR Personal"],
        ),
        (
            "HR;unit;both;HR;KSK;2014-01-01;;",
            "HR;unit;both;HR;KSK;2014-01-01;2018-12-31;",
            ["ends HR 2019-01-01 - - -"],
        ),
        ("HR;unit;both;HR;KSK;2014-01-01;;", "", ["gone HR 2014-01-01 - unit -"]),
        (
            "HR;unit;both;HR;KSK;2014-01-01;;",
            "HR;unit;both;HR;;2014-01-01;;",
            ["place HR 2014-01-01 - KSK top", "place HR 2014-01-01 - KSK top"],
        ),
        (
            "HR;unit;both;HR;KSK;2014-01-01;;",
            "HR;unit;political;HR;KSK;2014-01-01;;",
            ["place HR 2014-01-01 - KSK -"],
        ),
        (
            "HR;unit;both;HR;KSK;2014-01-01;;",
            "HR;function;both;HR;KSK;2014-01-01;;no",
            ["kind HR 2014-01-01 - unit function", "appropriation HR 2014-01-01 - yes no"],
        ),
        (
            "HR;unit;both;HR;KSK;2014-01-01;;",
            "HR;unit;both;HR;KSK;2015-01-01;;",
            ["ends HR 2014-01-01 2014-12-31 - -"],
        ),
    ],
)
def test_what_becomes_of_a_unit(old: str, new: str, expected: list[str]) -> None:
    found = compare(
        made(BEFORE.replace("HR;unit;both;HR;KSK;2014-01-01;;", old)),
        made(BEFORE.replace("HR;unit;both;HR;KSK;2014-01-01;;\n", f"{new}\n" if new else "")),
    )
    assert told(found) == expected
    assert (found.unchanged, found.is_reordered) == (4 if not expected else 3, False)


def test_a_new_unit_is_one_change_and_the_others_are_unchanged() -> None:
    found = compare(made(BEFORE), made(BEFORE + "IT;unit;both;IT;KSK;2020-01-01;;\n"))
    assert (told(found), found.unchanged) == (["new IT 2020-01-01 - - unit"], 4)


def test_whom_a_department_serves_and_who_took_over() -> None:
    before = made(BEFORE, "KSK;KF;2014-01-01;\n", "HR;EKO;2018-01-01\n")
    after = made(BEFORE, "KSK;KF;2014-01-01;2018-12-31\nEKO;KF;2019-01-01;\n", "EKO;HR;2018-01-01\n")
    assert told(compare(before, after)) == [
        "serves-no-more KSK 2019-01-01 - - KF",
        "follows HR 2018-01-01 - - EKO",
        "serves EKO 2019-01-01 - - KF",
        "follows-no-more EKO 2018-01-01 - - HR",
    ]


def test_another_order_is_told_by_itself() -> None:
    lines = BEFORE.splitlines(keepends=True)
    found = compare(made(BEFORE), made("".join([*lines[:2], lines[3], lines[2]])))
    assert (told(found), found.is_reordered, found.is_empty) == ([], True, False)
    assert found.count == 1


def test_what_is_known_to_come_is_listed_the_soonest_first() -> None:
    later = made(
        BEFORE.replace("HR;unit;both;HR;KSK;2014-01-01;;", "HR;unit;both;HR;KSK;2014-01-01;2019-12-31;")
        + "HR;unit;both;Personal;KSK;2020-01-01;;\nIT;unit;both;IT;KSK;2018-01-01;;\n"
    )
    listed = Difference(changes=coming(later, year(2017).start), is_reordered=False, unchanged=0)
    assert told(listed) == ["new IT 2018-01-01 - - unit", "name HR 2020-01-01 - HR Personal"]
    assert coming(later, year(2020).start) == ()
