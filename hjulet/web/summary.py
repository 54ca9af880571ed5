"""The page that an elected representative meets first: the body's year so far, on one page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hjulet.domain.permission import Actor
from hjulet.services.committee import UnitToDate
from hjulet.services.summary import Summary
from hjulet.web.bars import HUNDRED, WIDTH, used_bars
from hjulet.web.deviation_words import deviation_sentence
from hjulet.web.month_chart import chart_months, months_sentence
from hjulet.web.words import month_name


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """A unit's deviation as a sentence with ``{unit}`` and ``{amount}`` to fill."""

    row: UnitToDate
    sentence: str
    is_deficit: bool


def is_elected(by: Actor, *, on: date) -> bool:
    """Tell whether somebody is elected, or works for who is, and nothing else: they meet the summary."""
    roles = {grant.role for grant in by.grants if grant.validity.holds(on)}
    return bool(roles) and roles <= {"elected_representative", "party_group"}


def summary_page(found: Summary) -> dict[str, Any]:
    """Make the places of the summary."""
    values = {ref: figure.value for ref, figure in found.figures.items()}
    used = used_bars(values[found.whole.outcome], values[found.whole.appropriation])
    return {
        "summary": found,
        "economy": found,  # the parts that it shares with the unit's page
        "sentence": deviation_sentence(values[found.whole.variance], found.period),
        "deviations": [
            Deviation(
                row=row,
                sentence=deviation_sentence(values[row.variance], found.period),
                is_deficit=(values[row.variance] or 0) < 0,
            )
            for row in found.deviations
        ],
        "year": str(found.period.year),
        "to_month": month_name(found.period.last_month),
        "is_whole_year": found.period.last_month.endswith("-12"),
        "used": used,
        "used_line": HUNDRED if len(used) == 1 else WIDTH,
        "months": chart_months(found.months, values),
        "months_sentence": months_sentence(found.months, values),
    }
