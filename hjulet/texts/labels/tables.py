"""Captions, columns and rows of tables, by id."""

from hjulet.texts.catalogue import N_, translate

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
    "unit-assignments": ASSIGNMENT_COLUMNS,
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

PART_COLUMNS = {
    **COLUMNS,
    "income-statement": {
        **COLUMNS["income-statement"],
        "outcome": N_("Utfall {year}"),
        "budget": N_("Budget {year}"),
    },
}
"""The same where the period is a part of a year: nothing is closed, and the budget is the part's."""


def table_label(table: str, *, language: str) -> str:
    """Name a table without its period."""
    return translate(TABLES[table], language=language)


def column_label(table: str, column: str, *, year: int | None, whole_year: bool = True, language: str) -> str:
    """Name a column of a table: ``net_cost_2017`` is ``Nettokostnad 2017``."""
    columns = (COLUMNS if whole_year else PART_COLUMNS)[table]
    name = next(name for name in columns if column == name or column.startswith(f"{name}_"))
    return translate(columns[name], language=language).format(year=year)
