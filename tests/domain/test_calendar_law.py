"""What the law says of the year's dates, by the law that holds for the year."""

from collections.abc import Iterator

import pytest

from hjulet.domain.calendar.law import judge
from hjulet.domain.calendar.question import Question, open_keys, standing
from hjulet.domain.calendar.recurrence import parse_recurrence
from hjulet.domain.calendar.step import About, Occurrence, Step, StepKind, What, occurrences

PLAN = """
budget förslag    proposed  10-20
budget beslut     decided   11-26
delår augusti     delivered 10-26  interim 8
årsredovisning    delivered 04-06  annual
"""
"""A year that keeps the law: title, what, when, report and month."""


def steps_of(plan: str, *, question: str = "") -> Iterator[Step]:
    for line in plan.strip().splitlines():
        title, rest = line[:16].strip(), line[16:].split()
        what, when, *report = rest
        about = About(report=report[0], month=int(report[1]) if report[1:] else 0) if report else None
        yield Step(
            key=title,
            title=title,
            title_en="",
            kind=StepKind.OTHER,
            unit="KS",
            when=parse_recurrence(when),
            from_year=2000,
            what=What(what),
            about=about,
            question=question,
            alternative="a" if question else "",
        )


def year_of(plan: str, year: int) -> tuple[Occurrence, ...]:
    return tuple(occurrences(steps_of(plan), year, open_questions=frozenset()))


def said(plan: str, year: int) -> list[str]:
    """List the breaches as ``code limit what``."""
    return [
        " ".join((problem.code, problem.params["limit"], one.step.title if one else problem.params["what"]))
        for one, problem in judge(year_of(plan, year), year).breaches
    ]


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2024])
def test_a_plan_that_keeps_the_law_has_no_breach(year: int) -> None:
    assert said(PLAN, year) == []


def change(old: str, new: str) -> str:
    assert old in PLAN
    return PLAN.replace(old, new)


@pytest.mark.parametrize(
    ("plan", "breaches"),
    [
        (change("10-20", "10-31"), []),
        (change("10-20", "11-01"), ["date-after-law 2019-10-31 budget förslag"]),
        (change("10-20", "11"), ["date-after-law 2019-10-31 budget förslag"]),
        (change("10-20", "10-20..11-10"), ["date-may-be-after-law 2019-10-31 budget förslag"]),
        (change("11-26", "12-02"), []),
        (change("11-26", "12-03"), ["date-after-law 2019-12-02 budget beslut"]),
        (change("11-26", "12-16"), ["date-after-law 2019-12-02 budget beslut"]),
        (change("10-26  interim 8", "10-31  interim 8"), []),
        (change("10-26  interim 8", "11-01  interim 8"), ["date-after-law 2019-10-31 delår augusti"]),
        (change("10-26  interim 8", "08-30  interim 6"), []),
        (change("10-26  interim 8", "08-31  interim 6"), ["date-after-law 2019-08-30 delår augusti"]),
        (change("10-26  interim 8", "09-30  interim 7"), []),
        (change("10-26  interim 8", "10-01  interim 7"), ["date-after-law 2019-09-30 delår augusti"]),
        (change("10-26  interim 8", "06-10  interim 4"), ["no-date-by-law 2019-10-31 interim"]),
        (change("10-26  interim 8", "11-20  interim 9"), ["no-date-by-law 2019-10-31 interim"]),
        (change("04-06", "04-15"), []),
        (change("04-06", "04-16"), ["date-after-law 2019-04-15 årsredovisning"]),
        (change("04-06", "04"), ["date-may-be-after-law 2019-04-15 årsredovisning"]),
        (
            change("budget förslag    proposed  10-20", ""),
            ["no-date-by-law 2019-10-31 proposal"],
        ),
    ],
)
def test_a_date_that_breaks_the_law_is_told(plan: str, breaches: list[str]) -> None:
    kept = "\n".join(line for line in plan.splitlines() if line.strip())
    assert said(kept, 2019) == breaches


LATE_DECISION = "date-after-law 2019-12-02 budget beslut"
LATE_PROPOSAL = "date-after-law 2019-10-31 budget förslag"


