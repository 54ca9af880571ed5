"""The data in scope: whose figures, under which names, and for which years.

The caller resolves ``wanted_refs`` in one go and gives the figures here. Spoken names lead to unit
codes; a name that is not here belongs to somebody else, and claims about it are not judged.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.budget import BudgetVersion
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.problem import Severity
from hjulet.domain.rules.operating import SMALL_BASE
from hjulet.domain.rules.rule import percent

YEARS_BACK = 2


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A figure as people speak of it. ``turned``: negative in the ledger, positive in speech."""

    metric: str
    line: str = ""
    turned: bool = False


NET_COST = Measure(metric="net_cost")
OPERATING_NET_COST = Measure(metric="operating_net_cost", turned=True)
APPROPRIATION = Measure(metric="appropriation")
VARIANCE = Measure(metric="budget_variance")
RESULT = Measure(metric="result")
INCOME = Measure(metric="income")
COSTS = Measure(metric="costs", turned=True)
DEPRECIATION = Measure(metric="depreciation", turned=True)
_WHOLE = (NET_COST, OPERATING_NET_COST, APPROPRIATION, VARIANCE, RESULT, INCOME, COSTS, DEPRECIATION)


def income_line(line: str) -> Measure:
    """Speak of one line of income."""
    return Measure(metric="income", line=line)


def cost_line(line: str) -> Measure:
    """Speak of one line of costs."""
    return Measure(metric="costs", line=line, turned=True)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the text may be judged against: ``names`` maps spoken names to unit codes."""

    unit: str
    period: Period
    names: Mapping[str, str]
    figures: Mapping[FigureRef, Figure]

    @property
    def severity(self) -> Severity:
        """Tell how bad it is to contradict these facts."""
        return Severity.ERROR

    @property
    def margin(self) -> Decimal:
        """Tell how far a level may be off, in kronor."""
        return Decimal(0)

    def readings(self, units: Sequence[str], measures: Sequence[Measure]) -> list[tuple[Measure, str]]:
        """List what a claim may be about, the likeliest first."""
        return [(measure, unit) for unit in units for measure in measures]

    def level(self, measure: Measure, *, unit: str, year: int) -> Decimal | None:
        """Look a figure up, in kronor, with the sign of speech; the period is this one, years moved."""
        period = self.period.previous(years=self.period.year - year)
        figure = self.figures.get(_ref(measure, unit, period))
        if figure is None or figure.value is None:
            return None
        return -figure.value if measure.turned else figure.value

    def change(self, measure: Measure, *, unit: str, year: int, base: int) -> Decimal | None:
        """Give the change of a figure between two years, in kronor."""
        now = self.level(measure, unit=unit, year=year)
        then = self.level(measure, unit=unit, year=base)
        return None if now is None or then is None else now - then

    def growth(self, measure: Measure, *, unit: str, year: int, base: int) -> Decimal | None:
        """Give the change in percent; none on a base that is too small (DOMAIN 9)."""
        change = self.change(measure, unit=unit, year=year, base=base)
        then = self.level(measure, unit=unit, year=base)
        if change is None or then is None or then < SMALL_BASE:
            return None
        return percent(change, then)

    def growth_margin(self, measure: Measure, *, unit: str, year: int, base: int) -> Decimal:
        """Give how far the change in percent may be off, by what the two levels may be off."""
        now = self.level(measure, unit=unit, year=year)
        then = self.level(measure, unit=unit, year=base)
        if now is None or then is None or then <= self.margin:
            return Decimal(0)
        return self.margin * (1 + abs(now) / then) / (then - self.margin) * 100

    def share_margin(self, measure: Measure, *, unit: str, year: int) -> Decimal:
        """Give how far the share in percent may be off, by what the part and the whole may be off."""
        part = self.level(measure, unit=unit, year=year)
        whole = self.level(APPROPRIATION, unit=unit, year=year)
        if part is None or whole is None or whole <= self.margin:
            return Decimal(0)
        return self.margin * (1 + abs(part) / whole) / (whole - self.margin) * 100

    def share(self, measure: Measure, *, unit: str, year: int) -> Decimal | None:
        """Give a figure as percent of the appropriation."""
        part = self.level(measure, unit=unit, year=year)
        whole = self.level(APPROPRIATION, unit=unit, year=year)
        return None if part is None or whole is None else percent(part, whole)


def wanted_refs(units: Iterable[str], period: Period) -> list[FigureRef]:
    """List the figures that a check of these units' texts needs: this year and two years back."""
    lines = [
        *(income_line(line) for line in REGISTRY.metrics["income"].lines),
        *(cost_line(line) for line in REGISTRY.metrics["costs"].lines),
    ]
    return [
        _ref(measure, unit, period.previous(years=back))
        for unit in units
        for back in range(YEARS_BACK + 1)
        for measure in (*_WHOLE, *lines)
    ]


def planned_refs(units: Iterable[str], period: Period) -> dict[FigureRef, FigureRef]:
    """Tell what a plan of a period means otherwise: its appropriation is the one decided before the year."""
    original = {"period": str(period), "version": str(BudgetVersion.ORIGINAL)}
    return {
        _ref(APPROPRIATION, unit, period): REGISTRY.ref(APPROPRIATION.metric, {"unit": unit, **original})
        for unit in units
    }


def spoken_names(units: Mapping[str, str], *, own: str) -> dict[str, str]:
    """Give each unit (code -> name) the names it goes by in running text, with its code.

    ``Politisk ledning`` is also ``politiska ledningen``; ``HR`` is also ``HR-avdelningen``; the
    report's own body is ``nämnden``, and the only office among the units is ``kontoret``.
    """
    names = {name: code for code, name in units.items()}
    for code, name in units.items():
        for spoken in _forms(name):
            names.setdefault(spoken, code)
    offices = [code for code, name in units.items() if name.endswith("kontor")]
    if len(offices) == 1:
        names.setdefault("kontoret", offices[0])
        names.setdefault("förvaltningen", offices[0])
    if re.search(r"(?:nämnd(?:en)?|styrelsen?)$", units.get(own, "")):
        names.setdefault("nämnden", own)
        names.setdefault("nämnden totalt", own)
    return names


def _forms(name: str) -> list[str]:
    if match := re.fullmatch(r"(\w+isk) (\w+ing)", name):
        return [f"{match[1].lower()}a {match[2]}en"]
    if name.isupper():
        return [f"{name}-avdelningen", f"{name}-enheten"]
    if re.fullmatch(r"\w+", name) and not re.search(r"(?:nämnden|styrelsen|kontoret)$", name):
        stem = name.lower() + ("s" if name.endswith("ion") else "")
        return [f"{stem}avdelningen", f"{stem}enheten"]
    return []


def _ref(measure: Measure, unit: str, period: Period) -> FigureRef:
    return REGISTRY.ref(measure.metric, {"unit": unit, "line": measure.line, "period": str(period)})
