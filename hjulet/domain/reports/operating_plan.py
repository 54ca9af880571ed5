"""The operating plan (``plan``): what a body has to spend in a year, as it was decided before the year.

The internal budget is the original appropriation of each unit: what is changed later in the year is a
decision of its own, and the plan still says what it said (DOMAIN 7).
"""

from hjulet.domain.budget import BudgetVersion
from hjulet.domain.investment import Project, ProjectKind, in_order
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.reports.annual import UnitPlace, unit_tree
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope

TOTAL_INVESTMENTS = "total_investments"

_VERSION = {"version": str(BudgetVersion.ORIGINAL)}


def internal_budget(scope: Scope) -> TablePlan:
    """Plan the table ``internal-budget``: what each unit of the body gets, and what it got the year before.

    A unit that is given nothing in either year has no row.
    """
    years = (scope.period.previous(), scope.period)
    return TablePlan(
        id="internal-budget",
        columns=tuple(
            ColumnPlan(
                id=f"appropriation_{year}", unit="tkr", year=year.year, only_if_known=year != years[-1]
            )
            for year in years
        ),
        rows=tuple(_unit_row(place, years) for place in unit_tree(scope.unit, scope.view)),
    )


def _unit_row(place: UnitPlace, years: tuple[Period, ...]) -> RowPlan:
    return RowPlan(
        id=place.unit,
        cells={
            f"appropriation_{year}": REGISTRY.ref(
                "appropriation", {"unit": place.unit, "period": str(year), **_VERSION}
            )
            for year in years
        },
        level=place.level,
        parts=place.parts,
        only_if_printed=True,
    )


def investment_budget(scope: Scope) -> TablePlan | None:
    """Plan the table ``investment-budget``: the year's projects by whose they are, and all of them.

    A frame stands before what lies within it. None for a unit without any in the year.
    """
    projects = in_order(scope.registers.projects)
    if not projects:
        return None
    column = ColumnPlan(id=f"original_{scope.period}", unit="tkr", year=scope.period.year)
    ids = {each.id for each in projects}
    rows: list[RowPlan] = []
    kind: ProjectKind | None = None
    for each in projects:
        if each.frame not in ids and each.kind is not kind:
            kind = each.kind
            rows.append(RowPlan(id=f"kind-{kind}", cells={}, level=0, is_head=True))
        parts = tuple(part.id for part in projects if part.frame == each.id)
        rows.append(_project_row(each, scope, level=2 if each.frame in ids else 1, parts=parts))
    whole = {"unit": scope.unit, "period": str(scope.period), **_VERSION}
    tops = tuple(each.id for each in projects if each.frame not in ids)
    total = RowPlan(
        id=TOTAL_INVESTMENTS,
        cells={column.id: REGISTRY.ref("investment_appropriation", whole)},
        level=0,
        parts=tops,
    )
    return TablePlan(id="investment-budget", columns=(column,), rows=(*rows, total))


def _project_row(project: Project, scope: Scope, *, level: int, parts: tuple[str, ...]) -> RowPlan:
    args = {"project": project.id, "period": str(scope.period), **_VERSION}
    return RowPlan(
        id=project.id,
        label=project.name,
        cells={f"original_{scope.period}": REGISTRY.ref("investment_appropriation", args)},
        level=level,
        parts=parts,
    )
