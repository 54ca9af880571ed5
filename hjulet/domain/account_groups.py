"""Accounts in groups that somebody who is no accountant understands: pay, pensions, rent, consultants.

By the first digits of the account, as Kommun-Bas groups them; that is general knowledge, not verified
edition by edition. The groups only order a list: no figure rests on them. What no group covers is ``other``.
"""

OTHER = "other"

GROUPS: dict[str, str] = {
    "31": "fees",
    "34": "rents",
    "35": "grants",
    "36": "sales",
    "45": "transfers",
    "46": "purchased",
    "50": "pay",
    "508": "elected",
    "51": "absence",
    "55": "expenses",
    "56": "employer_fees",
    "57": "pensions",
    "60": "rent",
    "61": "upkeep",
    "62": "leasing",
    "63": "energy",
    "64": "supplies",
    "65": "supplies",
    "68": "it",
    "70": "travel",
    "71": "travel",
    "72": "marketing",
    "73": "insurance",
    "74": "consultants",
    "75": "services",
    "76": "services",
    "78": "losses",
}
"""First digits -> group; the longest that fits decides."""


def group_of(account: str) -> str:
    """Tell which group an account belongs to."""
    fitting = [digits for digits in GROUPS if account.startswith(digits)]
    return GROUPS[max(fitting, key=len)] if fitting else OTHER
