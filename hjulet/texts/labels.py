"""Labels of metrics, statement rows, tables, columns, roles and states, by code."""

from collections.abc import Mapping

from hjulet.domain.figures import FigureRef
from hjulet.domain.indicators.trend import Movement
from hjulet.domain.period import parse_period
from hjulet.domain.reports.goal_measures import NOT_BOOKED
from hjulet.texts.boards import STEPS
from hjulet.texts.catalogue import N_, shaped, translate
from hjulet.texts.days import days_words
from hjulet.texts.goals import KINDS as ELEMENT_KINDS
from hjulet.texts.goals import LEVELS, SCOPES
from hjulet.texts.indicators import BETTER, EXPECTED, MOVEMENTS
from hjulet.texts.periods import period_words, years_words
from hjulet.texts.steering_cells import steering_cell

METRICS = {
    "indicator": N_("Indikator"),
    "indicator_target": N_("Mål för indikator"),
    "income": N_("Intäkter"),
    "costs": N_("Kostnader"),
    "depreciation": N_("Avskrivningar"),
    "net_interest": N_("Räntenetto"),
    "mediated_grants": N_("Förmedlingsbidrag"),
    "appropriation": N_("Kommunbidrag"),
    "appropriation_booked": N_("Bokfört kommunbidrag"),
    "operating_net_cost": N_("Verksamhetens nettokostnad"),
    "net_cost": N_("Nettokostnad"),
    "result": N_("Resultat"),
    "budget_variance": N_("Budgetavvikelse"),
    "budget_adherence": N_("Budgetföljsamhet"),
    "net_cost_growth": N_("Nettokostnadsutveckling"),
    "net_cost_change": N_("Förändrad nettokostnad"),
    "net_cost_step": N_("Nettokostnad mot perioden före"),
    "line_step": N_("Förändring mot perioden före"),
    "line_change": N_("Förändring mot året innan"),
    "net_cost_variance_share": N_("Avvikelse i procent av periodens budget"),
    "line_variance": N_("Avvikelse mot budget"),
    "net_cost_variance": N_("Avvikelse mot periodens budget"),
    "total_assets": N_("Summa tillgångar"),
    "result_for_year": N_("Årets resultat"),
    "total_liabilities_equity": N_("Summa skulder och eget kapital"),
    "remaining": N_("Kvar att använda"),
    "unmapped": N_("Utan mappning"),
    "line_remaining": N_("Kvar av budget"),
    "net_cost_to_date": N_("Nettokostnad hittills i år"),
    "net_cost_last_year": N_("Nettokostnad samma tid i fjol"),
    "net_cost_rolling": N_("Nettokostnad de senaste tolv månaderna"),
    "balance": N_("Balans"),
    "opening_balance": N_("Ingående balans"),
    "balance_change": N_("Förändring av balans"),
    "named_items": N_("Särskilda poster"),
    "adjusted_result": N_("Justerat resultat"),
    "inhabitants": N_("Invånare"),
    "net_cost_per_inhabitant": N_("Nettokostnad per invånare"),
    "forecast": N_("Prognos"),
    "forecast_budget": N_("Budget vid prognosen"),
    "forecast_variance": N_("Prognostiserad budgetavvikelse"),
    "forecast_deviation": N_("Utfall mot prognos"),
    "growth_explained": N_("Förklarad förändring"),
    "growth_unexplained": N_("Oförklarad förändring"),
    "variance_explained": N_("Förklarad budgetavvikelse"),
    "variance_unexplained": N_("Oförklarad budgetavvikelse"),
    "savings_decided": N_("Beslutade effektiviseringar"),
    "savings_effect": N_("Effekt av effektiviseringar"),
    "account_cost": N_("Kostnad på följda konton"),
    "account_cost_change": N_("Förändrad kostnad på följda konton"),
    "investment_appropriation": N_("Investeringsanslag"),
    "investment_change": N_("Ändrat investeringsanslag"),
    "investment_outcome": N_("Investeringsutfall"),
    "investment_over_appropriation": N_("Överskjutande medel"),
    "investment_carry_over": N_("Ombudgetering"),
    "grant_granted": N_("Beviljat bidrag"),
    "grant_claimed": N_("Återsökt bidrag"),
    "grant_received": N_("Erhållet bidrag"),
    "grant_accrued": N_("Upplupet bidrag"),
    "grant_booked": N_("Bokfört bidrag"),
    "grant_difference": N_("Bokfört mot registret"),
    "grant_rest": N_("Övriga driftbidrag"),
    "man_years": N_("Årsarbetare"),
    "man_years_worked": N_("Årsverken"),
    "pay_cost_per_man_year": N_("Personalkostnad per årsarbetare"),
}

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

