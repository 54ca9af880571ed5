"""The trade's words in running text: what they measure, which way they point, what they forbid.

A word for a metric that we have no data for is listed too (with no measures): it shields the
numbers beside it from being read as something else.
"""

import re
from dataclasses import dataclass

from hjulet.domain.factcheck.facts import (
    APPROPRIATION,
    COSTS,
    DEPRECIATION,
    INCOME,
    NET_COST,
    OPERATING_NET_COST,
    RESULT,
    VARIANCE,
    Measure,
    cost_line,
    income_line,
)
from hjulet.domain.factcheck.model import Reason


@dataclass(frozen=True, kw_only=True)
class MetricWord:
    """What a word measures: any of ``measures`` may be meant.

    ``sign`` is +1 for a surplus and -1 for a deficit. ``change`` is set on words for a change:
    +1 ``nettokostnadsökning``, -1 ``-minskning``, 0 ``-utveckling``.
    """

    pattern: re.Pattern[str]
    measures: tuple[Measure, ...]
    sign: int | None = None
    change: int | None = None


@dataclass(frozen=True, kw_only=True)
class DirectionWord:
    """A word that says which way: +1, -1 or 0.

    ``form`` is ``verb``, ``noun``, ``comparative``, or ``value`` for words that say better or worse:
    they point a way only where plus is better.
    """

    pattern: re.Pattern[str]
    sign: int
    form: str


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE)


_VARIANCE = (VARIANCE, RESULT)
_STEMS: tuple[tuple[str, tuple[Measure, ...]], ...] = (
    (r"verksamhetens nettokostnad", (OPERATING_NET_COST, NET_COST)),
    (r"nettokostnad", (NET_COST, OPERATING_NET_COST)),
    (r"(?:kommun|nämnd)bidrag", (APPROPRIATION,)),
    (r"personalkostnad", (cost_line("personnel"),)),
    (r"lokalkostnad", (cost_line("premises"),)),
    (r"driftbidrag", (income_line("grants"),)),
    (r"avskrivning", (DEPRECIATION,)),
    (r"(?:total|brutto)?kostnad", (COSTS, NET_COST)),
    (r"(?:total)?intäkt", (INCOME,)),
)
_CHANGES = {
    "ökning": 1,
    "höjning": 1,
    "uppgång": 1,
    "minskning": -1,
    "sänkning": -1,
    "nedgång": -1,
    "utveckling": 0,
    "förändring": 0,
}
_SIGNED: tuple[tuple[str, tuple[Measure, ...], int | None], ...] = (
    (
        r"(?:budget)?överskott(?:et|ets)?|positiv[at]? (?:resultat(?:et)?|(?:budget)?avvikelsen?)",
        _VARIANCE,
        1,
    ),
    (
        r"(?:budget)?underskott(?:et|ets)?|budgetöverskridande(?:t)?"
        r"|negativ[at]? (?:resultat(?:et)?|(?:budget)?avvikelsen?)",
        _VARIANCE,
        -1,
    ),
    (r"resultat(?:et|ets)?|budgetavvikelsen?|avvikelsen? (?:mot|från|gentemot) budget(?:en)?", _VARIANCE, 0),
)
_SPENT = r"kostat|kostade"
_SHIELDS = (
    r"(?:övriga|andra|vissa|diverse|tillkommande|externa|interna|direkta|extra) (?:kostnader(?:na)?"
    r"|intäkter(?:na)?)",
    r"[\w-]*(?:kostnad|intäkt|bidrag|avgift|ersättning|investering|skuld|utgift|frånvaro|index|andel"
    r"|antal|köp"
    r"|anslag|tillgång|soliditet|likviditet|volym)(?:en|er|erna|et|ets|ar|arna|s)?"
    r"(?:(?<=s)(?:ökning|minskning|utveckling)(?:en)?)?",
    r"(?:budget|ram|budgetram)(?:en)?|tilläggsanslag(?:et)?|andelen|antalet|tillgångar(?:na)?",
)
_ENDINGS = r"(?:en|ens|er|ers|erna|ernas|et|ets|s|ar|arna)?"


