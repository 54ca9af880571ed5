"""Indicators in words: their trend, what is expected, how often they come, and what they are set against."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hjulet.domain.figures import Measure
from hjulet.domain.indicators.definition import (
    Direction,
    Expected,
    Frequency,
    Scope,
    SeriesKind,
    Side,
    Together,
)
from hjulet.domain.indicators.observation import Status
from hjulet.domain.indicators.trend import Movement
from hjulet.domain.numbers import MINUS
from hjulet.texts.catalogue import N_, translate

MOVEMENTS = {
    Movement.UP: ("↗", N_("Ökar")),
    Movement.DOWN: ("↘", N_("Minskar")),
    Movement.LEVEL: ("→", N_("Oförändrad")),
}
"""A movement's arrow and its word, which always stand together."""

BETTER = {True: N_("åt rätt håll"), False: N_("åt fel håll"), None: ""}

EXPECTED = {
    Expected.INCREASE: ("↗", N_("Öka")),
    Expected.DECREASE: ("↘", N_("Minska")),
    Expected.UNCHANGED: ("→", N_("Oförändrad")),
}

DIRECTIONS = {
    Direction.UP: N_("Högre är bättre"),
    Direction.DOWN: N_("Lägre är bättre"),
    Direction.NONE: N_("Varken högre eller lägre är bättre"),
}

FREQUENCIES = {
    Frequency.MONTH: N_("Varje månad"),
    Frequency.QUARTER: N_("Varje kvartal"),
    Frequency.TERTIAL: N_("Varje tertial"),
    Frequency.HALF_YEAR: N_("Varje halvår"),
    Frequency.YEAR: N_("Varje år"),
    Frequency.TWO_YEARS: N_("Vartannat år"),
    Frequency.FOUR_YEARS: N_("Vart fjärde år"),
    Frequency.IRREGULAR: N_("Oregelbundet"),
}

SCOPES = {Scope.MUNICIPALITY: N_("Hela kommunen"), Scope.BODY: N_("Den egna verksamheten")}

TOGETHER = {
    Together.APART: N_("Delarna räknas inte ihop"),
    Together.SUM: N_("Delarna summeras till helheten"),
    Together.MEAN: N_("Helheten är ett vägt medel av delarna"),
}
SPLIT_FAULTS = {
    Together.SUM: N_("{day}: målen för {parts} är tillsammans {reached}, och målet för {whole} är {target}."),
    Together.MEAN: N_("{day}: inget medel av målen för {parts} kan bli {target}, som är målet för {whole}."),
}
WHOLE = N_("helheten")
_AND = N_("{names} och {last}")

MUNICIPALITY_TYPES = {"K": N_("Kommuner"), "L": N_("Regioner"), "A": N_("Kommuner och regioner")}
"""Whom a key figure of Kolada is about."""

SERIES_KINDS = {
    SeriesKind.GENDER: N_("Kön"),
    SeriesKind.AGE: N_("Ålder"),
    SeriesKind.AREA: N_("Område"),
    SeriesKind.UNIT: N_("Enhet"),
    SeriesKind.CATEGORY: N_("Uppdelning"),
    SeriesKind.NATION: N_("Riket"),
    SeriesKind.COUNTY: N_("Länet"),
    SeriesKind.SIMILAR: N_("Liknande kommuner"),
    SeriesKind.CHOSEN: N_("Valda kommuner"),
}

STATUSES = {
    Status.FINAL: N_("slutligt"),
    Status.PRELIMINARY: N_("preliminärt"),
    Status.MISSING: N_("saknas hos källan"),
    Status.DELETED: N_("borttaget hos källan"),
}

SIDES = {Side.ABOVE: N_("Över {value}"), Side.BELOW: N_("Under {value}")}

LONG_TERM = N_("på sikt")
OWN_SERIES = N_("Utfall")
MUNICIPALITY = N_("Kommunen")
TARGET = N_("Målvärde")

CHART_TITLES = {
    Movement.UP: N_("{name} ökade från {first} till {last}"),
    Movement.DOWN: N_("{name} minskade från {first} till {last}"),
    Movement.LEVEL: N_("{name}: oförändrat, {last}"),
    None: N_("{name}: {last}"),
}
CHART_WITHOUT_VALUE = N_("{name} har inget värde än")
CHART_SUBTITLES = {
    "target": N_("Utfall och mål {first}–{last}"),
    "outcome": N_("Utfall {first}–{last}"),
    "split": N_("Uppdelat {first}–{last}"),
    "others": N_("Jämfört med andra {first}–{last}"),
}
OUTCOME_ONCE = N_("Utfall {first}")
SPLIT_FINDING = N_("{kind}: högst {high}, lägst {low}")
SPLIT_TITLE = N_("{name}, {kind}")
OTHERS_TITLE = N_("{name} jämfört med andra")


def words(message: str, *, language: str, **values: str) -> str:
    """Say a message of this file; an empty one is nothing."""
    return translate(message, language=language).format(**values) if message else ""


def names_words(names: Sequence[str], *, language: str) -> str:
    """Write names after each other: ``HR, Ekonomi och Kansliet``."""
    *first, last = names
    return words(_AND, language=language, names=", ".join(first), last=last) if first else last


def change_words(change: Decimal, measure: Measure) -> str:
    """Write a change with its sign, exactly as finely as the values; of a rating in steps."""
    shown = Measure(unit="", decimals=0 if measure.scale else measure.decimals).write(change)
    return shown if shown.startswith(MINUS) or not change else f"+{shown}"


def target_day(on: date | None, *, language: str) -> str:
    """Say by when a target is to be reached: a year's end by its year."""
    if on is None:
        return translate(LONG_TERM, language=language)
    return str(on.year) if (on.month, on.day) == (12, 31) else on.isoformat()
