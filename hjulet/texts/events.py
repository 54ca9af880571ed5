"""A sentence for each kind of event in the log, in the past tense: ``läste in 2017.se``.

``{about}`` is the id of what it was done to; the other words are the event's values, in words where they
are codes: roles, reasons, and days, of which the last that counts is said. Of a list one is told how long
it is, but roles are named.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hjulet.domain.period import parse_period
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.goals import LEVELS
from hjulet.texts.labels import ROLES
from hjulet.texts.periods import period_words

EVENTS: Mapping[str, str] = {
    "load-demo": N_("läste in exempelkommunen"),
    "set-organisation": N_("satte organisationen: {units} enheter"),
    "import-organisation": N_("läste in organisationen ur {about}: {changes} ändringar"),
    "set-mapping": N_("satte mappningen"),
    "set-origins": N_("satte hur talen är märkta: publicerat, härlett eller illustrativt"),
    "add-company": N_("lade till företaget {about}, {name}"),
    "change-company": N_("ändrade företaget {about}"),
    "import-sie": N_("läste in huvudboken {file}: {rows} rader"),
    "import-list": N_("läste in listan {file}: {rows} rader"),
    "withdraw-batch": N_("återkallade inläsningen {about}: {reason}"),
    "undo-import": N_("ångrade inläsningen {about}: {reason}"),
    "import-budget": N_("läste in budgeten {file}: {rows} rader"),
    "withdraw-budget": N_("återkallade en budget: {reason}"),
    "save-column-map": N_("sparade kolumnerna {about}, version {version}"),
    "set-periods": N_("ändrade läget för {months} månader i {about}"),
    "reopen-periods": N_("öppnade {months} stängda månader i {about} genom en inläsning"),
    "set-item": N_("skrev den särskilda posten {name} för {unit}, {month}"),
    "remove-item": N_("tog bort en särskild post"),
    "set-population": N_("satte antalet invånare för {years} år"),
    "set-staff": N_("läste in årsarbetare ur {about}: {changes} ändringar"),
    "set-indicator": N_("skrev indikatorn {name}"),
    "add-indicators": N_("lade upp {about} indikatorer"),
    "set-indicator-value": N_("skrev ett värde för indikatorn {about}"),
    "set-indicator-values": N_("läste in indikatorers värden ur {about}: {changes} ändringar"),
    "fetch-indicators": N_("hämtade indikatorers värden från {about}: {changes} ändringar"),
    "set-indicator-action": N_("skrev vad som görs åt indikatorn {name} {period}"),
    "fetch-catalogue": N_("hämtade katalogen från {about}: {count} nyckeltal"),
    "set-forecast": N_("satte {forecasts} prognoser"),
    "set-causes": N_("skrev {causes} förklaringar till {about}"),
    "set-saving": N_("skrev effektiviseringen {about}"),
    "remove-saving": N_("tog bort effektiviseringen {about}"),
    "set-follow-up": N_("skrev den särskilda uppföljningen {name}"),
    "remove-follow-up": N_("tog bort den särskilda uppföljningen {about}"),
    "set-investment": N_("skrev i investeringarna: {about}"),
    "remove-investment": N_("tog bort investeringsprojektet {about}"),
    "set-grant": N_("skrev i statsbidragen: {about}"),
    "remove-grant": N_("tog bort statsbidraget {about}"),
    "set-goals": N_("läste in målen för {about}: {changes} ändringar"),
    "ask-goal-wording": N_("frågade vilken lydelse som gäller: {about}"),
    "drop-goal-wording": N_("tog bort frågan om lydelse: {about}"),
    "start-board": N_("började med en tavla för {about}"),
    "set-board-row": N_("skrev raden {name} på tavlan, {about}"),
    "end-board-row": N_("slutade följa raden {name} på tavlan, {about}"),
    "tell-deviation": N_("skrev en avvikelse på tavlan, {about}: {name}"),
    "change-deviation": N_("ändrade en avvikelse på tavlan, {about}"),
    "close-deviation": N_("skrev att det är normalt igen på tavlan, {about}"),
    "add-improvement": N_("skrev förbättringen {name}, {about}"),
    "change-improvement": N_("ändrade förbättringen {name}, {about}"),
    "move-improvement": N_("flyttade förbättringen {name}, {about}"),
    "order-improvements": N_("ordnade förbättringarna på tavlan, {about}: {name}"),
    "set-commitment": N_("skrev åtagandet {about}: {name}"),
    "remove-commitment": N_("tog bort åtagandet {about}: {name}"),
    "set-goal": N_("skrev {about} bland målen: {name}"),
    "reword-goal": N_("ändrade lydelsen av {about} till: {name}. {decision}: {reason}"),
    "end-goal": N_("avslutade {about} bland målen: {name}"),
    "end-decided-goal": N_("avslutade {about} bland målen: {name}. {decision}: {reason}"),
    "move-goal": N_("ändrade ordningen för {about} bland målen: {name}"),
    "link-goal": N_("länkade {about} bland målen: {name}"),
    "unlink-goal": N_("tog bort en länk från {about} bland målen: {name}"),
    "set-goal-target": N_("skrev målnivån för {about}: {name}, {year}"),
    "remove-goal-target": N_("tog bort målnivån för {about}: {name}, {year}"),
    "register-assignment": N_("förde in uppdrag {about}: {name}"),
    "set-assignment": N_("rättade uppdrag {about}: {name}"),
    "import-assignments": N_("läste in uppdrag ur {about}: {changes} ändringar"),
    "assignment-reported": N_("rapporterade uppdrag {about}: {name}"),
    "assignment-day-asked": N_("begärde ny slutdag för uppdrag {about}: {name}"),
    "assignment-extended": N_(
        "flyttade slutdagen för uppdrag {about} till {due}: {name}. Beslut: {decision}"
    ),
    "assignment-closing-proposed": N_("föreslog att uppdrag {about} avslutas: {name}"),
    "assignment-declined": N_("avböjde uppdrag {about}: {name}. {text}"),
    "assignment-upheld": N_("lät uppdrag {about} ligga fast: {name}. Beslut: {decision}"),
    "assignment-closed": N_("avslutade uppdrag {about}: {name}. Beslut: {decision}"),
    "assignment-struck": N_("strök en händelse i uppdrag {about}: {name}. {text}"),
    "assess-goal": N_("bedömde målet {about}: {level}"),
    "withdraw-assessment": N_("tog tillbaka bedömningen av målet {about}"),
    "assess-goals": N_("bedömde mål för {about}: {count} stycken"),
    "set-action": N_("skrev åtgärden {about}: {name}"),
    "remove-action": N_("tog bort åtgärden {about}: {name}"),
    "import-actions": N_("läste in åtgärder ur {about}: {changes} ändringar"),
    "change-actions": N_("ändrade {about} åtgärder på en gång"),
    "copy-actions": N_("kopierade {count} åtgärder från {about} till nästa år"),
    "set-theme": N_("skrev temat {name}"),
    "answer-goal-wording": N_("svarade på vilken lydelse som gäller: {about}. {reason}"),
    "save-text": N_("sparade en text i {about}, version {version}"),
    "save-template": N_("sparade mallen {about}, version {version}"),
    "remove-template": N_("tog bort mallen {about}"),
    "seal-report": N_("förseglade utgåva {about}. Beslut: {decision}"),
    "save-view": N_("sparade analysen {name}"),
    "rename-view": N_("bytte namn på en analys till {name}"),
    "remove-view": N_("tog bort analysen {name}"),
    "read-events": N_("läste händelserna om {about}"),
    "read-person": N_("läste om personen {about}"),
    "export-person": N_("tog ut allt som är sparat om {about}"),
    "protect-person": N_("ändrade skyddet av {about}"),
    "weed": N_("gallrade {count} uppgifter vars tid är ute"),
    "set-text-aside": N_("fick en text i {about} lagd åt sidan: någon annan hann före"),
    "settle-text": N_("valde vad som blir av en text i {about} som låg åt sidan"),
    "start-thread": N_("började ett samtal om {about}"),
    "reply-remark": N_("skrev i samtal {about}"),
    "change-remark": N_("ändrade sitt inlägg i samtal {about}"),
    "withdraw-remark": N_("tog tillbaka sitt inlägg i samtal {about}"),
    "settle-thread": N_("avslutade samtal {about}"),
    "reopen-thread": N_("öppnade samtal {about} igen"),
    "write-note": N_("skrev en egen anteckning"),
    "remove-note": N_("tog bort en egen anteckning"),
    "supplement-edition": N_("kompletterade utgåva {edition} med komplettering {number}"),
    "reopen-report": N_("öppnade {about} för en ny utgåva efter utgåva {edition}: {reason}"),
    "shut-report": N_("stängde {about} igen: inget hade skrivits sedan utgåva {edition}"),
    "add-person": N_("lade till personen {about}"),
    "rename-person": N_("ändrade namnet på {about} från {before} till {after}"),
    "link-person": N_("kopplade {about} till inloggningen hos {provider}"),
    "roles-from-groups": N_("gav {about} roller efter grupperna hos {provider}: {after}, förut {before}"),
    "import-people": N_("läste in personer ur {about}: {changes} ändringar"),
    "give-role": N_("gav {about} rollen {role} för {unit} från {valid_from}"),
    "change-role-end": N_("satte sista dagen för rollen {role} för {unit} som {about} har: {last}"),
    "close-account": N_("stängde kontot {about}"),
    "open-account": N_("öppnade kontot {about}"),
    "remove-factors": N_("tog bort app, passnycklar och reservkoder för {about}"),
    "set-password": N_("satte ett lösenord för {about}"),
    "untie-person": N_("skilde {about} från inloggningen hos {provider}"),
    "end-role": N_("avslutade rollen {role} för {unit} som {about} hade"),
    "appoint-deputy": N_(
        "gjorde {deputy} till vikarie för {about} från {valid_from} till och med {valid_until}"
    ),
    "end-deputy": N_("avslutade {deputy} som vikarie för {about}"),
    "sign-in": N_("loggade in"),
    "sign-out": N_("loggade ut"),
    "sign-in-failed": N_("försökte logga in som {about} och misslyckades"),
    "sign-in-refused": N_("försökte logga in som {about}, som inte får: {reason}"),
    "change-password": N_("bytte lösenord"),
    "add-factor": N_("lade till ett sätt att bekräfta inloggningen"),
    "remove-factor": N_("tog bort ett sätt att bekräfta inloggningen"),
    "use-factor": N_("bekräftade inloggningen"),
    "factor-failed": N_("försökte bekräfta inloggningen som {about} och misslyckades"),
    "end-sessions": N_("loggade ut överallt"),
    "save-step": N_("sparade steget {about} i årshjulet, version {version}"),
    "remove-step": N_("tog bort steget {about} ur årshjulet"),
    "ask-calendar": N_("lade frågan {about} i årshjulet"),
    "answer-calendar": N_("svarade på frågan {about} i årshjulet"),
    "remind": N_("skickade en påminnelse till {about}"),
    "choose-reminders": N_("valde vilka påminnelser {about} får"),
    "renew-feed": N_("gjorde en ny adress till sin kalender"),
    "end-feed": N_("tog bort adressen till sin kalender"),
    "set-house": N_("ändrade kommunens namn, färg eller logotyp"),
    "save-help": N_("skrev förklaringen {about}, version {version}"),
    "mark-step": N_("bockade av {step} i Kom igång"),
    "bring-back-steps": N_("tog fram Kom igång igen"),
    "make-backup": N_("gjorde säkerhetskopian {about}: {files} filer"),
    "restore-backup": N_("återställde säkerhetskopian {about} från {created_at}"),
}


def event_sentence(action: str, about: str, params: Mapping[str, Any], *, language: str) -> str:
    """Say what was done; a value that an old event does not have is shown as –."""
    shown = {name: _shown(name, value, language) for name, value in params.items()}
    named = _report(about, language) if action in OF_REPORTS else about
    values = shown | {"about": named or "–"}
    said = _SENT if params.get("referral") else EVENTS[action]
    return translate(said, language=language).format_map(_Values(values))


_SENT = N_("förseglade utgåva {about} för synpunkter: {referral}")
"""Of a report that is sealed without being decided."""

OF_REPORTS = frozenset({"save-text", "set-text-aside", "settle-text", "reopen-report", "shut-report"})
"""Events about a report: its kind, unit and period, and the section of a text."""

_REPORTS = {
    "month": N_("månadsrapporten {period} för {unit}"),
    "interim": N_("delårsrapporten {period} för {unit}"),
    "annual": N_("årsrapporten {period} för {unit}"),
    "plan": N_("verksamhetsplanen {period} för {unit}"),
    "goals": N_("målkapitlen i Mål och budget {period} för {unit}"),
    "work_plan": N_("arbetsplanen {period} för {unit}"),
    "business_plan": N_("affärsplanen {period} för {unit}"),
}
_OTHER = N_("rapporten {kind} {period} för {unit}")
_SECTION = N_("{report}, avsnittet {section}")


def _report(about: str, language: str) -> str:
    """Name a report: ``månadsrapporten augusti 2017 för KS, avsnittet unit-comments.HR``.

    What stands there instead of a protected person is given as it is.
    """
    try:
        kind, unit, period, *sections = about.split()
        months = period_words(parse_period(period), language=language)
    except ValueError:
        return about
    report = translate(_REPORTS.get(kind, _OTHER), language=language)
    report = report.format(kind=kind, unit=unit, period=months)
    if not sections:
        return report
    return translate(_SECTION, language=language).format(report=report, section=sections[0])


def event_kind(action: str, *, language: str) -> str:
    """Name a kind of event: its sentence without values."""
    return re.sub(r"\{\w+\}", "…", translate(EVENTS[action], language=language))


REASONS = {
    "inactive": N_("kontot är stängt"),
    "by-provider": N_("personen loggar in med kommunens egen inloggning"),
    "no-role": N_("ingen roll är given"),
    "identity-no-username": N_("användarnamnet saknas"),
    "identity-username-taken": N_("användarnamnet är upptaget"),
}
"""Why somebody who had shown who they are was turned away."""


_LEVELS = {str(level): word for level, (_shape, word) in LEVELS.items()}


def _shown(name: str, value: object, language: str) -> str:
    """Give a value in words: what has none is shown as it is."""
    if isinstance(value, list) and name in {"before", "after"}:
        roles = ", ".join(_role(str(each), language) for each in value)
        return roles or translate(N_("ingen"), language=language)
    if isinstance(value, list):
        return str(len(value))
    if value in (None, ""):
        return translate(N_("tills vidare"), language=language) if name == "last" else "–"
    if name == "valid_until":
        return str(date.fromisoformat(str(value)) - timedelta(days=1))
    words = {"role": ROLES, "reason": REASONS, "level": _LEVELS}.get(name, {}).get(str(value))
    return translate(words, language=language) if words else str(value)


def _role(held: str, language: str) -> str:
    """Name a role and its unit: ``controller KS``."""
    role, _, unit = held.partition(" ")
    return f"{translate(ROLES.get(role, role), language=language)} {unit}".strip()


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"