TABLES = {
    "net-cost-by-unit": N_("Resultat och nettokostnadsutveckling per enhet"),
    "income-statement": N_("Resultaträkning"),
    "balance-sheet": N_("Balansräkning för {unit}"),
    "month-by-line": N_("Utfall och budget"),
    "month-by-unit": N_("Nettokostnad per enhet"),
    "result-by-body": N_("Resultat"),
    "growth-explanations": N_("Vad nettokostnadens förändring beror på"),
    "decided-savings": N_("Beslutade effektiviseringar"),
    "special-follow-ups": N_("Särskilda uppföljningar"),
    "investments": N_("Investeringar"),
    "investment-years": N_("År för år"),
    "grant-years": N_("År för år"),
    "government-grants": N_("Statsbidrag och återsökningar"),
    "internal-budget": N_("Internbudget"),
    "investment-budget": N_("Investeringsbudget"),
    "plan-goals": N_("Mål för kommunen"),
    "plan-own-goals": N_("Nämndens egna mål"),
    "plan-indicators": N_("Så mäts kommunens mål"),
    "plan-own-indicators": N_("Så mäts nämndens egna mål"),
    "plan-actions": N_("Åtaganden och åtgärder"),
    "plan-own-actions": N_("Åtgärder för nämndens egna mål"),
    "goal-actions": N_("Åtgärder"),
    "goal-assignments": N_("Uppdrag"),
    "body-assignments": N_("Uppdrag till {unit}"),
    "plan-programmes": N_("Program och nämndens del i dem"),
    "follow-up-calendar": N_("När uppföljningarna behandlas"),
    "goal-assessments": N_("Lägesbedömning av målen"),
    "goals-overview": N_("Målen på fullmäktigenivå"),
    "council-assignments": N_("Uppdrag från fullmäktige"),
    "expected-trends": N_("Fullmäktiges mått"),
    "goal-indicators": N_("Indikatorer"),
    "asked-of-unit": N_("Vad som begärs av enheten"),
    "asked-of-company": N_("Mål som nämner bolaget"),
    "company-programmes": N_("Program och bolagets del i dem"),
    "unit-actions": N_("Åtgärder"),
    "unit-assignments": N_("Uppdrag"),
    "unit-indicators": N_("Indikatorer som följs här"),
    "unit-budget": N_("Enhetens budget"),
    "company-budget": N_("Bolagets budget"),
    "board-rows": N_("Det tavlan följer"),
    "board-improvements": N_("Förbättringar på gång"),
}

