"""What is said of an assignment that cannot be written as it stands."""

from hjulet.texts.catalogue import N_

ASSIGNMENTS = {
    "assignment-day-ahead": N_("Den dagen har inte kommit än. Skriv den dag då det hände, senast i dag."),
    "assignment-due-before-given": N_("Slutdagen är före den dag då uppdraget gavs. Rätta en av dagarna."),
    "assignment-to-itself": N_(
        "Den som ger och den som får uppdraget är densamma. Välj en annan, eller skriv vilken tjänsteperson "
        "som får det."
    ),
    "assignment-goal-of-other-origin": N_(
        "Ett uppdrag som står bland målen kommer ur Mål och budget. Välj det."
    ),
    "assignment-given-after-event": N_(
        "Det har hänt något med uppdraget före den dag då det gavs. Rätta dagen."
    ),
    "assignment-event-before-given": N_("Dagen är före den dag då uppdraget gavs. Rätta den."),
    "assignment-is-closed": N_("Uppdraget är avslutat. Stryk avslutet först, om det var ett misstag."),
    "assignment-nothing-to-answer": N_(
        "Den som fick uppdraget väntar inte på något besked den dagen. Då finns inget att svara på."
    ),
    "assignment-is-declined": N_("Uppdraget är redan avböjt. Nu är det den som gav det som bestämmer."),
    "assignment-due-passed": N_("Slutdagen ligger före den dag då den sätts. Skriv en senare dag."),
    "assignment-first-day-moved": N_(
        "Slutdagen har flyttats genom ett beslut, och då ändras inte den första. Stryk flytten först, om "
        "den var ett misstag."
    ),
    "assignment-giver-of-kind": N_("{unit} kan inte ge uppdrag. Välj ett organ som fattar beslut."),
    "assignment-receiver-of-kind": N_("{unit} kan inte få uppdrag. Välj en nämnd, ett bolag eller en enhet."),
    "goal-is-no-assignment": N_("{name} står inte som uppdrag bland målen. Välj ett som gör det."),
    "assignment-same-day": N_("Den slutdagen gäller redan. Skriv en annan."),
    "assignment-needs-decision": N_(
        "Skriv vilket beslut det gäller. Bara den som gav uppdraget flyttar slutdagen och avslutar."
    ),
    "assignment-needs-text": N_("Skriv en mening om vad som har hänt."),
    "assignment-needs-outcome": N_("Välj hur uppdraget slutade."),
    "assignment-needs-successor": N_(
        "Skriv numret på uppdraget som ersätter det här. Lämna fältet tomt om det inte är ersatt."
    ),
    "assignment-last-event-later": N_(
        "Något har hänt med uppdraget efter den dagen. Skriv den dag då det avslutades."
    ),
    "assignment-nothing-to-strike": N_("Händelsen är redan struken, eller finns inte."),
    "assignment-not-yours": N_("Du för inte register för {unit}. Ta bort raden, eller välj en annan givare."),
    "unknown-assignment": N_("Det finns inget uppdrag {number}. Skriv ett nummer ur listan."),
    "unknown-receiver": N_("Enheten {unit} finns inte i organisationen. Välj en annan."),
    "assignment-twice": N_("Uppdraget finns redan: nummer {number} säger samma sak. Fortsätt med det."),
    "goal-is-assignment": N_("Det står redan i registret, som uppdrag {number}: {name}. Fortsätt med det."),
}
