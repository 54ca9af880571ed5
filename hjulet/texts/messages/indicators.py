"""What is said of indicators: their values, and the sources that are asked for them."""

from hjulet.texts.catalogue import N_

INDICATORS = {
    "bad-indicator-id": N_(
        "Beteckningen ”{id}” går inte att använda. Skriv högst 40 av tecknen A–Z, a–z, 0–9, _ och -."
    ),
    "unknown-indicator": N_("Indikatorn ”{value}” finns inte."),
    "unknown-series": N_("Serien ”{value}” finns inte för {indicator}."),
    "computed-elsewhere": N_("{indicator} räknas ur ett annat tal och har inga egna värden att skriva."),
    "bad-indicator-period": N_(
        "Perioden ”{value}” går inte att läsa. Skriv 2017, 2017-08, 2017-T2 eller 2017-H1."
    ),
    "bad-value": N_("Värdet ”{value}” går inte att läsa. Skriv ett tal, till exempel 1 234,5."),
    "unknown-step": N_("Betyget ”{value}” finns inte på skalan {steps}."),
    "unknown-status": N_("Läget ”{value}” är okänt. Skriv slutlig, preliminär, saknas eller borttagen."),
    "value-and-status": N_("Ange ett tal, eller läget saknas eller borttagen, men inte båda."),
    "bad-response-rate": N_("Svarsfrekvensen ”{value}” går inte att läsa. Skriv ett tal från 0 till 100."),
    "text-too-long": N_("Texten är längre än {limit} tecken."),
    "indicator-not-yours": N_("Någon annan svarar för {name}. Bara den ansvariga enheten för in värden."),
    "scale-lacks-step": N_("Skalan saknar steget {step}, som ett värde har."),
    "series-has-values": N_("Serien ”{key}” har värden och går inte att ta bort."),
    "bad-series-key": N_(
        "Nyckeln ”{key}” går inte att använda. Skriv högst 40 av tecknen A–Z, a–z, 0–9, _ och -."
    ),
    "series-twice": N_("Två serier har nyckeln ”{key}”."),
    "two-sources": N_(
        "Välj en källa: indikatorn räknas ur ett annat tal, hämtas från Kolada eller hämtas från SCB."
    ),
    "rating-is-written": N_(
        "Ett betyg skrivs eller läses in från en fil. Lämna Kolada, SCB och Räknas som tomma."
    ),
    "negative-band": N_("Källans osäkerhet är 0 eller större."),
    "formula-not-seen": N_("Det du räknar ur finns inte, eller är inte ditt att se: {formula}."),
    "formula-of-indicator": N_("En indikator kan inte räknas ur en annan indikator: {formula}."),
    "fetching-is-off": N_(
        "Kommunens nummer är inte satt, så inget hämtas. Den som sköter driften sätter det."
    ),
    "nothing-to-fetch": N_("Ingen indikator som du ansvarar för har en beteckning i Kolada eller hos SCB."),
    "source-away": N_("Källan svarade inte: {address}. Försök igen senare."),
    "source-busy": N_("Källan hade för mycket att göra: {address}. Försök igen senare."),
    "source-refused": N_("Källan svarade {status} på {address}."),
    "source-strange": N_("Källan svarade inte som väntat på {address} ({what}). Ingenting är ändrat."),
    "source-too-large": N_("Svaret från {address} är större än {limit} byte."),
    "source-not-one-cell": N_("{name} ger flera värden för samma period. Välj en kod för {dimension}."),
}
