"""What is said of figures, of the files of reports, and of editions."""

from hjulet.texts.catalogue import N_

REFERENCE = {
    "unknown-metric": N_("Talet ”{metric}” finns inte."),
    "unknown-parameter": N_("Talet {metric} har ingen parameter {parameter}."),
    "missing-parameter": N_("Talet {metric} behöver parametern {parameter}."),
    "unknown-line": N_("Raden ”{line}{value}” finns inte."),
    "unknown-items": N_("Interna poster ”{items}” finns inte. Skriv external, group eller all."),
    "unknown-organisation": N_("Organisationen ”{organisation}” finns inte. Skriv today eller then."),
    "budget-unmapped": N_(
        "Filens budget (#PBUDGET) har ansvar utan enhet: {codes}. De beloppen är inte med i budgeten. "
        "Lägg upp mappningen och läs in filen igen."
    ),
    "budget-not-taken": N_(
        "Filens budget (#PBUDGET) är inte tagen för {codes}: "
        "de har en inläst budget för året, och den gäller."
    ),
    "period-reopened": N_(
        "Perioderna {months} hos {company} var stängda. Huvudboken under dem har ändrats, så de är nu "
        "preliminära. Stäng dem igen när de är avstämda."
    ),
    "unknown-version": N_("Versionen ”{version}” finns inte. Skriv outcome, budget eller original."),
    "bad-reference": N_("Referensen ”{text}” går inte att läsa vid ”{word}”."),
    "unit-outside-report": N_(
        "Enheten {unit} finns inte i rapporten. Texten kan bara visa tal för nämnden och dess enheter."
    ),
    "not-in-registers": N_(
        "{id} finns inte bland investeringarna eller statsbidragen hos nämnden och dess enheter."
    ),
    "unknown-form": N_("Formen ”{form}” finns inte. Skriv till exempel mnkr1, tkr0 eller pct1."),
    "wrong-form": N_("Formen {form} passar inte talet {metric}: kronor och procent kan inte bytas."),
    "cycle": N_("Talet {metric} bygger på sig självt."),
}

RENDER = {
    "rendering-too-slow": N_(
        "Filen tog för lång tid att göra: mer än {seconds} sekunder. "
        "Dela rapporten, eller ta bort de största tabellerna och diagrammen, och försök igen."
    ),
    "rendering-stopped": N_(
        "Filen kunde inte göras inom det minne som är tillåtet. "
        "Dela rapporten, eller ta bort de största tabellerna och diagrammen, och försök igen."
    ),
    "rendering-too-large": N_(
        "Filen blev större än {megabytes} MB och sparas inte. Dela rapporten och försök igen."
    ),
    "rendering-failed": N_(
        "Filen kunde inte göras. Driften ser varför i loggen; rapportens sida visar samma innehåll."
    ),
    "file-not-kept": N_("Filen sparas inte längre. Hämta den på nytt från rapportens sida."),
}

FAULTS = {
    "missing-file": N_("Filen {file} saknas i utgåva {edition}."),
    "extra-file": N_("{file} hör inte till utgåva {edition}."),
    "changed-file": N_("{file} i utgåva {edition} har ändrats sedan förseglingen."),
    "not-a-file": N_("{file} i utgåva {edition} är en länk eller något annat än en fil."),
    "bad-path": N_("Manifestet för utgåva {edition} nämner en otillåten sökväg: {file}."),
    "bad-manifest": N_("Manifestet för utgåva {edition} går inte att läsa."),
    "not-canonical": N_("{file} i utgåva {edition} är inte skriven i sin enda tillåtna form."),
    "wrong-seal": N_("Förseglingen för utgåva {edition} stämmer inte med innehållet."),
    "wrong-number": N_("Mappen för utgåva {edition} innehåller en annan utgåva."),
    "wrong-previous-manifest": N_(
        "Utgåva {edition} bygger på ett annat manifest än den föregående utgåvans."
    ),
    "wrong-previous-seal": N_("Utgåva {edition} anger en annan försegling för den föregående utgåvan."),
    "duplicate-edition": N_("Utgåva {edition} finns två gånger."),
    "missing-edition": N_("Utgåva {edition} saknas i kedjan."),
    "anchor-mismatch": N_(
        "Förseglingen för utgåva {edition} är en annan än den som bekräftats utanför systemet."
    ),
}
