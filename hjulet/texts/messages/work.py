"""What is said of the year and its tasks, and of talk."""

from hjulet.texts.catalogue import N_

CALENDAR = {
    "date-after-law": N_("{step}: {date} är för sent. Senast {day}, {law}."),
    "date-may-be-after-law": N_("{step}: dagen är inte satt och kan bli {date}. Senast {day}, {law}."),
    "before-new-council": N_(
        "{step}: {date} är för tidigt ett valår. Budgeten beslutas av nyvalda fullmäktige, "
        "tidigast {day}, {law}."
    ),
    "may-be-before-new-council": N_(
        "{step}: dagen är inte satt och kan bli för tidig ett valår. Budgeten beslutas av nyvalda "
        "fullmäktige, tidigast {day}, {law}."
    ),
    "no-date-by-law": N_("Året saknar {what}. Senast {day}, {law}."),
    "step-exists": N_("Det finns redan ett steg med namnet {key}."),
    "question-changed": N_("Någon annan har svarat sedan du öppnade sidan. Läs om sidan och svara igen."),
    "no-such-answer": N_("Svaret är inte ett av alternativen. Läs om sidan och välj igen."),
    "choice-changed": N_("Valen har ändrats sedan du öppnade sidan. Läs om sidan och välj igen."),
    "mail-not-configured": N_(
        "Det går inte att skicka påminnelser: {cause} saknas. Sätt HJULET_SMTP_HOST, HJULET_MAIL_FROM och "
        "HJULET_URL."
    ),
}

BOARDS = {
    "row-not-followed": N_("Raden följdes inte den dagen. Välj en annan rad eller en annan dag."),
    "row-ended": N_("Raden följdes till {day}. Skriv att det var normalt igen senast då."),
    "row-not-normal": N_("Raden har en avvikelse som inte är över. Skriv att det är normalt igen först."),
    "deviation-ahead": N_("Den dagen har inte kommit än. Skriv senast {day}."),
    "deviation-over-before": N_("Det kan inte bli normalt igen före {day}, då det började avvika."),
    "unknown-deviation": N_("Avvikelsen finns inte på tavlan. Ladda om sidan och välj igen."),
}

TALK = {
    "empty-remark": N_("Skriv något först."),
    "long-remark": N_("Texten är för lång: högst {limit} tecken."),
    "no-such-reader": N_("Ingen med namnet {name} läser det här. Välj någon ur listan, eller ta bort @."),
    "thread-settled": N_("Samtalet är avslutat. Öppna det igen för att skriva."),
    "remark-withdrawn": N_("Inlägget är tillbakataget. Skriv det som ett nytt inlägg i samtalet."),
    "remarks-shut": N_("Rapporten är fastställd. Samtalet om texten går bara att läsa."),
}
