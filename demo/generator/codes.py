"""The other code parts: responsibilities of each unit, activities, projects and counterparties.

Responsibility codes belong to units by ``demo/mapping/units.csv``; a test compares the two.
"""

from typing import NamedTuple


class Responsibility(NamedTuple):
    """A responsibility code of a unit: its share of the unit's money and what the money is for."""

    code: str
    name: str
    weight: int
    activity_code: str


OFFICE, POLITICAL = "10000", "20000"
"""The responsibility codes that carry balances: the office's and the political leadership's."""

COMMON_RESPONSIBILITIES = {OFFICE: "KSK gemensamt, balansposter", POLITICAL: "Politisk ledning, balansposter"}
RESPONSIBILITIES = {
    "KSK-KANSLI": (
        Responsibility("11100", "Stadsdirektör och ledning", 6, "920"),
        Responsibility("11200", "Strategi och digitalisering", 4, "920"),
    ),
    "EKO": (
        Responsibility("12100", "Ekonomistyrning", 4, "920"),
        Responsibility("12200", "Redovisning och ekonomisupport", 5, "920"),
        Responsibility("12300", "Internbanken", 1, "920"),
    ),
    "HR": (
        Responsibility("13100", "HR-stöd och arbetsgivarfrågor", 6, "920"),
        Responsibility("13200", "Lön och lönesystem", 4, "920"),
    ),
    "ADM": (
        Responsibility("14100", "Nämndstöd och utredning", 3, "920"),
        Responsibility("14200", "IT-enheten", 4, "920"),
        Responsibility("14300", "Stadshus och lokaler", 2, "910"),
        Responsibility("14400", "Säkerhet och krisberedskap", 1, "275"),
    ),
    "DEST": (
        Responsibility("15100", "Näringsliv och platsmarknadsföring", 5, "220"),
        Responsibility("15200", "Högre utbildning och campus", 3, "220"),
        Responsibility("15300", "Besöksnäring och evenemang", 2, "225"),
    ),
    "KOM": (
        Responsibility("16100", "Kommunikationsstab", 5, "920"),
        Responsibility("16200", "Kontaktcenter", 5, "920"),
    ),
    "KSK-EGET": (Responsibility("17100", "Nämndens eget ansvar", 1, "920"),),
    "KS-POL": (
        Responsibility("20100", "Kommunalråd och partier", 6, "110"),
        Responsibility("20200", "Fullmäktige, styrelse och beredningar", 4, "100"),
        Responsibility("20300", "Räddningstjänst", 0, "270"),
    ),
}
OFFICE_UNITS = tuple(unit for unit in RESPONSIBILITIES if unit != "KS-POL")
ACTIVITY_CODES = {
    "100": "Nämnd- och styrelseverksamhet",
    "110": "Stöd till politiska partier",
    "220": "Näringslivsfrämjande åtgärder",
    "225": "Turistverksamhet",
    "270": "Räddningstjänst",
    "275": "Krisberedskap",
    "910": "Gemensamma lokaler",
    "920": "Gemensam verksamhet",
}
PROJECTS = {
    "6001": "Matlust",
    "6002": "Finskt förvaltningsområde",
    "6003": "Krisberedskap",
    "6004": "Nytt lönesystem",
    "6005": "Digitaliseringens möjligheter",
    "9001": "Trådlösa nät",
    "9002": "Infrastruktur och säkerhet",
    "9003": "Rumsbokning stadshuset",
    "9004": "Surfplattor förtroendevalda",
    "9005": "Bärbara datorer",
    "9100": "Nämndsinvesteringar",
    "9200": "Infartsskyltar",
}
INVESTMENT_PROJECTS = {
    "wireless": "9001",
    "infrastructure": "9002",
    "room_booking": "9003",
    "tablets": "9004",
    "laptops": "9005",
    "committee_investments": "9100",
    "entrance_signs": "9200",
}
ACTIVITIES = {"10": "Löpande drift", "20": "Utveckling", "30": "Evenemang", "40": "Personalsociala åtgärder"}
COUNTERPARTIES = {
    "FIN": "Finansförvaltningen",
    "INTERNBANK": "Internbanken",
    "UN": "Utbildningsnämnden",
    "SN": "Socialnämnden",
    "ON": "Omsorgsnämnden",
    "AON": "Äldreomsorgsnämnden",
    "KFN": "Kultur- och fritidsnämnden",
    "TN": "Tekniska nämnden",
    "SBN": "Stadsbyggnadsnämnden",
    "SBFF": "Södertörns brandförsvarsförbund",
    "TELGE-FAST": "Telge Fastigheter",
    "KSK-KANSLI": "Stadsdirektörens kansli",
    "EKO": "Ekonomi",
    "HR": "HR",
    "ADM": "Administration och utredning",
    "DEST": "Destination Södertälje",
    "KOM": "Kommunikation",
    "KS-POL": "Politisk ledning",
}

# Lines that all responsibilities of a unit share by weight; one of them carries each of the others.
SHARED_LINES = ("personnel", "materials_services")
CARRIED_BY = {
    ("ADM", "premises"): "14300",
    ("ADM", "depreciation"): "14200",
    ("ADM", "net_interest"): "14200",
    ("ADM", "other_income"): "14200",
    ("EKO", "other_income"): "12200",
    ("KOM", "other_income"): "16200",
    ("KS-POL", "purchased_services"): "20300",
}


def group(responsibility: str) -> str:
    """Tell which responsibility carries the balances of this one: the office's or the politicians'."""
    return POLITICAL if responsibility.startswith("2") else OFFICE


def responsibility(unit: str, code: str) -> Responsibility:
    """Find a unit's responsibility by its code."""
    return next(found for found in RESPONSIBILITIES[unit] if found.code == code)


def carriers(unit: str, line: str) -> tuple[Responsibility, ...]:
    """List the responsibilities that carry a line of a unit."""
    found = RESPONSIBILITIES[unit]
    if line in SHARED_LINES:
        return tuple(carrier for carrier in found if carrier.weight)
    return (responsibility(unit, CARRIED_BY.get((unit, line), found[0].code)),)
