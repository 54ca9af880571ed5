"""What is said when goals are read and changed."""

from hjulet.texts.catalogue import N_

GOALS = {
    "bad-goal-key": N_(
        "Nyckeln ”{value}” går inte att använda. Skriv högst {limit} av tecknen a–z, 0–9 och -, till exempel "
        "mal-6. En period skrivs 2020-2022."
    ),
    "not-one-of": N_("”{value}” går inte att läsa i kolumnen {column}. Skriv något av: {known}."),
    "too-long-cell": N_("Texten i kolumnen {column} är längre än {limit} tecken. Korta den."),
    "bad-target-number": N_("”{value}” är inget tal som går att spara. Skriv högst {decimals} decimaler."),
    "bad-inhabitants": N_("”{value}” är inget antal invånare. Skriv ett helt tal, till exempel 98000."),
    "target-not-below": N_(
        "Basvärdet {base} och minskningen {percent} procent ger ingen nivå. "
        "Basvärdet är större än 0, och minskningen mellan 0 och 100 procent."
    ),
    "value-without-year": N_("Senaste värde och senaste år hör ihop. Skriv båda, eller inget av dem."),
    "said-twice": N_("Detsamma står även på rad {first}. Ta bort den ena raden."),
    "element-differs": N_(
        "{value} står även på rad {first}, med andra uppgifter än namnet. Låt en av raderna stå, eller "
        "ge dem olika nycklar."
    ),
    "two-wordings": N_(
        "{value} har en annan lydelse på rad {first}. Det blir en fråga, och den första lydelsen visas tills "
        "någon svarar."
    ),
    "unknown-goal-period": N_(
        "Perioden {value} står inte i filen med perioder. Lägg till den där, eller rätta raden."
    ),
    "unknown-above": N_("{value} finns inte i perioden. Rätta kolumnen under, eller lägg till raden."),
    "cannot-stand-under": N_("{kind} kan inte stå under {above}. Rätta kolumnen under eller slag."),
    "goal-under-itself": N_("{value} kan inte stå under sig själv. Välj något annat att ställa det under."),
    "commitment-stands-alone": N_("Ett åtagande står under ett mål eller ett annat åtagande. Välj ett."),
    "commitment-holds-others": N_("Det står åtaganden under det här. Flytta eller ta bort dem först."),
    "wording-is-asked": N_(
        "Det är inte avgjort vilken lydelse som gäller. Svara på frågan på sidan om målet först."
    ),
    "decided-wording-without-why": N_(
        "Perioden har börjat och målen är beslutade. Skriv varför, och vilket beslut som säger det."
    ),
    "goal-holds-others": N_("Det står annat under det här ({number}). Flytta eller avsluta det först."),
    "goal-is-supported": N_("Annat stöder det här ({number}). Ta bort de länkarna först."),
    "goal-leads-on": N_("Det fortsätter i en senare period. Ta bort länken därifrån först."),
    "goal-has-actions": N_("Åtgärder leder hit ({number}). Låt dem leda till något annat först."),
    "goal-has-assessments": N_(
        "Det finns bedömningar av det här ({number}), och det som är bedömt tas inte bort."
    ),
    "goal-has-assignments": N_("Uppdraget följs i uppdragens register. Avsluta det där i stället."),
    "goal-is-on-boards": N_("Det följs på tavlor ({number}). Ta bort det från dem först."),
    "goals-are-linked": N_("Länken finns redan."),
    "goals-not-alike": N_("Bara något av samma slag kan fortsätta som det här. Välj ett sådant."),
    "target-is-there": N_(
        "Det finns redan en målnivå för {value} {year}. Ändra den, eller kalla den här något annat."
    ),
    "field-of-another-body": N_(
        "Bara den som ansvarar för åtagandet ändrar det här. "
        "Du kan skriva vad det mäts med och en anmärkning."
    ),
    "assessment-without-reason": N_("Skriv vad bedömningen grundas på. Utan skäl sparas den inte."),
    "withdrawal-without-reason": N_("Skriv varför bedömningen tas tillbaka. Utan skäl står den kvar."),
    "assessment-outside-goals": N_(
        "Målen {structure} bedöms inte för {period}. Välj ett år i perioden, eller ett tertial eller halvår."
    ),
    "unknown-element": N_("{value} finns inte. Rätta nyckeln, eller lägg till raden i filen med mål."),
    "link-backwards": N_(
        "Länken går från {first} till {last}. En efterföljare står i en period som börjar senare: byt "
        "plats på ändarna."
    ),
    "link-to-itself": N_("Länken går från {value} till sig själv. Rätta den ena änden."),
    "link-lacks-end": N_(
        "En länk av slaget {kind} har fel ändar. Ny saknar början, upphör saknar slut, alla andra har båda."
    ),
    "support-in-circle": N_(
        "{value} kan inte stödja {above}, som självt stöder eller står under {value}. Ta bort den ena "
        "länken, eller rätta kolumnen under."
    ),
    "support-elsewhere": N_("Något kan bara stödja ett mål i sin egen period, inte i {value}."),
}
