"""What is said of what a municipality sets up: its organisation, its mapping, its look."""

from hjulet.texts.catalogue import N_

ORGANISATION = {
    "bad-unit-code": N_(
        "Koden ”{value}” går inte att använda. "
        "Skriv högst {limit} bokstäver och siffror, och - _ . mellan dem, utan mellanslag."
    ),
    "name-not-printable": N_("Namnet {value} innehåller ett tecken som inte syns. Skriv det på nytt."),
    "unknown-kind": N_(
        "Slaget ”{value}” är okänt. Skriv till exempel nämnd, kontor eller enhet. "
        "Alla slag står på bladet Förklaring i mallen."
    ),
    "unknown-structure": N_(
        "Strukturen ”{value}” är okänd. Skriv political, administrative eller both, "
        "på svenska politisk, administrativ eller båda."
    ),
    "not-yes-or-no": N_("”{value}” är varken ja eller nej. Lämna cellen tom för ja."),
    "too-many-unit-rows": N_("Tabellen har {rows} rader, gränsen är {limit}."),
    "no-table": N_("Filen har ingen av tabellerna. Rubrikraden för enheter är {head}."),
    "table-twice": N_("Samma tabell finns två gånger. Skicka den en gång."),
    "sheet-not-read": N_("Bladet {value} har inte någon av tabellernas rubriker och läses inte."),
    "code-alike": N_(
        "Koderna {value} och {other} skiljer sig bara i stora och små bokstäver. Skriv dem likadant."
    ),
    "place-twice": N_(
        "{unit} står redan på rad {first}, i {structure} och för samma tid. "
        "Ge den ena raden andra dagar, eller ta bort den."
    ),
    "row-differs": N_(
        "{unit} har ”{value}” i kolumnen {column} men ”{other}” på rad {first}, för samma tid. "
        "Skriv likadant i båda strukturerna."
    ),
    "parent-without-place": N_(
        "{unit} ligger under {parent}, som inte har någon plats i {structure} från och med {first}{until}. "
        "Ändra dagarna, eller lägg till en rad för {parent}."
    ),
    "unit-not-there": N_("{unit} finns inte den {first}. Ändra dagen, eller enhetens rader."),
    "serves-itself": N_("{unit} kan inte betjäna sig själv."),
    "service-twice": N_(
        "{department} betjänar redan {committee} på rad {first}, för samma tid. Ta bort den ena raden."
    ),
    "follows-itself": N_("{unit} kan inte ta över efter sig själv."),
    "succession-twice": N_("Att {after} tar över efter {before} står redan på rad {first}."),
    "unit-in-use": N_(
        "{unit} finns inte i filen, men {count} uppgifter hör till enheten. "
        "Låt raderna stå kvar, med en sista dag, så behåller gamla år sina siffror."
    ),
    "would-lock-out": N_(
        "Med den här organisationen får du inte längre sköta installationen: "
        "din roll gäller en enhet som inte finns kvar eller som inte leder kommunen. "
        "Låt enheten stå kvar i filen."
    ),
    "organisation-missing": N_("Ingen organisation är inläst. Läs in den på sidan Organisation."),
}

MAPPING = {
    "missing-rule-column": N_("Kolumnen {column} saknas. Rubrikraden är {head}."),
    "bad-year": N_("Året ”{value}” går inte att läsa. Skriv fyra siffror, till exempel 2017."),
    "years-reversed": N_("Regeln slutar {last} men börjar {first}. Rätta årtalen."),
    "empty-range": N_("Intervallet {first}–{last} är tomt. Skriv den lägsta koden först."),
    "too-long-code": N_("Koden ”{value}” är längre än {limit} tecken."),
    "not-a-line": N_("Raden ”{value}” finns inte. Skriv till exempel personnel eller Personal."),
    "bad-sign": N_("Tecknet ”{value}” är varken 1 eller -1. Lämna det tomt, så följer det raden."),
    "bad-code-part": N_("Koddelen ”{value}” kan inte användas här. Skriv ansvar, konto eller motpart."),
    "bad-scope": N_("”{value}” är varken own (inom kommunen) eller group (inom koncernen)."),
    "rule-never-used": N_("Regeln används aldrig: regeln på rad {first} gäller före och täcker den helt."),
    "missing-note": N_("Skriv vad som ändras och varför. Anteckningen syns bland versionerna."),
    "nothing-changed": N_("Reglerna är desamma som förut. Ingenting är sparat."),
    "unknown-edition": N_("Kommun-Bas {value} finns inte. Det finns: {known}."),
    "bad-org-number": N_(
        "Organisationsnumret ”{value}” är fel. Skriv tio siffror; den sista är en kontrollsiffra."
    ),
    "bad-company-code": N_("Koden ”{value}” går inte att använda. Skriv 1–40 bokstäver, siffror, _ eller -."),
    "company-exists": N_("{company} finns redan med {what}."),
    "no-layout": N_("Ingen uppställning är känd för {year}. Den äldsta gäller från {first}."),
}

HOUSE = {
    "house-unreadable": N_("Filen går inte att läsa: {cause}. Rätta den eller ta bort den."),
    "house-unknown-key": N_("Nyckeln ”{key}” är okänd. Det finns: {known}."),
    "house-not-text": N_("{key} har värdet {value}. Skriv en text inom citattecken."),
    "house-bad-colour": N_(
        "{key} har färgen ”{value}”. Skriv den som # och sex siffror, till exempel #0b5a83."
    ),
    "house-low-contrast": N_(
        "{key} {value} har kontrasten {contrast}:1 mot papperet; text behöver minst 4,5:1. "
        "Närmaste färg som räcker är {nearest}."
    ),
    "house-long-name": N_(
        "Namnet är längre än {limit} tecken. Korta det, så att det får plats överst på sidan."
    ),
    "house-changed": N_(
        "Någon annan har ändrat kommunens utseende sedan du öppnade sidan. Öppna den på nytt och ändra igen."
    ),
    "house-unknown-font": N_("{key} är ”{value}”, som inte går att använda. Välj bland: {known}."),
    "house-font-absent": N_(
        "{key} är ”{value}”, som inte är installerat. Installera Debianpaketet {package}."
    ),
    "house-no-logo": N_("Logotypen ”{value}” finns inte i mappen. Lägg filen bredvid house.toml."),
    "house-logo-too-large": N_(
        "Logotypen {value} är för stor. Gränsen är {kilobytes} kB, och 4 000 bildpunkter på varje håll."
    ),
    "house-logo-not-image": N_(
        "Logotypen {value} är ingen hel bild. Spara den som SVG i UTF-8 eller som PNG."
    ),
    "house-logo-no-size": N_(
        "Logotypen {value} säger inte hur stor den är, eller är mer än hundra gånger så lång som bred. Ange "
        "viewBox i ritningens egna mått, högst 100 000, eller width och height."
    ),
    "house-logo-unsafe": N_(
        "Logotypen {value} har skript, DOCTYPE eller länkar utåt och släpps inte in. "
        "Spara den som ren SVG utan inbäddade bilder, eller som PNG."
    ),
    "house-logo-without-alt": N_(
        "Logotypen {value} saknar text för den som inte ser den. Skriv den i logo_alt."
    ),
    "house-bad-reference": N_("Filen är inget Worddokument (docx), eller större än 10 MB."),
}