def _metric_words() -> tuple[MetricWord, ...]:
    words = [
        MetricWord(pattern=_word(rf"{stem}s?{change}(?:en|ens|ar|arna)?"), measures=measures, change=sign)
        for stem, measures in _STEMS
        for change, sign in _CHANGES.items()
    ]
    words += [MetricWord(pattern=_word(p), measures=measures, sign=sign) for p, measures, sign in _SIGNED]
    words.append(MetricWord(pattern=_word(_SHIELDS[0]), measures=()))
    words += [MetricWord(pattern=_word(stem + _ENDINGS), measures=measures) for stem, measures in _STEMS]
    words.append(MetricWord(pattern=_word(_SPENT), measures=(NET_COST, COSTS, OPERATING_NET_COST)))
    words += [MetricWord(pattern=_word(shield), measures=()) for shield in _SHIELDS[1:]]
    return tuple(words)


METRIC_WORDS = _metric_words()
"""In order of preference: where two overlap, the earlier one is meant."""

DIRECTION_WORDS = (
    DirectionWord(
        pattern=_word(r"öka[rt]|ökade|stigit|ste[gk]|stiger|växt|växte|växer|höjdes|höjts"),
        sign=1,
        form="verb",
    ),
    DirectionWord(
        pattern=_word(r"gått upp|gick upp|går upp|tilltog|tilltagit|räknades upp|räknats upp"),
        sign=1,
        form="verb",
    ),
    DirectionWord(
        pattern=_word(r"minska[rt]|minskade|sjönk|sjunkit|sjunker|fall(?:it|er)|föll|sänktes|sänkts|avtog"),
        sign=-1,
        form="verb",
    ),
    DirectionWord(
        pattern=_word(r"gått ner|gått ned|gick ner|gick ned|går ner|går ned"), sign=-1, form="verb"
    ),
    DirectionWord(pattern=_word(r"oförändra(?:d|t|de)|stått still|stod still"), sign=0, form="verb"),
    DirectionWord(pattern=_word(r"förbättra(?:des|ts|de|s|t)"), sign=1, form="value"),
    DirectionWord(pattern=_word(r"försämra(?:des|ts|de|s|t)"), sign=-1, form="value"),
    DirectionWord(pattern=_word(r"ökning(?:en)?|uppgång(?:en)?|höjning(?:en)?"), sign=1, form="noun"),
    DirectionWord(pattern=_word(r"minskning(?:en)?|nedgång(?:en)?|sänkning(?:en)?"), sign=-1, form="noun"),
    DirectionWord(pattern=_word(r"högre|mer|större"), sign=1, form="comparative"),
    DirectionWord(pattern=_word(r"lägre|mindre"), sign=-1, form="comparative"),
)

BARRIERS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (Reason.FORECAST, _word(r"\w*prognos\w*|delår\w*|helårsbedömning\w*|preliminär\w*")),
    (
        Reason.PLANNED,
        _word(
            r"ska|skall|skulle|bör|kommer att|komma att|beräkna[st]\w*|beräknad\w*|(?:för)?vänta[st]\w*"
            r"|planera\w*|föreslå\w*|mål(?:et|en)?|målvärde\w*|målsättning\w*|riktvärde\w*"
            r"|tak(?:et)?|uppdra\w*"
            r"|äska\w*|ansök\w*|begär\w*|antas|antagande\w*|räkna[rt]? med|räknade med|nästa år\w*"
            r"|kommande|framöver|på sikt|kvarstår|kalkyl\w*|om \w+ (?:ökar|minskar)"
        ),
    ),
    (
        Reason.SEVERAL_READINGS,
        _word(
            r"exklusive|exkl\.?|inklusive|inkl\.?|justera\w*|rensa\w*|bortse\w*|undanta\w*|underliggande"
            r"|jämförelsestörande|engångs\w*|inte|ej|inget|inga|ingen|varken|genomsnittlig\w*"
            r"|\w*genomsnitte[tn]s?|\w*medelvärdet|rikets"
            r"|i snitt|fasta priser"
            r"|per (?:invånare|plats|elev|barn|brukare|person|år)|ofinansiera\w*"
        ),
    ),
    (
        Reason.NO_PERIOD,
        _word(
            r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
            r"|halvår\w*|kvartal\w*|tertial\w*|\w*månad\w*|våren|hösten|sommaren|vintern"
            r"|ackumulera\w*|läsår\w*"
            r"|mandatperiod\w*|årligen|per år|varje år"
        ),
    ),
)
"""What keeps a clause from being judged as this year's outcome, and why."""

BUDGET = _word(
    r"budget(?:en|ens|erat|erade|erad)?|internbudget\w*|budgetram\w*|plan(?:en)?|ram(?:en)?"
    r"|kommunsnittet|snittet"
)
"""Compared with this, only a variance is judged: anything else is not a change between years."""

