"""Kolada's catalogue: fetched page by page and kept as evidence, searched, and followed by whoever may."""

import gzip
import json
from collections.abc import Callable
from csv import DictReader
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from hjulet.domain.permission import Actor
from hjulet.services.catalogue import SHOWN, Wanted, ask_for_catalogue, catalogue, follow
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.indicator_fetch import ask_for_values
from hjulet.services.indicators import find_indicator, save_indicator
from hjulet.services.people import OPERATOR
from hjulet.store.models import AuditEvent, CatalogueKpi, IndicatorAnswer, Job
from tests.services.job_helper import work_off
from tests.services.net import Net, net
from tests.services.people import ALICE, AT, BOB, CHARLIE, ELSA
from tests.services.test_indicators import NII

__all__ = ["net"]


@pytest.fixture
def kolada(small: Path, net: Net) -> Net:
    """Give a Kolada of three key figures, the second page with the last of them."""
    net.per_page = 2
    net.kpi("N00090", "Sjukfrånvaro, andel (%)", operating_area="Personal", is_divided_by_gender=True)
    net.kpi("N00401", "Utsläpp, ton CO2e/inv", operating_area="Miljö", municipality_type="A")
    net.kpi("N03101", "Ökad folkmängd, antal", operating_area="Befolkning", description="Hela kommunen")
    net.groups = [{"id": "G1", "title": "Arbetsgivare", "members": [{"member_id": "N00090"}]}]
    return net


def fetch(minutes: int, *, by: Actor = OPERATOR) -> dict[str, Any]:
    ask_for_catalogue(by=by, at=AT + timedelta(minutes=minutes))
    work_off()
    job = Job.objects.latest("id")
    return {"state": job.state, **(job.result or {})}


def found(by: Actor = ALICE, **wanted: Any) -> list[str]:
    return [line.kpi.id for line in catalogue(Wanted(**wanted), by=by, at=AT).lines]


def test_it_is_fetched_to_its_last_page_and_kept_as_it_came(kolada: Net) -> None:
    kolada.busy = 2
    assert fetch(1) == {"state": "done", "count": 3}
    shown = catalogue(Wanted(), by=ALICE, at=AT)
    assert [(line.kpi.id, line.kpi.unit, line.kpi.groups) for line in shown.lines] == [
        ("N00090", "%", ("Arbetsgivare",)),
        ("N00401", "ton CO2e/inv", ()),
        ("N03101", "antal", ()),
    ]
    assert shown.fetched_at is not None
    kept = [json.loads(gzip.decompress(each.packed)) for each in IndicatorAnswer.objects.all()]
    assert [row["id"] for page in kept for row in page["values"]] == ["N00090", "N00401", "N03101", "G1"]
    assert AuditEvent.objects.get(action="fetch-catalogue").params["count"] == 3


def test_fetched_again_it_is_as_kolada_has_it_now_and_says_what_is_gone(kolada: Net) -> None:
    fetch(1)
    assert follow("N00401", owner="KS", by=ALICE, at=AT) == "N00401"
    kolada.kpis = [{**kolada.kpis[0], "title": "Sjukfrånvaro, kommun, andel (%)"}]
    assert fetch(2)["count"] == 1
    shown = catalogue(Wanted(), by=ALICE, at=AT)
    assert [line.kpi.title for line in shown.lines] == ["Sjukfrånvaro, kommun, andel (%)"]
    assert [each.id for each in shown.lost] == ["N00401"]
    assert catalogue(Wanted(), by=CHARLIE, at=AT).lost == ()


def test_a_fault_of_kolada_leaves_the_catalogue_that_was_there(kolada: Net) -> None:
    fetch(1)
    kolada.kpis.append({"id": "N1"})
    assert fetch(2)["problems"][0]["code"] == "source-strange"
    assert CatalogueKpi.objects.count() == 3


def test_an_empty_answer_leaves_the_catalogue_that_was_there(kolada: Net) -> None:
    fetch(1)
    kolada.kpis = []
    assert fetch(2)["problems"][0]["code"] == "source-strange"
    assert CatalogueKpi.objects.count() == 3


def test_it_is_found_by_words_of_any_of_its_texts_area_and_whom_it_is_about(kolada: Net) -> None:
    fetch(1)
    assert found(about="ÖKAD kommunen") == ["N03101"]
    assert found(about="arbetsgivare") == ["N00090"]
    assert found(area="Miljö") == found(municipality_type="A") == ["N00401"]
    assert found(about="finns inte") == []
    assert found(page=9) == ["N00090", "N00401", "N03101"]


def test_one_click_makes_an_indicator_whose_values_are_fetched(kolada: Net) -> None:
    fetch(1)
    follow("N00090", owner="HR", by=BOB, at=AT)
    made = find_indicator("N00090", by=BOB, at=AT)
    assert (made.name, made.unit, made.owner) == ("Sjukfrånvaro, andel (%)", "%", "HR")
    (line, *_) = catalogue(Wanted(), by=ALICE, at=AT).lines
    assert [each.id for each in line.followed] == ["N00090"]
    ask_for_values(by=OPERATOR, at=AT + timedelta(minutes=2))
    work_off()
    assert "/data/kpi/N00090/municipality/0181,0000/" in kolada.asked[-1]
    with pytest.raises(RefusedError, match="register-id-taken"):
        follow("N00090", owner="HR", by=BOB, at=AT)


def test_nobody_makes_an_indicator_that_another_unit_answers_for(kolada: Net) -> None:
    fetch(1)
    for kpi, owner, by in (("N00090", "EKO", BOB), ("N99999", "HR", BOB), ("N00090", "KS", ELSA)):
        with pytest.raises(NotFoundError):
            follow(kpi, owner=owner, by=by, at=AT)
    with pytest.raises(NotFoundError):
        catalogue(Wanted(), by=ELSA, at=AT)


def test_it_is_not_fetched_unless_that_is_on_and_by_whoever_writes(
    kolada: Net, settings: LazySettings
) -> None:
    with pytest.raises(NotFoundError):
        ask_for_catalogue(by=ELSA, at=AT)
    settings.HJULET_MUNICIPALITY = ""
    with pytest.raises(RefusedError, match="fetching-is-off"):
        ask_for_catalogue(by=ALICE, at=AT)
    assert not kolada.asked


def test_another_indicator_of_the_key_figure_counts_as_following_it(kolada: Net) -> None:
    fetch(1)
    save_indicator(replace(NII, id="leave", kolada="N00090"), by=ALICE, at=AT)
    assert [each.id for each in catalogue(Wanted(), by=ALICE, at=AT).lines[0].followed] == ["leave"]


def test_the_recorded_catalogue_of_332_key_figures(kolada: Net, shared_data: Callable[[str], Path]) -> None:
    with shared_data("kolada_kpi_urval.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            {**row, "is_divided_by_gender": row["is_divided_by_gender"] == "True"} for row in DictReader(file)
        ]
    kolada.kpis, kolada.per_page = rows, 100
    assert fetch(1) == {"state": "done", "count": 332}
    assert len([each for each in kolada.asked if "/kpi?" in each]) == 4
    shown = catalogue(Wanted(about="sjukfrånvaro"), by=ALICE, at=AT)
    assert (shown.total, shown.count, shown.pages) == (332, 5, 1)
    assert len(catalogue(Wanted(), by=ALICE, at=AT).lines) == SHOWN
    assert "Äldre och funktionshinder" in shown.areas
