"""A key figure of Kolada's catalogue: its unit as its title ends in it, and the indicator that follows it."""

from collections.abc import Callable
from csv import DictReader
from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.indicators.catalogue import Kpi, indicator_of
from hjulet.domain.indicators.definition import Direction


def kpi(title: str, *, by_gender: bool = False) -> Kpi:
    return Kpi(
        id="N00090",
        title=title,
        description="Vad det är",
        municipality_type="K",
        by_gender=by_gender,
        area="Personal",
        publication_date="2027-03-06",
    )


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Sjukfrånvaro totalt bland anställda, kommun, andel (%)", "%"),
        ("Elever med extra anpassningar, andel (%) (-2024)", "%"),
        ("Avvikelse från modellberäknat värde, procentenheter (-2024)", "%"),
        ("Heltidsanställda månadsavlönade, kommun, antal", "antal"),
        ("Tillstånd som har getts, antal (-2023)", "antal"),
        ("Utsläpp till luft, ton CO2-ekv/inv", "ton CO2-ekv/inv"),
        ("Kostnad för skola, kr/elev", "kr/elev"),
        ("Långfristig skuld, miljoner kronor", "mnkr"),
        ("Trygghet och säkerhet - Kommunindex", "index"),
        ("Ekonomisk redovisning (Ja=1, Nej=0)", ""),
        ("Betyg, medelvärde", ""),
    ],
)
def test_the_unit_is_what_the_title_ends_in(title: str, unit: str) -> None:
    assert kpi(title).unit == unit


def test_an_indicator_has_its_genders_and_the_nation_and_says_nothing_of_what_is_better() -> None:
    made = indicator_of(kpi("Sjukfrånvaro, andel (%)", by_gender=True), owner="HR")
    assert (made.id, made.kolada, made.unit, made.decimals, made.owner) == ("N00090", "N00090", "%", 1, "HR")
    assert [(each.key, each.code) for each in made.series] == [
        ("women", "K"),
        ("men", "M"),
        ("nation", "0000"),
    ]
    assert made.direction is Direction.NONE
    assert [each.key for each in indicator_of(kpi("Skuld, mnkr"), owner="KS").series] == ["nation"]


def test_an_indicator_is_no_longer_than_its_form_takes() -> None:
    long = replace(kpi(f"Kostnad, kr/{'elev' * 20}"), description="x" * 3000)
    made = indicator_of(long, owner="KS")
    assert (made.unit, len(made.description)) == ("", 2000)


def test_most_titles_of_the_recorded_catalogue_end_in_a_unit(shared_data: Callable[[str], Path]) -> None:
    with shared_data("kolada_kpi_urval.csv").open(encoding="utf-8", newline="") as file:
        units = [kpi(row["title"]).unit for row in DictReader(file)]
    assert len(units) == 332
    assert units.count("%") > 170
    assert sum(not unit for unit in units) < 60
    assert all(len(unit) <= 30 for unit in units)
