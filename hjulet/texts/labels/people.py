"""Roles and permissions, by code."""

from hjulet.texts.catalogue import N_

ROLES = {
    "elected_representative": N_("Förtroendevald"),
    "party_group": N_("Partigrupp"),
    "public_editor": N_("Webbredaktör"),
    "contributor": N_("Medarbetare som skriver"),
    "company_representative": N_("Bolagsrepresentant"),
    "unit_manager": N_("Enhetschef"),
    "controller": N_("Controller"),
    "auditor": N_("Revisor"),
    "administrator": N_("Administratör"),
}

PERMISSIONS = {
    "view-figures": N_("Se ekonomi och rapporter"),
    "view-vouchers": N_("Öppna verifikat"),
    "view-staff": N_("Se personalens tal"),
    "view-imports": N_("Se vad som är inläst"),
    "view-history": N_("Se hur texter har ändrats"),
    "import-ledger": N_("Läsa in huvudbok"),
    "withdraw-batch": N_("Återkalla en inläsning"),
    "import-budget": N_("Läsa in budget"),
    "import-staff": N_("Läsa in personalens tal"),
    "close-periods": N_("Stänga perioder"),
    "edit-items": N_("Föra poster och register"),
    "edit-indicators": N_("Föra indikatorer"),
    "edit-actions": N_("Föra åtgärder"),
    "report-forecast": N_("Lämna prognos"),
    "edit-text": N_("Skriva rapporter"),
    "edit-board": N_("Sköta sin tavla"),
    "write-comment": N_("Kommentera sin enhet"),
    "read-remarks": N_("Läsa samtal"),
    "write-remark": N_("Skriva i samtal"),
    "edit-templates": N_("Ändra rapportmallar"),
    "edit-calendar": N_("Ändra årshjulet"),
    "edit-help": N_("Skriva förklaringar"),
    "edit-goals": N_("Ändra målen"),
    "edit-assignments": N_("Föra uppdrag"),
    "assess-goals": N_("Bedöma målen"),
    "confirm-plan": N_("Fastställa sin plan"),
    "seal-report": N_("Försegla rapporter"),
    "verify-editions": N_("Kontrollera utgåvor"),
    "view-events": N_("Läsa händelserna"),
    "manage-setup": N_("Sköta uppsättningen"),
}
