"""Metrics of forecasts: the year's expected net cost, judged against the budget of its time (DOMAIN 7).

``as_of`` is the last day of the month that the forecast was made after; left out it is the latest one at
the period's end. All are of the whole year that the period ends in.
"""

from hjulet.domain.figures import AsOf, FigureRef, Formula, Leaf, Metric
from hjulet.domain.metrics.making import OWN, UNIT_PARAMS, difference, kronor, like
from hjulet.domain.period import parse_period

_PARAMS = ("unit", "period", "as_of", "organisation")


def _of_forecast(id: str, swedish: str, how: Leaf | Formula, *, better: str = "") -> Metric:
    return kronor(id, swedish, how, params=_PARAMS, source=OWN, better=better, as_of=AsOf.MONTH)


def _outcome_and_forecast(ref: FigureRef) -> tuple[FigureRef, ...]:
    year = str(parse_period(ref.get("period")).year)
    return like(ref, "budget_variance", *UNIT_PARAMS, period=year), like(ref, "forecast_variance", *_PARAMS)


FORECAST = (
    _of_forecast("forecast", "prognos", Leaf(source="forecast"), better="down"),
    _of_forecast("forecast_budget", "budget_vid_prognosen", Leaf(source="forecast", line="appropriation")),
    _of_forecast(
        "forecast_variance",
        "prognosavvikelse",
        Formula(
            inputs=lambda ref: (like(ref, "forecast_budget", *_PARAMS), like(ref, "forecast", *_PARAMS)),
            compute=difference,
            text="forecast_budget - forecast",
        ),
        better="up",
    ),
    _of_forecast(
        "forecast_deviation",
        "utfall_mot_prognos",
        Formula(
            inputs=_outcome_and_forecast,
            compute=difference,
            text="budget_variance[year] - forecast_variance",
        ),
        better="up",
    ),
)
