"""A narrative: headings, paragraphs and references; what cannot be read is a problem at its line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.figures import ReferenceFault
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.text import FigureInline, Narrative, TextInline, parse_form, parse_narrative


def read(source: str) -> Narrative:
    return parse_narrative(source, registry=REGISTRY, defaults={"unit": "KS", "period": "2017"}, file="text")


def shown(narrative: Narrative) -> list[tuple[int, int, list[str]]]:
    """Give each passage as (line, level, inlines); a reference as ``ref|form``."""
    return [
        (
            passage.line,
            passage.level,
            [
                f"{part.ref}|{part.form}" if isinstance(part, FigureInline) else part.text
                for part in passage.inlines
            ],
        )
        for passage in narrative.passages
    ]


def test_a_text_shows_only_the_units_of_its_report() -> None:
    defaults = {"unit": "KS", "period": "2017"}
    source = "Vi {net_cost} och de {net_cost unit=KFN}."
    read = parse_narrative(source, registry=REGISTRY, defaults=defaults, units={"KS", "HR"})
    assert [(fault.code, fault.params["unit"]) for fault in read.problems] == [("unit-outside-report", "KFN")]
    assert {str(ref) for ref in read.refs} == {"net_cost unit=KS period=2017"}
    assert TextInline("{net_cost unit=KFN}") in read.passages[0].inlines


def test_headings_paragraphs_and_references_are_read_with_their_lines() -> None:
    source = (
        "# Året\nNettokostnaden blev {net_cost as=mnkr1},\ndet är mer.\n\n## Enheter\n\n{net_cost unit=HR}"
    )
    assert shown(read(source)) == [
        (1, 1, ["Året"]),
        (2, 0, ["Nettokostnaden blev ", "net_cost unit=KS period=2017|mnkr1", ", det är mer."]),
        (5, 2, ["Enheter"]),
        (7, 0, ["net_cost unit=HR period=2017|tkr0"]),
    ]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("{nettokostnad enhet=HR}", "net_cost unit=HR period=2017|tkr0"),
        ("{net_cost period=this}", "net_cost unit=KS period=2017|tkr0"),
        ("{net_cost period=this-1 as=mnkr2}", "net_cost unit=KS period=2016|mnkr2"),
        ("{net_cost_growth}", "net_cost_growth unit=KS period=2017|pct1"),
        ("{net_cost_growth as=pp2}", "net_cost_growth unit=KS period=2017|pp2"),
        (
            "{income line=grants version=budget as=kr}",
            "income unit=KS line=grants period=2017 version=budget|kr0",
        ),
    ],
)
def test_what_is_left_out_comes_from_the_report(written: str, canonical: str) -> None:
    assert shown(read(written)) == [(1, 0, [canonical])]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{nett}", "unknown-metric"),
        ("{}", "unknown-metric"),
        ("{net_cost as=miljoner}", "unknown-form"),
        ("{net_cost as=mnkr9}", "unknown-form"),
        ("{net_cost as=mnkr1 as=tkr0}", "unknown-form"),
        ("{net_cost as=pct1}", "wrong-form"),
        ("{net_cost_growth as=mnkr1}", "wrong-form"),
        ("{net_cost unit}", "bad-reference"),
        ("{net_cost period=förra}", "bad-period"),
        ("{net_cost period=this-10}", "bad-period"),
        ("{costs line=fees}", "unknown-line"),
    ],
)
def test_a_reference_that_cannot_be_read_stays_as_written_and_is_a_problem_at_its_line(
    written: str, code: str
) -> None:
    narrative = read(f"Först.\n\nSedan {written} här.")
    assert [(problem.code, problem.place.line, problem.place.file) for problem in narrative.problems] == [
        (code, 3, "text")
    ]
    assert "".join(part.text for part in narrative.passages[1].inlines if isinstance(part, TextInline)) == (
        f"Sedan {written} här."
    )


def test_all_problems_are_told_at_once() -> None:
    assert [problem.code for problem in read("{a} {net_cost as=x}\n\n{b}").problems] == [
        "unknown-metric",
        "unknown-form",
        "unknown-metric",
    ]


@pytest.mark.parametrize(
    ("form", "value", "written"),
    [
        ("mnkr1", "5030150", "5,0 mnkr"),
        ("tkr", "4991500", "4 992 tkr"),
        ("kr2", "-217000", "−217 000,00 kr"),
        ("pct1", "1.426182", "1,4 procent"),
        ("pp2", "0.528571", "0,53 procentenheter"),
        ("arb1", "38.5625", "38,6 årsarbetare"),
    ],
)
def test_a_figure_is_written_with_its_unit_and_never_breaks_from_it(
    form: str, value: str, written: str
) -> None:
    assert parse_form(form).write(Decimal(value)) == written.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("form", "value", "written"),
    [
        ("ökade", "1", "ökade"),
        ("ökade", "0", "ökade"),  # the amount beside says that it is nothing
        ("ökade", "-1", "minskade"),
        ("bättre", "-1", "sämre än"),
        ("överskott", "-1", "underskott"),
    ],
)
def test_a_word_is_chosen_by_the_sign(form: str, value: str, written: str) -> None:
    assert parse_form(form).write(Decimal(value)) == written


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ReferenceFault):
        parse_form("mkr1")


@given(st.text(alphabet=st.sampled_from("ab {}#\n=-12"), max_size=80))
def test_no_text_is_lost_and_none_stops_the_reader(source: str) -> None:
    narrative = read(source)
    kept = "".join(
        part.text
        for passage in narrative.passages
        for part in passage.inlines
        if isinstance(part, TextInline)
    )
    letters = [character for character in source if character in "ab12"]
    assert [character for character in kept if character in "ab12"] == letters
