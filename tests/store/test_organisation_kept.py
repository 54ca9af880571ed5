"""What is known of the organisation is made once of the same rows, and anew of others."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hjulet.domain.organisation import VIEWS_KEPT, Organisation, OrgUnit
from hjulet.domain.validity import Validity
from hjulet.store.organisation import load_organisation, replace_organisation

SPRING, AUTUMN = datetime(2017, 3, 1, tzinfo=UTC), datetime(2017, 9, 1, tzinfo=UTC)
SCHOOLS = OrgUnit(code="BUN", kind="committee", name="Skolnämnden", validity=Validity(date(2015, 1, 1), None))


@pytest.mark.django_db
def test_the_same_rows_are_the_same_value_and_a_new_name_is_seen_at_once() -> None:
    replace_organisation(Organisation(units=(SCHOOLS,), links=()), at=SPRING)
    first = load_organisation()
    assert load_organisation() is first
    renamed = replace(SCHOOLS, name="Barn- och utbildningsnämnden")
    replace_organisation(Organisation(units=(renamed,), links=()), at=AUTUMN)
    assert load_organisation().units == (renamed,)
    assert load_organisation(known_at=SPRING).units == (SCHOOLS,)


def test_views_of_ever_more_days_are_not_kept_for_ever() -> None:
    known = Organisation(units=(SCHOOLS,), links=())
    days = [date(2015, 1, 1) + timedelta(days=number) for number in range(VIEWS_KEPT + 1)]
    assert all("BUN" in known.as_of(day) for day in days)
    assert len(known._views) == 1
