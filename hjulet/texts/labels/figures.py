"""Words of figures: what they are called, of which version and from which source."""

from hjulet.domain.figures import FigureRef
from hjulet.domain.period import parse_period
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.labels.lines import line_label
from hjulet.texts.periods import period_words

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

ITEMS = {"external": N_("utan egna interna poster"), "group": N_("utan koncernens interna poster")}

TODAY = N_("i dagens organisation")

ORIGINS = {
    "published": N_("Publicerat"),
    "derived": N_("Härlett"),
    "illustrative": N_("Illustrativt"),
}


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