GOAL_COLUMNS = {
    "direction": N_("Inriktning"),
    "supports": N_("Stöder"),
    "shares": N_("Delas med"),
    "bodies": N_("Ansvar"),
}
PLANNED_COLUMNS = {
    "kind": N_("Slag"),
    "owner": N_("Ansvarig"),
    "days": N_("Tid"),
    "milestones": N_("Milstolpar"),
    "effect": N_("Förväntad effekt"),
    "cost": N_("Kostnad"),
    "financing": N_("Finansiering"),
}
ASSIGNMENT_COLUMNS = {
    "giver": N_("Givet av"),
    "bodies": N_("Ges till"),
    "years": N_("År"),
    "due": N_("Slutdag"),
    "state": N_("Läge"),
    "moved": N_("Flyttat"),
    "reported": N_("Senaste rapport"),
    "note": N_("Anmärkning"),
}
INDICATOR_COLUMNS = {
    "last": N_("Senaste värde"),
    "of": N_("Avser"),
    "target": N_("Mål {year}"),
    "long_term": N_("Mål på sikt"),
    "expected": N_("Förväntad trend"),
}
ASKED_COLUMNS = {
    "kind": N_("Slag"),
    "thread": N_("Leder till"),
    "bodies": N_("Ansvar"),
    "years": N_("År"),
    "why": N_("Varför det står här"),
}
PROGRAMME_COLUMNS = {
    "years": N_("År"),
    "follow_up": N_("Hur det följs upp"),
    "shares": N_("Delas med"),
}
COLUMNS = {
    "net-cost-by-unit": {
        "appropriation": N_("Nämndbidrag helår"),
        "variance": N_("Resultat {year}"),
        "net_cost": N_("Nettokostnad {year}"),
        "growth": N_("Nettokostnadsutveckling"),
    },
    "income-statement": {
        "outcome": N_("Bokslut {year}"),
        "budget": N_("Budget helår {year}"),
        "variance": N_("Budgetavvikelse"),
    },
    "month-by-line": {
        "outcome": N_("Utfall hittills"),
        "budget_year": N_("Budget helår"),
        "budget": N_("Budget hittills"),
        "variance": N_("Avvikelse"),
        "last_year": N_("Samma tid {year}"),
    },
    "month-by-unit": {
        "net_cost": N_("Utfall hittills"),
        "budget": N_("Budget hittills"),
        "variance": N_("Avvikelse"),
        "last_year": N_("Samma tid {year}"),
        "appropriation": N_("Kommunbidrag helår"),
        "remaining": N_("Kvar av kommunbidraget"),
    },
    "result-by-body": {
        "appropriation": N_("Kommunbidrag"),
        "forecast_august": N_("Prognos augusti"),
        "outcome": N_("Bokslut"),
        "variance": N_("Budgetavvikelse"),
    },
    "growth-explanations": {
        "duration": N_("Tillfällig eller varaktig"),
        "amount": N_("Belopp"),
    },
    "decided-savings": {
        "unit": N_("Enhet"),
        "decision": N_("Beslut"),
        "status": N_("Läge"),
        "decided": N_("Beslutat belopp"),
        "effect": N_("Effekt hittills"),
    },
    "special-follow-ups": {
        "cost": N_("Kostnad {year}"),
        "change": N_("Förändring"),
    },
    "investments": {
        "original": N_("Ursprungligt anslag {year}"),
        "change": N_("Ändring {year}"),
        "appropriation": N_("Totalt anslag {year}"),
        "outcome": N_("Utfall {year}"),
        "over_appropriation": N_("Överskjutande medel"),
        "carry_over": N_("Ombudgeteras till {year}"),
    },
    "investment-years": {
        "original": N_("Ursprungligt anslag"),
        "change": N_("Ändring"),
        "appropriation": N_("Totalt anslag"),
        "outcome": N_("Utfall"),
        "over_appropriation": N_("Överskjutande medel"),
        "carry_over": N_("Ombudgeteras"),
    },
    "government-grants": {
        "decision": N_("Beslut"),
        "period": N_("Gäller"),
        "condition": N_("Villkor"),
        "granted": N_("Beviljat"),
        "claimed": N_("Återsökt"),
        "received": N_("Erhållet"),
        "accrued": N_("Upplupet"),
        "booked": N_("Bokfört"),
        "difference": N_("Skillnad"),
    },
    "internal-budget": {"appropriation": N_("Kommunbidrag {year}")},
    "investment-budget": {"original": N_("Anslag {year}")},
    "plan-goals": GOAL_COLUMNS,
    "plan-own-goals": GOAL_COLUMNS,
    "plan-indicators": INDICATOR_COLUMNS,
    "plan-own-indicators": INDICATOR_COLUMNS,
    "plan-programmes": PROGRAMME_COLUMNS,
    "asked-of-unit": ASKED_COLUMNS,
    "asked-of-company": ASKED_COLUMNS,
    "company-programmes": PROGRAMME_COLUMNS,
    "unit-actions": {
        "unit": N_("Enhet"),
        "owner": N_("Ansvarig"),
        "days": N_("Tid"),
        "milestones": N_("Milstolpar"),
        "status": N_("Läge"),
    },
    "unit-assignments": {
        "giver": N_("Från"),
        "official": N_("Till"),
        "when_given": N_("Givet"),
        "when_due": N_("Klart senast"),
    },
    "unit-indicators": INDICATOR_COLUMNS,
    "unit-budget": {"budget": N_("Budget {year}")},
    "company-budget": {"budget": N_("Budget {year}")},
    "board-rows": {"normal": N_("Så ska det vara"), "deviations": N_("Läget nu")},
    "board-improvements": {
        "step": N_("Steg"),
        "owner": N_("Ansvarig"),
        "when_due": N_("Klart senast"),
    },
    "follow-up-calendar": {"note": N_("Anmärkning")},
    "goals-overview": {"area": N_("Målområde"), "followed_by": N_("Uppföljning")},
    "plan-actions": PLANNED_COLUMNS,
    "plan-own-actions": PLANNED_COLUMNS,
    "goal-actions": {
        "kind": N_("Slag"),
        "owner": N_("Ansvarig"),
        "status": N_("Läge"),
        "done": N_("Vad som är gjort"),
        "deviation": N_("Avvikelse"),
    },
    "council-assignments": ASSIGNMENT_COLUMNS,
    "goal-assignments": ASSIGNMENT_COLUMNS,
    "body-assignments": ASSIGNMENT_COLUMNS,
    "expected-trends": {
        "latest": N_("Senaste värde"),
        "of": N_("Avser"),
        "expected": N_("Förväntad trend {year}"),
    },
    "goal-assessments": {
        "about": N_("Omfattning"),
        "level": N_("Lägesbedömning"),
        "reason": N_("Grund"),
    },
    "goal-indicators": {
        "value": N_("Värde {year}"),
        "latest": N_("Senaste värde"),
        "of": N_("Avser"),
        "target": N_("Målvärde"),
        "trend": N_("Utveckling"),
    },
    "grant-years": {
        "granted": N_("Beviljat"),
        "claimed": N_("Återsökt"),
        "received": N_("Erhållet"),
        "accrued": N_("Upplupet"),
        "booked": N_("Bokfört"),
        "difference": N_("Skillnad"),
    },
}
"""Table -> column, without the period that may end its id; a longer id before the one it begins with."""

