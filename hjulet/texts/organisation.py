"""What changes in an organisation, in words: what, when, and how it was and becomes."""

from collections.abc import Mapping
from dataclasses import dataclass

from hjulet.domain.organisation import Structure
from hjulet.domain.organisation_changes import Change, ChangeKind
from hjulet.domain.organisation_file import UNIT_KINDS, OrganisationTable
from hjulet.domain.unit_use import Fate, Hanging, UseKind
from hjulet.domain.validity import Validity
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.labels import KINDS, STRUCTURES

CHANGES = {
    ChangeKind.NEW: N_("Ny enhet"),
    ChangeKind.GONE: N_("Försvinner helt"),
    ChangeKind.ENDS: N_("Finns inte längre"),
    ChangeKind.EXISTS: N_("Finns även under den tiden"),
    ChangeKind.NAME: N_("Byter namn"),
    ChangeKind.KIND: N_("Byter slag"),
    ChangeKind.APPROPRIATION: N_("Har kommunbidrag"),
    ChangeKind.SERVES: N_("Betjänar"),
    ChangeKind.SERVES_NO_MORE: N_("Betjänar inte längre"),
    ChangeKind.FOLLOWS: N_("Tar över efter"),
    ChangeKind.FOLLOWS_NO_MORE: N_("Tar inte längre över efter"),
}

PLACES = {
    Structure.POLITICAL: N_("Flyttas, politisk struktur"),
    Structure.ADMINISTRATIVE: N_("Flyttas, administrativ struktur"),
}

USES = {
    UseKind.MAPPING: N_("regler i mappningen"),
    UseKind.ROLES: N_("roller"),
    UseKind.BUDGET: N_("budgetbelopp"),
    UseKind.TEXTS: N_("texter i rapporter"),
    UseKind.EDITIONS: N_("förseglade utgåvor"),
    UseKind.FORECASTS: N_("prognoser"),
    UseKind.STAFF: N_("månader med årsarbetare"),
    UseKind.REGISTERS: N_("poster, förklaringar och projekt"),
    UseKind.GOALS: N_("mål och åtaganden"),
    UseKind.CALENDAR: N_("steg i årshjulet"),
    UseKind.INDICATORS: N_("indikatorer"),
    UseKind.TALK: N_("samtal"),
    UseKind.BOARDS: N_("rader på tavlan"),
    UseKind.ACTIONS: N_("åtgärder och teman"),
    UseKind.ASSIGNMENTS: N_("uppdrag"),
    UseKind.ASSESSMENTS: N_("bedömningar av mål"),
}

FATES = {
    Fate.GONE: N_("försvinner ur organisationen"),
    Fate.ENDS: N_("finns inte längre {when}"),
    Fate.UNKNOWN: N_("finns inte i organisationen"),
}

TABLES = {
    OrganisationTable.UNITS: N_("Enheter"),
    OrganisationTable.SERVICES: N_("Betjänar"),
    OrganisationTable.SUCCESSIONS: N_("Efterträder"),
}
EXPLAINED = N_("Förklaring")

COLUMNS = (
    (N_("Bladet Enheter"), ""),
    (N_("code (kod)"), N_("Enhetens kod. Den ändras aldrig: budget, mappning och texter bygger på den.")),
    (N_("kind (slag)"), N_("Vad enheten är. Orden står nedanför.")),
    (
        N_("structure (struktur)"),
        N_(
            "political: vem som svarar för pengar och mål. administrative: var man arbetar. "
            "both: samma plats i båda."
        ),
    ),
    (N_("name (namn)"), N_("Namnet under radens tid. Ett nytt namn är en ny rad.")),
    (N_("parent (under)"), N_("Koden för enheten närmast ovanför. Tomt betyder överst.")),
    (N_("valid_from (från)"), N_("Första dagen, 2026-01-01. Lika tidigt som den första huvudboken.")),
    (N_("valid_to (till)"), N_("Sista dagen. Tomt betyder tills vidare.")),
    (
        N_("has_appropriation (kommunbidrag)"),
        N_("no för den som aldrig har något eget kommunbidrag. Tomt betyder yes."),
    ),
    (N_("note (anteckning)"), N_("Din egen anteckning i filen. Den läses inte in.")),
    (
        N_("Bladet Betjänar"),
        N_("Vilka nämnder ett kontor arbetar åt: department, committee, valid_from, valid_to."),
    ),
    (
        N_("Bladet Efterträder"),
        N_(
            "Vem som tog över efter vem: predecessor (före), successor (efter), day (dagen). "
            "Den som granskade det gamla får se det nya."
        ),
    ),
    (N_("Slag"), ""),
)
"""The lines of the sheet that explains the others: a word and what it means, or a heading alone."""


