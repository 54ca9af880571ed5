"""Why something is not done, and what commands answer."""

from hjulet.texts.catalogue import N_

REFUSAL = {
    "help-changed": N_(
        "Någon annan har skrivit om förklaringen sedan du öppnade sidan. Öppna den på nytt och skriv igen."
    ),
    "help-too-long": N_("Förklaringen är längre än {limit} tecken. Korta den, eller skriv i handboken."),
    "not-found": N_("{what} finns inte."),
    "conflict": N_("Någon annan hann före. Kör kommandot igen."),
    "not-built": N_("{kind} är inte byggt än."),
    "internal": N_("Något gick fel i programmet: {fault}"),
    "no-data": N_("Ingenting är inläst än. Läs in en huvudboksfil eller kör hjulet demo."),
    "no-ledger": N_("Huvudboken för {period} är inte inläst. Rapporten kan öppnas när den är det."),
    "not-a-year": N_("Rapporten gäller ett helt år; {period} är inte det."),
    "not-a-month": N_("Rapporten gäller en månad; {period} är inte det. Skriv till exempel 2017-08."),
    "missing-text": N_("Texten under ”{heading}” saknas. Mallen kräver att den är skriven."),
    "template-without-name": N_("Rapporttypen saknar namn. Ge den ett, till exempel Tertialrapport."),
    "template-empty": N_("Mallen är tom. Lägg till minst ett block."),
    "template-bad-name": N_("Rapporttypens namn behöver minst en bokstav eller siffra."),
    "template-bad-year": N_("Året som mallen gäller från ska vara mellan 1998 och 2199."),
    "template-kind-taken": N_("Det finns redan en rapporttyp som heter så. Ge {name} ett annat namn."),
    "template-limit-without-variance": N_(
        "Tabellen som kommentarerna {block} hör till har ingen avvikelse. Ta bort gränsen."
    ),
    "text-without-place": N_(
        "Texten är inte sparad: mallen har ändrats och platsen finns inte längre. "
        "Kopiera texten och lägg den på en annan plats."
    ),
    "template-block-twice": N_("Blocket {block} finns två gånger. Ta bort det ena."),
    "template-heading-empty": N_("En rubrik är tom. Skriv den, eller ta bort blocket."),
    "template-unknown-table": N_("Tabellen {block} finns inte. Välj en i listan."),
    "template-unknown-chapters": N_("Kapitlen {block} finns inte. Välj i listan."),
    "template-unknown-chart": N_("Diagrammet {block} finns inte. Välj ett i listan."),
    "template-comments-without-table": N_(
        "Kommentarerna {block} hör till en tabell som inte står före dem. "
        "Flytta ner dem, eller välj en annan."
    ),
    "template-bad-limit": N_(
        "Gränsen för kommentarerna {block} går inte att läsa. Skriv ett belopp, till exempel 500 tkr."
    ),
    "template-level-skipped": N_(
        "Rubriken {block} hoppar över en nivå. "
        "Ett avsnitt står under ett kapitel, ett underavsnitt under ett avsnitt."
    ),
    "template-in-use": N_("Rapporttypen {kind} har rapporter och kan inte tas bort."),
    "bad-accounts": N_("”{value}” är inga konton. Skriv konton eller intervall, till exempel 7410-7420, 76."),
    "too-many-accounts": N_(
        "Kontona är för många: {length} tecken, och högst {limit} ryms. "
        "Skriv intervall eller gör två uppföljningar."
    ),
    "old-snapshot": N_(
        "Sidan visar en äldre ögonblicksbild, och den ändras aldrig. Välj den senaste för att skriva."
    ),
    "home-not-empty": N_(
        "Hemmet {home} har redan andra uppgifter. Exempelkommunen läggs bara i ett tomt hem."
    ),
    "needs-migrate": N_("Hemmet {home} är från en annan version. Kör hjulet migrate."),
    "home-not-writable": N_("Hemmet {home} går inte att skriva i."),
    "key-in-home": N_(
        "Nyckeln som signerar inloggningar ligger i hemmet {home}. "
        "Ange HJULET_SECRET_KEY när flera maskiner delar databas."
    ),
    "home-empty": N_("Hemmet {home} är tomt. Kör hjulet demo eller hjulet migrate."),
    "unknown-role": N_("Rollen {role} finns inte."),
    "report-decided": N_(
        "Rapporten är förseglad som utgåva {edition}. En ändring blir en ny utgåva: "
        "be en controller att öppna rapporten för den."
    ),
    "report-being-written": N_("Någon skriver i rapporten just nu. Försegla den när texterna är klara."),
    "staff-not-yours": N_("{reference} är personalens tal, som du inte ser. Ta bort det ur texten."),
    "role-given": N_("Personen har redan den rollen för enheten från {first}."),
    "role-by-groups": N_("Rollen följer grupperna hos {provider}. Ändra gruppen där."),
    "already-over": N_("Det slutade gälla {last} och ändras inte i efterhand."),
    "last-administrator": N_("{name} är den sista som sköter systemet. Ge någon annan den rollen först."),
    "signature-is-name": N_("Signaturen ”{value}” röjer namnet. Välj ord som inte finns i namnet."),
    "own-deputy": N_("Ingen är vikarie för sig själv."),
    "deputy-without-end": N_("Skriv till och med vilken dag vikarien har rollerna."),
    "unknown-parent": N_("Enheten {unit} ligger under {value}, som inte finns."),
    "under-itself": N_("Enheten {unit} ligger under sig själv: {value}. Ge en av dem en annan plats."),
    "no-such-file": N_("Filen {file} går inte att läsa: {cause}."),
    "cannot-write": N_("Filen {file} går inte att skriva: {cause}."),
    "needs-output": N_("Ange med -o var rapporten ska skrivas: svaret i JSON rymmer inte {format}."),
    "bad-configuration": N_("Inställningarna går inte att använda: {cause}."),
    "database-unreachable": N_("Databasen svarar inte: {cause}"),
    "no-goals": N_("Inga inlästa mål börjar gälla {period}. Målkapitlen förseglas för målens första år."),
    "not-its-report": N_("Enheten lämnar inte rapporten {name}. Välj en annan enhet eller rapport."),
    "no-budget": N_("{unit} har inget kommunbidrag {period}. En plan utan pengar förseglas inte."),
    "confirmed-without-decision": N_(
        "Planen fastställs av enhetens chef, och det står vem och när. Ta bort beslutet."
    ),
    "decided-by-board": N_("Skriv vilken styrelse som har beslutat affärsplanen, och när."),
    "referral-is-no-decision": N_(
        "Det som skickas på remiss är inte beslutat. Ange beslutet eller remissen."
    ),
    "referral-leaves-open": N_("Öppna punkter hör till det som är beslutat. Skicka remissen utan dem."),
    "point-completed": N_("Punkten är redan kompletterad, i komplettering {number}."),
    "decided-ahead": N_("Beslutsdagen har inte varit än. Skriv en dag till och med {day}."),
    "referral-to-nobody": N_("Skriv till vem rapporten skickas på remiss."),
    "no-outcome": N_("{unit} har inget utfall {period} i huvudboken. En tom rapport förseglas inte."),
    "needs-folder": N_("Ange en mapp med -o när rapporten skrivs i flera format."),
    "half-a-scope": N_("Ange både --unit och --period, eller ingen av dem."),
    "unknown-rule": N_("Regeln ”{rule}” finns inte. Det finns: {known}."),
    "bad-json": N_("Indata är inte ett JSON-objekt med belopp som text eller heltal: {cause}."),
    "missing-input": N_("Regeln {rule} behöver fältet {field}."),
    "unknown-input": N_("Regeln {rule} har inget fält {field}."),
    "bad-input": N_(
        "Fältet {field} har värdet {value}. Skriv ett belopp som text med punkt, eller ett heltal."
    ),
    "no-such-edition": N_("Utgåvan eller mappen ”{edition}” finns inte."),
    "bad-anchor": N_("Filen {file} är ingen lista med nummer och försegling: {cause}."),
    "rebuild-needs-home": N_("--rebuild frågar om talen och kan bara göras på utgåvor i det egna hemmet."),
    "batch-files-missing": N_("Filerna till sats {batch} saknas i hemmet. Återställ dem ur säkerhetskopian."),
    "control-sum-differs": N_("Sats {batch} innehåller andra rader än filen den lästes ur."),
    "unmapped": N_("Konto {account}, ansvar {responsibility} saknar mappning: {amount} kr på {rows} rader."),
    "mapped-nowhere": N_(
        "Ansvar hör till {unit} i mappningen för {period}, men enheten finns inte när året är slut. "
        "Beloppen räknas inte med i någon summa. Låt reglerna peka på en enhet som finns."
    ),
    "appropriation-differs": N_(
        "Kommunbidraget för {unit} {period} är {budget} kr i budgeten men {booked} kr i huvudboken."
    ),
    "edition-fault": N_("Utgåva {edition}, {file}: {what}."),
    "too-many-rows": N_(
        "Urvalet har {rows} rader; en fil rymmer högst {limit}. "
        "Begränsa månader, enheter eller konton, eller hämta analysen i stället för raderna."
    ),
    "table-not-readable": N_("Tabellen gick inte att läsa. Ladda om sidan och försök igen."),
    "table-too-large": N_(
        "Tabellen är för stor: {count} byte, gränsen är {limit}. "
        "Välj ett snävare urval, eller hämta den som csv."
    ),
    "table-too-wide": N_(
        "Tabellen har {count} kolumner, gränsen är {limit}. Välj ett snävare urval, eller hämta den som csv."
    ),
    "table-too-long": N_(
        "Tabellen har {count} rader, gränsen är {limit}. Välj ett snävare urval, eller hämta den som csv."
    ),
    "table-cell-too-long": N_(
        "Rad {row} i tabellen har en cell med {count} tecken, gränsen är {limit}. Hämta tabellen som csv."
    ),
    "bad-view-name": N_("Ge vyn ett namn på högst {limit} tecken."),
    "view-exists": N_("Du har redan en vy som heter ”{name}”. Välj ett annat namn."),
    "view-changed": N_("Vyn ”{name}” har ändrats sedan du öppnade sidan. Läs om sidan och försök igen."),
}