TABLE_ROWS = {
    "unexplained": N_("Återstår att förklara"),
    "net_cost_change": N_("Nettokostnadens förändring"),
    "total_investments": N_("Alla investeringar"),
    "other_actions": N_("Övriga åtgärder"),
    "kind-ks_kf": N_("KS/KF-investeringar"),
    "kind-committee": N_("Nämndinvesteringar"),
    "kind-programme": N_("Särskilda program"),
}
"""Rows of tables that are no unit, no line and named by nobody."""

CellWords = str | tuple[str, ...]
"""Words of a cell: a message, or a shape and the messages that stand after it."""

DURATIONS = {"": N_("–"), "one-off": N_("Tillfällig"), "lasting": N_("Varaktig")}
SAVING_STATES = {
    "decided": N_("Beslutad"),
    "under-way": N_("Pågår"),
    "done": N_("Genomförd"),
    "not-reached": N_("Når inte målet"),
}
LEVEL_WORDS: Mapping[str, CellWords] = {
    **{str(level): said for level, said in LEVELS.items()},
    "not_assessed": N_("Inte bedömt"),
}
TREND_WORDS: Mapping[str, CellWords] = {
    **{str(movement): said for movement, said in MOVEMENTS.items()},
    **{
        f"{movement}-{way}": (*MOVEMENTS[movement], BETTER[is_better])
        for movement in (Movement.UP, Movement.DOWN)
        for way, is_better in (("better", True), ("worse", False))
    },
}
EXPECTED_WORDS: Mapping[str, CellWords] = {str(trend): said for trend, said in EXPECTED.items()}
NOT_BOOKED_WORDS = {NOT_BOOKED: N_("–")}
GOAL_ANSWERS = {"all_committees": N_("Alla nämnder")}
KIND_OF_ELEMENT = {str(kind): words for kind, words in ELEMENT_KINDS.items()}
WHY_ASKED = {"named": N_("Nämner enheten"), "by_actions": N_("Genom egna åtgärder")}
BOARD_STEPS = {str(step): words for step, words in STEPS.items()}
GOAL_SCOPES = {str(scope): words for scope, words in SCOPES.items()}
CELL_WORDS: Mapping[tuple[str, str], Mapping[str, CellWords]] = {
    ("growth-explanations", "duration"): DURATIONS,
    ("decided-savings", "status"): SAVING_STATES,
    ("plan-goals", "bodies"): GOAL_ANSWERS,
    ("plan-own-goals", "bodies"): GOAL_ANSWERS,
    ("plan-indicators", "expected"): EXPECTED_WORDS,
    ("plan-own-indicators", "expected"): EXPECTED_WORDS,
    ("goals-overview", "followed_by"): {"executive_board": N_("Bara kommunstyrelsen")},
    ("expected-trends", "expected"): EXPECTED_WORDS,
    ("expected-trends", "latest"): NOT_BOOKED_WORDS,
    ("goal-indicators", "value"): NOT_BOOKED_WORDS,
    ("goal-assessments", "about"): GOAL_SCOPES,
    ("goal-assessments", "level"): LEVEL_WORDS,
    ("goal-indicators", "trend"): TREND_WORDS,
    ("asked-of-unit", "kind"): KIND_OF_ELEMENT,
    ("asked-of-company", "kind"): KIND_OF_ELEMENT,
    ("asked-of-unit", "why"): WHY_ASKED,
    ("asked-of-company", "why"): {**WHY_ASKED, "named": N_("Nämner bolaget")},
    ("unit-indicators", "expected"): EXPECTED_WORDS,
    ("board-rows", "deviations"): {"normal": N_("● Som det ska")},
    ("board-improvements", "step"): BOARD_STEPS,
    ("follow-up-calendar", "note"): {"not_settled": N_("Inte avgjort")},
}
"""Table and column whose cells hold codes -> their words, or a shape and its words.

Other words in cells stand as they are.
"""

