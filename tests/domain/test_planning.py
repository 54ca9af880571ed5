"""Who is to have a plan: each body with its departments and units, companies, and each unit once."""

from dataclasses import replace
from datetime import date

from hjulet.domain.organisation import OrganisationView, OrgLink, OrgUnit, Service, Structure
from hjulet.domain.planning import (
    BODY_PLAN,
    BUSINESS_PLAN,
    COMPANY,
    WORK_PLAN,
    PlanPlace,
    plan_places,
    teams_under,
)
from tests.services.people import ALWAYS, ORGANISATION

MORE = {
    "SN": ("committee", "KF", Structure.POLITICAL),
    "DEL": ("result_row", "KSK", Structure.POLITICAL),
    "SOK": ("department", "", Structure.ADMINISTRATIVE),
    "STAD": ("unit", "SOK", Structure.ADMINISTRATIVE),
    "ARKIV": ("department", "", Structure.ADMINISTRATIVE),
    "BOLAG": ("company", "KF", Structure.POLITICAL),
    "DOTTER": ("company", "BOLAG", Structure.POLITICAL),
    "KANSLI": ("unit", "DOTTER", Structure.POLITICAL),
    "REV": ("auditors", "KF", Structure.POLITICAL),
    "REVK": ("department", "REV", Structure.POLITICAL),
    "RAD": ("advisory", "", Structure.ADMINISTRATIVE),
}
SERVICES = tuple(
    Service(department=department, committee=committee, validity=ALWAYS)
    for department, committee in (("KSK", "KS"), ("SOK", "KFN"), ("SOK", "SN"))
)


def view() -> OrganisationView:
    units = tuple(
        OrgUnit(code=code, kind=kind, name=code, validity=ALWAYS) for code, (kind, _, _) in MORE.items()
    )
    links = tuple(
        OrgLink(child=code, parent=parent, structure=structure, validity=ALWAYS)
        for code, (_, parent, structure) in MORE.items()
    )
    whole = replace(
        ORGANISATION,
        units=(*ORGANISATION.units, *units),
        links=(*ORGANISATION.links, *links),
        services=SERVICES,
    )
    return whole.as_of(date(2017, 12, 31))


def place(unit: str, kind: str, body: str, level: int, *also: str) -> PlanPlace:
    return PlanPlace(unit=unit, kind=kind, body=body, level=level, also=also)


def test_each_unit_stands_once_under_the_body_that_it_is_of_or_serves_first() -> None:
    assert plan_places(view()) == (
        place("KS", BODY_PLAN, "KS", 0),
        place("KS-POL", WORK_PLAN, "KS", 1),
        place("KSK", WORK_PLAN, "KS", 1),
        place("EKO", WORK_PLAN, "KS", 2),
        place("HR", WORK_PLAN, "KS", 2),
        place("KOM", WORK_PLAN, "KS", 2),
        place("KFN", BODY_PLAN, "KFN", 0),
        place("SOK", WORK_PLAN, "KFN", 1, "SN"),
        place("STAD", WORK_PLAN, "KFN", 2),
        place("SN", BODY_PLAN, "SN", 0),
        place("ARKIV", WORK_PLAN, "", 0),
        place("REVK", WORK_PLAN, "", 0),
        place("BOLAG", BUSINESS_PLAN, COMPANY, 0),
        place("DOTTER", BUSINESS_PLAN, COMPANY, 1),
    )


def test_the_teams_of_a_body_are_those_that_stand_under_it() -> None:
    assert teams_under("KFN", view()) == ("SOK", "STAD")
    assert teams_under("SN", view()) == ()  # its department is asked for where it serves first