SAID = {
    "demo-loaded": N_("Exempelkommunen är inläst. Personerna är påhittade; deras lösenord är {password}."),
    "demo-unchanged": N_("Exempelkommunen finns redan; ingenting är ändrat."),
    "migrated": N_("Hemmet hör nu till den här versionen."),
    "backed-up": N_("Hemmet är säkerhetskopierat till {folder}: {count} filer, {size}."),
    "restored-home": N_(
        "Säkerhetskopian från {made} är återställd: {count} filer. Kontrollsummorna är desamma som när den "
        "gjordes, och utgåvorna är kontrollerade."
    ),
    "ask-password": N_("Lösenord: "),
    "person-added": N_("{username} är tillagd och kan logga in med lösenordet."),
    "password-set": N_("{username} har ett nytt lösenord och är utloggad överallt."),
    "person-untied": N_("Inloggningen hos {providers} gäller inte längre, inte heller rollerna därifrån."),
    "person-without-role": N_("{username} har ingen roll. Ange --role och --unit."),
    "person-closed": N_("Kontot är stängt. En administratör öppnar det på personens sida."),
    "to-weed": N_("{count} uppgifter har sparats länge nog. Kör med --yes för att ta bort dem."),
    "weeded": N_("{count} uppgifter är borttagna."),
    "organisation-refused": N_("Ingenting är ändrat. Rätta {count} fel i filen och försök igen."),
    "organisation-would": N_("Ändringar som filen gör: {count}. Kör med --yes för att läsa in den."),
    "organisation-same": N_("Filen ändrar ingenting."),
    "organisation-changed": N_("Organisationen är inläst. Ändringar: {count}."),
    "organisation-reordered": N_("Enheterna får en annan ordning."),
    "organisation-hanging": N_("{unit} {cause}: {what}."),
    "weeded-kind": N_("{count} {label}: {cause}. Den äldsta tog slut {first}."),
    "reminded": N_(
        "Påminnelser: {count} skickade, {failed} gick inte att skicka, {rows} hade redan fått dagens."
    ),
    "healthy": N_("Allt är som det ska."),
    "serving": N_("Personalens webbplats: {staff}  Medborgarnas: {public}  Avsluta med Ctrl+C."),
    "sie-line": N_("{file}: {status}. Typ {kind}, {vouchers} verifikat, {rows} rader."),
    "withdrawn": N_("Sats {batch} är återkallad."),
    "restored": N_("Sats {batch} gäller igen."),
    "sealed": N_("Utgåva {number} är förseglad: {seal}"),
    "verified": N_("{editions} utgåvor är hela. Högsta bekräftade: {anchored}."),
    "not-verified": N_(
        "Utgåvorna är inte som de förseglades. Granskade: {editions}, högsta bekräftade: {anchored}."
    ),
}
