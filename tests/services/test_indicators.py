"""Indicators: written by whoever answers, figures that open to their source, revised in sight, fetched."""

import gzip
import json
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from hjulet.documents.content import figure_document
from hjulet.domain.figures import Figure
from hjulet.domain.indicators.definition import (
    Direction,
    Expected,
    ExpectedTrend,
    Indicator,
    Scope,
    Series,
    SeriesKind,
    Target,
)
from hjulet.domain.indicators.observation import Observation, Status
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.text import parse_narrative
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.figures import figure, open_books
from hjulet.services.goals import import_goals
from hjulet.services.indicator_fetch import ask_for_values
from hjulet.services.indicator_lines import observations_of
from hjulet.services.indicator_list import indicator_list
from hjulet.services.indicator_pages import indicator_page
from hjulet.services.indicator_values import import_values, try_values
from hjulet.services.indicators import save_indicator, save_value
from hjulet.services.ledger import import_sie
from hjulet.services.people import OPERATOR
from hjulet.services.provenance import provenance
from hjulet.services.report_parts import shown_inlines
from hjulet.store.models import AuditEvent, IndicatorAnswer, IndicatorValue, Job, Snapshot
from tests.ledger_text import sie
from tests.services.job_helper import work_off
from tests.services.net import Net, net
from tests.services.people import ALICE, AT, BOB, CHARLIE, ELSA, FOLKE, NOBODY
from tests.services.test_goals import FIRST, NEW, OLD, files

__all__ = ["net"]

LEDGER = """
A 1 2017-02-15 Löner
  50110 13000  300000.00
  19100 13000 -300000.00
"""
WOMEN = Series(key="women", kind=SeriesKind.GENDER, name="Kvinnor", code="K")
MEN = Series(key="men", kind=SeriesKind.GENDER, name="Män", code="M")
NATION = Series(key="nation", kind=SeriesKind.NATION, name="Riket", code="0000")
NII = Indicator(
    id="NII",
    name="Upplevt inflytande",
    unit="index",
    owner="KS",
    direction=Direction.UP,
    series=(WOMEN, NATION),
)
SICK = Indicator(id="sick", name="Sjukfrånvaro", unit="%", owner="HR", scope=Scope.BODY, decimals=2)
UP, DOWN = Expected.INCREASE, Expected.DECREASE
HEAD = "indicator;series;period;value;status;fetched;response_rate;source;note\n"


@pytest.fixture
def books(small: Path) -> Path:
    """Give a home with a ledger and two indicators: one of the municipality, one of HR."""
    import_sie(sie(LEDGER), file="2017.se", company="KOMMUN", by=OPERATOR, at=AT)
    for indicator in (NII, SICK):
        save_indicator(indicator, by=ALICE, at=AT)
    return small


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


def value(id: str, period: str, number: str | None, **given: Any) -> Observation:
    read = None if number is None else Decimal(number)
    return Observation(indicator=id, period=parse_period(period), value=read, **given)


def save(observation: Observation, *, by: Actor = ALICE, minutes: int = 1, version: int = 0) -> None:
    save_value(observation, by=by, at=later(minutes), version=version)


def asked(reference: str, *, by: Actor = ALICE, snapshot: int | None = None) -> Figure:
    return figure(reference, by=by, at=AT, snapshot=snapshot)[0]


def let_in(rows: str, *, by: Actor = ALICE, minutes: int = 1) -> int:
    return len(import_values(f"{HEAD}{rows}\n".encode(), file="v.csv", by=by, at=later(minutes)))


def test_a_value_is_a_figure_that_opens_to_where_it_stands(books: Path) -> None:
    save(value("NII", "2017", "40", source="SCB", response_rate=Decimal(45)))
    found, others = figure("indikator id=NII period=2017", by=ALICE, at=AT)
    document = figure_document(found, others)
    assert (document["value"], document["unit"], document["display"]) == ("40", "index", "40")
    opened = provenance("indicator id=NII period=2017", language="sv", by=ALICE, at=AT)
    assert [(each.source, each.response_rate) for each in opened.observed] == [("SCB", Decimal(45))]
    assert (opened.about, opened.labels[found.ref]) == (
        "Upplevt inflytande",
        "Indikator, Upplevt inflytande, 2017",
    )


