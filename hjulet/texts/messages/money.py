"""What is said of budgets, man-years, and the registers of investments and grants."""

from hjulet.texts.catalogue import N_

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
    "nul-in-cell": N_("Cellen innehåller ett osynligt nolltecken. Skriv om texten i cellen."),
    "formula-without-value": N_(
        "Cellen har en formel utan sparat värde. Öppna arket i Excel, spara och försök igen."
    ),
    "unknown-unit": N_("Enheten {value}{unit} finns inte i organisationen."),
}

STAFF = {
    "bad-staff-month": N_("Månaden ”{value}” går inte att läsa. Skriv 2017-08."),
    "bad-man-years": N_(
        "Antalet årsarbetare ”{value}” går inte att läsa. Skriv ett tal från 0 med högst två decimaler."
    ),
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