PART_COLUMNS = {
    **COLUMNS,
    "income-statement": {
        **COLUMNS["income-statement"],
        "outcome": N_("Utfall {year}"),
        "budget": N_("Budget {year}"),
    },
}
"""The same where the period is a part of a year: nothing is closed, and the budget is the part's."""

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

VERSIONS = {"": N_("utfall"), "budget": N_("budget"), "original": N_("ursprunglig budget")}

AS_OF = N_("per {day}")

NUMBERED = N_("nr {row}")

SOURCES = {
    "ledger": N_("Huvudboken"),
    "budget": N_("Budgeten"),
    "opening": N_("Ingående balanser"),
    "items": N_("Särskilda poster"),
    "population": N_("Folkmängden"),
    "forecast": N_("Registrerade prognoser"),
    "explanations": N_("Registrerade förklaringar"),
    "savings": N_("Beslutade effektiviseringar"),
    "follow-ups": N_("Huvudboken"),
    "investments": N_("Investeringsregistret"),
    "grants": N_("Bidragsregistret"),
    "staff": N_("Personaluppgifterna"),
    "indicators": N_("Indikatorerna"),
}

PROJECT_KINDS = {
    "ks_kf": N_("KS/KF-investering"),
    "committee": N_("Nämndsinvestering"),
    "programme": N_("Särskilt program"),
}

DECISION_KINDS = {
    "original": N_("Ursprungligt anslag"),
    "change": N_("Ändring"),
    "carry_over": N_("Ombudgetering till nästa år"),
}

GRANT_ENTRY_KINDS = {
    "granted": N_("Beviljat"),
    "claim": N_("Återsökt"),
    "payment": N_("Erhållet"),
    "accrual": N_("Upplupet vid årets slut"),
}

ITEMS = {"external": N_("utan egna interna poster"), "group": N_("utan koncernens interna poster")}

TODAY = N_("i dagens organisation")

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

ORIGINS = {
    "published": N_("Publicerat"),
    "derived": N_("Härlett"),
    "illustrative": N_("Illustrativt"),
}

