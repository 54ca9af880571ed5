"""The sentences by code, in groups: what the SIE reader says, the budget reader, imports, references."""

from hjulet.texts.catalogue import N_

SIE = {
    "not-sie": N_("Filen är ingen SIE-fil ({cause}). Exportera SIE 4 ur ekonomisystemet och försök igen."),
    "truncated": N_("Filen är avbruten: {cause}. Exportera den igen."),
    "too-large": N_(
        "Filen är för stor: {size}{unpacked}{entries}{cells}, gränsen är {limit}. "
        "Dela exporten i kortare perioder."
    ),
    "unclosed-quote": N_("Ett citattecken öppnas och stängs inte. {label} Rätta raden i källsystemet."),
    "unclosed-brace": N_("En klammer i {label} är fel: {cause}. Rätta verifikatet i källsystemet."),
    "missing-required": N_("{label} {field} {value} saknas eller går inte att läsa, och måste finnas."),
    "missing-optional": N_("{label} {field} saknas. Filen kan läsas ändå."),
    "bad-amount": N_(
        "Beloppet ”{value}” går inte att läsa. Skriv kronor med högst två decimaler. {label}{column}"
    ),
    "bad-date": N_("Datumet ”{value}” finns inte. Skriv ÅÅÅÅMMDD. {label}{column}"),
    "odd-object-list": N_("Objektlistan {value} i {label} har inte jämna par av dimension och objekt."),
    "undecodable": N_("Tecknet {value} går inte att tolka i någon teckenkodning ({cause})."),
    "unbalanced-voucher": N_(
        "Verifikat {series} {number} {date} balanserar inte: skillnaden är {difference} kr. "
        "Rätta det i källsystemet, eller släpp in det med ett uttryckligt val."
    ),
    "duplicate-voucher": N_(
        "Verifikat {series} {number} {date} finns redan på rad {first}. Dubbla belopp släpps inte in."
    ),
    "repeated-number": N_(
        "Verifikatnummer {series} {number} används även på rad {first}, med ett annat datum."
    ),
    "two-current-years": N_("Filen har två innevarande räkenskapsår (#RAR 0), det första på rad {first}."),
    "undeclared-account": N_("Konto {account} används på {count} rader men finns inte i kontoplanen."),
    "undeclared-object": N_(
        "Objekt {object} i dimension {dimension} används på {count} rader men är inte deklarerat."
    ),
    "opening-differs": N_("Konto {account}: ingående balans {opening} är inte fjolårets utgående {closing}."),
    "opening-not-zero": N_("Resultatkonto {account} har ingående balans {value}."),
    "opening-unbalanced": N_(
        "De ingående balanserna på {accounts} balanskonton summerar till {difference}, inte till noll. "
        "Saknas något konto i filen?"
    ),
    "balance-mismatch": N_(
        "Konto {account}: filens utgående balans är {stated}, ingående plus rader ger {computed}."
    ),
    "result-mismatch": N_("Konto {account}: filens resultat är {stated}, raderna ger {computed}."),
    "duplicate-balance": N_("Samma saldo för konto {account} står även på rad {first}."),
    "date-outside-year": N_(
        "Datumet {value} ligger utanför räkenskapsåret. {series} {number} {account} {dated}"
    ),
    "number-gap": N_("I serie {series} saknas {count} verifikatnummer: {from}–{to}."),
    "checksum-mismatch": N_("Filens kontrollsumma är {stated}, innehållet ger {computed}."),
    "encoding-differs": N_("Teckenkodningen är en annan än filen säger: {cause} {value} {count}"),
    "already-read": N_("Filen är märkt som redan inläst i ett annat system (#FLAGGA 1)."),
    "not-a-label": N_("Raden är ingen post och hoppas över: ”{value}”."),
    "more-problems": N_("Och {count} till av samma slag ({what})."),
    "unknown-label": N_("Etiketten {label} är okänd och hoppas över ({count} rader)."),
}

