"""Rows of statements and groups of accounts, by code."""

from hjulet.texts.catalogue import N_, translate

LINES = {
    "fees": N_("Avgifter och taxor"),
    "rents": N_("Hyror och arrenden"),
    "grants": N_("Driftbidrag"),
    "other_income": N_("Övriga intäkter"),
    "total_income": N_("SUMMA INTÄKTER"),
    "personnel": N_("Personal"),
    "premises": N_("Lokaler och anläggningar"),
    "materials_services": N_("Material och tjänster"),
    "purchased_services": N_("Köp av prim verksamhet"),
    "transfers": N_("Bidrag och transfereringar"),
    "other_costs": N_("Övriga kostnader"),
    "total_costs": N_("SUMMA KOSTNADER"),
    "depreciation": N_("Avskrivningar"),
    "operating_net_cost": N_("VERKSAMHETENS NETTOKOSTNAD"),
    "appropriation": N_("Kommunbidrag"),
    "mediated_grants": N_("Förmedlingsbidrag"),
    "net_interest": N_("Räntenetto"),
    "result": N_("RESULTAT"),
    "unmapped": N_("Utan mappning"),
    "fixed_assets": N_("Anläggningstillgångar"),
    "current_assets": N_("Omsättningstillgångar"),
    "internal_bank_claim": N_("Fordran internbank"),
    "opening_equity": N_("Ingående balans"),
    "current_liabilities": N_("Kortfristiga skulder"),
    "internal_bank_debt": N_("Skuld till internbank"),
    "long_term_liabilities": N_("Långfristiga lån/skulder"),
    "total_assets": N_("S:A TILLGÅNGAR"),
    "result_for_year": N_("Årets resultat"),
    "total_liabilities_equity": N_("S:A SKULDER OCH EGET KAPITAL"),
    "tax_income": N_("Skatteintäkter"),
    "general_grants": N_("Generella statsbidrag och utjämning"),
    "financial_income": N_("Finansiella intäkter"),
    "financial_costs": N_("Finansiella kostnader"),
    "extraordinary_income": N_("Extraordinära intäkter"),
    "extraordinary_costs": N_("Extraordinära kostnader"),
    "infrastructure_grants": N_("Bidrag till infrastruktur"),
    "provisions": N_("Avsättningar"),
}

LAYOUT_ROWS = {
    "operating_income": N_("Verksamhetens intäkter"),
    "operating_costs": N_("Verksamhetens kostnader"),
    "depreciation": N_("Avskrivningar"),
    "net_operating_costs": N_("Verksamhetens nettokostnader"),
    "tax_income": N_("Skatteintäkter"),
    "general_grants": N_("Generella statsbidrag och utjämning"),
    "operating_result": N_("Verksamhetens resultat"),
    "financial_income": N_("Finansiella intäkter"),
    "financial_costs": N_("Finansiella kostnader"),
    "result_after_financial_items": N_("Resultat efter finansiella poster"),
    "extraordinary_income": N_("Extraordinära intäkter"),
    "extraordinary_costs": N_("Extraordinära kostnader"),
    "extraordinary_items": N_("Extraordinära poster"),
    "result_for_year": N_("Årets resultat"),
    "fixed_assets": N_("Anläggningstillgångar"),
    "infrastructure_grants": N_("Bidrag till infrastruktur"),
    "current_assets": N_("Omsättningstillgångar"),
    "total_assets": N_("SUMMA TILLGÅNGAR"),
    "other_equity": N_("Övrigt eget kapital"),
    "equity": N_("Eget kapital"),
    "provisions": N_("Avsättningar"),
    "long_term_liabilities": N_("Långfristiga skulder"),
    "current_liabilities": N_("Kortfristiga skulder"),
    "total_liabilities_equity": N_("SUMMA EGET KAPITAL, AVSÄTTNINGAR OCH SKULDER"),
}
"""Rows of the municipality's statements."""

PLAIN_LINES = {
    "personnel": N_("Löner och personal"),
    "premises": N_("Lokaler"),
    "materials_services": N_("Inköp, konsulter och it"),
    "purchased_services": N_("Köpt verksamhet"),
    "transfers": N_("Bidrag till andra"),
    "other_costs": N_("Övrigt"),
}
"""Cost lines in the plain words that a manager uses."""

PLAIN_CHANGES = {
    **PLAIN_LINES,
    "total_income": N_("Intäkterna"),
    "depreciation": N_("Avskrivningarna"),
    "net_interest": N_("Räntan"),
}
"""What a month's change may be about."""

ACCOUNT_GROUPS = {
    "fees": N_("Avgifter"),
    "rents": N_("Hyror in"),
    "grants": N_("Bidrag in"),
    "sales": N_("Försäljning"),
    "transfers": N_("Bidrag ut"),
    "purchased": N_("Köpt verksamhet"),
    "pay": N_("Löner"),
    "elected": N_("Arvoden till förtroendevalda"),
    "absence": N_("Semester och sjuklön"),
    "expenses": N_("Ersättning för utlägg"),
    "employer_fees": N_("Arbetsgivaravgifter"),
    "pensions": N_("Pensioner"),
    "rent": N_("Hyra"),
    "upkeep": N_("Städning och skötsel"),
    "leasing": N_("Leasing"),
    "energy": N_("El och värme"),
    "supplies": N_("Inventarier och material"),
    "it": N_("It och telefoni"),
    "travel": N_("Resor och möten"),
    "marketing": N_("Annonser och tryck"),
    "insurance": N_("Försäkringar"),
    "consultants": N_("Konsulter och inhyrd personal"),
    "services": N_("Kurser, evenemang och andra tjänster"),
    "losses": N_("Förluster"),
    "other": N_("Övrigt"),
}
"""Accounts in groups (``hjulet/domain/account_groups.py``)."""


def line_label(line: str, *, language: str) -> str:
    """Name a row of a statement."""
    return translate(LINES[line], language=language)


def layout_row_label(row: str, *, language: str) -> str:
    """Name a row of one of the municipality's statements."""
    return translate(LAYOUT_ROWS[row], language=language)
