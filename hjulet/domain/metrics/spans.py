"""Metrics of the same money over other months: the year to date, last year's, the last twelve months."""

from collections.abc import Callable

from hjulet.domain.figures import FigureRef, Formula, Metric
from hjulet.domain.metrics.making import OWN, kronor, like, to_date
from hjulet.domain.period import Period, parse_period

_PARAMS = ("unit", "period", "items", "organisation")

_Months = Callable[[FigureRef], str]


def _last_year_to_date(ref: FigureRef) -> str:
    return str(parse_period(ref.get("period")).year_to_date().previous())


def _twelve_months(ref: FigureRef) -> str:
    end = parse_period(ref.get("period")).end
    return str(Period(end.replace(year=end.year - 1), end))


def _net_cost_over(id: str, swedish: str, part: str, months: _Months) -> Metric:
    return kronor(
        id,
        swedish,
        Formula(
            inputs=lambda ref: (like(ref, "net_cost", *_PARAMS, period=months(ref)),),
            compute=lambda values: values[0],
            text=f"net_cost[{part}]",
        ),
        params=_PARAMS,
        better="down",
        source=OWN,
    )


SPANS = (
    _net_cost_over("net_cost_to_date", "nettokostnad_hittills", "to date", to_date),
    _net_cost_over("net_cost_last_year", "nettokostnad_i_fjol", "last year to date", _last_year_to_date),
    _net_cost_over("net_cost_rolling", "nettokostnad_rullande", "twelve months", _twelve_months),
)