@pytest.mark.parametrize(
    ("rate", "breaches"),
    [
        ("", [LATE_PROPOSAL, LATE_DECISION]),
        ("tax_proposed  10-31", [LATE_DECISION]),
        ("tax_proposed  11-01", [LATE_PROPOSAL, LATE_DECISION]),
        ("tax_set  11-25", [LATE_PROPOSAL]),
        ("tax_set  12-03", [LATE_PROPOSAL, LATE_DECISION]),
        ("tax_set  10-15", [LATE_PROPOSAL]),
        ("tax_proposed  10-15\nskattesats        tax_set  11-25", []),
    ],
)
def test_special_reasons_and_a_tax_rate_in_time_give_a_month_more(rate: str, breaches: list[str]) -> None:
    late = change("11-26", "12-16").replace("10-20", "11-20").rstrip()
    assert said(f"{late}\nskattesats        {rate}\n" if rate else late, 2019) == breaches


def test_not_even_special_reasons_let_the_budget_wait_for_the_new_year() -> None:
    rate = "\nskattesats        tax_set  11-25\n"
    assert said(change("11-26", "12").rstrip() + rate, 2019) == []
    assert said(change("10-20", "12-02").rstrip() + rate, 2019) == [LATE_PROPOSAL]


@pytest.mark.parametrize(
    ("when", "breaches"),
    [
        ("06-18", ["before-new-council 2022-10-15 budget beslut"]),
        ("10-14", ["before-new-council 2022-10-15 budget beslut"]),
        ("10", ["may-be-before-new-council 2022-10-15 budget beslut"]),
        ("10-15", []),
        ("11-30", []),
        ("12-16", ["date-after-law 2022-11-30 budget beslut"]),
    ],
)
def test_in_a_year_of_elections_the_new_council_decides_the_budget(when: str, breaches: list[str]) -> None:
    plan = change("11-26", when)
    assert said(plan, 2022) == breaches
    if when < "11":
        assert said(plan, 2019) == []


def test_a_limit_on_a_saturday_or_a_holiday_moves_to_the_next_weekday() -> None:
    assert said(change("04-06", "04-19"), 2022) == []  # 15 April 2022 was Good Friday
    assert said(change("04-06", "04-20"), 2022) == ["date-after-law 2022-04-19 årsredovisning"]
    assert said(change("10-20", "11-02"), 2026) == []  # 31 October 2026 is a Saturday
    assert said(change("10-20", "11-03"), 2026) == ["date-after-law 2026-11-02 budget förslag"]


def test_before_2018_the_rules_are_silent_and_name_the_law() -> None:
    bad = change("04-06", "06-30")
    assert said(bad, 2017) == []
    laws = {
        used.rule: (used.law, used.year, used.is_verified) for used in judge(year_of(bad, 2017), 2017).laws
    }
    assert set(laws.values()) == {("kl-1991", 2017, False), ("kl-1991", 2016, False)}


def test_the_annual_report_of_2017_is_judged_by_the_law_of_2017() -> None:
    bad = change("04-06", "06-30")
    assert said(bad, 2018) == []
    assert said(bad, 2019) == ["date-after-law 2019-04-15 årsredovisning"]


def test_a_year_without_steps_is_not_planned_yet() -> None:
    assert judge((), 2019).breaches == ()


def test_steps_of_an_open_question_are_not_judged() -> None:
    steps = tuple(steps_of(change("04-06", "06-30"), question="q"))
    unsettled = tuple(occurrences(steps, 2019, open_questions=frozenset({"q"})))
    assert {problem.code for _, problem in judge(unsettled, 2019).breaches} == {"no-date-by-law"}


def question(chosen: str) -> Question:
    return Question(key="q", text="?", text_en="", unit="KS", chosen=chosen)


@pytest.mark.parametrize(("chosen", "kept"), [("", 4), ("a", 4), ("both", 4), ("b", 0)])
def test_the_alternatives_that_were_not_chosen_give_way(chosen: str, kept: int) -> None:
    steps = tuple(steps_of(PLAN, question="q"))
    assert len(standing(steps, [question(chosen)])) == kept
    assert open_keys([question(chosen)]) == (frozenset() if chosen else frozenset({"q"}))