CAUSES = {
    "empty": N_("den är tom"),
    "sie5": N_("den är SIE 5, som är ett annat format"),
    "no-labels": N_("den har inga SIE-etiketter"),
    "inside-voucher": N_("den slutar mitt i ett verifikat"),
    "inside-record": N_("den slutar mitt i en post"),
    "checksum-not-closed": N_("kontrollsumman öppnas men stängs inte"),
    "not-closed": N_("den stängs inte"),
    "not-opened": N_("den öppnas inte"),
    "nested": N_("ett nytt verifikat öppnas innan det förra är stängt"),
    "text-beside-brace": N_("det står text bredvid klammern"),
    "text-beside-quote": N_("det står text intill citattecknet"),
    "bom": N_("filen inleds med ett BOM-märke för utf-8"),
    "utf-8": N_("den är utf-8, inte PC8"),
    "utf-16": N_("den är utf-16"),
    "latin-1": N_("den är latin-1, inte PC8"),
    "not-utf-8": N_("den är inte utf-8"),
    "mixed": N_("flera kodningar blandas"),
    "format": N_("#FORMAT anger något annat än PC8:"),
    "replacement-character": N_("tecken har gått förlorade redan i källan, antal:"),
    "control-character": N_("filen innehåller styrtecken, antal:"),
    "xls": N_("det är en gammal xls-bok"),
    "pdf": N_("det är en pdf"),
    "nul": N_("filen innehåller nolltecken"),
    "damaged": N_("filen är skadad"),
    "encrypted": N_("filen är krypterad"),
    "doctype": N_("filen innehåller en dokumenttyp, vilket inte tillåts"),
    "not-there": N_("den finns inte"),
    "is-a-folder": N_("det är en mapp"),
    "no-permission": N_("åtkomst saknas"),
    "head": N_("en rubrikrad till"),
    "note": N_("en anteckning"),
    "sum": N_("en summa"),
    "per-day": N_("varje dag balanserar"),
    "per-file": N_("bara filen som helhet balanserar"),
    "not-at-all": N_("varken dagarna eller filen balanserar"),
}

BUDGET = {
    "not-readable": N_("Filen går inte att läsa: {cause}. Spara den som csv eller xlsx och försök igen."),
    "empty-file": N_("Filen är tom."),
    "missing-column": N_(
        "Kolumnen {column} saknas. Rubrikraden är unit;line;account;period;amount;version;decided."
    ),
    "unknown-column": N_("Kolumnen ”{value}” är okänd och läses inte."),
    "missing-value": N_("Ett värde saknas i kolumnen {column}."),
    "bad-period": N_(
        "Perioden ”{value}” går inte att läsa. Skriv 2017, 2017-08, 2017-T2 eller 2017-01..2017-08."
    ),
    "not-year-or-month": N_("Perioden ”{value}” är varken ett år eller en månad. Skriv 2017 eller 2017-08."),
    "no-rows": N_("Filen har ingen rad under rubrikraden."),
    "bad-version": N_("Versionen ”{value}” är okänd. Skriv original eller revised."),
    "duplicate-row": N_("Raden står även på rad {first}. Dubbla belopp släpps inte in."),
    "error-in-cell": N_("Cellen innehåller felvärdet {value}. Rätta formeln i arket."),
    "formula-without-value": N_(
        "Cellen har en formel utan sparat värde. Öppna arket i Excel, spara och försök igen."
    ),
    "unknown-unit": N_("Enheten {value}{unit} finns inte i organisationen."),
}

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

