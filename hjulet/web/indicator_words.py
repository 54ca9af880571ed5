"""An indicator in words: its line on a list, its definition, and what has been known of its values."""

from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.domain.figures import Measure
from hjulet.domain.indicators.definition import OWN, Indicator, Series, SeriesKind, Together
from hjulet.domain.indicators.observation import Observation, Revision
from hjulet.domain.indicators.trend import Trend
from hjulet.domain.period import parse_period
from hjulet.services.indicator_lines import IndicatorLine
from hjulet.services.indicator_pages import IndicatorPage
from hjulet.texts.indicators import (
    BETTER,
    DIRECTIONS,
    EXPECTED,
    FREQUENCIES,
    MOVEMENTS,
    OWN_SERIES,
    SCOPES,
    SERIES_KINDS,
    SIDES,
    SPLIT_FAULTS,
    STATUSES,
    TOGETHER,
    WHOLE,
    change_words,
    names_words,
    target_day,
    words,
)
from hjulet.web.words import language, period_words


@dataclass(frozen=True, kw_only=True)
class LineWords:
    """An indicator in short. An arrow never stands without its word; ``trend_says`` tells what moved when."""

    value: str
    period: str
    status: str
    arrow: str
    trend: str
    trend_says: str
    better: str
    target: str
    expected_arrow: str
    expected: str
    expected_year: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of the definition; several values stand under each other."""

    label: str
    values: tuple[str, ...]
    is_code: bool = False


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """A value as it was known: of what, how it was published, and what it was before, if it changed."""

    series: str
    period: str
    value: str
    before: str
    status: str
    source: str
    note: str
    rate: str
    fetched: str
    known_from: str
    who: str
    is_current: bool


def line_words(line: IndicatorLine) -> LineWords:
    """Word an indicator's last value, trend and next target."""
    indicator, last, trend = line.indicator, line.last, line.trend
    arrow, movement = MOVEMENTS[trend.movement] if trend else ("", "")
    expected_arrow, expected = EXPECTED[line.expected.expected] if line.expected else ("", "")
    target = line.target
    return LineWords(
        value=said(last, indicator) if last else "",
        period=period_words(last.period) if last else "",
        status=_say(STATUSES[last.status]) if last and last.status != "final" else "",
        arrow=arrow,
        trend=_say(movement),
        trend_says=_trend_says(trend, indicator.measure) if trend else "",
        better=_say(BETTER[line.better]),
        target=f"{indicator.measure.said(target.value)} {target_day(target.on, language=language())}"
        if target
        else "",
        expected_arrow=expected_arrow,
        expected=_say(expected),
        expected_year=str(line.expected.year) if line.expected else "",
    )


def definition_words(found: IndicatorPage) -> list[Fact]:
    """Word a definition, line by line; what is not said is left out."""
    indicator = found.line.indicator
    facts = (
        (_("Enhet"), (indicator.unit or _("betyg"),)),
        (_("Skala"), (", ".join(indicator.scale),)),
        (_("Riktning"), (_say(DIRECTIONS[indicator.direction]),)),
        (_("Gäller"), (_say(SCOPES[indicator.scope]),)),
        (_("Ansvarig"), (found.line.owner_name,)),
        (_("Källa"), (indicator.source,)),
        (_("Publiceras"), (frequency_words(indicator),)),
        (_("Kolada"), (indicator.kolada,)),
        (_("SCB"), (indicator.scb,)),
        (_("Uppdelning"), tuple(_series(indicator, is_comparator=False))),
        (_("Jämförs med"), tuple(_series(indicator, is_comparator=True))),
        (_("Enheternas delar"), (_together(indicator),)),
        (_("Utgångsvärde"), tuple(_baselines(indicator))),
        (_("Målvärde"), tuple(_targets(indicator))),
        (_("Förväntad trend"), tuple(_expected(indicator))),
        (_("Gräns"), tuple(_thresholds(indicator))),
        (_("Följs"), (_years(indicator),)),
        (_("Kallas också"), tuple(_names(indicator))),
    )
    shown = [Fact(label=label, values=kept) for label, given in facts if (kept := tuple(filter(None, given)))]
    codes = (
        [Fact(label=_("Räknas som"), values=(indicator.formula,), is_code=True)] if indicator.formula else []
    )
    return [*shown, *codes, Fact(label=_("Beteckning"), values=(indicator.id,), is_code=True)]


def split_words(found: IndicatorPage) -> list[str]:
    """Say which targets their parts do not meet."""
    indicator, measure = found.line.indicator, found.line.indicator.measure
    return [
        _say(
            SPLIT_FAULTS[indicator.together],
            day=target_day(fault.on, language=language()).capitalize(),
            parts=names_words([series_name(indicator, key) for key in fault.parts], language=language()),
            reached=measure.said(fault.reached),
            whole=series_name(indicator, fault.whole) if fault.whole else _say(WHOLE),
            target=measure.said(fault.target),
        )
        for fault in found.split_faults
    ]


def frequency_words(indicator: Indicator) -> str:
    """Say how often values of an indicator come."""
    return _say(FREQUENCIES[indicator.frequency])


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """What is done about a period's value, who wrote it and when."""

    period: str
    text: str
    who: str
    day: str


