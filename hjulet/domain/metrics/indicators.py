"""Metrics of indicators: what was observed of a series in a period, and the target that is set for it.

The unit, the decimals and the steps of a rating are the indicator's own. One that is defined by a formula is
another figure (of ledger, budget or staff) in the indicator's unit, and opens to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hjulet.domain.figures import FigureRef, Formula, Leaf, Measure, Metric, Registry, Unit
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.numbers import SCALES

OBSERVED, TARGET = "observed", "target"
"""What the source ``indicators`` is asked for."""

_PARAMS = ("id", "series", "period")


@dataclass(frozen=True, kw_only=True)
class IndicatorMetric(Metric):
    """A metric of indicators; ``formulas`` and ``measures`` are those at hand, by the indicator's id."""

    formulas: Mapping[str, Formula] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)

    def how_of(self, ref: FigureRef) -> Leaf | Formula:
        """Tell how this very reference is found: a series of its own is always observed."""
        formula = None if ref.get("series") else self.formulas.get(ref.get("id"))
        return formula or self.how

    def measure_of(self, ref: FigureRef) -> Measure | None:
        """Tell how the indicator's values are written."""
        return self.measures.get(ref.get("id"))


def _indicator(
    id: str,
    swedish: str,
    line: str,
    *,
    formulas: Mapping[str, Formula] | None = None,
    measures: Mapping[str, Measure] | None = None,
) -> IndicatorMetric:
    return IndicatorMetric(
        id=id,
        swedish=swedish,
        unit=Unit.DEFINED,
        params=_PARAMS,
        how=Leaf(source="indicators", line=line),
        source="Indikatorns egen definition",
        formulas=formulas or {},
        measures=measures or {},
    )


INDICATORS = (
    _indicator("indicator", "indikator", OBSERVED),
    _indicator("indicator_target", "målvärde", TARGET),
)


def with_indicators(registry: Registry, indicators: Mapping[str, Indicator]) -> Registry:
    """Give the metrics with the definitions of the indicators that are at hand."""
    measures = {id: each.measure for id, each in indicators.items()}
    formulas = {id: _formula(each, registry) for id, each in indicators.items() if each.formula}
    defined = (
        _indicator("indicator", "indikator", OBSERVED, formulas=formulas, measures=measures),
        _indicator("indicator_target", "målvärde", TARGET, measures=measures),
    )
    return Registry({**registry.metrics, **{metric.id: metric for metric in defined}})


def _formula(indicator: Indicator, registry: Registry) -> Formula:
    """Make the formula of an indicator that is another figure: kronor become the indicator's unit."""
    scale = SCALES.get(indicator.unit, Decimal(1))

    def inputs(ref: FigureRef) -> tuple[FigureRef, ...]:
        return (registry.parse(indicator.formula, defaults={"period": ref.get("period")}),)

    return Formula(inputs=inputs, compute=lambda values: values[0] / scale, text=indicator.formula.split()[0])
