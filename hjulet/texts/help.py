"""Explanations that come with the product: of words, fields and pages, beside which a quiet ? opens them.

The municipality may write its own over each (``hjulet.services.help``). A new one is a line here, and
``{% help "key" %}`` on the page; a test finds a key that no page shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hjulet.texts.catalogue import N_, translate


class HelpKind(StrEnum):
    """What is explained."""

    WORD = "word"
    FIELD = "field"
    PAGE = "page"


@dataclass(frozen=True, kw_only=True)
class Explained:
    """What is explained, as the page names it, and how; both are message ids."""

    kind: HelpKind
    label: str
    text: str


KINDS: Mapping[HelpKind, str] = {
    HelpKind.WORD: N_("Ord"),
    HelpKind.FIELD: N_("Fält"),
    HelpKind.PAGE: N_("Sidor"),
}


def _word(label: str, text: str) -> Explained:
    return Explained(kind=HelpKind.WORD, label=label, text=text)


def _field(label: str, text: str) -> Explained:
    return Explained(kind=HelpKind.FIELD, label=label, text=text)


def _page(label: str, text: str) -> Explained:
    return Explained(kind=HelpKind.PAGE, label=label, text=text)


HELP: Mapping[str, Explained] = {
    "outcome": _word(
        N_("Utfall"),
        N_("Det som är bokfört i huvudboken för perioden."),
    ),
    "budget": _word(
        N_("Budget"),
        N_("Den budget som gällde när perioden var slut, med de ändringar som var beslutade då."),
    ),
    "variance": _word(
        N_("Avvikelse"),
        N_("Budget minus utfall. Plus är överskott: det har kostat mindre än budget. Minus är underskott."),
    ),
    "appropriation": _word(
        N_("Kommunbidrag"),
        N_("De skattepengar som kommunfullmäktige ger nämnden för året. I lagen heter det anslag."),
    ),
    "used": _word(
        N_("Använt"),
        N_("Nettokostnaden hittills i år: kostnader minus intäkter, med avskrivningar och ränta."),
    ),
    "remaining": _word(
        N_("Kvar"),
        N_("Årets kommunbidrag minus det som är använt. Det ska räcka till årets slut."),
    ),
    "man-years": _word(
        N_("Årsarbetare"),
        N_("Anställda omräknade till heltid, i genomsnitt över periodens månader."),
    ),
    "comment": _word(
        N_("Kommentar"),
        N_(
            "Enheten skriver vad som hänt, varför, och vad den gör åt det. "
            "Den som avviker mer än gränsen i månadsrapportens mall ska skriva."
        ),
    ),
    "forecast-amount": _field(
        N_("Prognos"),
        N_(
            "Vad hela året väntas kosta netto: det som är bokfört och det som återstår. "
            "Skriv det du tror, inte det du hoppas; skillnaden mot budget räknas ut åt dig."
        ),
    ),
    "item-amount": _field(
        N_("Belopp"),
        N_("Plus höjer resultatet, minus sänker det. Skriv i kronor, eller med tkr eller mnkr efter."),
    ),
    "saving-effect": _field(
        N_("Effekt"),
        N_("Vad åtgärden faktiskt har sparat hittills i år, inte vad den beräknas ge på helår."),
    ),
    "seal-decision": _field(
        N_("Beslut"),
        N_("Den instans och paragraf som fastställde rapporten, till exempel ”KF 2018-04-23 § 62”."),
    ),
    "role-period": _field(
        N_("Gäller"),
        N_(
            "Från och med första dagen till och med sista. Utan sista dag gäller rollen tills någon "
            "avslutar den."
        ),
    ),
    "work": _page(
        N_("Mitt arbete"),
        N_(
            "Det du ska lämna, med det mest bråttom först. Varje rad leder till fältet där du skriver. "
            "Är du vikarie står det för vem."
        ),
    ),
    "forecasts": _page(
        N_("Prognos"),
        N_("Varje enhet säger hur året slutar. Det som är lämnat räknas ihop uppåt till nämnden."),
    ),
    "causes": _page(
        N_("Förklaringar"),
        N_(
            "Skillnaden mellan två tal delas upp på orsaker. Det som ingen orsak täcker visas som oförklarat."
        ),
    ),
    "savings": _page(
        N_("Effektiviseringar"),
        N_("Beslut om att sänka kostnader: vad de skulle ge, vad de har gett, och hur långt de har kommit."),
    ),
    "investments": _page(
        N_("Investeringar"),
        N_("Projekt med anslag för flera år. Anslagets ändringar är beslut; utfallet kommer ur huvudboken."),
    ),
    "reports": _page(
        N_("Rapporter"),
        N_(
            "Varje rapport hämtar talen ur huvudboken själv. Du skriver texterna; ett tal i en text "
            "är en länk till sin källa."
        ),
    ),
    "goals": _page(
        N_("Mål"),
        N_(
            "Fullmäktiges mål för en period, med det som hör till dem. Varje mål kan följas bakåt och framåt "
            "genom perioderna."
        ),
    ),
    "year": _page(
        N_("Året"),
        N_(
            "Årshjulet: möten, rapporter och budgetsteg i den ordning de kommer, och de lagar som "
            "sätter gränserna."
        ),
    ),
    "pivot": _page(
        N_("Analys"),
        N_(
            "Välj vad som är rader och kolumner. Varje tal går att öppna ner till verifikaten. "
            "Adressen är analysen: dela den."
        ),
    ),
    "ledger": _page(
        N_("Inläsningar"),
        N_(
            "Filer ur ekonomisystemet. En inläsning ändras aldrig: den ersätts eller återkallas, och "
            "den gamla går att läsa."
        ),
    ),
    "periods": _page(
        N_("Perioder"),
        N_(
            "En stängd månad tar inte emot nya filer. En preliminär kan ännu ändras, och det står på "
            "varje sida som visar den."
        ),
    ),
    "mapping": _page(
        N_("Mappning"),
        N_(
            "Regler för vilka konton som hör till vilken rad, och vilka ansvar till vilken enhet. De "
            "gäller per år."
        ),
    ),
    "editions": _page(
        N_("Utgåvor"),
        N_(
            "En utgåva är en förseglad rapport: den kan inte ändras, och vem som helst kan "
            "kontrollera att den är hel."
        ),
    ),
    "organisation": _page(
        N_("Organisation"),
        N_(
            "Den politiska strukturen svarar för pengar och mål, den administrativa är var man arbetar. "
            "En kod ändras aldrig; namn och platser har dagar då de gäller."
        ),
    ),
    "people": _page(
        N_("Personer"),
        N_("Vem som kommer in och vad de får. En roll gäller en enhet och allt under den, mellan två dagar."),
    ),
}


def help_label(key: str, *, language: str) -> str:
    """Name what is explained."""
    return translate(HELP[key].label, language=language)


def help_text(key: str, *, language: str) -> str:
    """Explain it in the product's words."""
    return translate(HELP[key].text, language=language)
