"""A sentence for each kind of event in the log, in the past tense: ``läste in 2017.se``.

``{about}`` is the id of what it was done to; the other words are the event's values. Of a list one is told
how long it is.
"""

import re
from collections.abc import Mapping
from typing import Any

from hjulet.texts.catalogue import N_, translate

EVENTS: Mapping[str, str] = {
    "load-demo": N_("läste in exempelkommunen"),
    "set-organisation": N_("satte organisationen: {units} enheter"),
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
    "save-text": N_("sparade en text i rapporten {about}, version {version}"),
    "save-template": N_("sparade mallen {about}, version {version}"),
    "remove-template": N_("tog bort mallen {about}"),
    "seal-report": N_("förseglade utgåva {about}. Beslut: {decision}"),
    "save-view": N_("sparade analysen {name}"),
    "rename-view": N_("bytte namn på en analys till {name}"),
    "remove-view": N_("tog bort analysen {name}"),
    "read-events": N_("läste vad {about} har gjort"),
}


def event_sentence(action: str, about: str, params: Mapping[str, Any], *, language: str) -> str:
    """Say what was done; a value that an old event does not have is shown as –."""
    values = {name: _shown(value) for name, value in params.items()} | {"about": about or "–"}
    return translate(EVENTS[action], language=language).format_map(_Values(values))


def event_kind(action: str, *, language: str) -> str:
    """Name a kind of event: its sentence without values."""
    return re.sub(r"\{\w+\}", "…", translate(EVENTS[action], language=language))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return str(len(value))
    return str(value) if value not in (None, "") else "–"


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"
