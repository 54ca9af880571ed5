"""What is said of an assignment that cannot be written as it stands."""

from hjulet.texts.catalogue import N_

ASSIGNMENTS = {
    "assignment-day-ahead": N_("Dagen har inte varit än. Skriv den dag då det hände, senast i dag."),
    "assignment-due-before-given": N_("Slutdagen är före den dag då uppdraget gavs. Rätta en av dagarna."),
    "assignment-to-itself": N_(
        "Den som ger och den som får uppdraget är samma. Välj en annan, eller skriv vilken tjänsteperson "
        "som får det."
    ),
    "assignment-goal-of-other-origin": N_(
        "Ett uppdrag som står bland målen kommer ur Mål och budget. Välj det som ursprung."
    ),
    "assignment-given-after-event": N_(
        "Det har hänt något med uppdraget före den dag då det gavs. Rätta dagen."
    ),
    "assignment-event-before-given": N_("Dagen är före den dag då uppdraget gavs. Rätta den."),
    "assignment-is-closed": N_("Uppdraget är avslutat. Stryk avslutet först, om det var ett misstag."),
    "assignment-due-passed": N_("Slutdagen har redan varit när den sätts. Skriv en senare."),
    "assignment-first-day-moved": N_(
        "Slutdagen har flyttats genom ett beslut, och då ändras inte den första. Stryk flytten först, om "
        "den var ett misstag."
    ),
    "assignment-giver-of-kind": N_("{unit} ger inga uppdrag. Välj ett organ som beslutar."),
    "assignment-receiver-of-kind": N_("{unit} får inga uppdrag. Välj en nämnd, ett bolag eller en enhet."),
    "goal-is-no-assignment": N_("{name} är inget uppdrag bland målen. Välj ett som är det."),
    "assignment-same-day": N_("Den slutdagen gäller redan. Skriv en annan."),
    "assignment-needs-decision": N_(
        "Skriv vilket beslut det är: den som gav uppdraget flyttar och avslutar det."
    ),
    "assignment-needs-text": N_("Skriv en mening om vad som har hänt."),
    "assignment-needs-outcome": N_("Välj hur uppdraget slutade."),
    "assignment-needs-successor": N_(
        "Skriv numret på det uppdrag som ersätter detta, och bara när det är ersatt."
    ),
    "assignment-last-event-later": N_(
        "Något har hänt med uppdraget efter den dagen. Skriv den dag då det avslutades."
    ),
    "assignment-nothing-to-strike": N_("Händelsen är redan struken, eller finns inte."),
    "unknown-assignment": N_("Det finns inget uppdrag {number}. Skriv ett nummer ur listan."),
    "unknown-receiver": N_("Enheten {unit} finns inte i organisationen. Välj en annan."),
    "assignment-twice": N_("Det finns redan: uppdrag {number} säger samma sak. Fortsätt på det."),
    "goal-is-assignment": N_("Det är redan uppdrag {number}, {name}. Fortsätt på det."),
}
