"""Metrics of what people have registered: causes, decided savings and special follow-ups.

``row`` is the number of one of them; left out it is the sum.
"""

from hjulet.domain.figures import FigureRef, Formula, Leaf, Metric
from hjulet.domain.metrics.making import OWN, difference, kronor, like, year_before

_ROWS = ("unit", "period", "row")
_OF_UNIT = ("unit", "period")
_FOLLOWED = ("unit", "followup", "period")


def _explained(metric: str, id: str, swedish: str) -> tuple[Metric, ...]:
    """Make what causes explain of a metric, and what they leave."""
    explained, left = f"{id}_explained", f"{id}_unexplained"
    return (
        kronor(
            explained,
            f"förklarad_{swedish}",
            Leaf(source="explanations", line=metric),
            params=_ROWS,
            source=OWN,
        ),
        kronor(
            left,
            f"oförklarad_{swedish}",
            Formula(
                inputs=lambda ref: (like(ref, metric, *_OF_UNIT), like(ref, explained, *_OF_UNIT)),
                compute=difference,
                text=f"{metric} - {explained}",
            ),
            params=_OF_UNIT,
            source=OWN,
        ),
    )


def _this_year_and_last(ref: FigureRef) -> tuple[FigureRef, ...]:
    return (
        like(ref, "account_cost", *_FOLLOWED),
        like(ref, "account_cost", *_FOLLOWED, period=year_before(ref)),
    )


REGISTERED = (
    *_explained("net_cost_change", "growth", "förändring"),
    *_explained("budget_variance", "variance", "avvikelse"),
    kronor(
        "savings_decided",
        "beslutade_effektiviseringar",
        Leaf(source="savings", line="amount"),
        params=_ROWS,
        source=OWN,
    ),
    kronor(
        "savings_effect",
        "effekt_av_effektiviseringar",
        Leaf(source="savings", line="effect"),
        params=_ROWS,
        source=OWN,
        better="up",
    ),
    kronor(
        "account_cost",
        "kontokostnad",
        Leaf(source="follow-ups"),
        params=_FOLLOWED,
        source=OWN,
        better="down",
    ),
    kronor(
        "account_cost_change",
        "kontokostnadsförändring",
        Formula(
            inputs=_this_year_and_last,
            compute=difference,
            text="account_cost - account_cost[previous]",
        ),
        params=_FOLLOWED,
        source=OWN,
        better="down",
    ),
)
