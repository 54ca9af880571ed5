"""Figures: one call per source, missing gives none, a cycle is an error, one canonical reference."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from hjulet.domain.figures import (
    Fetched,
    Figure,
    FigureRef,
    Filter,
    Formula,
    Leaf,
    Metric,
    Note,
    ReferenceFault,
    Registry,
    Unit,
    resolve,
)
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.statement import STATEMENT_ROWS, metric_of_row


class CountingSource:
    """Answers from a table of (unit, line) -> kronor, and remembers what it was asked."""

    def __init__(self, amounts: Mapping[tuple[str, str], str]) -> None:
        self.amounts = amounts
        self.calls: list[frozenset[FigureRef]] = []

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        self.calls.append(refs)
        return {ref: self._answer(ref) for ref in refs}

    def _answer(self, ref: FigureRef) -> Fetched:
        how = REGISTRY.metrics[ref.metric].how_of(ref)
        assert isinstance(how, Leaf)
        line = how.line_of(ref)
        found = self.amounts.get((ref.get("unit"), line))
        where = Filter(
            source=how.source_of(ref),
            line=line,
            units=(ref.get("unit"),),
            accounts=(),
            first_month="2017-01",
            last_month="2017-12",
        )
        return Fetched(value=None if found is None else Decimal(found), filter=where, rows=1)


def ledger(**units: str) -> CountingSource:
    """Give each unit a whole statement of zeros, but for the personnel costs given."""
    lines = ("fees", "rents", "grants", "other_income", "premises", "materials_services",
             "purchased_services", "transfers", "other_costs", "depreciation", "net_interest",
             "mediated_grants")  # fmt: skip
    zeros = {(unit, line): "0.00" for unit in units for line in lines}
    return CountingSource({**zeros, **{(unit, "personnel"): amount for unit, amount in units.items()}})


def ask(*texts: str, books: CountingSource, budget: CountingSource | None = None) -> dict[str, Figure]:
    refs = [REGISTRY.parse(text) for text in texts]
    sources = {"ledger": books, "budget": budget or CountingSource({})}
    found = resolve(refs, registry=REGISTRY, sources=sources, snapshot=8)
    return {str(ref): figure for ref, figure in found.items()}


def test_a_whole_page_asks_each_source_once() -> None:
    books = ledger(HR="-100.00", EKO="-200.00", KOM="-300.00")
    budget = CountingSource({(unit, "appropriation"): "150.00" for unit in ("HR", "EKO", "KOM")})
    metrics = ("budget_variance", "budget_adherence", "net_cost_growth", "result", "operating_net_cost")
    texts = [f"{metric} unit={unit} period=2017" for metric in metrics for unit in ("HR", "EKO", "KOM")]
    found = ask(*texts, books=books, budget=budget)
    assert (len(books.calls), len(budget.calls)) == (1, 1)
    assert len(found) > len(texts)  # inputs are figures too
    assert found["budget_variance unit=HR period=2017"].value == Decimal("50.00")


def test_nothing_asked_asks_nobody() -> None:
    books = ledger(HR="0.00")
    assert ask(books=books) == {}
    assert books.calls == []


def test_provenance_is_what_computing_leaves_behind() -> None:
    found = ask("net_cost unit=HR period=2017", books=ledger(HR="-38692526.00"))
    figure = found["net_cost unit=HR period=2017"]
    assert figure.value == Decimal("38692526.00")
    assert figure.formula == "-(operating_net_cost + net_interest)"
    assert [str(ref) for ref in figure.inputs] == [
        "operating_net_cost unit=HR period=2017",
        "net_interest unit=HR period=2017",
    ]
    assert figure.filter is None
    leaf = found["costs unit=HR line=personnel period=2017"]
    assert leaf.filter is not None
    assert (leaf.filter.source, leaf.filter.line, leaf.snapshot) == ("ledger", "personnel", 8)


def test_a_missing_input_gives_no_value_never_zero() -> None:
    found = ask("budget_variance unit=HR period=2017", books=ledger(HR="-100.00"))
    variance = found["budget_variance unit=HR period=2017"]
    assert (variance.value, variance.note) == (None, Note.MISSING)
    assert found["net_cost unit=HR period=2017"].value == Decimal("100.00")
    nothing = ask("net_cost unit=XX period=2017", books=ledger(HR="-100.00"))
    assert nothing["net_cost unit=XX period=2017"].value is None


@pytest.mark.parametrize(
    ("cost", "growth", "note"),
    [
        ("-200000.00", "0", ""),
        ("-99999.99", None, Note.NO_PERCENTAGE),  # a base below 100 tkr says nothing
        ("-100000.00", "0", ""),
        ("0.00", None, Note.NO_PERCENTAGE),
        ("5000.00", None, Note.NO_PERCENTAGE),  # a negative base
    ],
)
def test_no_percentage_on_a_base_of_zero_or_below_or_too_small(
    cost: str, growth: str | None, note: str
) -> None:
    figure = ask("net_cost_growth unit=HR period=2017", books=ledger(HR=cost))[
        "net_cost_growth unit=HR period=2017"
    ]
    assert figure.value == (None if growth is None else Decimal(growth))
    assert figure.note == note
    assert figure.unit is Unit.PERCENT


@pytest.mark.parametrize(
    ("appropriation", "adherence"), [("100000.00", "99.9"), ("99999.99", None), ("0.00", None)]
)
def test_no_percentage_of_too_small_an_appropriation(appropriation: str, adherence: str | None) -> None:
    budget = CountingSource({("HR", "appropriation"): appropriation})
    found = ask("budget_adherence unit=HR period=2017", books=ledger(HR="-100.00"), budget=budget)
    figure = found["budget_adherence unit=HR period=2017"]
    assert figure.value == (None if adherence is None else Decimal(adherence))
    assert figure.note == ("" if adherence else Note.NO_PERCENTAGE)


def test_another_version_than_the_outcome_is_the_budgets() -> None:
    books, budget = ledger(HR="-1.00"), CountingSource({("HR", "personnel"): "-2.00"})
    found = ask("costs unit=HR line=personnel period=2017 version=budget", books=books, budget=budget)
    assert [figure.value for figure in found.values()] == [Decimal("-2.00")]
    assert books.calls == []


def metric(id: str, *inputs: str) -> Metric:
    return Metric(
        id=id,
        swedish=id,
        unit=Unit.KRONOR,
        params=("unit",),
        how=Formula(
            inputs=lambda ref: tuple(FigureRef(name, ref.args) for name in inputs),
            compute=lambda values: sum(values, Decimal(0)),
            text="",
        ),
        source="",
    )


@pytest.mark.parametrize(
    "metrics", [[metric("a", "a")], [metric("a", "b"), metric("b", "c"), metric("c", "a")]]
)
def test_a_metric_that_rests_on_itself_is_an_error(metrics: list[Metric]) -> None:
    registry = Registry({each.id: each for each in metrics})
    with pytest.raises(ReferenceFault) as raised:
        resolve([FigureRef("a", (("unit", "HR"),))], registry=registry, sources={}, snapshot=1)
    assert raised.value.code == "cycle"


def test_a_figure_used_twice_is_no_cycle() -> None:
    registry = Registry({each.id: each for each in (metric("a", "b", "c"), metric("b", "c"), metric("c"))})
    found = resolve([FigureRef("a", (("unit", "HR"),))], registry=registry, sources={}, snapshot=1)
    assert [ref.metric for ref in found] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("net_cost unit=HR period=2017", "net_cost unit=HR period=2017"),
        ("net_cost period=2017 unit=HR", "net_cost unit=HR period=2017"),
        ("nettokostnad enhet=HR period=2017", "net_cost unit=HR period=2017"),
        ("Nettokostnad  enhet=HR   period=2017 ", "net_cost unit=HR period=2017"),
        ("net_cost unit=HR period=2017-01..2017-12", "net_cost unit=HR period=2017"),
        ("net_cost unit=HR period=2017 version=outcome", "net_cost unit=HR period=2017"),
        (
            "kostnader enhet=HR rad=personnel period=2017 version=budget",
            "costs unit=HR line=personnel period=2017 version=budget",
        ),
        ("intäkter enhet=KS period=2017", "income unit=KS period=2017"),
        ("budgetföljsamhet enhet=KS period=2017-T2", "budget_adherence unit=KS period=2017-T2"),
        ("nettokostnadsutveckling enhet=KS period=2017", "net_cost_growth unit=KS period=2017"),
        ("budgetfo\u0308ljsamhet enhet=KS period=2017", "budget_adherence unit=KS period=2017"),
        ("kommunbidrag enhet=KS period=2017 per=2017-12-31", "appropriation unit=KS period=2017"),
        (
            "kommunbidrag enhet=KS period=2017 per=20170831",
            "appropriation unit=KS period=2017 as_of=2017-08-31",
        ),
    ],
)
def test_a_reference_has_one_canonical_form(written: str, canonical: str) -> None:
    ref = REGISTRY.parse(written)
    assert str(ref) == canonical
    assert REGISTRY.parse(canonical) == ref


@pytest.mark.parametrize(
    "swedish",
    "nettokostnad kommunbidrag intäkter kostnader resultat budgetavvikelse budgetföljsamhet "
    "nettokostnadsutveckling".split(),
)
def test_the_contracts_swedish_names_are_read(swedish: str) -> None:
    assert REGISTRY.parse(f"{swedish} enhet=KS period=2017").get("unit") == "KS"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unknown-metric"),
        ("netcost unit=HR period=2017", "unknown-metric"),
        ("net_cost unit=HR", "missing-parameter"),
        ("net_cost period=2017", "missing-parameter"),
        ("net_cost unit=HR period=2017 line=fees", "unknown-parameter"),
        ("net_cost unit=HR period=2017 unit=EKO", "bad-reference"),
        ("net_cost unit=HR enhet=EKO period=2017", "bad-reference"),
        ("net_cost unit= period=2017", "bad-reference"),
        ("net_cost HR 2017", "bad-reference"),
        ("costs unit=HR line=fees period=2017", "unknown-line"),
        ("net_cost unit=HR period=2017 version=revised", "unknown-version"),
        ("net_cost unit=HR period=17", "bad-period"),
        ("budget_variance unit=HR period=2017 version=budget", "unknown-parameter"),
    ],
)
def test_a_reference_that_cannot_be_read_says_why(text: str, code: str) -> None:
    with pytest.raises(ReferenceFault) as raised:
        REGISTRY.parse(text)
    assert raised.value.code == code


def test_what_is_left_out_comes_from_the_report_where_the_metric_has_it() -> None:
    report = {"unit": "KS", "period": "2017", "line": "fees"}
    assert str(REGISTRY.parse("net_cost", defaults=report)) == "net_cost unit=KS period=2017"
    assert str(REGISTRY.parse("net_cost unit=HR", defaults=report)) == "net_cost unit=HR period=2017"


@pytest.mark.parametrize("row", STATEMENT_ROWS)
def test_every_row_of_the_statement_has_a_figure(row: str) -> None:
    name, line = metric_of_row(row)
    ref = REGISTRY.ref(name, {"unit": "KS", "line": line, "period": "2017", "version": "budget"})
    assert ref.get("line") == line


def test_every_metric_has_a_definition_and_a_swedish_name_of_its_own() -> None:
    metrics = REGISTRY.metrics.values()
    assert all(each.source for each in metrics)
    assert len({each.swedish for each in metrics}) == len(metrics)
    assert not {each.swedish for each in metrics} & set(REGISTRY.metrics)
