"""What is said of files of the ledger: as they are read, and as batches come and go."""

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
