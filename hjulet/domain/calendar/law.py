"""What the law says of the year's dates: a breach is a warning, and each rule names the law it used.

Kommunallagen (2017:725) 11 kap. 8-11, 16 and 20 §§. The law's parameters are data by year. Before 2018 the
law of 1991 had other dates, which nobody has verified here: then the rules are silent and say so. A limit
that falls on no weekday moves to the next one, by lagen (1930:173) om beräkning av lagstadgad tid.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from hjulet.domain.calendar.step import Occurrence, What
from hjulet.domain.calendar.weekday import next_weekday
from hjulet.domain.problem import Problem, Severity

MonthDay = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The dates of a law: a month and its day, both included.

    With special reasons a proposal may come as late as ``proposal_latest``, if the board proposes the tax
    rate by ``proposal_by`` (11:8), and a decision as late as ``decision_latest``, if the council sets the tax
    rate by ``decision_by`` (11:10): two different dates. In a year of elections the budget is decided by the
    newly elected council, which sits from ``new_council_from`` (5:7), and only then. An interim report
    covers at least and at most so many months and is delivered within so many (11:16).
    """

    proposal_by: MonthDay
    proposal_latest: MonthDay
    decision_by: MonthDay
    decision_latest: MonthDay
    new_council_from: MonthDay
    interim_months: tuple[int, int]
    interim_within: int
    annual_by: MonthDay


@dataclass(frozen=True, kw_only=True)
class Law:
    """A law edition and the first year it holds for; ``limits`` is None where its dates are not verified."""

    id: str
    from_year: int
    limits: Limits | None


LAWS = (
    Law(id="kl-1991", from_year=1992, limits=None),
    Law(
        id="kl-2017",
        from_year=2018,
        limits=Limits(
            proposal_by=(10, 31),
            proposal_latest=(11, 30),
            decision_by=(11, 30),
            decision_latest=(12, 31),
            new_council_from=(10, 15),
            interim_months=(6, 8),
            interim_within=2,
            annual_by=(4, 15),
        ),
    ),
)
ELECTION_YEARS = frozenset(range(1994, 2200, 4))


def law_of(year: int) -> Law:
    """Give the law that holds for a year."""
    return next((law for law in reversed(LAWS) if law.from_year <= year), LAWS[0])


