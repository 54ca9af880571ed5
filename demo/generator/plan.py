"""The illustrative data: what no source has, chosen by us within the published totals.

Amounts in tkr unless a name says otherwise; weights have no unit. Everything here may be changed
without breaking a published figure: ``matrix`` and ``balance`` take the published totals as they are.
"""

UNITS = ("KSK-KANSLI", "EKO", "HR", "ADM", "DEST", "KOM", "KSK-EGET", "KS-POL")
LINES = (
    "fees",
    "rents",
    "grants",
    "other_income",
    "personnel",
    "premises",
    "materials_services",
    "purchased_services",
    "transfers",
    "other_costs",
    "depreciation",
    "net_interest",
)

# How a line's total is shared between the units that have an appropriation. Materials and services
# stand outside: each unit's remainder up to its net cost lands there, so both margins hold.
SHARES = {
    # line: KANSLI EKO HR ADM DEST KOM POL
    "fees": (0, 15, 0, 65, 0, 20, 0),
    "rents": (0, 0, 0, 70, 30, 0, 0),
    "grants": (2, 0, 4, 46, 48, 0, 0),
    "other_income": (6, 395, 75, 432, 56, 26, 10),
    "personnel": (60, 365, 255, 300, 116, 140, 188),
    "premises": (5, 18, 18, 850, 80, 14, 15),
    "purchased_services": (0, 0, 0, 30, 15, 0, 955),
    "transfers": (2, 0, 3, 8, 49, 0, 38),
    "other_costs": (0, 0, 0, 100, 0, 0, 0),
    "depreciation": (1, 17, 23, 907, 29, 23, 0),
    "net_interest": (0, 3, 4, 80, 9, 4, 0),
}
# Where one year, or the budget, was shared otherwise than the rest, and why.
OTHER_SHARES = {
    # the municipality's internal bank was financed by its customers until 2016
    ("2015", "other_income"): (6, 450, 75, 390, 50, 20, 9),
    ("2016", "other_income"): (6, 470, 75, 380, 46, 14, 9),
    # vacancies at ADM: budgeted, not used
    ("budget 2017", "personnel"): (58, 350, 250, 325, 114, 138, 185),
    # the decision-support system and other new tasks: budgeted in materials, hence less elsewhere
    ("budget 2017", "grants"): (0, 0, 0, 60, 40, 0, 0),
}

# The common row KSK-EGET: change of holiday-pay debt and customer losses, signs as printed.
OWN_ROW = {
    "2015": {"personnel": 402_000, "other_costs": -34_000},
    "2016": {"personnel": -476_000, "other_costs": 34_000},
    "2017": {"personnel": -395_500, "other_costs": -205_500},
}  # kronor

# Line totals without a source; materials and services take what is left to the net cost.
LINE_TOTALS = {
    "2015": {
        "fees": 380,
        "rents": 170,
        "grants": 9_800,
        "other_income": 27_900,
        "personnel": -135_200,
        "premises": -49_300,
        "purchased_services": -41_800,
        "transfers": -15_100,
        "other_costs": -50,
        "depreciation": -9_400,
        "net_interest": -120,
    },
    "budget 2015": {
        "fees": 550,
        "rents": 270,
        "grants": 4_800,
        "other_income": 29_500,
        "personnel": -134_000,
        "premises": -49_800,
        "purchased_services": -41_700,
        "transfers": -15_300,
        "other_costs": 0,
        "depreciation": -9_200,
        "net_interest": -250,
    },
    "budget 2016": {
        "fees": 600,
        "rents": 280,
        "grants": 5_200,
        "other_income": 30_900,
        "personnel": -139_500,
        "premises": -51_000,
        "purchased_services": -42_500,
        "transfers": -16_500,
        "other_costs": 0,
        "depreciation": -9_600,
        "net_interest": -250,
    },
}

# Unit appropriations without a source. 2016 sums to the derived 265 377 and 70 020.
APPROPRIATIONS = {
    "2015": {
        "KSK-KANSLI": 10_900,
        "EKO": 30_200,
        "HR": 36_400,
        "ADM": 128_600,
        "DEST": 24_600,
        "KOM": 17_600,
        "KSK-EGET": 0,
        "KS-POL": 70_900,
    },
    "2016": {
        "KSK-KANSLI": 16_900,
        "EKO": 36_500,
        "HR": 39_500,
        "ADM": 123_900,
        "DEST": 29_400,
        "KOM": 19_177,
        "KSK-EGET": 0,
        "KS-POL": 70_020,
    },
}

