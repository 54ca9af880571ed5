"""A step of the year: what is done, by whom, when it comes back, and for which years."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hjulet.domain.calendar.recurrence import Recurrence, Span
from hjulet.domain.period import Period, parse_period, year_period


class StepKind(StrEnum):
    """What a step is; each has a ring of its own in the wheel, from the outermost."""

    MEETING = "meeting"
    REPORT = "report"
    BUDGET = "budget"
    CONTROL = "control"
    OTHER = "other"


class What(StrEnum):
    """What happens at a step, where more hangs on it than its date: tasks, or a limit of the law."""

    TEXTS = "texts"  # the report's texts are to be written: tasks
    FORECAST = "forecast"  # the forecast of the year is to be made: tasks
    SEAL = "seal"  # the report is to be sealed: a task
    HANDLED = "handled"  # the body handles it
    DELIVERED = "delivered"  # the board delivers the report to council and auditors
    PROPOSED = "proposed"  # the board proposes the budget
    TAX_PROPOSED = "tax_proposed"  # the board proposes the tax rate before the budget
    TAX_SET = "tax_set"  # the council sets the tax rate before the budget
    DECIDED = "decided"  # the council decides the budget
    NOTHING = ""


@dataclass(frozen=True, kw_only=True)
class About:
    """Which report a step is about: its kind, and its period told from the year of the step.

    ``month`` 8 is August (of a month report that month, of an interim report January to August), 0 the
    whole year; ``years_back`` 1 is the year before: the annual report is delivered the year after.
    """

    report: str
    month: int = 0
    years_back: int = 0

    def period(self, year: int) -> Period:
        """Give the period of the report that a step of a year is about."""
        of = year - self.years_back
        return parse_period(f"{of}-{self.month:02d}") if self.month else year_period(of)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step. It holds for the years ``from_year`` to ``to_year`` (None: until somebody ends it).

    ``unit`` is the body whose step it is, ``role`` who answers for it (a role's id, empty: nobody named).
    ``question`` names an open question between ``alternatives`` of which only one may hold.
    """

    key: str
    title: str
    title_en: str
    kind: StepKind
    unit: str
    when: Recurrence
    from_year: int
    to_year: int | None = None
    what: What = What.NOTHING
    about: About | None = None
    role: str = ""
    source: str = ""
    question: str = ""
    alternative: str = ""

    def title_in(self, language: str) -> str:
        """Give the title in a language; Swedish where nobody has written another."""
        return (self.title_en if language != "sv" else "") or self.title

    def holds(self, year: int) -> bool:
        """Tell whether the step is one of a year's."""
        return self.from_year <= year and (self.to_year is None or year <= self.to_year)


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """A step in one year. ``is_settled`` is False while a question about it has no answer."""

    step: Step
    year: int
    days: Span
    is_settled: bool = True

    @property
    def id(self) -> str:
        """Name it: the step's key and the year."""
        return f"{self.step.key}-{self.year}"

    @property
    def due(self) -> date:
        """Tell the day by which it is done: its last."""
        return self.days.last

    @property
    def period(self) -> Period | None:
        """Give the period of the report that it is about."""
        return self.step.about.period(self.year) if self.step.about else None


def occurrences(steps: Iterable[Step], year: int, *, open_questions: frozenset[str]) -> Iterator[Occurrence]:
    """List the steps of a year with their days, in the order of time."""
    found = (
        Occurrence(
            step=step,
            year=year,
            days=step.when.in_year(year),
            is_settled=step.question not in open_questions,
        )
        for step in steps
        if step.holds(year)
    )
    kinds = list(StepKind)
    return iter(sorted(found, key=lambda one: (one.days.first, one.due, kinds.index(one.step.kind), one.id)))
