"""What an action must be before it is written: whose it is, its time, and that what it names exists."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from hjulet.domain.actions.action import LONGEST_LINE, MOST_MILESTONES, Action, Financing
from hjulet.domain.actions.files import ACTION_COLUMNS, NotMilestones, milestones_text, parse_milestones
from hjulet.domain.goals.element import Ref
from hjulet.domain.organisation import OrgUnit
from hjulet.domain.register import FIRST_YEAR, LAST_YEAR


@dataclass(frozen=True, kw_only=True)
class Named:
    """What an action may name: people, goals, themes, indicators, projects and grants by their codes.

    ``units`` are all that there have been and will be, by code, each as it is in its times.
    """

    units: Mapping[str, tuple[OrgUnit, ...]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    goals: frozenset[Ref] = frozenset()
    themes: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    projects: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault of a column, as a problem code of ``hjulet.texts`` with its values."""

    code: str
    column: str
    params: dict[str, str] = field(default_factory=dict)


def faults(after: Action, named: Named, *, before: Action | None = None) -> tuple[Fault, ...]:
    """List what is wrong with an action, column by column.

    What was there ``before`` may stand, though it has ended since: a person who has left, and a unit unless
    the action is made to last longer.
    """
    return tuple(fault for rule in RULES for fault in rule(after, named, before))


Rule = Callable[[Action, Named, Action | None], Iterator[Fault]]


def _has_owner(after: Action, _named: Named, _before: Action | None) -> Iterator[Fault]:
    if not (after.person or after.role):
        yield Fault(code="action-without-owner", column="person")


def _has_name(after: Action, _named: Named, _before: Action | None) -> Iterator[Fault]:
    if not after.name:
        yield Fault(code="missing-value", column="name", params={"column": ACTION_COLUMNS["name"]})


def _is_in_time(after: Action, _named: Named, _before: Action | None) -> Iterator[Fault]:
    first, last = after.first_day, after.last_day
    if last < first:
        yield Fault(code="days-turned", column="last_day", params={"first": str(first), "last": str(last)})
    elif not first.year <= after.year <= last.year:
        yield Fault(code="action-outside-year", column="year", params={"year": str(after.year)})


def _is_within_registers(after: Action, _named: Named, _before: Action | None) -> Iterator[Fault]:
    """Refuse days of years that no form takes."""
    steps = [day for step in after.milestones for day in (step.on, step.done) if day]
    given = {"first_day": [after.first_day], "last_day": [after.last_day], "milestones": steps}
    for column, days in given.items():
        beyond = [day for day in days if not FIRST_YEAR <= day.year <= LAST_YEAR]
        if beyond:
            params = {"value": str(beyond[0]), "first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
            yield Fault(code="action-day-beyond", column=column, params=params)


def _has_readable_steps(after: Action, _named: Named, _before: Action | None) -> Iterator[Fault]:
    """Refuse milestones that a file could not say again."""
    text = milestones_text(after.milestones)
    try:
        is_same = parse_milestones(text) == after.milestones
    except NotMilestones:
        is_same = False
    if not is_same or any(len(step.name) > LONGEST_LINE for step in after.milestones):
        yield Fault(code="bad-milestones", column="milestones", params={"value": text})
    elif len(after.milestones) > MOST_MILESTONES:
        yield Fault(code="many-milestones", column="milestones", params={"limit": str(MOST_MILESTONES)})


def _costs_something(after: Action, _named: Named, _before: Action | None) -> Iterator[Fault]:
    if after.cost is not None and after.cost < 0:
        yield Fault(code="action-cost-negative", column="cost")


def _is_of_a_unit(after: Action, named: Named, before: Action | None) -> Iterator[Fault]:
    """Ask for a unit that is there on the action's last day: who ends before cannot see it through."""
    if before is not None and after.unit == before.unit and after.last_day <= before.last_day:
        return
    times = named.units.get(after.unit, ())
    if not times and (before is None or after.unit != before.unit):
        yield Fault(code="unknown-unit", column="unit", params={"value": after.unit})
    elif times and not any(unit.validity.holds(after.last_day) for unit in times):
        params = {"unit": times[-1].name, "day": str(after.last_day)}
        yield Fault(code="action-unit-gone", column="unit", params=params)


def _has_owner_here(after: Action, named: Named, before: Action | None) -> Iterator[Fault]:
    is_kept = before is not None and after.person == before.person
    if after.person and after.person not in named.people and not is_kept:
        yield Fault(code="unknown-person", column="person", params={"value": after.person})


def _links_to_what_exists(after: Action, named: Named, before: Action | None) -> Iterator[Fault]:
    goals = set(after.goals) - named.goals - set(before.goals if before else ())
    themes = set(after.themes) - named.themes - set(before.themes if before else ())
    indicators = set(after.indicators) - named.indicators - set(before.indicators if before else ())
    for goal in sorted(goals):
        yield Fault(code="unknown-element", column="goals", params={"value": f"{goal.structure}/{goal.key}"})
    for theme in sorted(themes):
        yield Fault(code="unknown-theme", column="themes", params={"value": theme})
    for indicator in sorted(indicators):
        yield Fault(code="unknown-indicator", column="indicators", params={"value": indicator})


def _is_financed(after: Action, named: Named, before: Action | None) -> Iterator[Fault]:
    known = {Financing.INVESTMENT: named.projects, Financing.GRANT: named.grants}.get(after.financing)
    is_kept = before is not None and _money(before) == _money(after)
    if known is not None and after.financed_by not in known and not is_kept:
        yield Fault(code="unknown-financing", column="financed_by", params={"value": after.financed_by})


def _money(action: Action) -> tuple[Financing, str]:
    return action.financing, action.financed_by


RULES: tuple[Rule, ...] = (
    _has_name,
    _has_owner,
    _is_in_time,
    _is_within_registers,
    _has_readable_steps,
    _costs_something,
    _is_of_a_unit,
    _has_owner_here,
    _links_to_what_exists,
    _is_financed,
)