def test_no_value_is_no_value_and_never_that_of_another_period(books: Path) -> None:
    save(value("NII", "2017", "40"))
    save(value("NII", "2016", None, status=Status.MISSING))
    for period in ("2015", "2016", "2017-08", "2016..2017"):
        assert asked(f"indicator id=NII period={period}").value is None
    for unknown in ("indicator id=NEJ period=2017", "indicator id=NII series=men period=2017"):
        with pytest.raises(NotFoundError):
            asked(unknown)


def test_what_is_published_anew_is_a_new_version_and_an_old_snapshot_keeps_its_own(books: Path) -> None:
    save(value("NII", "2017", "40"))
    before = Snapshot.objects.latest("number").number
    first = IndicatorValue.objects.get()
    save(value("NII", "2017", "41"), version=first.pk, minutes=2)
    assert asked("indicator id=NII period=2017").value == 41
    assert asked("indicator id=NII period=2017", snapshot=before).value == 40
    history = indicator_page("NII", language="sv", by=ALICE, at=AT).history
    assert [str(each.observation.value) for each in history] == ["41", "40"]
    assert history[1].known_until == history[0].known_from
    row = AuditEvent.objects.filter(action="set-indicator-value").latest("id")
    assert row.params["changes"] == [["NII", "", "2017", "40", "41"]]


def test_of_two_who_write_the_same_period_one_is_told(books: Path) -> None:
    save(value("NII", "2017", "40"))
    with pytest.raises(ConflictError):
        save(value("NII", "2017", "41"), minutes=2)
    assert asked("indicator id=NII period=2017").value == 40


def test_a_rating_is_written_as_its_step_and_its_scale_keeps_the_steps_it_has(books: Path) -> None:
    rating = Indicator(id="rating", name="Kreditbetyg", unit="", owner="EKO", scale=("AA", "AA+", "AAA"))
    save_indicator(rating, by=ALICE, at=later(1))
    let_in("rating;;2018;AA+;;;;S&P;", minutes=2)
    found, others = figure("indicator id=rating period=2018", by=ALICE, at=AT)
    document = figure_document(found, others)
    assert (document["value"], document["display"]) == ("AA+", "AA+")
    version = indicator_page("rating", language="sv", by=ALICE, at=AT).line.indicator.version
    with pytest.raises(RefusedError, match="scale-lacks-step"):
        save_indicator(replace(rating, scale=("AA", "AAA"), version=version), by=ALICE, at=later(3))


def test_a_text_writes_a_value_in_the_indicators_own_unit(books: Path) -> None:
    save(value("NII", "2017", "40"))
    save(value("sick", "2017", "6.6"))
    text = "Index {indicator id=NII period=this}, frånvaro {indicator id=sick period=this as=pct1}."
    narrative = parse_narrative(
        text, registry=REGISTRY, defaults={"unit": "KS", "period": "2017"}, file="x.md"
    )
    assert not narrative.problems
    figures = {ref: asked(str(ref)) for ref in narrative.refs}
    shown = shown_inlines(narrative.passages[0].inlines, figures)
    words = "".join(getattr(each, "display", "") or getattr(each, "text", "") for each in shown)
    assert words.replace("\u00a0", " ") == "Index 40, frånvaro 6,6 procent."


def test_an_indicator_may_be_another_figure_and_opens_to_it(books: Path) -> None:
    pay = Indicator(id="pay", name="Lön", unit="tkr", owner="HR", formula="costs unit=HR line=personnel")
    save_indicator(pay, by=ALICE, at=later(1))
    found, others = figure("indicator id=pay period=2017", by=ALICE, at=AT)
    assert (found.value, found.unit_word) == (Decimal(-300), "tkr")
    assert [str(ref) for ref in found.inputs] == ["costs unit=HR line=personnel period=2017"]
    assert others[found.inputs[0]].value == Decimal("-300000.00")
    (seen,) = indicator_page("pay", language="sv", by=ALICE, at=AT).observations
    assert (str(seen.period), seen.value) == ("2017", Decimal(-300))
    assert observations_of([pay], open_books(), only_whole_years=True) == {"pay": ()}  # one month is booked


