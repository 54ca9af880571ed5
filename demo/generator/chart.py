"""The chart of accounts: numbers, names, and which accounts each unit's lines are spread over.

In the manner of Kommun-Bas (pay in class 5), with short names of our own. Which statement line an
account belongs to is said by ``demo/mapping/accounts.csv`` alone; here accounts stand under the line
whose amounts they carry, and a test compares the two.
"""

from typing import NamedTuple


class Account(NamedTuple):
    """An account of income or costs: its name, invoice texts, and counterparties (if any)."""

    name: str
    texts: tuple[str, ...]
    counterparties: tuple[str, ...] = ()


BALANCE_ACCOUNTS = {
    "1231": "Inventarier, anskaffning",
    "1241": "Datorer och nät, anskaffning",
    "1248": "Inventarier, utrangering och överföring",
    "1249": "Ackumulerade avskrivningar",
    "1510": "Kundfordringar",
    "1680": "Fordran internbank",
    "1710": "Förutbetalda hyror",
    "1790": "Upplupna bidrag",
    "2010": "Eget kapital",
    "2310": "Långfristig leasingskuld",
    "2510": "Leverantörsskulder",
    "2820": "Löner, skatter och avgifter att betala",
    "2890": "Skuld till internbank",
    "2920": "Semester- och övertidsskuld",
}
COMMITTEES = ("UN", "SN", "ON", "AON", "KFN", "TN", "SBN")
ACCOUNTS = {
    "3110": Account("Avgifter för kopior och handlingar", ("Kopior och utdrag", "Expeditionsavgifter")),
    "3410": Account("Hyror och arrenden", ("Uthyrning, sammanträdesrum", "Andrahandsuthyrning, kontor")),
    "3510": Account("Driftbidrag från staten", ("Rekvisition, statligt driftbidrag",)),
    "3520": Account("Bidrag från EU", ("Ansökan om utbetalning, EU-projekt",)),
    "3610": Account("Försäljning till andra kommuner", ("Samverkansavtal, ersättning",)),
    "3690": Account("Försäljning av tjänster, internt", ("Interndebitering, stödtjänster",), COMMITTEES),
    "3910": Account("Övriga ersättningar", ("Vidarefakturering", "Konferensavgifter")),
    "50110": Account("Månadslön", ()),
    "50120": Account("Timlön", ()),
    "50810": Account("Arvoden förtroendevalda", ()),
    "50820": Account("Förlorad arbetsförtjänst", ()),
    "5110": Account("Semesterlön", ()),
    "5120": Account("Sjuklön", ()),
    "5190": Account("Förändring semesterlöneskuld", ("Reglering av semesterlöneskuld",)),
    "5610": Account("Arbetsgivaravgifter", ()),
    "5710": Account("Pensionskostnader", ()),
    "6010": Account("Lokalhyra, internt", ("Internhyra",), ("TN",)),
    "6020": Account("Lokalhyra, kommunala bolag", ("Hyra, kontorslokaler",), ("TELGE-FAST",)),
    "6120": Account("Städning och fastighetsskötsel", ("Faktura, lokalvård", "Faktura, reparation")),
    "6310": Account("El och värme", ("Faktura, elförbrukning", "Faktura, fjärrvärme")),
    "6210": Account("Leasing av utrustning", ("Faktura, leasing datorer", "Faktura, leasing skrivare")),
    "6430": Account("Förbrukningsinventarier", ("Faktura, kontorsmöbler", "Faktura, skärmar och tillbehör")),
    "6510": Account("Kontorsmaterial", ("Faktura, kontorsmaterial", "Faktura, papper")),
    "6820": Account("Programvarulicenser", ("Faktura, programvarulicenser", "Faktura, systemstöd årsavgift")),
    "6830": Account("IT-drift och support", ("Faktura, IT-drift", "Faktura, supportavtal")),
    "6850": Account("Telefoni och datakommunikation", ("Faktura, telefoni", "Faktura, datakommunikation")),
    "6890": Account("IT-tjänster, internt", ("Interndebitering, IT-tjänster",)),
    "7110": Account("Resor och logi", ("Faktura, tågresor", "Faktura, logi", "Faktura, taxi")),
    "7130": Account("Representation och möten", ("Faktura, möteskostnad", "Faktura, förtäring")),
    "7210": Account("Annonser och marknadsföring", ("Faktura, annonsering", "Faktura, kampanjmaterial")),
    "7220": Account("Tryck och grafisk form", ("Faktura, trycksaker", "Faktura, grafisk form")),
    "7410": Account("Konsulttjänster", ("Faktura, konsultstöd", "Faktura, utredning")),
    "7420": Account("Inhyrd personal", ("Faktura, bemanningstjänst",)),
    "7640": Account("Kurser och konferenser", ("Faktura, utbildning", "Faktura, konferensavgift")),
    "7650": Account("Bank- och kreditvärdering", ("Faktura, kreditvärdering", "Faktura, banktjänster")),
    "7660": Account("Företagshälsovård", ("Faktura, företagshälsovård",)),
    "7670": Account("Evenemang", ("Faktura, scen och teknik", "Faktura, arrangemang")),
    "7690": Account("Övriga tjänster", ("Faktura, övriga tjänster", "Faktura, tolk och översättning")),
    "4510": Account("Partistöd", ("Utbetalning, partistöd",)),
    "4520": Account("Bidrag till föreningar", ("Utbetalning, föreningsbidrag",)),
    "4530": Account("Bidrag till samverkansbolag", ("Utbetalning, verksamhetsbidrag",)),
    "4540": Account("Medlemsavgifter", ("Faktura, medlemsavgift",)),
    "4610": Account("Räddningstjänst, förbundsavgift", ("Förbundsavgift, räddningstjänst",), ("SBFF",)),
    "4620": Account("Köp av verksamhet, övrigt", ("Faktura, köpt verksamhet",)),
    "7810": Account("Utrangering och kassadifferenser", ("Differens vid avstämning",)),
    "7820": Account("Kundförluster", ("Konstaterade kundförluster",)),
    "7910": Account("Avskrivning inventarier", ()),
    "7920": Account("Avskrivning datorer och nät", ()),
    "8510": Account("Internränta", (), ("INTERNBANK",)),
    "8910": Account("Kommunbidrag", (), ("FIN",)),
    "8920": Account("Förmedlingsbidrag, erhållna", ("Förmedlingsbidrag, erhållet",)),
    "8930": Account("Förmedlingsbidrag, vidareförmedlade", ("Förmedlingsbidrag, vidare till mottagare",)),
}

