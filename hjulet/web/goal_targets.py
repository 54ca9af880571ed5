"""Målnivåer: what a period's reductions come to, beside what their source states."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.goals.element import Element
from hjulet.domain.goals.reduction import (
    Check,
    Derived,
    Pace,
    Per,
    Reduction,
    Verdict,
    checks,
    implied_now,
    inhabitants_for,
)
from hjulet.domain.goals.reduction import path as path_of
from hjulet.domain.numbers import format_number
from hjulet.services.goal_pages import GoalsPage
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import PACES, VERDICTS
from hjulet.web.actor import ActorRequest
from hjulet.web.goal_frame import TARGETS, asked_structure, frame
from hjulet.web.words import language

WHOLE_FROM = 10_000
"""From this base on, a decimal says nothing more."""

TWO_DECIMALS_BELOW = 10


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """A row of a target: what it is, the stated and the computed figure, the verdict and what is accepted."""

    label: str
    stated: str
    computed: str
    verdict: str
    accepted: str
    differs: bool


@dataclass(frozen=True, kw_only=True)
class TargetLines:
    """A target in words: whose it is, what it says, its rows, and where a wrong figure may come from.

    ``counted`` says for how many a total is counted, ``pace`` what the way there is like, ``standing`` how
    the latest value lies to it. ``path`` is the level of each year, ``number`` the version, for a change.
    """

    element: Element
    title: str
    base: str
    unit: str
    note: str
    rows: tuple[CheckLine, ...]
    hint: str
    counted: str
    pace: str
    standing: str
    path: tuple[tuple[str, str], ...]
    number: int


def targets(request: ActorRequest, structure: str) -> HttpResponse:
    """Show the targets of a period with what they come to."""
    found = asked_structure(request, structure)
    lines = target_lines(found, found.targets)
    wrong = sum(row.differs for each in lines for row in each.rows)
    said = ngettext(
        "{n} angivet tal följer inte av basvärdet och minskningen.",
        "{n} angivna tal följer inte av basvärdet och minskningen.",
        wrong,
    )
    places = frame(request, found, TARGETS) | {
        "targets": lines,
        "said": said.format(n=wrong) if wrong else _("Alla angivna tal följer av basvärdet och minskningen."),
    }
    return render(request, "goals/targets.html", places)


def target_lines(found: GoalsPage, held: tuple[Reduction, ...]) -> list[TargetLines]:
    """Word some targets."""
    return [_lines(found, target) for target in held]


def _lines(found: GoalsPage, target: Reduction) -> TargetLines:
    implied = implied_now(target)
    hint = _("Det angivna talet stämmer om värdet för {year} är {value}, inte {now}.")
    per = _("{unit} per invånare") if target.per is Per.INHABITANT else "{unit}"
    return TargetLines(
        element=found.network[target.of],
        title=_title(target),
        base=_base(target),
        unit=per.format(unit=target.unit),
        note=target.note,
        rows=tuple(
            _row(target, check)
            for check in checks(target, known=found.inhabitants)
            if check.verdict is not Verdict.UNKNOWN or check.stated is not None
        ),
        hint=""
        if implied is None
        else hint.format(year=target.now_year, value=_number(implied), now=_number(target.now)),
        counted=_counted(target, found.inhabitants),
        pace=translate(PACES[target.pace], language=language()),
        standing=_standing(target),
        path=tuple(
            (str(year), _number(level, decimals=_decimals(target))) for year, level in path_of(target)
        ),
        number=target.version,
    )


def _title(target: Reduction) -> str:
    """Say what is to become less, by how much and when: ``Utsläpp: −5 procent per år till 2030``."""
    said = _("{name}: −{percent} procent till {year}")
    if target.pace is Pace.YEARLY:
        said = _("{name}: −{percent} procent per år till {year}")
    return said.format(name=target.name, percent=_number(target.percent), year=target.year)


def _counted(target: Reduction, known: Mapping[int, int]) -> str:
    """Say how many inhabitants a total is counted for, and who says so."""
    counted = inhabitants_for(target, known)
    if target.per is not Per.INHABITANT:
        return ""
    if counted is None:
        return _("Folkmängden är inte känd, så det går inte att räkna ut för alla invånare.")
    said = (
        _("För alla invånare räknas med {number} invånare {year}, en angiven prognos.")
        if counted.is_stated
        else _("För alla invånare räknas med {number} invånare {year}, den senast kända folkmängden.")
    )
    return said.format(number=format_number(Decimal(counted.number), decimals=0), year=counted.year)


def _standing(target: Reduction) -> str:
    """Say how the latest value lies to the level on the way; empty without one on the way."""
    ahead = target.ahead
    if ahead is None or target.now_year is None:
        return ""
    said = _("✓ {year} skulle värdet vara högst {level}. Det är {now}.")
    if ahead < 0:
        said = _("! {year} skulle värdet vara högst {level}. Det är {now}.")
    level = _number(target.level_in(target.now_year), decimals=_decimals(target))
    return said.format(year=target.now_year, level=level, now=_number(target.now))


def _base(target: Reduction) -> str:
    """Say what a target is counted from: ``764 300 år 1990, 428 800 år 2009``."""
    known = [(target.base, target.base_year), (target.now, target.now_year)]
    said = _("{value} år {year}")
    return ", ".join(
        said.format(value=_number(value), year=year) for value, year in known if value is not None
    )


def _row(target: Reduction, check: Check) -> CheckLine:
    labels = {
        Derived.CHANGE: _("Minskat hittills, procent"),
        Derived.LEVEL: _("Nivå {year}").format(year=target.year),
        Derived.REMAINING: _("Kvar att minska"),
        Derived.TOTAL: _("Nivå {year} för alla invånare").format(year=target.year),
    }
    decimals = 1 if check.derived is Derived.CHANGE else _decimals(target)
    if check.derived is Derived.TOTAL:
        decimals = 0
    return CheckLine(
        label=labels[check.derived],
        stated=_number(check.stated),
        computed=_number(check.computed, decimals=decimals),
        verdict=_verdict(check, decimals),
        accepted=_accepted(check, decimals),
        differs=check.verdict is Verdict.DIFFERS,
    )


def _verdict(check: Check, decimals: int) -> str:
    difference = check.difference
    if check.verdict is not Verdict.DIFFERS or difference is None:
        return translate(VERDICTS[check.verdict], language=language())
    said = _("! {difference} för högt") if difference > 0 else _("! {difference} för lågt")
    return said.format(difference=_number(abs(difference), decimals=decimals))


def _accepted(check: Check, decimals: int) -> str:
    """Say between what a stated figure follows; empty where none is judged."""
    if check.allowed is None:
        return ""
    least, most = (_number(each, decimals=decimals) for each in check.allowed)
    return _("får vara {least}–{most}").format(least=least, most=most)


def _decimals(target: Reduction) -> int:
    """Show what is computed in whole units, of a small base with a decimal, of one below ten with two."""
    if target.base >= WHOLE_FROM:
        return 0
    return 1 if target.base >= TWO_DECIMALS_BELOW else 2


def _number(value: Decimal | None, *, decimals: int | None = None) -> str:
    """Write a number with so many decimals, or with those that it has."""
    if value is None:
        return ""
    own = len(f"{value.normalize():f}".partition(".")[2])
    return format_number(value, decimals=own if decimals is None else decimals)


urlpatterns = [path("mal/nivaer/<str:structure>/", targets, name=TARGETS)]
