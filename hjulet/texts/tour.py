"""Kom igång: three to five first steps for each role, each with the page where it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from hjulet.texts.catalogue import N_


@dataclass(frozen=True, kw_only=True)
class Step:
    """A first step: its id (the same in several roles), what to do as a message id, and the page's name."""

    id: str
    text: str
    page: str


_MEET_FIGURE = Step(
    id="figure",
    text=N_("Peka på ett understruket tal: i marginalen står varifrån det kommer"),
    page="economy",
)
_READ_REPORTS = Step(id="reports", text=N_("Läs den senaste rapporten"), page="reports")
_SEE_YEAR = Step(id="year", text=N_("Se vad som händer under året"), page="this-year")
_VERIFY = Step(id="editions", text=N_("Kontrollera att en utgåva är hel"), page="editions")
_WORK = Step(id="work", text=N_("Se vad som väntar på dig i Mitt arbete"), page="work")
_REMINDERS = Step(id="reminders", text=N_("Välj vilka påminnelser du vill ha"), page="reminders")
_SAFE = Step(id="account", text=N_("Skydda ditt konto med en app eller en nyckel"), page="account")
_WHO = Step(id="roles", text=N_("Läs vad din roll får, och utse en vikarie när du är ledig"), page="roles")
_WORDS = Step(id="words", text=N_("Slå upp orden som används här"), page="help-texts")
_PIVOT = Step(id="pivot", text=N_("Gör en egen analys och spara den"), page="pivot")

TOURS: Mapping[str, tuple[Step, ...]] = {
    "elected_representative": (
        Step(id="start", text=N_("Läs nämndens år på en sida"), page="start"),
        _MEET_FIGURE,
        _READ_REPORTS,
        _SEE_YEAR,
    ),
    "party_group": (
        Step(id="start", text=N_("Läs nämndens år på en sida"), page="start"),
        _READ_REPORTS,
        _PIVOT,
        _WORDS,
    ),
    "public_editor": (
        Step(id="reports", text=N_("Läs rapporterna som medborgarna ska få"), page="reports"),
        _VERIFY,
        Step(
            id="house", text=N_("Se färger, typsnitt och komponenter som sidorna är gjorda av"), page="design"
        ),
    ),
    "contributor": (
        _WORK,
        Step(
            id="comment",
            text=N_("Öppna en text i månadsrapporten: den sparas medan du skriver"),
            page="reports",
        ),
        _MEET_FIGURE,
        _REMINDERS,
    ),
    "company_representative": (
        Step(id="company", text=N_("Se bolagets tal för året"), page="economy"),
        Step(id="vouchers", text=N_("Öppna ett tal ner till verifikatet"), page="pivot"),
        _WORK,
        _REMINDERS,
    ),
    "unit_manager": (
        Step(id="start", text=N_("Se hur mycket din enhet har kvar"), page="start"),
        _MEET_FIGURE,
        Step(id="forecast", text=N_("Lämna din prognos för året"), page="forecasts"),
        _WORK,
        _WHO,
    ),
    "controller": (
        Step(id="ledger", text=N_("Se vad som är inläst, och läs in månadens fil"), page="ledger"),
        Step(id="mapping", text=N_("Se till att inga konton saknar regel"), page="mapping-unmapped"),
        Step(id="templates", text=N_("Gör månadsrapportens mall till er egen"), page="templates"),
        Step(id="calendar", text=N_("Gå igenom årshjulets datum"), page="this-year"),
        Step(id="explain", text=N_("Skriv era egna förklaringar till ord och fält"), page="help-texts"),
    ),
    "auditor": (
        Step(id="vouchers", text=N_("Öppna ett tal ner till verifikatet"), page="pivot"),
        _VERIFY,
        Step(id="events", text=N_("Läs händelserna: vem gjorde vad, och när"), page="events"),
        Step(id="batches", text=N_("Se vad som är inläst, ersatt och återkallat"), page="ledger"),
    ),
    "administrator": (
        Step(id="organisation", text=N_("Läs in kommunens organisation"), page="organisation"),
        Step(id="people", text=N_("Lägg till personer och ge dem roller"), page="people"),
        Step(id="upload", text=N_("Läs in årets huvudbok"), page="upload"),
        Step(id="mapping", text=N_("Se till att inga konton saknar regel"), page="mapping-unmapped"),
        _SAFE,
    ),
}
"""Role -> its steps. A test opens every page as that role."""
