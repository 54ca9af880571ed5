"""Tables of what people have registered: causes of growth, decided savings and special follow-ups.

A table of nothing is None: the report then says so in a sentence. Labels of rows that people have named
are theirs; words in cells are codes that the catalogue of labels words.
"""

from collections.abc import Iterable

from hjulet.domain.cause import Cause, Explained
from hjulet.domain.figures import FigureRef
from hjulet.domain.follow_up import FollowUp
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.reports.annual import units_with_money
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope
from hjulet.domain.saving import Saving

LEFT = "unexplained"


def growth_explanations(scope: Scope) -> TablePlan | None:
    """Plan the table ``growth-explanations``: each cause, what is left to explain, and the growth itself.

    What is left is a row where it prints as something else than zero.
    """
    causes = [cause for cause in scope.registers.explanations if cause.explains is Explained.GROWTH]
    if not causes:
        return None
    this = {"unit": scope.unit, "period": str(scope.period)}
    rows = tuple(_cause_row(cause, this) for cause in causes)
    left = RowPlan(id=LEFT, cells={"amount": REGISTRY.ref("growth_unexplained", this)}, only_if_printed=True)
    growth = RowPlan(
        id=Explained.GROWTH,
        cells={"amount": REGISTRY.ref(Explained.GROWTH, this)},
        level=0,
        parts=tuple(row.id for row in (*rows, left)),
    )
    return TablePlan(
        id="growth-explanations",
        columns=(ColumnPlan(id="duration", unit=""), ColumnPlan(id="amount", unit="tkr")),
        rows=(*rows, left, growth),
    )


def _cause_row(cause: Cause, this: dict[str, str]) -> RowPlan:
    return RowPlan(
        id=f"cause-{cause.row}",
        label=cause.text,
        words={"duration": cause.duration},
        cells={"amount": REGISTRY.ref("growth_explained", {**this, "row": cause.row})},
    )


def decided_savings(scope: Scope) -> TablePlan | None:
    """Plan the table ``decided-savings``: each saving with its decision, amount, effect so far and status."""
    savings = scope.registers.savings
    if not savings:
        return None
    this = {"unit": scope.unit, "period": str(scope.period)}
    rows = tuple(_saving_row(saving, scope) for saving in savings)
    whole = RowPlan(id=scope.unit, cells=_saving_cells(this), level=0, parts=tuple(row.id for row in rows))
    words = ("unit", "decision", "status")
    return TablePlan(
        id="decided-savings",
        columns=(
            *(ColumnPlan(id=column, unit="") for column in words),
            *(ColumnPlan(id=column, unit="tkr") for column in ("decided", "effect")),
        ),
        rows=(*rows, whole),
    )


def _saving_row(saving: Saving, scope: Scope) -> RowPlan:
    this = {"unit": saving.unit, "period": str(scope.period), "row": saving.row}
    return RowPlan(
        id=f"{saving.unit}-{saving.row}",
        label=saving.name,
        words={
            "unit": scope.view.units[saving.unit].name,
            "decision": saving.decision,
            "status": saving.status,
        },
        cells=_saving_cells(this),
    )


def _saving_cells(args: dict[str, str]) -> dict[str, FigureRef]:
    return {
        "decided": REGISTRY.ref("savings_decided", args),
        "effect": REGISTRY.ref("savings_effect", args),
    }


def special_follow_ups(scope: Scope) -> TablePlan | None:
    """Plan the table ``special-follow-ups``: for each follow-up the units of its body, and their sum."""
    if not scope.registers.follow_ups:
        return None
    years = (scope.period, scope.period.previous())
    return TablePlan(
        id="special-follow-ups",
        columns=(
            *(ColumnPlan(id=f"cost_{year}", unit="tkr", year=year.year) for year in years),
            ColumnPlan(id="change", unit="tkr"),
        ),
        rows=tuple(row for one in scope.registers.follow_ups for row in _follow_up_rows(one, scope)),
    )


def _follow_up_rows(followed: FollowUp, scope: Scope) -> Iterable[RowPlan]:
    units = tuple(_single_units(scope.unit, scope))
    for unit in units:
        yield _follow_up_row(followed, unit, scope, label=scope.view.units[unit].name)
    parts = tuple(f"{followed.id}-{unit}" for unit in units if unit != scope.unit)
    if parts:
        yield _follow_up_row(followed, scope.unit, scope, label=followed.name, parts=parts)


def _single_units(unit: str, scope: Scope) -> Iterable[str]:
    """List the units that have no parts, below a unit; itself where it has none."""
    parts = units_with_money(unit, scope.view)
    if not parts:
        yield unit
    for part in parts:
        yield from _single_units(part, scope)


def _follow_up_row(
    followed: FollowUp, unit: str, scope: Scope, *, label: str, parts: tuple[str, ...] = ()
) -> RowPlan:
    this, before = (
        {"unit": unit, "followup": followed.id, "period": str(period)}
        for period in (scope.period, scope.period.previous())
    )
    return RowPlan(
        id=f"{followed.id}-{unit}",
        label=label,
        cells={
            f"cost_{scope.period}": REGISTRY.ref("account_cost", this),
            f"cost_{scope.period.previous()}": REGISTRY.ref("account_cost", before),
            "change": REGISTRY.ref("account_cost_change", this),
        },
        level=0 if parts else 1,
        parts=parts,
    )