def action_lines(found: IndicatorPage) -> list[ActionLine]:
    """Word what is and has been done about an indicator's values."""
    return [
        ActionLine(
            period=period_words(parse_period(each.period)),
            text=each.text,
            who=found.people.get(each.by, each.by),
            day=f"{localtime(each.at):%Y-%m-%d}",
        )
        for each in found.actions
    ]


def history_words(found: IndicatorPage) -> list[HistoryLine]:
    """Word all that has been known of an indicator's values: its own first, the latest period on top."""
    indicator = found.line.indicator
    order = [OWN, *(each.key for each in indicator.series)]
    place = {key: number for number, key in enumerate(order)}
    ordered = sorted(
        enumerate(found.history),
        key=lambda each: (
            place.get(each[1].observation.series, len(order)),
            -each[1].observation.period.end.toordinal(),
            each[0],
        ),
    )
    replaced = {(each.observation.key, each.known_until): each.observation for each in found.history}
    return [
        _history_line(revision, found, before=replaced.get((revision.observation.key, revision.known_from)))
        for _, revision in ordered
    ]


def _history_line(revision: Revision, found: IndicatorPage, *, before: Observation | None) -> HistoryLine:
    indicator, observation = found.line.indicator, revision.observation
    seen = observed_words(observation)
    return HistoryLine(
        series=series_name(indicator, observation.series),
        period=period_words(observation.period),
        value=said(observation, indicator),
        before=said(before, indicator) if before else "",
        status=seen.status,
        source=observation.source,
        note=observation.note,
        rate=seen.rate,
        fetched=seen.fetched,
        known_from=f"{localtime(revision.known_from):%Y-%m-%d %H.%M}",
        who=found.people.get(revision.by, revision.by),
        is_current=revision.known_until is None,
    )


@dataclass(frozen=True, kw_only=True)
class ObservedWords:
    """How far a value has come, when it was fetched, and how many answered."""

    status: str
    fetched: str
    rate: str


def observed_words(observation: Observation) -> ObservedWords:
    """Word what a figure of an indicator rests on."""
    return ObservedWords(
        status=_say(STATUSES[observation.status]),
        fetched=observation.fetched.isoformat() if observation.fetched else "",
        rate=_rate(observation),
    )


def series_name(indicator: Indicator, key: str) -> str:
    """Name a series; the indicator's own is the outcome."""
    if key == OWN:
        return _say(OWN_SERIES)
    return next((each.name for each in indicator.series if each.key == key), key)


def said(observation: Observation, indicator: Indicator) -> str:
    """Write a value with its unit; none is a dash, never 0."""
    return "–" if observation.value is None else indicator.measure.said(observation.value)


def _trend_says(trend: Trend, measure: Measure) -> str:
    return _("{change} från {since} till {until}").format(
        change=change_words(trend.change, measure),
        since=period_words(trend.since),
        until=period_words(trend.until),
    )


def _series(indicator: Indicator, *, is_comparator: bool) -> list[str]:
    shown = indicator.comparators if is_comparator else indicator.splits
    return [_of_kind(kind, shown) for kind in dict.fromkeys(each.kind for each in shown)]


def _of_kind(kind: SeriesKind, shown: tuple[Series, ...]) -> str:
    """Name the series of a kind; one that is called as its kind is (the nation) is said once."""
    word = _say(SERIES_KINDS[kind])
    names = ", ".join(each.name for each in shown if each.kind is kind)
    return names if names == word else f"{word}: {names}"


def _together(indicator: Indicator) -> str:
    return "" if indicator.together is Together.APART else _say(TOGETHER[indicator.together])


def _whose(indicator: Indicator, series: str) -> str:
    return f"{series_name(indicator, series)}: " if series != OWN else ""


def _baselines(indicator: Indicator) -> list[str]:
    return [
        f"{_whose(indicator, each.series)}{indicator.measure.said(each.value)} ({each.year})"
        for each in indicator.baselines
    ]


def _targets(indicator: Indicator) -> list[str]:
    return [
        f"{_whose(indicator, each.series)}{indicator.measure.said(each.value)} "
        f"{target_day(each.on, language=language())}" + (f". {each.source}" if each.source else "")
        for each in indicator.targets
    ]


def _expected(indicator: Indicator) -> list[str]:
    return [f"{each.year}: {_say(EXPECTED[each.expected][1])}" for each in indicator.expected]


def _thresholds(indicator: Indicator) -> list[str]:
    measure = indicator.measure
    return [
        _say(SIDES[each.side], value=measure.said(each.value)) + (f": {each.note}" if each.note else "")
        for each in indicator.thresholds
    ]


def _names(indicator: Indicator) -> list[str]:
    return [f"{each.name} ({each.source})" if each.source else each.name for each in indicator.names]


def _years(indicator: Indicator) -> str:
    if not (indicator.first_year or indicator.last_year):
        return ""
    return f"{indicator.first_year or ''}–{indicator.last_year or ''}"


def _rate(observation: Observation) -> str:
    rate = observation.response_rate
    return "" if rate is None else Measure(unit="%").said(rate)


def _say(message: str, **values: str) -> str:
    return words(message, language=language(), **values)