@dataclass(frozen=True, kw_only=True)
class ChangeWords:
    """A change in words."""

    unit: str
    name: str
    what: str
    when: str
    before: str
    after: str


def change_words(change: Change, names: Mapping[str, str], *, language: str) -> ChangeWords:
    """Say a change in words; ``names`` names units by their codes."""
    label = PLACES[change.structure] if change.structure else CHANGES[change.kind]
    before, after = (_value(change, value, names, language) for value in (change.before, change.after))
    above = [names.get(unit, unit) for unit in change.under if unit]
    if above:
        after = translate(N_("{kind} under {above}"), language=language).format(
            kind=after, above=", ".join(above)
        )
    return ChangeWords(
        unit=change.unit,
        name=names.get(change.unit, change.unit),
        what=translate(label, language=language),
        when=_when(change, language),
        before=before,
        after=after,
    )


def change_line(change: Change, names: Mapping[str, str], *, language: str) -> str:
    """Say a change as a line: ``HR, HR-enheten. Byter namn från 2027-01-01: HR-enheten → Personal``."""
    said = change_words(change, names, language=language)
    values = " → ".join(value for value in (said.before, said.after) if value)
    line = f"{said.unit}, {said.name}. {said.what} {said.when}"
    return f"{line}: {values}" if values else line


def span_words(validity: Validity, *, language: str) -> str:
    """Say a span: from a day, or between two."""
    if validity.end is None:
        return translate(N_("från {first}"), language=language).format(first=validity.start)
    return f"{validity.start} – {validity.last_day}"


def structure_label(structure: Structure, *, language: str) -> str:
    """Name a structure."""
    return translate(STRUCTURES[structure], language=language)


def kind_label(kind: str, *, language: str) -> str:
    """Name a kind of units; one that nobody has named is shown as it is."""
    return translate(KINDS[kind], language=language) if kind in KINDS else kind


def uses_words(uses: Mapping[UseKind, int], *, language: str) -> str:
    """Say what hangs on a unit: ``roller (3), regler i mappningen (2)``."""
    return ", ".join(f"{translate(USES[kind], language=language)} ({count})" for kind, count in uses.items())


def fate_words(hanging: Hanging, *, language: str) -> str:
    """Say what becomes of a unit, and when it is not there any more."""
    when = ", ".join(span_words(span, language=language) for span in hanging.lost)
    return translate(FATES[hanging.fate], language=language).format(when=when)


def explained_lines(*, language: str) -> tuple[tuple[str, str], ...]:
    """Give the lines of the sheet that explains the others, kinds last."""
    said = [tuple(translate(each, language=language) if each else "" for each in line) for line in COLUMNS]
    kinds = [(kind, kind_label(kind, language=language)) for kind in UNIT_KINDS]
    return tuple((word, meaning) for word, meaning in (*said, *kinds))


def _when(change: Change, language: str) -> str:
    if change.kind in (ChangeKind.FOLLOWS, ChangeKind.FOLLOWS_NO_MORE):
        return str(change.during.start)
    return span_words(change.during, language=language)


def _value(change: Change, value: str | None, names: Mapping[str, str], language: str) -> str:
    match change.kind:
        case ChangeKind.NAME:
            said = value or ""
        case ChangeKind.KIND | ChangeKind.NEW | ChangeKind.GONE:
            said = kind_label(value or "", language=language)
        case ChangeKind.APPROPRIATION:
            said = translate(N_("ja") if value == "yes" else N_("nej"), language=language)
        case ChangeKind.PLACE if not value:
            said = translate(N_("ingen plats") if value is None else N_("överst"), language=language)
        case _:
            said = names.get(value or "", value or "")
    return said
