"""Metrics of a body's operating statement: income, costs, net cost, appropriation and variances.

Signs by CONTRACT: the statement's own (costs negative), except ``net_cost``, which is positive.
"""

from hjulet.domain.figures import AsOf, FigureRef, Formula, Leaf, Metric, Unit
from hjulet.domain.metrics.making import (
    BODY,
    LAW,
    LINE_PARAMS,
    OWN,
    PLAN_PARAMS,
    UNIT_PARAMS,
    budget_of_the_year,
    difference,
    kronor,
    like,
    lines_of,
    statement_row,
    to_date,
    total,
    year_before,
)
from hjulet.domain.rules.operating import SMALL_BASE, budget_adherence, net_cost_growth
from hjulet.domain.statement import COST_LINES, INCOME_LINES, STATEMENT_ROWS, UNMAPPED


def _this_year_and_last(ref: FigureRef) -> tuple[FigureRef, ...]:
    return like(ref, "net_cost"), like(ref, "net_cost", period=year_before(ref))


def _by_line(id: str, swedish: str, lines: tuple[str, ...], *, better: str) -> Metric:
    """Make a metric that reads one line, or without ``line`` the sum of its lines."""
    return Metric(
        id=id,
        swedish=swedish,
        unit=Unit.KRONOR,
        params=LINE_PARAMS,
        how=Leaf(source="ledger"),
        total=Formula(
            inputs=lambda ref: lines_of(ref, id, lines),
            compute=total,
            text=" + ".join(f"{id}[{x}]" for x in lines),
        ),
        source=BODY,
        better=better,
        lines=lines,
    )


OPERATING = (
    _by_line("income", "intäkter", INCOME_LINES, better="up"),
    _by_line("costs", "kostnader", COST_LINES, better="up"),
    kronor("depreciation", "avskrivningar", Leaf(source="ledger", line="depreciation")),
    kronor("net_interest", "räntenetto", Leaf(source="ledger", line="net_interest")),
    kronor("mediated_grants", "förmedlingsbidrag", Leaf(source="ledger", line="mediated_grants")),
    kronor("unmapped", "utan_mappning", Leaf(source="ledger", line="unmapped"), source=OWN),
    kronor(
        "appropriation",
        "kommunbidrag",
        Leaf(source="budget", line="appropriation"),
        params=PLAN_PARAMS,
        source=LAW,
        as_of=AsOf.DAY,
    ),
    kronor(
        "appropriation_booked",
        "bokfört_kommunbidrag",
        Leaf(source="ledger", line="appropriation"),
        params=PLAN_PARAMS,
    ),
    kronor(
        "operating_net_cost",
        "verksamhetens_nettokostnad",
        Formula(
            inputs=lambda ref: (like(ref, "income"), like(ref, "costs"), like(ref, "depreciation")),
            compute=total,
            text="income + costs + depreciation",
        ),
        better="up",
    ),
    kronor(
        "net_cost",
        "nettokostnad",
        Formula(
            inputs=lambda ref: (like(ref, "operating_net_cost"), like(ref, "net_interest")),
            compute=lambda values: -total(values),
            text="-(operating_net_cost + net_interest)",
        ),
        better="down",
    ),
    kronor(
        "result",
        "resultat",
        Formula(
            inputs=lambda ref: (
                like(ref, "operating_net_cost"),
                like(ref, "appropriation", *PLAN_PARAMS),
                like(ref, "mediated_grants"),
                like(ref, "net_interest"),
            ),
            compute=total,
            text="operating_net_cost + appropriation + mediated_grants + net_interest",
        ),
        params=PLAN_PARAMS,
        better="up",
    ),
    Metric(
        id="budget_variance",
        swedish="budgetavvikelse",
        unit=Unit.KRONOR,
        params=UNIT_PARAMS,
        how=Formula(
            inputs=lambda ref: (like(ref, "appropriation", *PLAN_PARAMS), like(ref, "net_cost")),
            compute=difference,
            text="appropriation - net_cost",
        ),
        source=OWN,
        better="up",
    ),
    Metric(
        id="budget_adherence",
        swedish="budgetföljsamhet",
        unit=Unit.PERCENT,
        params=UNIT_PARAMS,
        decimals=1,
        how=Formula(
            inputs=lambda ref: (like(ref, "appropriation", *PLAN_PARAMS), like(ref, "net_cost")),
            compute=lambda values: None if values[0] < SMALL_BASE else budget_adherence(*values),
            text="(appropriation - net_cost) / appropriation * 100",
        ),
        source=OWN,
        better="up",
    ),
    Metric(
        id="net_cost_growth",
        swedish="nettokostnadsutveckling",
        unit=Unit.PERCENT,
        params=UNIT_PARAMS,
        decimals=1,
        how=Formula(
            inputs=_this_year_and_last,
            compute=lambda values: None if values[1] < SMALL_BASE else net_cost_growth(*values),
            text="(net_cost - net_cost[previous]) / net_cost[previous] * 100",
        ),
        source=OWN,
        better="down",
    ),
    Metric(
        id="net_cost_change",
        swedish="nettokostnadsförändring",
        unit=Unit.KRONOR,
        params=UNIT_PARAMS,
        how=Formula(inputs=_this_year_and_last, compute=difference, text="net_cost - net_cost[previous]"),
        source=OWN,
        better="down",
    ),
    kronor(
        "net_cost_variance",
        "nettokostnadsavvikelse",
        Formula(
            inputs=lambda ref: (like(ref, "net_cost", version="budget"), like(ref, "net_cost")),
            compute=difference,
            text="net_cost[budget] - net_cost",
        ),
        params=UNIT_PARAMS,
        better="up",
        source=OWN,
    ),
    Metric(
        id="line_variance",
        swedish="radavvikelse",
        unit=Unit.KRONOR,
        params=("unit", "line", "period", "organisation"),
        how=Formula(
            inputs=lambda ref: (statement_row(ref), statement_row(ref, version="budget")),
            compute=difference,
            text="outcome - budget",
        ),
        source=OWN,
        better="up",
        lines=(*STATEMENT_ROWS, UNMAPPED),
    ),
    Metric(
        id="remaining",
        swedish="kvar",
        unit=Unit.KRONOR,
        params=UNIT_PARAMS,
        how=Formula(
            inputs=lambda ref: (
                like(ref, "appropriation", *PLAN_PARAMS, **budget_of_the_year(ref)),
                like(ref, "net_cost", period=to_date(ref)),
            ),
            compute=difference,
            text="appropriation[year] - net_cost[to date]",
        ),
        source=OWN,
    ),
    Metric(
        id="line_remaining",
        swedish="kvar_på_rad",
        unit=Unit.KRONOR,
        params=("unit", "line", "period", "organisation"),
        how=Formula(
            inputs=lambda ref: (
                statement_row(ref, period=to_date(ref)),
                statement_row(ref, version="budget", **budget_of_the_year(ref)),
            ),
            compute=difference,
            text="outcome[to date] - budget[year]",
        ),
        source=OWN,
        lines=STATEMENT_ROWS,
    ),
)
