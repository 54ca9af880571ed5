"""The register of personal data in words: treatments, tables, columns, and how long each is kept."""

from hjulet.domain.personal_data import TREATMENTS, Ground, Handling, Reader
from hjulet.domain.weeding import RULES
from hjulet.texts.catalogue import N_, translate

TREATMENT_NAMES = {
    "account": N_("Konton"),
    "rights": N_("Roller och vikarier"),
    "sign-in": N_("Inloggning"),
    "log": N_("Händelser"),
    "authorship": N_("Vem som gjorde vad i ärendet"),
    "texts": N_("Texter och underlag"),
    "set-aside": N_("Texter som lagts åt sidan"),
    "reminders": N_("Påminnelser"),
    "own-choices": N_("Egna val"),
    "work": N_("Arbeten och filer"),
}

PURPOSES = {
    "account": N_("Veta vem som loggar in och vad kollegor ska kalla personen."),
    "rights": N_("Ge var och en det som uppdraget kräver, och inget mer."),
    "sign-in": N_("Släppa in rätt person och stänga ute andra."),
    "log": N_("Kunna se i efterhand vem som gjorde vad och vem som läste om vem."),
    "authorship": N_(
        "Visa vem som skrev, läste in, beslutade eller förseglade en uppgift som hör till allmän handling."
    ),
    "texts": N_("Planera, följa upp och redovisa verksamheten. En text kan nämna en person."),
    "set-aside": N_("Spara det som någon skrev när en annan hann före, tills den som skrev har valt."),
    "reminders": N_("Påminna om det som väntar, högst en gång om dagen."),
    "own-choices": N_(
        "Spara egna analyser, anteckningar och den egna kalenderns adress, "
        "och visa vad som är nytt sedan sist."
    ),
    "work": N_("Läsa in filer och göra rapporter i bakgrunden."),
}

GROUNDS = {
    Ground.DUTY: N_("Rättslig förpliktelse (artikel 6.1 c)"),
    Ground.PUBLIC_TASK: N_("Uppgift av allmänt intresse (artikel 6.1 e)"),
}

READERS = {
    Reader.NOBODY: N_("bara personen själv"),
    Reader.ADMINISTRATORS: N_("administratörer"),
    Reader.AUDITORS: N_("revisorer"),
    Reader.COLLEAGUES: N_("kollegor som ser samma sak"),
}

WEEDED = {
    "sessions": N_("inloggningar"),
    "visits": N_("uppgifter om var man är inloggad"),
    "attempts": N_("räknade inloggningsförsök"),
    "sign-ins": N_("händelser om inloggning"),
    "reads": N_("händelser om läsning"),
    "reminders": N_("loggen över påminnelser"),
    "set-aside": N_("texter åt sidan som är avgjorda"),
    "queue": N_("kön med bakgrundsarbeten"),
    "accounts": N_("stängda konton"),
}
"""What a rule of weeding is about."""

TABLES = {
    "sessions.session": N_("Inloggningar"),
    "django_tasks_database.dbtaskresult": N_("Kön med bakgrundsarbeten"),
    "store.revision": N_("Versioner av texter och register"),
    "store.auditevent": N_("Händelser"),
    "store.batch": N_("Inlästa huvudböcker"),
    "store.budgetimport": N_("Inlästa budgetar"),
    "store.cacheentry": N_("Räknade inloggningsförsök"),
    "store.teamboard": N_("Tavlor"),
    "store.boardrow": N_("Rader på tavlor"),
    "store.boarddeviation": N_("Avvikelser på tavlor"),
    "store.boardimprovement": N_("Förbättringar på tavlor"),
    "store.improvementmove": N_("Flyttar av förbättringar"),
    "store.calendarstep": N_("Steg i årshjulet"),
    "store.calendarquestion": N_("Frågor i årshjulet"),
    "store.calendarfeed": N_("Adress till egen kalender"),
    "store.causeversion": N_("Förklaringar"),
    "store.columnmap": N_("Kolumner i listor"),
    "store.mappingversion": N_("Versioner av mappningen"),
    "store.edition": N_("Utgåvor"),
    "store.reopening": N_("Öppnade rapporter"),
    "store.supplement": N_("Kompletteringar"),
    "store.followupversion": N_("Särskilda uppföljningar"),
    "store.forecastversion": N_("Prognoser"),
    "store.goalstructure": N_("Perioder med mål"),
    "store.goalelement": N_("Mål, program och inriktningar"),
    "store.goallink": N_("Länkar mellan mål"),
    "store.actionversion": N_("Åtgärder"),
    "store.themeversion": N_("Teman"),
    "store.goaltarget": N_("Målnivåer"),
    "store.goalassessment": N_("Bedömningar av mål"),
    "store.goalquestion": N_("Frågor om måls lydelse"),
    "store.registeredassignment": N_("Uppdrag"),
    "store.assignmentevent": N_("Händelser i uppdrag"),
    "store.registeredgrant": N_("Statsbidrag"),
    "store.grantentry": N_("Poster i statsbidrag"),
    "store.investmentproject": N_("Investeringsprojekt"),
    "store.investmentdecision": N_("Beslut om investeringar"),
    "store.nameditem": N_("Särskilda poster"),
    "store.population": N_("Antal invånare"),
    "store.job": N_("Arbeten i bakgrunden"),
    "store.user": N_("Personer"),
    "store.rolegrant": N_("Roller"),
    "store.deputy": N_("Vikarier"),
    "store.periodstatus": N_("Perioders läge"),
    "store.reminderchoice": N_("Val av påminnelser"),
    "store.reminder": N_("Skickade påminnelser"),
    "store.savedview": N_("Sparade analyser"),
    "store.savingversion": N_("Effektiviseringar"),
    "store.stafffigure": N_("Årsarbetare per enhet"),
    "store.indicatorversion": N_("Indikatorer"),
    "store.indicatorvalue": N_("Indikatorers värden"),
    "store.indicatoraction": N_("Åtgärder för indikatorer"),
    "store.reporttext": N_("Texter i rapporter"),
    "store.setasidetext": N_("Texter som lagts åt sidan"),
    "store.helptext": N_("Förklaringar av ord"),
    "store.tourmark": N_("Steg i Kom igång"),
    "store.thread": N_("Samtal"),
    "store.threadentry": N_("Inlägg i samtal"),
    "store.threadreader": N_("Vem som läst vilka samtal"),
    "store.ownnote": N_("Egna anteckningar"),
    "store.pagevisit": N_("Senaste besök på sidor"),
    "store.reporttemplate": N_("Mallar"),
    "store.upload": N_("Filer som skickats in"),
    "account.emailaddress": N_("Bekräftade e-postadresser"),
    "account.emailconfirmation": N_("Frågor om e-postadress"),
    "mfa.authenticator": N_("Sätt att bekräfta inloggning"),
    "socialaccount.socialaccount": N_("Inloggning hos andra"),
    "socialaccount.socialtoken": N_("Nycklar från andra"),
    "usersessions.usersession": N_("Var man är inloggad"),
}