def test_what_is_computed_has_no_values_that_are_written(books: Path) -> None:
    formula = "costs unit=HR line=personnel"
    pay = Indicator(id="pay", name="Lön", unit="tkr", owner="HR", formula=formula, series=(WOMEN,))
    save_indicator(pay, by=ALICE, at=later(1))
    with pytest.raises(RefusedError, match="computed-elsewhere"):
        save(value("pay", "2017", "300"))
    trial = try_values(f"{HEAD}pay;;2017;300;;;;;\n".encode(), file="v.csv", by=ALICE, at=AT)
    assert [each.code for each in trial.problems] == ["computed-elsewhere"]
    save(value("pay", "2017", "200", series="women"))
    assert asked("indicator id=pay period=2017").value == -300
    assert asked("indicator id=pay series=women period=2017").value == 200


def test_a_formula_must_be_a_figure_that_its_writer_sees(books: Path) -> None:
    for formula, code in (
        ("nej", "unknown-metric"),
        ("indicator id=NII", "formula-of-indicator"),
        ("costs unit=NEJ line=personnel", "formula-not-seen"),
    ):
        with pytest.raises(RefusedError, match=code):
            save_indicator(replace(NII, id="x", formula=formula), by=ALICE, at=later(1))
    with pytest.raises(RefusedError, match="formula-not-seen"):
        formula = "costs unit=HR line=personnel"
        save_indicator(replace(NII, id="x", owner="KFN", formula=formula), by=CHARLIE, at=later(1))


def test_a_target_of_the_period_is_a_figure_and_else_that_of_the_long_run(books: Path) -> None:
    days = (Target(on=parse_period("2018").last_day, value=Decimal(50)), Target(on=None, value=Decimal(75)))
    save_indicator(replace(NII, id="goal", targets=days), by=ALICE, at=later(1))
    assert [asked(f"målvärde id=goal period={year}").value for year in (2017, 2018)] == [75, 50]
    assert asked("indicator_target id=NII period=2018").value is None


def test_alice_and_bob_write_what_is_theirs_and_charlie_finds_nothing_of_another_body(books: Path) -> None:
    save(value("sick", "2017", "6.6"), by=BOB)
    save(value("NII", "2017", "40"), by=ALICE)
    for by, ids in (
        (ALICE, ["sick", "NII"]),
        (BOB, ["sick", "NII"]),
        (CHARLIE, ["NII"]),
        (ELSA, ["sick", "NII"]),
    ):
        seen = [line.indicator.id for line in indicator_list(language="sv", by=by, at=AT).lines]
        assert seen == ids
    with pytest.raises(NotFoundError):
        indicator_list(language="sv", by=NOBODY, at=AT)
    with pytest.raises(NotFoundError):
        asked("indicator id=sick period=2017", by=CHARLIE)
    with pytest.raises(NotFoundError):
        indicator_page("sick", language="sv", by=CHARLIE, at=AT)
    assert asked("indicator id=NII period=2017", by=CHARLIE).value == 40
    for by, id in ((BOB, "NII"), (CHARLIE, "NII"), (ELSA, "sick"), (FOLKE, "sick")):
        with pytest.raises(NotFoundError):
            save(value(id, "2018", "1"), by=by, minutes=2)
    assert IndicatorValue.objects.count() == 2


def test_a_body_does_not_take_an_indicator_over_by_writing_it(books: Path) -> None:
    version = indicator_page("sick", language="sv", by=ALICE, at=AT).line.indicator.version
    with pytest.raises(NotFoundError):
        save_indicator(replace(SICK, owner="KFN", version=version), by=CHARLIE, at=later(1))


def test_a_file_is_shown_with_what_it_changes_before_it_is_let_in(books: Path) -> None:
    let_in("NII;;2017;40;;;;SCB;")
    rows = f"{HEAD}NII;;2017;41;;;;;\nNII;women;2017;42,5;preliminär;2018-03-01;45;SCB;n\n"
    trial = try_values(rows.encode(), file="v.csv", by=ALICE, at=AT)
    assert [
        (each.before and each.before.value, each.after.value, each.is_another_number)
        for each in trial.changes
    ] == [(Decimal(40), Decimal(41), True), (None, Decimal("42.5"), False)]
    assert IndicatorValue.objects.count() == 1
    assert len(import_values(trial.text.encode(), file="v.csv", base=trial.base, by=ALICE, at=later(2))) == 2
    kept = IndicatorValue.objects.get(series="women")
    assert (kept.value, kept.status, kept.response_rate, str(kept.fetched), kept.note) == (
        "42.5",
        "preliminary",
        "45",
        "2018-03-01",
        "n",
    )