INDICATORS = {
    "bad-indicator-id": N_(
        "Beteckningen ”{id}” går inte att använda. Skriv högst 40 av tecknen A–Z, a–z, 0–9, _ och -."
    ),
    "unknown-indicator": N_("Indikatorn ”{value}” finns inte."),
    "unknown-series": N_("Serien ”{value}” finns inte för {indicator}."),
    "bad-indicator-period": N_(
        "Perioden ”{value}” går inte att läsa. Skriv 2017, 2017-08, 2017-T2 eller 2017-H1."
    ),
    "bad-value": N_("Värdet ”{value}” går inte att läsa. Skriv ett tal, till exempel 1 234,5."),
    "unknown-step": N_("Betyget ”{value}” finns inte på skalan {steps}."),
    "unknown-status": N_("Läget ”{value}” är okänt. Skriv slutlig, preliminär, saknas eller borttagen."),
    "value-and-status": N_("Ett värde som saknas har inget tal, och ett som finns har ett."),
    "bad-response-rate": N_("Svarsfrekvensen ”{value}” går inte att läsa. Skriv ett tal från 0 till 100."),
    "text-too-long": N_("Texten är längre än {limit} tecken."),
    "indicator-not-yours": N_("{name} svarar någon annan för. Bara den ansvariga enheten för in värden."),
    "scale-lacks-step": N_("Skalan saknar steget {step}, som ett värde har."),
    "formula-of-indicator": N_("En indikator kan inte räknas ur en annan indikator: {formula}."),
    "fetching-is-off": N_(
        "Kommunens nummer är inte satt, så inget hämtas. Den som sköter driften sätter det."
    ),
    "nothing-to-fetch": N_("Ingen indikator som du för har en beteckning i Kolada eller hos SCB."),
    "source-away": N_("Källan svarade inte: {address}. Försök igen senare."),
    "source-busy": N_("Källan hade för mycket att göra: {address}. Försök igen senare."),
    "source-refused": N_("Källan svarade {status} på {address}."),
    "source-strange": N_("Källan svarade inte som väntat på {address} ({what}). Ingenting är ändrat."),
    "source-too-large": N_("Svaret från {address} är större än {limit} byte."),
    "source-not-one-cell": N_("{name} ger flera värden för samma period. Välj en kod för {dimension}."),
}

STAFF = {
    "bad-staff-month": N_("Månaden ”{value}” går inte att läsa. Skriv 2017-08."),
    "bad-man-years": N_(
        "Antalet årsarbetare ”{value}” går inte att läsa. Skriv ett tal från 0 med högst två decimaler."
    ),
}

