"""The words of charts: what they show, what they find, and what each says to whoever cannot see it."""

from hjulet.domain.period import Period
from hjulet.domain.report import ChartKind
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.periods import month_name, period_words

SHOWN = {
    "net-cost-per-unit": N_("Nettokostnad per enhet"),
    "outcome-against-budget": N_("Budget och nettokostnad per enhet"),
    "months-with-last-year": N_("Nettokostnad månad för månad"),
    "net-cost-bridge": N_("Nettokostnadens förändring per enhet"),
    "result-bridge": N_("Resultat mot budget"),
    "cost-shares": N_("Kostnader efter slag"),
    "budget-shares": N_("Kommunbidraget per enhet"),
    "net-cost-years": N_("Nettokostnad per enhet över åren"),
    "months-per-unit": N_("Nettokostnad per månad i varje enhet"),
}
"""Title of a chart that finds nothing to say."""

SUBTITLES = {
    "net-cost-per-unit": N_("Nettokostnad per enhet {both}"),
    "outcome-against-budget": N_("Budget och nettokostnad per enhet {period}"),
    "months-with-last-year": N_("Nettokostnad per månad {previous} och {year}"),
    "net-cost-bridge": N_("Nettokostnad {both}, med förändringen per enhet"),
    "result-bridge": N_("Från budgeterat resultat till utfall {period}, med avvikelsen per rad"),
    "cost-shares": N_("Verksamhetens kostnader efter slag {period}, och andel av summan"),
    "budget-shares": N_("Kommunbidraget per enhet {period}, och andel av summan"),
    "net-cost-years": N_("Nettokostnad per enhet {first}–{last}"),
    "months-per-unit": N_("Nettokostnad per månad: {year} som staplar, {previous} som linje"),
}
"""What a chart shows; its unit is said after it."""

SUBTITLES_ALONE = {
    "net-cost-per-unit": N_("Nettokostnad per enhet {period}"),
    "months-with-last-year": N_("Nettokostnad per månad {year}"),
    "months-per-unit": N_("Nettokostnad per månad {year}"),
}
"""The same where nothing is known of the year before."""

SUBTITLE_PART_YEARS = N_("Nettokostnad per enhet {months} {first}–{last}")

FINDINGS = {
    "grew-most": N_("{about} ökade mest, med {amount}"),
    "none-grew": N_("Ingen enhet ökade sin nettokostnad"),
    "grew": N_("Nettokostnaden ökade med {amount}"),
    "fell": N_("Nettokostnaden minskade med {amount}"),
    "over-budget": N_("{count} av {of} enheter kostade mer än sin budget"),
    "over-budget-most": N_("{count} av {of} enheter kostade mer än sin budget, mest {about} ({amount})"),
    "over-budget-alone": N_("Bara {about} kostade mer än sin budget ({amount})"),
    "none-over-budget": N_("Ingen enhet kostade mer än sin budget"),
    "months-over-budget": N_("{count} av {of} månader kostade mer än budget"),
    "no-month-over-budget": N_("Ingen månad kostade mer än budget"),
    "month-over-budget": N_("Det kostade mer än budget i {about}"),
    "month-under-budget": N_("Det kostade mindre än budget i {about}"),
    "months-over-last-year": N_("{count} av {of} månader kostade mer än {previous}"),
    "no-month-over-last-year": N_("Ingen månad kostade mer än {previous}"),
    "month-over-last-year": N_("Det kostade mer i {about} än {previous}"),
    "month-under-last-year": N_("Det kostade mindre i {about} än {previous}"),
    "grew-mainly": N_("Nettokostnaden ökade med {amount}, mest för {about}"),
    "fell-mainly": N_("Nettokostnaden minskade med {amount}, mest för {about}"),
    "better": N_("Resultatet blev {amount} bättre än budget"),
    "worse": N_("Resultatet blev {amount} sämre än budget"),
    "better-mainly": N_("Resultatet blev {amount} bättre än budget, mest genom {about}"),
    "worse-mainly": N_("Resultatet blev {amount} sämre än budget, mest genom {about}"),
    "largest-share": N_("{about} är {percent} procent av kostnaderna"),
    "largest-share-of-budget": N_("{about} får {percent} procent av kommunbidraget"),
    "grew-most-since": N_("{about} har ökat mest sedan {first}, med {amount}"),
    "none-grew-since": N_("Ingen enhet har ökat sin nettokostnad sedan {first}"),
    "grew-since": N_("Nettokostnaden har ökat med {amount} sedan {first}"),
    "fell-since": N_("Nettokostnaden har minskat med {amount} sedan {first}"),
    "dearest-month": N_("{about} var dyrast i {count} av {of} enheter"),
}
"""Title of a chart by the code of its finding."""

SERIES = {
    "appropriation": N_("Budget"),
    "budget": N_("Budget"),
    "net_cost": N_("Nettokostnad"),
    "result": N_("Resultat"),
    "costs": N_("Kostnader"),
}

ENDS = {
    "net-cost-bridge": N_("Nettokostnad {period}"),
    "budget": N_("Budgeterat resultat"),
    "result": N_("Resultat"),
}
"""The two ends of a bridge."""

BOTH_YEARS = N_("{before} och {year}")

ALT = {
    ChartKind.BARS: N_("Stapeldiagram. {title}. {subtitle}, {unit}: {numbers}."),
    ChartKind.MONTHS: N_("Stapeldiagram med linjer. {title}. {subtitle}, {unit}: {numbers}."),
    ChartKind.BRIDGE: N_("Vattenfallsdiagram. {title}. {subtitle}, {unit}: {numbers}."),
    ChartKind.SHARE: N_("Stapeldiagram. {title}. {subtitle}, {unit}: {numbers}."),
    ChartKind.LINES: N_("Linjediagram. {title}. {subtitle}, {unit}: {numbers}."),
    ChartKind.MULTIPLES: N_("Små stapeldiagram på samma skala. {title}. {subtitle}, {unit}: {numbers}."),
}

FROM_TO = N_("{name} från {first} ({since}) till {last} ({until})")
HIGH_LOW = N_("{name} högst {high} i {high_month} och lägst {low} i {low_month}")
ONLY = N_("{name} {high} i {high_month}")


def say(message: str, *, language: str, **words: str) -> str:
    """Word a message of a chart."""
    return translate(message, language=language).format(**words)


def both_years(period: Period, *, language: str) -> str:
    """Name a period and the same of the year before: ``januari–augusti 2016 och 2017``."""
    before = period_words(period.previous(), language=language)
    return say(BOTH_YEARS, language=language, before=before, year=str(period.year))


def months_words(period: Period, *, language: str) -> str:
    """Name a period's months without the year: ``januari–augusti``."""
    first, last = (month_name(month, language=language) for month in (period.first_month, period.last_month))
    return first if first == last else f"{first}–{last}"


def as_sentence(name: str) -> str:
    """Raise a word's first letter where a sentence begins with it."""
    return name[:1].upper() + name[1:]