@dataclass(frozen=True, kw_only=True)
class LawUsed:
    """Which law a rule used for a year; a law that is not verified gave no answer."""

    rule: str
    law: str
    year: int
    is_verified: bool


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the law says of a year's dates: each breach with its occurrence, None for one that is missing."""

    breaches: tuple[tuple[Occurrence | None, Problem], ...]
    laws: tuple[LawUsed, ...]


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What a rule judges: the year's settled steps, by the law's limits; ``ref`` is chapter and section."""

    steps: tuple[Occurrence, ...]
    limits: Limits
    year: int
    ref: str

    def of(self, what: What, *reports: str) -> tuple[Occurrence, ...]:
        """List the steps at which something happens, with a report if one is named."""
        return tuple(
            one
            for one in self.steps
            if one.step.what is what
            and (not reports or (one.step.about is not None and one.step.about.report in reports))
        )


_Breaches = Iterator[tuple[Occurrence | None, Problem]]


def judge(steps: tuple[Occurrence, ...], year: int) -> Judgement:
    """Judge the dates of a year, unsettled steps left out. A year without steps is not planned yet."""
    settled = tuple(one for one in steps if one.is_settled)
    breaches: list[tuple[Occurrence | None, Problem]] = []
    laws = []
    for name, (rule, ref, years_back) in RULES.items():
        law = law_of(year - years_back)
        laws.append(
            LawUsed(rule=name, law=law.id, year=year - years_back, is_verified=law.limits is not None)
        )
        if law.limits is not None and steps:
            asked = _Asked(steps=settled, limits=law.limits, year=year, ref=f"{law.id} {ref}")
            breaches.extend(rule(asked))
    return Judgement(breaches=tuple(breaches), laws=tuple(laws))


def _budget_proposal(asked: _Asked) -> _Breaches:
    """Find proposals after October, which special reasons and a proposed tax rate move to November."""
    limits = asked.limits
    by, latest = _limit(asked.year, limits.proposal_by), _limit(asked.year, limits.proposal_latest)
    excused = any(one.due <= by for one in asked.of(What.TAX_PROPOSED))
    proposals = asked.of(What.PROPOSED)
    if not proposals:
        yield _missing(asked, "proposal", by)
    for one in proposals:
        yield from _late(asked, one, latest if excused else by)


def _budget_decision(asked: _Asked) -> _Breaches:
    """Find decisions after November, which special reasons and a tax rate set in time move to December."""
    limits = asked.limits
    by, latest = _limit(asked.year, limits.decision_by), _limit(asked.year, limits.decision_latest)
    excused = any(one.due <= by for one in asked.of(What.TAX_SET))
    decisions = asked.of(What.DECIDED)
    if not decisions:
        yield _missing(asked, "decision", by)
    for one in decisions:
        yield from _late(asked, one, latest if excused else by)
        if asked.year in ELECTION_YEARS:
            yield from _early(asked, one, date(asked.year, *limits.new_council_from))


def _interim(asked: _Asked) -> _Breaches:
    """Find that no interim report of half to two thirds of the year is delivered in time."""
    least, most = asked.limits.interim_months
    delivered = asked.of(What.DELIVERED, "interim")
    lawful = [one for one in delivered if _months(one) in range(least, most + 1)]
    if not lawful:
        yield _missing(asked, "interim", _months_after(asked.year, most, asked.limits.interim_within))
    for one in lawful:
        by = _months_after(asked.year, _months(one), asked.limits.interim_within)
        yield from _late(asked, one, by)


def _annual(asked: _Asked) -> _Breaches:
    """Find annual reports delivered after 15 April."""
    by = _limit(asked.year, asked.limits.annual_by)
    delivered = asked.of(What.DELIVERED, "annual")
    if not delivered:
        yield _missing(asked, "annual", by)
    for one in delivered:
        yield from _late(asked, one, by)


RULES: dict[str, tuple[Callable[[_Asked], _Breaches], str, int]] = {
    "budget-proposal": (_budget_proposal, "11:8", 0),
    "budget-decision": (_budget_decision, "11:10", 0),
    "interim": (_interim, "11:16", 0),
    "annual": (_annual, "11:20", 1),
}
"""Rule -> function, chapter and section, and how many years back its accounting year lies."""


def _late(asked: _Asked, one: Occurrence, by: date) -> _Breaches:
    """Tell that a step comes too late, or may: one whose day is not set is judged by its last."""
    if one.days.first > by:
        yield one, _problem("date-after-law", asked, day=by, step=one)
    elif one.due > by:
        yield one, _problem("date-may-be-after-law", asked, day=by, step=one)


def _early(asked: _Asked, one: Occurrence, first: date) -> _Breaches:
    """Tell that a step comes too early, or may: one whose day is not set can be put at its last."""
    if one.due < first:
        yield one, _problem("before-new-council", asked, day=first, step=one)
    elif one.days.first < first:
        yield one, _problem("may-be-before-new-council", asked, day=first, step=one)


def _missing(asked: _Asked, what: str, by: date) -> tuple[None, Problem]:
    return None, _problem("no-date-by-law", asked, day=by, what=what)


def _problem(
    code: str, asked: _Asked, *, day: date, step: Occurrence | None = None, what: str = ""
) -> Problem:
    params = {"law": asked.ref, "limit": day.isoformat()}
    if step is not None:
        params |= {"step": step.step.title, "date": step.due.isoformat()}
    if what:
        params["what"] = what
    return Problem(code=code, severity=Severity.WARNING, params=params)


def _months(one: Occurrence) -> int:
    """Count the months of the year that an interim report covers."""
    return one.step.about.month if one.step.about else 0


def _limit(year: int, at: MonthDay) -> date:
    return next_weekday(date(year, *at))


def _months_after(year: int, month: int, months: int) -> date:
    """Give the limit so many months after a month's last day, within its year.

    It is the day of the same number, or the month's last where it has none (1930:173, 1 §): two months
    after 30 June is 30 August, after 31 August 31 October.
    """
    day, last = monthrange(year, month)[1], monthrange(year, month + months)[1]
    return next_weekday(date(year, month + months, min(day, last)))