KINDS = {
    "council": N_("Kommunfullmäktige"),
    "executive_board": N_("Kommunstyrelse"),
    "committee": N_("Nämnd"),
    "district_committee": N_("Kommundelsnämnd"),
    "group_of_bodies": N_("Grupp av nämnder"),
    "auditors": N_("Revision"),
    "central_finance_unit": N_("Finansförvaltning"),
    "department": N_("Kontor"),
    "unit": N_("Enhet"),
    "result_row": N_("Resultatrad"),
    "function": N_("Funktion"),
    "advisory": N_("Beredning eller råd"),
    "company": N_("Bolag"),
    "association": N_("Kommunalförbund"),
    "external": N_("Extern part"),
}

KIND_WORDS = {"förvaltning": "department"}
"""Other words that people write for a kind of units -> the kind."""

STRUCTURES = {"political": N_("Politisk struktur"), "administrative": N_("Administrativ struktur")}

IN_STRUCTURES = {
    "political": N_("den politiska strukturen"),
    "administrative": N_("den administrativa strukturen"),
}
"""A structure within a sentence: something has a place in it."""

COMPANY_KINDS = {
    "municipality": N_("Kommun"),
    "company": N_("Bolag"),
    "association": N_("Kommunalförbund"),
    "unknown": N_("Inte angivet"),
}

CODE_PARTS = {
    "responsibility": N_("Ansvar"),
    "project": N_("Projekt"),
    "activity_code": N_("Verksamhet"),
    "activity": N_("Aktivitet"),
    "counterparty": N_("Motpart"),
}


def line_label(line: str, *, language: str) -> str:
    """Name a row of a statement."""
    return translate(LINES[line], language=language)


def cell_words(table: str, column: str, word: str, *, language: str) -> str:
    """Say what stands in a cell of words: a code of the column in words, else what somebody has written."""
    if column.startswith("when_"):
        return days_words(word, language=language)
    if column == "of":
        return period_words(parse_period(word), language=language)
    if column == "years":
        first, _, last = word.partition("..")
        return years_words(first, last, language=language)
    if said := steering_cell(table, column, word, language=language):
        return said
    base = column.rpartition("_")[0] if column[-1:].isdecimal() else column  # the column of one year
    named = CELL_WORDS.get((table, base), {}).get(word)
    if not named:
        return word
    return translate(named, language=language) if isinstance(named, str) else shaped(named, language=language)


def table_label(table: str, *, language: str) -> str:
    """Name a table without its period."""
    return translate(TABLES[table], language=language)


def company_kind_label(kind: str, *, language: str) -> str:
    """Name what a legal entity is to the municipality."""
    return translate(COMPANY_KINDS[kind], language=language)


def layout_row_label(row: str, *, language: str) -> str:
    """Name a row of one of the municipality's statements."""
    return translate(LAYOUT_ROWS[row], language=language)


def column_label(table: str, column: str, *, year: int | None, whole_year: bool = True, language: str) -> str:
    """Name a column of a table: ``net_cost_2017`` is ``Nettokostnad 2017``."""
    columns = (COLUMNS if whole_year else PART_COLUMNS)[table]
    name = next(name for name in columns if column == name or column.startswith(f"{name}_"))
    return translate(columns[name], language=language).format(year=year)


def figure_label(ref: FigureRef, *, unit_name: str, language: str) -> str:
    """Name a figure in words: ``Nettokostnad, HR, 2017``; a line and another version are said too."""
    line = ref.get("line")
    version = ref.get("version")
    parts = [
        translate(METRICS[ref.metric], language=language),
        line_label(line, language=language) if line else "",
        unit_name,
        period_words(parse_period(ref.get("period")), language=language),
        translate(VERSIONS[version], language=language) if version else "",
        translate(AS_OF, language=language).format(day=ref.get("as_of")) if ref.get("as_of") else "",
        translate(NUMBERED, language=language).format(row=ref.get("row")) if ref.get("row") else "",
        ref.get("followup"),
        *qualifiers(ref, language=language),
    ]
    return ", ".join(part for part in parts if part)


def qualifiers(ref: FigureRef, *, language: str) -> tuple[str, ...]:
    """Say which internal items a figure is without, and whether it is of today's organisation."""
    items = (ITEMS[ref.get("items")],) if ref.get("items") else ()
    today = (TODAY,) if ref.get("organisation") else ()
    return tuple(translate(word, language=language) for word in (*items, *today))


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