EXPLANATION = _word(
    r"beror|berodde|beroende på|till följd av|på grund av|p\.g\.a\.?|pga|förklara[st]\w*"
    r"|förklaring\w*|orsak\w*"
    r"|tack vare|härrör|avser|hänför\w*|främst|framför ?allt|huvudsakligen|bland annat|bl\.a\.?"
    r"|varav|därav|består"
    r"|genom att|eftersom|på så sätt|följd|kopplat till|kopplade till|ingår|fördela[st]\w*|däribland"
    r"|bidragit|bidrog|bidrar|medför\w*|lett till|leder till|ledde till|innebar att|innebär att|inneburit\w*"
    r"|påverka\w*|effekten|drivs av|inkludera\w*"
)
"""After this come causes and parts, which are not the whole."""

CLAUSE = re.compile(
    r";|:(?=\s)|,?\s(?=(?:vilket|vilka|medan|men|samtidigt som|att jämföra|att jämföras|där|fast|när"
    r"|då|varpå)\b)"
    r"|,\s(?=(?:som|och|en|ett|dvs|det vill säga|motsvarande)\b)|\s[–-]\s",
    re.IGNORECASE,
)
"""Where a clause begins."""

COMPARED = re.compile(
    r"\b(?:jämfört med|jämförelse med|jämföra(?:s|t)? med|mot|gentemot|än|sedan|från"
    r"|förhållande till|relation till)"
    r"(?:\s(?:år|utfallet|bokslutet|nivån|i|för|under|utgången av))*\s*$",
    re.IGNORECASE,
)
"""Words just before a year or a number that make it what is compared with."""

LAST_YEAR = _word(
    r"(?:föregående|förra|närmast föregående) år(?:et|ets|s)?|fjolår(?:et|ets)?|året (?:innan|före)|i fjol"
    r"|ett år tidigare|förra bokslutet|föregående bokslut"
)
THIS_YEAR = _word(r"årets|året|i år|helåret|under året|innevarande år")

_LINKS = re.compile(
    r"är|var|blev|blir|blivit|varit|bli|uppgå(?:r|tt)?|uppgick|landa[rt]|landade|hamna[rt]|hamnade"
    r"|stanna(?:r|de)"
    r"|sluta(?:r|de)|visa[rt]|visade|redovisa[rts]|redovisade|redovisades|har|hade|haft|innebär"
    r"|innebar|ligger|låg"
    r"|ger|gav|fick|får|går|gick|kom|summera[rs]|summerades|motsvara(?:r|de|nde)|gör|gjorde|utgör|utgjorde"
    r"|uppvisa[rt]|uppvisade|erhållit|kostat|kan|konstateras|noteras|beräknades"
    r"|på|inom|hos|per|den|december|med|till|om|från|för|i|under|mot|än|över|vid|som|vilket|där|och"
    r"|att|jämfört|jämförelse|jämföra[s]?"
    r"|förhållande|relation|gentemot|utfallet|utfall|bokslutet|bokslut|utgången|sedan|den|det|detta|de|en|ett"
    r"|denna|så|mycket|totalt|total|totala|sammanlagt|sammantaget|drygt|knappt|cirka|ca|omkring|runt"
    r"|ungefär|nästan"
    r"|närmare|hela|netto|brutto|därmed|alltså|således|åter|återigen|även|också|dock|fortsatt"
    r"|fortfarande|endast"
    r"|bara|enbart|hittills|nu|sig|återigen|något|mest|helt|stort|sett|i|plus|minus|exakt|året|år"
    r"|årets|åren|helåret"
    r"|perioden|nivå|helhet|räknades|räknats|skrevs|fastställdes|upp|ned|ner|slutligen|vill|säga|in"
    r"|sin|sina|sitt|föregående|förra|fjolåret|innan|tidigare|eller|dvs|alltjämt|istället|stället"
    r"|procent|budget|budgeten|resultatet|samtidigt|däremot|emellertid|ytterligare|kraftig|viss"
    r"|positiv|negativ|mkt"
    r"|\w+(?:igt|ligt|ellt|vis|samt|ivt|ärt|nt|art)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")


def only_links(text: str) -> bool:
    """Tell whether a stretch of text only links what stands around it, and adds no noun of its own."""
    return all(_LINKS.fullmatch(word) for word in _LETTERS.findall(text))