def test_the_same_file_twice_changes_nothing(books: Path) -> None:
    assert let_in("NII;;2017;40;;;;SCB;") == 1
    before = Snapshot.objects.count()
    assert let_in("NII;;2017;40;;2018-05-01;;Annan;", minutes=2) == 0
    assert Snapshot.objects.count() == before


def test_a_value_that_becomes_final_is_not_another_number(books: Path) -> None:
    let_in("NII;;2017;40;preliminär;;;;")
    trial = try_values(f"{HEAD}NII;;2017;40;slutlig;;;;\n".encode(), file="v.csv", by=ALICE, at=AT)
    assert [each.is_another_number for each in trial.changes] == [False]


def test_all_that_is_wrong_with_a_file_is_told_by_cell(books: Path) -> None:
    rows = "NEJ;;2017;1;;;;;\nNII;men;2017;1;;;;;\nNII;;i fjol;ungefär;kanske;nyss;101;;\nNII;;2016;;;;;;\n"
    trial = try_values((HEAD + rows).encode(), file="v.csv", by=ALICE, at=AT)
    assert sorted((each.code, each.place.line) for each in trial.problems) == [
        ("bad-day", 4),
        ("bad-indicator-period", 4),
        ("bad-response-rate", 4),
        ("bad-value", 4),
        ("unknown-indicator", 2),
        ("unknown-series", 3),
        ("unknown-status", 4),
        ("value-and-status", 5),
    ]
    assert not trial.accepted


def test_a_file_about_somebody_elses_indicator_is_refused_whole(books: Path) -> None:
    with pytest.raises(RefusedError, match="indicator-not-yours"):
        let_in("sick;;2017;6,6;;;;;\nNII;;2017;40;;;;;", by=BOB)
    with pytest.raises(RefusedError, match="unknown-indicator"):
        let_in("sick;;2017;6,6;;;;;", by=CHARLIE)
    assert not IndicatorValue.objects.exists()


def test_what_another_let_in_meanwhile_is_not_overwritten_unseen(books: Path) -> None:
    trial = try_values(f"{HEAD}NII;;2017;40;;;;;\n".encode(), file="v.csv", by=ALICE, at=AT)
    let_in("NII;;2017;39;;;;;")
    with pytest.raises(ConflictError):
        import_values(trial.text.encode(), file="v.csv", base=trial.base, by=ALICE, at=later(2))
    assert asked("indicator id=NII period=2017").value == 39


def fetch(minutes: int, *, by: Actor = OPERATOR) -> dict[str, Any]:
    ask_for_values(by=by, at=later(minutes))
    work_off()
    job = Job.objects.latest("id")
    return {"state": job.state, **(job.result or {})}


@pytest.mark.django_db
def test_values_are_fetched_kept_as_evidence_and_a_change_is_told(books: Path, net: Net) -> None:
    save_indicator(replace(NII, id="leave", kolada="N00090"), by=ALICE, at=later(1))
    net.kolada(2017, 6.6)
    net.kolada(2017, 7.32, gender="K")
    net.kolada(2017, 6.9, place="0000")
    net.kolada(2016, "deleted")
    let_in("leave;;2017;6,6;preliminär;;;;", minutes=1)
    assert fetch(2) == {"state": "done", "changes": 3, "revised": 0}
    assert [
        str(asked(f"indicator id=leave{of} period=2017").value)
        for of in ("", " series=women", " series=nation")
    ] == ["6.6", "7.32", "6.9"]
    (kept,) = IndicatorAnswer.objects.all()
    assert json.loads(gzip.decompress(kept.packed))["values"] == net.rows
    assert fetch(3) == {"state": "done", "changes": 0, "revised": 0}
    net.rows[0]["values"][0]["value"] = 6.7
    net.rows[1]["values"][0] |= {"value": None, "isdeleted": True}
    assert fetch(4) == {"state": "done", "changes": 2, "revised": 2}
    row = AuditEvent.objects.filter(action="fetch-indicators").latest("id")
    assert row.params["changes"] == [
        ["leave", "", "2017", "6.6", "6.7"],
        ["leave", "women", "2017", "7.32", ""],
    ]
    assert asked("indicator id=leave series=women period=2017").value is None
    assert IndicatorAnswer.objects.count() == 3


