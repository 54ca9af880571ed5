"""Words of files and rows of the ledger: code parts, columns, states, how grave a problem is, rules."""

from hjulet.texts.catalogue import N_, translate

SEVERITIES = {
    "fatal": N_("Stopp"),
    "error": N_("Fel"),
    "warning": N_("Varning"),
    "info": N_("Upplysning"),
}

STATUSES = {
    "imported": N_("Inläst"),
    "already-imported": N_("Redan inläst"),
    "replaced": N_("Ersatt"),
    "refused": N_("Avvisad"),
    "active": N_("Gäller"),
    "withdrawn": N_("Återkallad"),
    "accepted": N_("Godkänd"),
}

CODE_PARTS = {
    "responsibility": N_("Ansvar"),
    "project": N_("Projekt"),
    "activity_code": N_("Verksamhet"),
    "activity": N_("Aktivitet"),
    "counterparty": N_("Motpart"),
}


RULES = {
    "budget_adherence": N_("Budgetavvikelse och budgetföljsamhet"),
    "net_cost_growth": N_("Nettokostnadsutveckling"),
    "operating_account": N_("Driftredovisning"),
    "forecast_accuracy": N_("Prognossäkerhet"),
    "deviation_split": N_("Avvikelse i volym och pris"),
}


def rule_label(rule: str, *, language: str) -> str:
    """Name a rule that can be computed."""
    return translate(RULES[rule], language=language)


LIST_FIELDS = {
    "date": N_("Datum"),
    "period": N_("Period"),
    "series": N_("Serie"),
    "number": N_("Verifikatnummer"),
    "account": N_("Konto"),
    "responsibility": N_("Ansvar"),
    "project": N_("Projekt"),
    "activity_code": N_("Verksamhet"),
    "activity": N_("Aktivitet"),
    "counterparty": N_("Motpart"),
    "amount": N_("Belopp med tecken"),
    "debit": N_("Debet"),
    "credit": N_("Kredit"),
    "opening": N_("Ingående balans"),
    "closing": N_("Utgående balans"),
    "result": N_("Årets resultat"),
    "text": N_("Radtext"),
    "voucher_text": N_("Verifikattext"),
    "quantity": N_("Antal"),
    "signature": N_("Signatur"),
    "account_name": N_("Kontots namn"),
    "responsibility_name": N_("Ansvarets namn"),
    "project_name": N_("Projektets namn"),
    "activity_code_name": N_("Verksamhetens namn"),
    "activity_name": N_("Aktivitetens namn"),
    "counterparty_name": N_("Motpartens namn"),
}
"""Field of a column map -> what a column can be, as it is said on the page of columns."""
