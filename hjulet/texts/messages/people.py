"""What is said of people, and of how they sign in."""

from hjulet.texts.catalogue import N_

PEOPLE = {
    "bad-username": N_("Användarnamnet ”{value}” går inte att använda. Skriv bokstäver, siffror och . @ + -"),
    "bad-name": N_("Namnet är tomt eller längre än {limit} tecken."),
    "bad-day": N_("Dagen ”{value}” går inte att läsa. Skriv 2018-04-06."),
    "duplicate-role": N_("Samma roll står även på rad {first}."),
    "name-of-others": N_("Filen byter namn på någon som har roller utanför det som du sköter."),
    "person-exists": N_("{username} finns redan. Utan --new får personen ett nytt lösenord."),
    "half-a-role": N_("Ange både --role och --unit, eller ingen av dem."),
    "password-too-short": N_("Lösenordet är för kort. Skriv minst 12 tecken."),
    "password-too-common": N_("Lösenordet är ett av de vanligaste. Välj ett annat."),
    "password-entirely-numeric": N_("Lösenordet är bara siffror. Lägg till något annat."),
    "password-too-similar": N_("Lösenordet är för likt namnet. Välj ett annat."),
}

IDENTITY = {
    "identity-unreadable": N_("Filen går inte att läsa: {cause}. Rätta den eller ta bort den."),
    "identity-unknown-key": N_("{provider}: nyckeln ”{key}” är okänd. Se handboken om inloggning."),
    "identity-missing-key": N_("{provider}: ”{key}” saknas."),
    "identity-bad-kind": N_('{provider}: skriv {key} = "oidc" eller "saml".'),
    "identity-bad-name": N_(
        "{provider}: namnet får ha bokstäverna a–z, siffror och bindestreck, högst 40 tecken."
    ),
    "identity-bad-metadata": N_(
        "{provider}: {key} är ”{value}”. Skriv en adress som börjar med https://, "
        "eller för saml en fil i hemmet."
    ),
    "identity-no-secret": N_(
        "{provider}: hemligheten saknas. Ange {key}, en fil i hemmet, eller secret_env, en miljövariabel."
    ),
    "identity-no-file": N_(
        "{provider}: {key} är ”{value}”, som inte finns i hemmet eller inte går att läsa."
    ),
    "identity-open-secret": N_(
        "{provider}: andra än ägaren kan läsa {value}. Ändra med chmod 600, "
        "och byt hemligheten om den har spridits."
    ),
    "identity-bad-rule": N_("{provider}: varje roll har group, role och unit, inget annat."),
    "identity-unknown-role": N_("{provider}: rollen ”{value}” finns inte."),
    "identity-unknown-unit": N_("{provider}: enheten ”{value}” finns inte i organisationen."),
    "identity-not-text": N_("{provider}: skriv {key} som text inom citattecken."),
    "identity-not-yes-or-no": N_("{provider}: skriv {key} = true eller false."),
    "identity-roles-left": N_(
        "{count} roller är givna av ”{provider}”, som inte längre finns i filen. "
        "De gäller tills de tas bort för hand."
    ),
    "identity-no-username": N_(
        "{provider} säger inte vilket användarnamn du har, eller så är det längre än 60 tecken."
    ),
    "identity-username-taken": N_(
        "Användarnamnet {username} finns redan här, och {provider} råder inte över det."
    ),
}
"""What may be wrong with ``identity.toml``, and with what a provider says about somebody."""
