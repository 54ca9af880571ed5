"""The menus of the bar at the top (unit, period, snapshot) and the few words to the left."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.web.addresses import address, here_but
from hjulet.web.context import Asked
from hjulet.web.words import cause_words, month_name, period_words


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A line of a menu: where it leads, whether it is the one shown now, how far it is indented.

    ``below`` are the words shown under a word to the left while one is there.
    """

    label: str
    href: str
    current: bool = False
    level: int = 0
    note: str = ""
    below: tuple["Choice", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Group:
    """Choices under a common word; short ones (months) stand beside each other."""

    label: str
    choices: tuple[Choice, ...]
    is_short: bool = False


@dataclass(frozen=True, kw_only=True)
class Menu:
    """A menu of the bar: what it chooses, what is chosen, and the choices."""

    id: str
    label: str
    shown: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class NavWord:
    """A word to the left: the page it leads to, and the first part of the paths it stands for, or two.

    ``below`` are the pages of that place, shown while one is there.
    """

    label: str
    page: str
    permission: Permission
    paths: tuple[str, ...]
    below: tuple["NavWord", ...] = ()


def _of_ledger(label: str, page: str, *paths: str) -> NavWord:
    return NavWord(
        label=label,
        page=page,
        permission=Permission.VIEW_IMPORTS,
        paths=tuple(f"huvudbok/{path}" for path in paths),
    )


LEDGER = (
    _of_ledger(gettext_noop("Inläsningar"), "ledger", "", "las-in", "sats", "budget"),
    _of_ledger(gettext_noop("Kolumner"), "column-maps", "kolumner"),
    _of_ledger(gettext_noop("Avstämning"), "reconciliation", "avstamning"),
    _of_ledger(gettext_noop("Skillnader"), "differences", "skillnad"),
    _of_ledger(gettext_noop("Perioder"), "periods", "perioder"),
    _of_ledger(gettext_noop("Interna poster"), "internal", "internt"),
    _of_ledger(gettext_noop("Årsarbetare"), "staff", "arsarbetare"),
)


def _of_economy(label: str, page: str, path: str) -> NavWord:
    return NavWord(label=label, page=page, permission=Permission.VIEW_FIGURES, paths=(f"ekonomi/{path}",))


ECONOMY = (
    _of_economy(gettext_noop("Prognos"), "forecasts", "prognos"),
    _of_economy(gettext_noop("Förklaringar"), "causes", "forklaringar"),
    _of_economy(gettext_noop("Effektiviseringar"), "savings", "effektiviseringar"),
    _of_economy(gettext_noop("Särskilda uppföljningar"), "follow-ups", "uppfoljningar"),
    NavWord(
        label=gettext_noop("Investeringar"),
        page="investments-here",
        permission=Permission.VIEW_FIGURES,
        paths=("investeringar/enhet", "investeringar/projekt"),
    ),
    NavWord(
        label=gettext_noop("Statsbidrag"),
        page="grants-here",
        permission=Permission.VIEW_FIGURES,
        paths=("statsbidrag/enhet", "statsbidrag/bidrag"),
    ),
)

GOALS = (
    NavWord(
        label=gettext_noop("Åtgärder"),
        page="actions",
        permission=Permission.VIEW_FIGURES,
        paths=tuple(f"atgarder/{path}" for path in ("", "ny", "las-in", "flera", "kopiera", "att-se-over")),
    ),
    NavWord(
        label=gettext_noop("Teman"),
        page="action-themes",
        permission=Permission.VIEW_FIGURES,
        paths=("teman/", "teman/nytt"),
    ),
    NavWord(
        label=gettext_noop("Uppdrag"),
        page="assignments",
        permission=Permission.VIEW_FIGURES,
        paths=("uppdrag",),
    ),
)

REPORTS = (
    NavWord(
        label=gettext_noop("Planer"),
        page="plans",
        permission=Permission.VIEW_FIGURES,
        paths=("planer/", "planer/planer.csv"),
    ),
)

NAV = (
    NavWord(
        label=gettext_noop("Mitt arbete"),
        page="work",
        permission=Permission.WRITE_COMMENT,
        paths=("mitt-arbete",),
    ),
    NavWord(
        label=gettext_noop("Samtal"),
        page="threads",
        permission=Permission.READ_REMARKS,
        paths=("samtal", "anteckningar"),
    ),
    NavWord(label=gettext_noop("Min sida"), page="start", permission=Permission.VIEW_FIGURES, paths=("",)),
    NavWord(
        label=gettext_noop("Ekonomi"),
        page="economy",
        permission=Permission.VIEW_FIGURES,
        paths=("ekonomi", "enhet", "namnd", "sok", "tal", "investeringar", "statsbidrag"),
        below=ECONOMY,
    ),
    NavWord(
        label=gettext_noop("Mål"),
        page="goals-now",
        permission=Permission.VIEW_FIGURES,
        paths=("mal", "atgarder", "teman", "uppdrag"),
        below=GOALS,
    ),
    NavWord(
        label=gettext_noop("Indikatorer"),
        page="indicators",
        permission=Permission.VIEW_FIGURES,
        paths=("indikatorer",),
    ),
    NavWord(
        label=gettext_noop("Tavlor"), page="boards", permission=Permission.VIEW_FIGURES, paths=("tavlor",)
    ),
    NavWord(
        label=gettext_noop("Rapporter"),
        page="reports",
        permission=Permission.VIEW_FIGURES,
        paths=("rapporter", "rapport", "mallar", "planer"),
        below=REPORTS,
    ),
    NavWord(
        label=gettext_noop("Året"), page="this-year", permission=Permission.VIEW_FIGURES, paths=("aret",)
    ),
    NavWord(
        label=gettext_noop("Analys"),
        page="pivot",
        permission=Permission.VIEW_FIGURES,
        paths=("huvudbok/analys", "verifikat"),
    ),
    NavWord(
        label=gettext_noop("Huvudbok"),
        page="ledger",
        permission=Permission.VIEW_IMPORTS,
        paths=("huvudbok", "jobb"),
        below=LEDGER,
    ),
    NavWord(
        label=gettext_noop("Mappning"),
        page="mapping",
        permission=Permission.VIEW_IMPORTS,
        paths=("mappning", "rakenskaper", "foretag"),
    ),
    NavWord(
        label=gettext_noop("Utgåvor"),
        page="editions",
        permission=Permission.VIEW_FIGURES,
        paths=("utgavor", "utgava"),
    ),
    NavWord(
        label=gettext_noop("Händelser"),
        page="events",
        permission=Permission.VIEW_EVENTS,
        paths=("handelser", "personuppgifter"),
        below=(
            NavWord(
                label=gettext_noop("Personuppgifter"),
                page="personal-data",
                permission=Permission.VIEW_EVENTS,
                paths=("personuppgifter/",),
            ),
        ),
    ),
    NavWord(
        label=gettext_noop("Organisation"),
        page="organisation",
        permission=Permission.VIEW_FIGURES,
        paths=("organisation",),
    ),
    NavWord(
        label=gettext_noop("Personer"),
        page="people",
        permission=Permission.MANAGE_SETUP,
        paths=("personer", "las-in-personer"),
    ),
    NavWord(
        label=gettext_noop("Vem får vad"),
        page="roles",
        permission=Permission.VIEW_FIGURES,
        paths=("vem-far-vad",),
    ),
)


def nav(request: HttpRequest, actor: Actor) -> list[Choice]:
    """List the words to the left that the actor may follow."""
    return _words(request, actor, NAV)


def _here(request: HttpRequest, words: tuple[NavWord, ...]) -> str:
    """Give the part of the path that one of the words may stand for: its first two parts, else the first."""
    first, two = ("/".join(request.path.split("/")[1 : 1 + parts]) for parts in (1, 2))
    return two if any(two in word.paths for word in words) else first


def _words(request: HttpRequest, actor: Actor, words: tuple[NavWord, ...]) -> list[Choice]:
    today, here = timezone.localdate(), _here(request, words)
    return [
        Choice(
            label=_(word.label),
            href=address(request, word.page),
            current=here in word.paths,
            below=tuple(_words(request, actor, word.below)) if here in word.paths else (),
        )
        for word in words
        if actor.may_anywhere(word.permission, on=today) and _exists(request, word.page)
    ]


def _exists(request: HttpRequest, page: str) -> bool:
    try:
        address(request, page)
    except NoReverseMatch:
        return False
    return True


def menus(request: HttpRequest, asked: Asked) -> tuple[Menu, ...]:
    """Make the three menus of what a page is about."""
    return (_units(request, asked), _periods(request, asked), _snapshots(request, asked))


def _units(request: HttpRequest, asked: Asked) -> Menu:
    choices = tuple(
        Choice(
            label=unit.name,
            href=here_but(request, unit=unit.code),
            current=unit.code == asked.unit,
            level=unit.level,
        )
        for unit in asked.around.units
    )
    shown = next((choice.label for choice in choices if choice.current), asked.unit)
    return Menu(id="unit", label=_("Enhet"), shown=shown, groups=(Group(label=_("Enhet"), choices=choices),))


def _periods(request: HttpRequest, asked: Asked) -> Menu:
    period, months = asked.period, asked.around.months
    years = sorted({month[:4] for month in months})
    of_year = [month for month in months if month[:4] == str(period.year)]
    to_date = [parse_period(month).year_to_date() for month in of_year]
    in_years = Group(
        label=_("År"),
        choices=tuple(_choice(request, _in_year(period, int(year), months), asked, year) for year in years),
        is_short=True,
    )
    to_months = Group(
        label=_("Från januari till och med"),
        choices=tuple(_choice(request, each, asked, month_name(each.last_month)) for each in to_date),
        is_short=True,
    )
    in_months = Group(
        label=_("Bara månaden"),
        choices=tuple(_choice(request, parse_period(each), asked, month_name(each)) for each in of_year),
        is_short=True,
    )
    groups = (in_years,) if _is_of_report(request) else (in_years, to_months, in_months)
    return Menu(id="period", label=_("Period"), shown=period_words(period), groups=groups)


def _is_of_report(request: HttpRequest) -> bool:
    """Tell whether the page is about a report: the kinds that exist are of whole years."""
    match = request.resolver_match
    return match is not None and "kind" in match.kwargs


def _choice(request: HttpRequest, period: Period, asked: Asked, label: str) -> Choice:
    return Choice(
        label=label,
        href=here_but(request, period=str(period)),
        current=period == asked.period or label == str(asked.period.year),
    )


def _in_year(period: Period, year: int, months: tuple[str, ...]) -> Period:
    """Give the same months of another year; the part of them that the ledger holds, if not all."""
    same = period.previous(years=period.year - year)
    held = [month for month in months if month[:4] == str(year)]
    return same if same.last_month in held else parse_period(held[-1]).year_to_date()


def _snapshots(request: HttpRequest, asked: Asked) -> Menu:
    latest = asked.around.latest
    number = asked.snapshot or latest
    choices = tuple(
        Choice(
            label=str(each.number),
            href=here_but(request, snapshot="" if each.number == latest else str(each.number)),
            current=each.number == number,
            note=f"{cause_words(each.cause)} {timezone.localtime(each.known_at):%Y-%m-%d %H.%M}",
        )
        for each in asked.around.snapshots
    )
    shown = _("Ögonblicksbild {number}").format(number=number)
    if number == latest:
        shown = _("{snapshot}, senaste").format(snapshot=shown)
    return Menu(
        id="snapshot",
        label=_("Ögonblicksbild"),
        shown=shown,
        groups=(Group(label=_("Ögonblicksbild"), choices=choices),),
    )