LISTS = {
    "heads-not-found": N_(
        "Rubrikerna passar inte mappningen: {missing} saknas. Filen har {found}. "
        "Välj en annan mappning, eller ändra den på sidan Kolumner."
    ),
    "head-twice": N_(
        "Rubriken {value} har tillkommit bredvid en kolumn som läses. Bekräfta kolumnerna på nytt."
    ),
    "new-column": N_("Kolumnen {value} fanns inte när mappningen bekräftades, och läses inte."),
    "several-sheets": N_("Boken har flera blad: {names}. Ange i mappningen vilket som ska läsas. {value}"),
    "merged-head": N_("Rubriken {value} är sammanslagen över flera kolumner. Dela cellerna i arket."),
    "merged-cells": N_(
        "Celler är sammanslagna nedåt på {count} ställen, så att bara den första har ett värde. "
        "Dela dem och fyll i värdena."
    ),
    "hidden-rows": N_(
        "Arket döljer {count} rader med innehåll. Visa dem eller ta bort dem, "
        "eller svara i mappningen att dolda rader ska läsas."
    ),
    "hidden-column": N_(
        "Kolumnen {value} är dold. Visa den, eller svara i mappningen att dolda kolumner ska läsas."
    ),
    "extra-row": N_(
        "Raden hör inte till ett verifikat ({cause}). Ta bort den, "
        "eller svara i mappningen att sådana rader ska hoppas över när summorna stämmer."
    ),
    "total-differs": N_("Summan i {column} är {stated}, raderna ger {computed}."),
    "serial-date": N_(
        "Talet {value} i {column} är inget datum. Menas {day}, räknat av Excel, svarar man det i mappningen."
    ),
    "zero-lost": N_(
        "{count} tal i {column} är kortare än koderna med inledande nolla, det första {value}. "
        "Ange i mappningen om koden har {width} siffror eller om talen stämmer."
    ),
    "bad-month": N_("Perioden ”{value}” i {column} går inte att läsa. Skriv ÅÅÅÅMM; 13 är bokslutsperioden."),
    "bad-code": N_("”{value}” i {column} är ingen kod. Rätta cellen, eller formatera kolumnen som text."),
    "debit-and-credit": N_("Raden har belopp både i debet och i kredit: {value}. Dela den i två rader."),
    "too-many-cells": N_(
        "Raden har {count} fält men rubrikraden {limit}. Ett skiljetecken i en text behöver citattecken."
    ),
    "missing-year": N_("Listan säger inte vilket år saldona gäller. Ange året."),
    "no-voucher-number": N_("Listan har inga verifikatnummer. Balansen är prövad så: {cause}."),
    "more-problems": N_("Och {count} till av samma slag ({what})."),
    "columns-not-confirmed": N_(
        "Kolumnerna är tolkade efter rubrikerna: {columns}. "
        "Bekräfta dem på sidan Kolumner innan listan läses in."
    ),
    "columns-not-understood": N_(
        "Rubrikerna går inte att tolka. Bekräfta på sidan Kolumner vad kolumnerna är. {columns}"
    ),
    "no-map-fits": N_("Ingen mappning passar filens rubriker. Bekräfta vad kolumnerna är."),
    "map-field-twice": N_("{mapped} är vald för två kolumner."),
    "map-changed": N_("Någon annan har ändrat mappningen. Dina val står kvar; spara igen om de ska gälla."),
    "several-maps": N_("Flera mappningar passar filen: {names}. Ange vilken med --map."),
    "unknown-map": N_("Mappningen {name} finns inte. Det finns: {names}."),
    "map-needs-name": N_("Ange vilken mappning listan ska läsas med (--map)."),
    "map-lacks-column": N_("Det saknas en kolumn för {mapped}."),
    "map-unknown-field": N_("En sådan lista har ingen uppgift {mapped}."),
    "map-head-twice": N_("Kolumnen {value} är vald till två saker."),
    "map-two-amounts": N_("Välj antingen ett belopp med tecken eller debet och kredit, inte båda."),
    "map-exists": N_("Mappningen {name} finns redan. Öppna den och ändra, eller välj ett annat namn."),
    "bad-map": N_("Mappningen går inte att läsa: {cause}"),
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

IMPORT = {
    "reading-too-slow": N_(
        "Filen tog längre än {seconds} sekunder att läsa och är inte inläst. "
        "Dela exporten i kortare perioder."
    ),
    "reading-stopped": N_(
        "Filen kunde inte läsas klart inom det minne som är tillåtet. Dela exporten i kortare perioder."
    ),
    "not-utf-8": N_("{file} är inte utf-8 (byte {position}). Spara den som utf-8."),
    "overlaps-active-batch": N_(
        "Månaderna {from}–{to} finns redan i sats {batch}. "
        "Läs in med ersättning om filen ska träda i dess ställe."
    ),
    "replacement-loses-months": N_(
        "Sats {batch} har även {from}–{to}, som filen inte täcker. "
        "Exportera hela perioden, så att inget går förlorat."
    ),
    "unknown-company": N_("Företaget {company} var okänt och är upplagt utan mappning."),
    "company-differs": N_(
        "Filens organisationsnummer {number} är inte det som {company} har. Filen läses in på {company}."
    ),
    "outside-scope": N_(
        "Filen gäller även enheter som inte är dina: {units}. Den som svarar för dem får läsa in den."
    ),
    "missing-company": N_("Filen har inget organisationsnummer. Ange vilket företag den gäller."),
    "not-active": N_("Sats {batch} gäller inte längre ({status})."),
    "missing-reason": N_("Ange varför sats {batch} återkallas."),
    "later-batch-overlaps": N_(
        "Sats {batch} kan inte gälla igen: sats {later} har samma månader. Återkalla den först."
    ),
    "budget-of-batch": N_(
        "Budgeten kom med sats {batch} i huvudboken och följer den. Återkalla satsen i stället."
    ),
}

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

REGISTER = {
    "bad-register-id": N_(
        "Beteckningen ”{id}” går inte att använda. Skriv högst 40 av tecknen a–z, 0–9, _ och -."
    ),
    "register-id-taken": N_("Beteckningen {id} finns eller har funnits. Välj en annan."),
    "register-year": N_("År {year} går inte att registrera. Skriv ett år från {first} till {last}."),
    "years-turned": N_("Första året {first} är efter sista året {last}."),
    "days-turned": N_("Första dagen {first} är efter sista dagen {last}."),
    "not-a-frame": N_(
        "{name} kan inte ligga i ramen {frame}. En ram ligger inte själv i en ram, och dess projekt hör till "
        "samma enhet eller en under den."
    ),
    "frame-has-projects": N_("{name} är en ram med projekt i. Ta bort eller flytta dem först."),
    "project-code-taken-elsewhere": N_(
        "Projektkod {project} hör redan till något på en annan enhet. Ett belopp kan bara räknas en gång."
    ),
    "project-code-taken": N_(
        "Projektkod {project} hör redan till {name}. Ett belopp kan bara räknas en gång."
    ),
}

REFUSAL = {
    "help-changed": N_(
        "Någon annan har skrivit om förklaringen sedan du öppnade sidan. Öppna den på nytt och skriv igen."
    ),
    "help-too-long": N_("Förklaringen är längre än {limit} tecken. Korta den, eller skriv i handboken."),
    "not-found": N_("{what} finns inte."),
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
    "unknown-parent": N_("Enheten {unit} ligger under en enhet som inte finns."),
    "under-itself": N_("Enheten {unit} ligger under sig själv."),
    "no-such-file": N_("Filen {file} går inte att läsa: {cause}."),
    "cannot-write": N_("Filen {file} går inte att skriva: {cause}."),
    "needs-output": N_("Ange med -o var rapporten ska skrivas: svaret i JSON rymmer inte {format}."),
    "bad-configuration": N_("Inställningarna går inte att använda: {cause}."),
    "database-unreachable": N_("Databasen svarar inte: {cause}"),
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

SAFETY = {
    "demo-not-on-loopback": N_(
        "Exempelkommunen svarar bara på den egna datorn, men HJULET_HOSTS är {hosts}. "
        "Använd ett annat hem för kommunens egna data."
    ),
    "demo-without-mark": N_(
        "Databasen har exempelkommunen, vars lösenord är kända av alla, men hemmet är inte märkt som ett "
        "exempel. Kör hjulet demo i hemmet, eller använd en annan databas."
    ),
    "debug-on": N_("DEBUG är påslaget. Då visas hemligheter för den som råkar ut för ett fel. Slå av det."),
    "factors-unreadable": N_(
        "{count} appar eller omgångar reservkoder är krypterade med en nyckel som inte finns kvar, och "
        "fungerar inte. Lägg den gamla nyckeln i HJULET_OLD_SECRET_KEYS."
    ),
    "factors-by-old-key": N_(
        "{count} appar eller omgångar reservkoder är krypterade med en äldre nyckel. Låt den stå kvar i "
        "HJULET_OLD_SECRET_KEYS. De krypteras om av sig själva inom en timme när webbplatsen är igång."
    ),
    "weak-key": N_(
        "HJULET_SECRET_KEY är för kort eller för enkel. Ange minst 50 slumpade tecken, "
        "eller låt bli att ange någon: då gör hemmet en egen."
    ),
}
"""Why the site is not started."""

JOB = {
    "job-lost": N_(
        "Arbetet har börjats om {count} gånger, men processen dog varje gång; det görs inte om. "
        "Kontrollera minne och disk, och börja sedan om."
    ),
    "job-failed": N_("Något gick fel i programmet. Driften ser vad i loggen; försök igen."),
    "job-gone": N_("Det som arbetet gällde finns inte längre, eller så får du inte göra det."),
    "disk-full": N_("Disken är full. Ingenting är ändrat. Frigör plats och försök igen."),
}

BACKUP = {
    "backup-exists": N_(
        "Där ligger redan något: {folder}. Ange en mapp som inte finns, till exempel med dagens datum."
    ),
    "not-a-backup": N_("Mappen {folder} är ingen hel säkerhetskopia: manifest.json eller SHA256SUMS saknas."),
    "backup-file-changed": N_(
        "{file} är inte som när säkerhetskopian gjordes. Ingenting är återställt; ta en annan kopia."
    ),
    "backup-file-missing": N_("{file} saknas i säkerhetskopian. Ingenting är återställt; ta en annan kopia."),
    "backup-other-database": N_(
        "Säkerhetskopian är av {database}, men hemmet har {own}. Ange samma slags databas som kopian är av."
    ),
    "backup-newer": N_(
        "Säkerhetskopian är från en nyare version ({program}, {step}). Installera den, och återställ sedan."
    ),
    "restore-needs-empty-home": N_(
        "Hemmet {home} är inte tomt. Med --replace ställs det som finns där undan; inget tas bort."
    ),
    "restore-differs": N_("Det återställda är inte det som säkerhetskopierades: {what}."),
    "restore-aside": N_("Det som fanns i hemmet ligger nu i {folder}."),
    "newer-beside": N_(
        "I hemmet ligger det som säkerhetskopian inte har, och som kan vara nyare än den: {what}."
    ),
    "database-damaged": N_("Databasen är skadad: {cause}. Återställ den senaste säkerhetskopian."),
    "database-program-failed": N_(
        "PostgreSQL:s eget program kunde inte göra sitt: {cause}. Det ligger i paketet postgresql-client, "
        "och ska vara minst av serverns version."
    ),
    "database-refused": N_(
        "Databasen lät inget ställas undan: {cause}. Kontot måste äga schemat public och få skapa scheman. "
        "Inget har ändrats."
    ),
    "home-newer": N_(
        "Hemmet {home} är från en nyare version än den här ({step}). Installera den versionen, "
        "eller återställ en säkerhetskopia från den här."
    ),
    "database-setting": N_(
        "Databasen har {setting} {value}, och ska ha {wanted}: annars kan sparade texter gå förlorade."
    ),
    "database-on-network": N_(
        "Databasen ligger på en nätverksdisk ({cause}, {home}). SQLite kan skadas där: flytta hemmet till "
        "en egen disk, eller använd PostgreSQL."
    ),
    "stray-batch-files": N_(
        "Mappen {folder} hör till ingen sats. Är databasen äldre än filerna, är den återställd ur en gammal "
        "säkerhetskopia? Läs i så fall in filerna igen; annars är mappen resten av en avbruten inläsning "
        "och kan tas bort."
    ),
    "stray-edition": N_(
        "Utgåva {edition} ligger i hemmet men databasen känner den inte. "
        "Är databasen återställd ur en gammal säkerhetskopia? Ta inte bort mappen: den kan vara förseglad."
    ),
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

TALK = {
    "empty-remark": N_("Skriv något först."),
    "long-remark": N_("Texten är för lång: högst {limit} tecken."),
    "no-such-reader": N_("Ingen med namnet {name} läser det här. Välj någon ur listan, eller ta bort @."),
    "thread-settled": N_("Samtalet är avslutat. Öppna det igen för att skriva."),
    "remark-withdrawn": N_("Inlägget är tillbakataget. Skriv det som ett nytt inlägg i samtalet."),
    "remarks-shut": N_("Rapporten är fastställd. Samtalet om texten går bara att läsa."),
}