# How a line's amount is spread over accounts: weights by account, for all units or for one.
MIXES = {
    "fees": {"3110": 1},
    "rents": {"3410": 1},
    "grants": {"3510": 1},
    "other_income": {"3690": 85, "3910": 15},
    "personnel": {"50110": 640, "50120": 20, "5110": 55, "5120": 10, "5610": 228, "5710": 47},
    "premises": {"6010": 12, "6020": 70, "6120": 12, "6310": 6},
    "materials_services": {"7410": 40, "7690": 15, "7640": 12, "7110": 10, "6510": 8, "7130": 5},
    "purchased_services": {"4620": 1},
    "transfers": {"4520": 60, "4540": 40},
    "other_costs": {"7810": 1},
    "depreciation": {"7910": 30, "7920": 70},
    "net_interest": {"8510": 1},
}
UNIT_MIXES = {
    ("EKO", "other_income"): {"3690": 72, "3610": 22, "3910": 6},
    ("DEST", "grants"): {"3520": 60, "3510": 40},
    ("DEST", "other_income"): {"3690": 30, "3910": 70},
    ("KS-POL", "personnel"): {"50810": 540, "50820": 40, "50110": 130, "5610": 230, "5710": 60},
    ("EKO", "materials_services"): {"7420": 30, "6820": 25, "7410": 22, "7650": 12, "7640": 6, "6510": 5},
    ("HR", "materials_services"): {"6820": 30, "7660": 22, "7410": 20, "7640": 16, "7210": 12},
    ("ADM", "materials_services"): {"6830": 36, "6820": 20, "6850": 15, "6210": 12, "7410": 12, "6430": 5},
    ("DEST", "materials_services"): {"7210": 34, "7670": 26, "7410": 22, "7640": 9, "7110": 9},
    ("KOM", "materials_services"): {"7410": 40, "6820": 20, "7220": 20, "7210": 20},
    ("KS-POL", "materials_services"): {"7690": 32, "7640": 22, "7110": 18, "6850": 14, "7130": 14},
    ("KS-POL", "purchased_services"): {"4610": 1},
    ("KS-POL", "transfers"): {"4510": 72, "4540": 28},
    ("DEST", "transfers"): {"4530": 65, "4520": 35},
    ("KSK-EGET", "personnel"): {"5190": 1},
    ("KSK-EGET", "other_costs"): {"7820": 1},
}

# Account (its longest prefix found here) to voucher series and the balance account on the other side.
BOOKING = {
    "3": ("D", "1510"),
    "35": ("D", "1790"),
    "3690": ("I", "2890"),
    "5": ("L", "2820"),
    "5190": ("M", "2920"),
    "4": ("F", "2510"),
    "6": ("F", "2510"),
    "6010": ("I", "2890"),
    "6020": ("F", "1710"),
    "6890": ("I", "2890"),
    "7": ("F", "2510"),
    "78": ("M", "1510"),
    "79": ("A", "1249"),
    "85": ("I", "2890"),
    "891": ("K", "2890"),
    "892": ("D", "2890"),
    "893": ("D", "2890"),
}


def booking(account: str) -> tuple[str, str]:
    """Find the voucher series and the counter account of an account of income or costs."""
    longest = max((prefix for prefix in BOOKING if account.startswith(prefix)), key=len)
    return BOOKING[longest]
