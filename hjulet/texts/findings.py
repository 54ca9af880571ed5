"""Sentences for what the fact check finds, and for what it could not judge."""

from hjulet.domain.factcheck.model import Finding, Unchecked
from hjulet.texts.catalogue import N_, translate

FINDINGS = {
    "F03": N_("Texten säger {claim}, talen ger {data} (skillnad {difference}): ”{quote}”"),
    "F04": N_("Texten säger {claim}, men talen ger {data}: ”{quote}”"),
    "F09": N_("Summan är {claim}, raderna ger {data} (skillnad {difference}): {quote}"),
}

REASONS = {
    "no-subject": N_("det framgår inte vilken enhet uppgiften gäller"),
    "no-metric": N_("uppgiften hör inte till något tal som kan kontrolleras"),
    "no-period": N_("perioden är oklar eller en annan än rapportens"),
    "no-data": N_("det saknas data för perioden eller raden"),
    "no-percentage": N_("procent har ingen mening på den basen"),
    "several-readings": N_("meningen kan läsas på flera sätt"),
    "forecast": N_("uppgiften är en prognos"),
    "planned": N_("uppgiften är en plan eller ett mål, inte ett utfall"),
    "quoted": N_("uppgiften är ett citat"),
    "explanation": N_("uppgiften är en del eller en orsak, inte helheten"),
}

_UNCHECKED = N_("Kan inte kontrolleras, {reason}: ”{quote}”")


def finding_sentence(found: Finding, *, language: str) -> str:
    """Say what contradicts what."""
    return translate(FINDINGS[found.rule], language=language).format(
        claim=found.claim, data=_signed(found), difference=found.difference, quote=found.quote
    )


def _signed(found: Finding) -> str:
    """Give the figure of a direction its plus: ``minskade`` stands against ``+3 tkr``."""
    is_plus = found.rule == "F04" and found.data[:1].isdigit()
    return f"+{found.data}" if is_plus else found.data


def reason_sentence(claim: Unchecked, *, language: str) -> str:
    """Say why a claim was not judged."""
    reason = translate(REASONS[claim.reason], language=language)
    return translate(_UNCHECKED, language=language).format(reason=reason, quote=claim.quote)