COLUMNS = {
    "mark": N_("Steg"),
    "text_en": N_("Text på engelska"),
    "settled_by": N_("Avslutat av"),
    "official": N_("Tjänsteperson"),
    "place": N_("I ordning"),
    "written_by": N_("Skrivet av"),
    "author": N_("Skrivet av"),
    "changed_at": N_("Ändrat"),
    "withdrawn_at": N_("Taget tillbaka"),
    "read_to": N_("Läst till"),
    "takes_part": N_("Deltar"),
    "mentioned": N_("Nämnd i"),
    "part": N_("Slag av plats"),
    "written_at": N_("Skrivet"),
    "page": N_("Sida"),
    "seen_at": N_("Senast här"),
    "before_at": N_("Här dessförinnan"),
    "thread": N_("Samtal"),
    "session_key": N_("Inloggningens nyckel"),
    "session_data": N_("Inloggningens innehåll"),
    "args_kwargs": N_("Arbetets värden"),
    "return_value": N_("Arbetets svar"),
    "traceback": N_("Fel i arbetet"),
    "actor": N_("Vem"),
    "at": N_("När"),
    "fields": N_("Innehåll"),
    "noun": N_("Sak"),
    "object_id": N_("Gäller"),
    "version": N_("Version"),
    "action": N_("Händelse"),
    "params": N_("Värden"),
    "imported_by": N_("Inläst av"),
    "imported_at": N_("Inläst"),
    "ended_by": N_("Avslutad av"),
    "ended_at": N_("Avslutad"),
    "reason": N_("Skäl"),
    "file": N_("Fil"),
    "code_names": N_("Namn på koder"),
    "key": N_("Nyckel"),
    "content": N_("Innehåll"),
    "cache_key": N_("Vad som räknas"),
    "value": N_("Antal"),
    "saved_by": N_("Sparad av"),
    "saved_at": N_("Sparad"),
    "answered_by": N_("Besvarad av"),
    "answered_at": N_("Besvarad"),
    "person": N_("Person"),
    "language": N_("Språk"),
    "made_at": N_("Gjord"),
    "token_hash": N_("Adressens kontrollsumma"),
    "set_by": N_("Skriven av"),
    "set_at": N_("Skriven"),
    "told_by": N_("Berättad av"),
    "normal": N_("Normalläge"),
    "improvement": N_("Förbättring"),
    "known_from": N_("Skriven"),
    "text": N_("Text"),
    "body": N_("Organ"),
    "unit": N_("Enhet"),
    "units": N_("Enheter"),
    "year": N_("År"),
    "explains": N_("Förklarar"),
    "row": N_("Rad"),
    "updated_by": N_("Ändrad av"),
    "updated_at": N_("Ändrad"),
    "name": N_("Namn"),
    "created_by": N_("Gjord av"),
    "created_at": N_("Gjord"),
    "note": N_("Anmärkning"),
    "description": N_("Beskrivning"),
    "status_note": N_("Kommentar till läget"),
    "effect": N_("Förväntad effekt"),
    "milestones": N_("Milstolpar"),
    "made_from": N_("Vad rapporten gjordes av"),
    "financed_by": N_("Finansieras av"),
    "search_text": N_("Ord att söka på"),
    "series": N_("Serie"),
    "names": N_("Kallas också"),
    "indicator": N_("Indikator"),
    "id": N_("Nummer"),
    "sealed_by": N_("Förseglad av"),
    "sealed_at": N_("Förseglad"),
    "number": N_("Nummer"),
    "kind": N_("Slag"),
    "period": N_("Period"),
    "opened_by": N_("Öppnad av"),
    "opened_at": N_("Öppnad"),
    "edition": N_("Utgåva"),
    "asked_by": N_("Begärd av"),
    "month": N_("Månad"),
    "condition": N_("Villkor"),
    "reference": N_("Underlag"),
    "of": N_("Hör till"),
    "title": N_("Rubrik"),
    "result": N_("Resultat"),
    "state": N_("Läge"),
    "username": N_("Användarnamn"),
    "email": N_("E-postadress"),
    "is_active": N_("Får logga in"),
    "is_protected": N_("Skyddad identitet"),
    "display_name": N_("Signatur"),
    "password": N_("Lösenordets kontrollsumma"),
    "last_login": N_("Senast inloggad"),
    "user": N_("Person"),
    "role": N_("Roll"),
    "valid_from": N_("Från och med"),
    "valid_until": N_("Till"),
    "provider": N_("Inloggningstjänst"),
    "lender": N_("Ordinarie"),
    "deputy": N_("Vikarie"),
    "company": N_("Företag"),
    "without": N_("Vill inte ha"),
    "day": N_("Dag"),
    "kinds": N_("Slag"),
    "tasks": N_("Uppgifter att göra"),
    "message_id": N_("Mejlets nummer"),
    "outcome": N_("Utfall"),
    "cause": N_("Orsak"),
    "attempts": N_("Försök"),
    "claimed_at": N_("Påbörjad"),
    "sent_at": N_("Skickad"),
    "owner": N_("Ägare"),
    "query": N_("Urval"),
    "decision": N_("Beslut"),
    "source": N_("Text"),
    "section": N_("Avsnitt"),
    "settled_at": N_("Avgjord"),
    "from_year": N_("Från år"),
    "checked": N_("Kontroll"),
    "verified": N_("Bekräftad"),
    "primary": N_("Huvudadress"),
    "email_address": N_("E-postadress"),
    "created": N_("Gjord"),
    "sent": N_("Skickad"),
    "type": N_("Slag"),
    "data": N_("Innehåll"),
    "last_used_at": N_("Senast använd"),
    "uid": N_("Id hos tjänsten"),
    "date_joined": N_("Kopplad"),
    "extra_data": N_("Uppgifter från tjänsten"),
    "account": N_("Konto"),
    "token": N_("Nyckel"),
    "token_secret": N_("Hemlig nyckel"),
    "ip": N_("IP-adress"),
    "last_seen_at": N_("Senast sedd"),
    "user_agent": N_("Webbläsare"),
}

