"""The report as JSON: CONTRACT's shape, exact values, and one sequence of bytes."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from hjulet.documents.content import canonical, display_text, report_document, value_text
from hjulet.domain.figures import Figure, Note, Unit
from tests.documents.sample import ref, sample_report

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(alphabet="abcdefåäö"), inner),
)


def figure(value: str | None, unit: Unit, *, decimals: int = 0, note: str = "") -> Figure:
    """Make a figure of a value."""
    return Figure(
        ref=ref("net_cost unit=HR period=2017"),
        value=None if value is None else Decimal(value),
        unit=unit,
        snapshot=1,
        decimals=decimals,
        note=note,
    )


def table(id: str) -> dict[str, Any]:
    (found,) = [block for block in report_document(sample_report())["blocks"] if block["id"] == id]
    return dict(found)


@pytest.mark.parametrize("name", ["report", "manifest", "verify", "seal"])
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(json.loads((SCHEMAS / f"{name}.json").read_text()))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_report_follows_its_schema(language: str) -> None:
    schema = json.loads((SCHEMAS / "report.json").read_text())
    document = json.loads(canonical(report_document(sample_report(language=language))))
    Draft202012Validator(schema).validate(document)
    document["blocks"][-1]["rows"][0]["cells"]["variance"]["value"] = -250000.0
    assert not Draft202012Validator(schema).is_valid(document)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("38698000", Unit.KRONOR, "38698000.00"),
        ("-0.5", Unit.KRONOR, "-0.50"),
        ("-0.00", Unit.KRONOR, "0.00"),
        ("36", Unit.PERCENT, "36.0"),
        ("-34.877261", Unit.PERCENT, "-34.877261"),
        ("5.34321549", Unit.PERCENT, "5.343215"),
        ("100", Unit.PERCENT, "100.0"),
        ("38.5625", Unit.MAN_YEARS, "38.5625"),
        ("192", Unit.PEOPLE, "192"),
        ("-0.0000001", Unit.PERCENT, "0.0"),
        (None, Unit.KRONOR, None),
    ],
)
def test_values_are_exact_texts(value: str | None, unit: Unit, text: str | None) -> None:
    assert value_text(figure(value, unit)) == text


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (figure("38698000", Unit.KRONOR), "38\u00a0698\u00a0000"),
        (figure("-3.05", Unit.PERCENT, decimals=1), "−3,1"),
        (figure(None, Unit.KRONOR, note=Note.MISSING), ""),
        (figure(None, Unit.PERCENT, note=Note.NO_PERCENTAGE), "–"),
    ],
)
def test_a_figure_is_shown_in_its_own_unit(made: Figure, text: str) -> None:
    assert display_text(made) == text


def test_cells_carry_value_display_and_figure() -> None:
    rows = {row["id"]: row["cells"] for row in table("net-cost-by-unit")["rows"]}
    assert rows["HR"]["net_cost_2017"] == {
        "value": "38698000.00",
        "display": "38\u00a0698",
        "figure": "net_cost unit=HR period=2017",
    }
    assert rows["KSK"]["variance"]["display"] == "4\u00a0992"  # 4 991 500 rounds away from zero
    assert rows["KSK-EGET"]["appropriation"]["value"] == "0.00"
    assert rows["KSK-EGET"]["appropriation"]["display"] == ""
    assert rows["KSK-EGET"]["growth"]["display"] == "36,0"
    assert {cell["value"] for cell in rows["KSK-OVRIGT"].values()} == {None}


def test_every_figure_shown_and_every_input_is_there() -> None:
    document = report_document(sample_report())
    figures = document["figures"]
    cells = [
        cell
        for block in document["blocks"]
        if block["type"] == "table"
        for row in block["rows"]
        for cell in row["cells"].values()
    ]
    assert all(figures[cell["figure"]]["value"] == cell["value"] for cell in cells)
    inputs = [one for made in figures.values() for one in made["provenance"]["inputs"]]
    assert inputs
    assert all(figures[one["figure"]]["value"] == one["value"] for one in inputs)


def test_a_leaf_tells_what_it_counted() -> None:
    provenance = report_document(sample_report())["figures"]["costs unit=KS line=personnel period=2017"][
        "provenance"
    ]
    assert provenance["formula"] is None
    assert provenance["rows"] == 1312
    assert provenance["filter"] == {
        "source": "ledger",
        "line": "personnel",
        "units": ["KS"],
        "accounts": ["5010-5099", "5110", "5610-5640"],
        "from": "2017-01",
        "to": "2017-12",
    }


def test_canonical_is_composed_ordered_and_tight() -> None:
    assert (
        canonical({"b": "A\u030arsrapport", "a": [1, None, True]})
        == '{"a":[1,null,true],"b":"Årsrapport"}'.encode()
    )


@pytest.mark.parametrize("value", [1.5, {"a": [0.0]}, Decimal(1), {"a": object()}])
def test_canonical_refuses_what_has_no_exact_form(value: Any) -> None:
    with pytest.raises(TypeError, match="no exact form"):
        canonical({"value": value})


@given(st.dictionaries(st.text(alphabet="abcdefåäö"), VALUES))
def test_canonical_reads_back_to_the_same_bytes(document: dict[str, Any]) -> None:
    written = canonical(document)
    assert canonical(json.loads(written)) == written
    assert canonical(dict(reversed(document.items()))) == written