def test_a_table_of_scb_is_shared_out_on_years_and_gender(books: Path, net: Net) -> None:
    people = replace(
        NII, id="people", scb="TAB638 ContentsCode=BE0101N1 Kon=1,2,1+2", series=(replace(WOMEN, code="2"),)
    )
    save_indicator(people, by=ALICE, at=later(1))
    index = {"Region": ["0181"], "Kon": ["1", "2", "1+2"], "Tid": ["2016", "2017"]}
    net.table = {
        "class": "dataset",
        "id": list(index),
        "size": [1, 3, 2],
        "role": {"time": ["Tid"], "geo": ["Region"]},
        "dimension": {name: {"category": {"index": codes}} for name, codes in index.items()},
        "value": [1, 2, 3, 4, 94631, 96032],
    }
    assert fetch(2)["changes"] == 4
    assert asked("indicator id=people period=2017").value == 96032
    assert asked("indicator id=people series=women period=2016").value == 3
    assert "TAB638" in net.asked[0]


def test_a_fault_of_the_source_changes_nothing_and_says_what(books: Path, net: Net) -> None:
    save_indicator(replace(NII, id="leave", kolada="N00090"), by=ALICE, at=later(1))
    net.rows.append({"kpi": "N00090"})
    failed = fetch(2)
    assert (failed["state"], failed["problems"][0]["code"]) == ("failed", "source-strange")
    assert not IndicatorValue.objects.exists()


def test_nothing_is_fetched_unless_it_is_on_and_for_whoever_writes(
    books: Path, net: Net, settings: LazySettings
) -> None:
    with pytest.raises(RefusedError, match="nothing-to-fetch"):
        ask_for_values(by=ALICE, at=AT)
    save_indicator(replace(NII, id="leave", kolada="N00090"), by=ALICE, at=later(1))
    with pytest.raises(RefusedError, match="nothing-to-fetch"):
        ask_for_values(by=BOB, at=AT)
    with pytest.raises(NotFoundError):
        ask_for_values(by=ELSA, at=AT)
    settings.HJULET_MUNICIPALITY = ""
    with pytest.raises(RefusedError, match="fetching-is-off"):
        ask_for_values(by=ALICE, at=AT)
    assert not net.asked


def test_what_is_expected_of_a_year_stands_until_the_year_is_known(books: Path) -> None:
    years = tuple(ExpectedTrend(year=year, expected=way) for year, way in ((2017, UP), (2018, DOWN)))
    save_indicator(replace(NII, id="hope", expected=years), by=ALICE, at=later(1))

    def expected() -> ExpectedTrend | None:
        return indicator_page("hope", language="sv", by=ALICE, at=AT).line.expected

    for period, way in (
        ("2017-01", years[0]),
        ("2017-11", years[0]),
        ("2017-12", years[1]),
        ("2018-12", None),
    ):
        save(value("hope", period, "40"), minutes=2)
        assert expected() == way, period


def test_what_it_is_split_in_stands_in_one_chart_for_each_kind(books: Path) -> None:
    old = Series(key="old", kind=SeriesKind.AGE, name="Äldre")
    save_indicator(replace(NII, id="mix", series=(WOMEN, old, MEN)), by=ALICE, at=later(1))
    let_in("\n".join(f"mix;{key};2017;{n};;;;;" for n, key in enumerate(("women", "old", "men"))), minutes=2)
    charts = indicator_page("mix", language="sv", by=ALICE, at=AT).charts
    assert [(chart.id, chart.series) for chart in charts] == [
        ("gender", ("Kvinnor", "Män")),
        ("age", ("Äldre",)),
    ]


def test_a_page_names_the_goals_that_it_measures_as_they_were_known(books: Path) -> None:
    def measured(element: str) -> str:
        return element.replace(";;;\n", ";NII sick;;\n")

    let = files(elements=measured(OLD) + measured(NEW) + FIRST)
    assert import_goals(let, by=ALICE, at=later(1)).accepted
    before = Snapshot.objects.latest("number").number
    import_goals(files(elements=OLD + measured(NEW) + FIRST), by=ALICE, at=later(2))

    def named(snapshot: int | None = None) -> list[str]:
        page = indicator_page("NII", snapshot=snapshot, language="sv", by=ALICE, at=later(3))
        return [f"{goal.ref.structure} {goal.name}" for goal in page.goals]

    assert named() == ["2020-2022 Nu"]
    assert named(before) == ["2020-2022 Nu", "2017-2019 Förr"]