_NOW = N_("gallras när de har gått ut")
_MONTH = N_("gallras efter en månad")
_MONTHS = N_("gallras efter {months} månader")
_REST = N_("annat bevaras som allmän handling")
_KEPT = N_("bevaras som allmän handling")
_SECRET = N_("finns, visas inte")
_REFERENCE = N_("finns, visas inte här")
_YES = N_("ja")
_NO = N_("nej")


def kept_words(treatment: str, *, language: str) -> str:
    """Say how long a treatment's data are kept: each rule of weeding, or that they are preserved."""
    found = TREATMENTS[treatment]
    if not found.weeded_by:
        return translate(_KEPT, language=language)
    rules = [
        f"{translate(WEEDED[kind], language=language)} {rule_words(kind, language=language)}"
        for kind in found.weeded_by
    ]
    return "; ".join([*rules, translate(_REST, language=language)] if found.keeps_rest else rules)


def rule_words(kind: str, *, language: str) -> str:
    """Say when something is weeded: ``gallras efter 12 månader``."""
    months = RULES[kind].months
    pattern = {0: _NOW, 1: _MONTH}.get(months, _MONTHS)
    return translate(pattern, language=language).format(months=months)


def reader_words(readers: tuple[Reader, ...], *, language: str) -> str:
    """Name who sees the data, with commas between."""
    return ", ".join(translate(READERS[reader], language=language) for reader in readers)


def value_words(value: object, handling: Handling, *, language: str) -> str:
    """Write a value for people; of what is not shown one is told that it is kept."""
    if handling is Handling.SECRET:
        return translate(_SECRET, language=language)
    if handling is Handling.REFERENCE:
        return translate(_REFERENCE, language=language)
    if isinstance(value, bool):
        return translate(_YES if value else _NO, language=language)
    if isinstance(value, list):
        return ", ".join(value_words(each, handling, language=language) for each in value) or "–"
    if isinstance(value, dict):
        pairs = (f"{name}: {value_words(each, handling, language=language)}" for name, each in value.items())
        return ", ".join(pairs) or "–"
    return str(value) if value not in (None, "") else "–"
