"""Who has which role, in a sentence each."""

from hjulet.texts.catalogue import N_

ROLE_SENTENCES = {
    "elected_representative": N_(
        "Sitter i ett organ och läser dess ekonomi och rapporter. Öppnar inte enskilda verifikat."
    ),
    "party_group": N_("Arbetar åt ett partis ledamöter och läser det som de läser."),
    "public_editor": N_("Förbereder det som medborgarna läser, och ser att de förseglade utgåvorna är hela."),
    "contributor": N_("Skriver en enhets kommentarer åt chefen. Ser inte verifikat eller personal."),
    "company_representative": N_(
        "Svarar för ett bolags tal här: läser dem ner till verifikatet och kommenterar dem."
    ),
    "unit_manager": N_("Svarar för en enhet: läser dess ekonomi, kommenterar den och lämnar prognos."),
    "controller": N_(
        "Förbereder tal och rapporter för ett organ. Över kommunstyrelsen är det den centrala controllern."
    ),
    "auditor": N_(
        "Läser allt i sin del och ändrar ingenting. Behåller sin insyn när organisationen görs om."
    ),
    "administrator": N_(
        "Sköter personer, organisation, mappning och inläsningar. Skriver och förseglar ingenting."
    ),
}