# The addition for unlet premises, decided after the August forecast: exactly 5 000 tkr is assumed.
ADDITION = 5_000
ADDITION_YEAR, ADDITION_UNIT, ADDITION_LINE = "2017", "ADM", "premises"
ADDITION_DECIDED = "2017-10-30"
DECIDED = {"2014": "2013-12-16", "2015": "2014-12-15", "2016": "2015-12-14", "2017": "2016-12-12"}

# Sales of IT services inside the executive board: ADM to the others, tkr a year. They cancel out.
INTERNAL_SELLER = "ADM"
INTERNAL_SALES = {"KSK-KANSLI": 120, "EKO": 900, "HR": 700, "DEST": 260, "KOM": 520, "KS-POL": 420}

# The months' weights, January to December.
MONTHS = {
    "even": (100,) * 12,
    "pay": (98, 98, 98, 99, 100, 100, 96, 97, 102, 102, 102, 108),
    "purchases": (80, 92, 104, 98, 102, 108, 52, 74, 104, 110, 114, 162),
    "quarters": (0, 0, 22, 4, 0, 24, 0, 4, 20, 0, 4, 22),
    "support": (160, 40, 60, 130, 60, 90, 30, 50, 120, 80, 80, 100),
    "tertials": (0, 0, 0, 25, 0, 0, 0, 30, 0, 0, 0, 45),
    "income": (90, 95, 104, 98, 100, 104, 70, 84, 104, 106, 108, 137),
}

# The office's balances at the turn of each year, kronor, asset positive. Those of 2016 and 2017 sum
# to the published lines; fixed assets follow from the roll-forward, the internal bank is the rest.
CLOSING = {
    "2014": {"1510": 4_210_000, "1710": 2_980_000, "1790": 3_350_000, "2510": -7_140_250,
             "2820": -4_870_000, "2310": -1_702_000},
    "2015": {"1510": 4_865_400, "1710": 3_060_000, "1790": 3_905_200, "2510": -7_903_600,
             "2820": -5_040_000, "2310": -1_575_350},
    "2016": {"1510": 5_400_000, "1710": 3_150_000, "1790": 4_508_000, "2510": -8_506_650,
             "2820": -5_210_000, "2310": -1_448_650},
    "2017": {"1510": 4_100_000, "1710": 3_240_000, "1790": 2_922_650, "2510": -5_986_350,
             "2820": -5_330_000, "2310": -1_322_000},
}  # fmt: skip
HOLIDAY_PAY_DEBT_2014 = -9_276_000  # 9 350 000 at the end of 2016, when OWN_ROW has moved it
# The political leadership's own small balances.
POLITICAL_CLOSING = {
    "2014": {"2510": -512_300, "2820": -648_000},
    "2015": {"2510": -486_900, "2820": -655_000},
    "2016": {"2510": -540_150, "2820": -671_000},
    "2017": {"2510": -497_400, "2820": -689_000},
}
POLITICAL_EQUITY_2015 = -2_905_000  # kronor, opening

# Investments by project, tkr: the published ones of 2017 come from the facts.
INVESTMENTS = {
    "2015": {"laptops": 4_120, "infrastructure": 1_350, "committee_investments": 2_190},
    "2016": {"wireless": 5_260, "laptops": 3_180, "committee_investments": 2_240},
}
# Assets handed over to another committee at book value, the unexplained change of 2017.
HANDED_OVER = {"2017": 469_300}  # kronor

# Hundredths of a man-year, by unit and year: what pay of 600-735 tkr a man-year gives.
MAN_YEARS = {
    "KSK-KANSLI": {"2015": 825, "2016": 825, "2017": 825},
    "EKO": {"2015": 5575, "2016": 5675, "2017": 5575},
    "HR": {"2015": 3850, "2016": 3925, "2017": 3850},
    "ADM": {"2015": 4975, "2016": 5075, "2017": 4975},
    "DEST": {"2015": 1875, "2016": 1900, "2017": 1875},
    "KOM": {"2015": 2175, "2016": 2225, "2017": 2175},
}
