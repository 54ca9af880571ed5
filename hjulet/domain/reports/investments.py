"""The tables of investments and of government grants, of what a unit has registered.

Ids by CONTRACT. A frame stands before its projects; its over-appropriation is its own outcome less its
own appropriation, also where a closed project within it shows none. What is written in a row (a
project's name, a decision) is the registers' own; dates are written as 2017-12-31.
"""

from collections.abc import Iterator, Mapping

from hjulet.domain.figures import FigureRef
from hjulet.domain.grant import GovernmentGrant, GrantEntryKind
from hjulet.domain.investment import Project, in_order, years_of
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, year_period
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope

OTHER_GRANTS, TOTAL_GRANTS = "other_grants", "total_grants"

_GRANT_METRICS = {
    "granted": "grant_granted",
    "claimed": "grant_claimed",
    "received": "grant_received",
    "accrued": "grant_accrued",
    "booked": "grant_booked",
    "difference": "grant_difference",
}
_GRANT_WORDS = ("decision", "period", "condition")


def investments(scope: Scope) -> TablePlan | None:
    """Plan the table ``investments``; None for a unit without any in the period."""
    projects = in_order(scope.registers.projects)
    if not projects:
        return None
    period = scope.period
    columns = tuple(ColumnPlan(id=f"{name}_{year}", unit="tkr", year=year) for name, year in _columns(period))
    ids = {each.id for each in projects}
    rows = tuple(
        _project_row(
            each,
            period,
            level=2 if each.frame in ids else 1,
            parts=tuple(part.id for part in projects if part.frame == each.id),
        )
        for each in projects
    )
    return TablePlan(id="investments", columns=columns, rows=rows)


def investment_years(project: Project) -> TablePlan:
    """Plan the table ``investment-years``: each year of one project, and all of them together."""
    years = [year_period(year) for year in range(project.first_year, project.last_year + 1)]
    columns = tuple(ColumnPlan(id=name, unit="tkr") for name, _ in _columns(years[0]))
    rows = [RowPlan(id=str(year), label=str(year), cells=_by_name(_refs(project, year))) for year in years]
    if len(years) > 1:
        whole = Period(years[0].start, years[-1].end)
        parts = tuple(row.id for row in rows)
        rows.append(RowPlan(id="all_years", cells=_by_name(_refs(project, whole)), parts=parts, level=1))
    return TablePlan(id="investment-years", columns=columns, rows=tuple(rows))


def government_grants(scope: Scope) -> TablePlan | None:
    """Plan the table ``government-grants``; None for a unit without any in the period.

    Last stand what else is booked as grants, and all together: the line of the income statement.
    """
    if not scope.registers.grants:
        return None
    columns = (
        *(ColumnPlan(id=name, unit="") for name in _GRANT_WORDS),
        *(ColumnPlan(id=name, unit="tkr") for name in _GRANT_METRICS),
    )
    return TablePlan(id="government-grants", columns=columns, rows=tuple(_grant_rows(scope)))


def grant_years(grant: GovernmentGrant, period: Period) -> TablePlan:
    """Plan the table ``grant-years``: each year of one grant in a period."""
    columns = tuple(ColumnPlan(id=name, unit="tkr") for name in _GRANT_METRICS)
    rows = tuple(
        RowPlan(id=str(year), label=str(year), cells=_grant_refs({"grant": grant.id, "period": str(year)}))
        for year in sorted(years_of(period))
    )
    return TablePlan(id="grant-years", columns=columns, rows=rows)


def _columns(period: Period) -> Iterator[tuple[str, int]]:
    for name in ("original", "change", "appropriation", "outcome", "over_appropriation"):
        yield name, period.year
    yield "carry_over", period.year + 1


def _refs(project: Project, period: Period) -> Mapping[str, FigureRef]:
    """Refer to a project's figures, by the id of their column."""
    this = {"project": project.id, "period": str(period)}
    return {
        f"original_{period.year}": REGISTRY.ref("investment_appropriation", {**this, "version": "original"}),
        f"change_{period.year}": REGISTRY.ref("investment_change", this),
        f"appropriation_{period.year}": REGISTRY.ref("investment_appropriation", this),
        f"outcome_{period.year}": REGISTRY.ref("investment_outcome", this),
        f"over_appropriation_{period.year}": REGISTRY.ref("investment_over_appropriation", this),
        f"carry_over_{period.year + 1}": REGISTRY.ref("investment_carry_over", this),
    }


def _by_name(refs: Mapping[str, FigureRef]) -> Mapping[str, FigureRef]:
    """Name columns without their year."""
    return {column.rpartition("_")[0]: ref for column, ref in refs.items()}


def _project_row(project: Project, period: Period, *, level: int, parts: tuple[str, ...]) -> RowPlan:
    year = period.year
    return RowPlan(
        id=project.id,
        label=project.name,
        cells=_refs(project, period),
        level=level,
        parts=parts,
        blank=frozenset({f"over_appropriation_{year}"}) if project.ends_with(year) else frozenset(),
        blank_zero=frozenset() if project.has_started(year) else frozenset({f"outcome_{year}"}),
    )


def _grant_rows(scope: Scope) -> Iterator[RowPlan]:
    period = {"period": str(scope.period)}
    whole = {"unit": scope.unit, **period}
    for each in scope.registers.grants:
        yield RowPlan(
            id=each.id,
            label=each.name,
            cells=_grant_refs({"grant": each.id, **period}),
            words=_grant_words(each, scope.period),
        )
    yield RowPlan(id=OTHER_GRANTS, cells={"booked": REGISTRY.ref("grant_rest", whole)})
    yield RowPlan(
        id=TOTAL_GRANTS,
        cells={**_grant_refs(whole), "booked": REGISTRY.ref("income", {**whole, "line": "grants"})},
        level=0,
        parts=(*(each.id for each in scope.registers.grants), OTHER_GRANTS),
    )


def _grant_refs(args: Mapping[str, str]) -> Mapping[str, FigureRef]:
    return {column: REGISTRY.ref(metric, args) for column, metric in _GRANT_METRICS.items()}


def _grant_words(grant: GovernmentGrant, period: Period) -> Mapping[str, str]:
    decided = [
        f"{each.reference} ({each.on})"
        for each in grant.entries
        if each.kind == GrantEntryKind.GRANTED and each.year == period.year
    ]
    return {
        "decision": f"{grant.giver}: {', '.join(decided)}" if decided else grant.giver,
        "period": _years(grant),
        "condition": grant.condition,
    }


def _years(grant: GovernmentGrant) -> str:
    first, last = grant.first_day.year, grant.last_day.year if grant.last_day else None
    return str(first) if first == last else f"{first}–{last or ''}"
