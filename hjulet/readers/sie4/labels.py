"""The labels of SIE 1-4 that we know, by what they are for.

Any other label is ignored, as the format demands (STANDARDS A1), and named in an ``info``.
"""

BALANCES = ("#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO", "#PBUDGET")
VOUCHER = "#VER"
ROWS = ("#TRANS", "#RTRANS", "#BTRANS")

KNOWN = frozenset(
    (
        *("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#PROSA", "#FTYP", "#FNR", "#ORGNR"),
        *("#BKOD", "#ADRESS", "#FNAMN", "#RAR", "#TAXAR", "#OMFATTN", "#KPTYP", "#VALUTA", "#KSUMMA"),
        *("#KONTO", "#KTYP", "#ENHET", "#SRU", "#DIM", "#UNDERDIM", "#OBJEKT"),
        *BALANCES,
        VOUCHER,
        *ROWS,
    )
)

OBJECTS_AT = {
    "#TRANS": 1,
    "#RTRANS": 1,
    "#BTRANS": 1,
    "#OIB": 2,
    "#OUB": 2,
    "#PSALDO": 3,
    "#PBUDGET": 3,
}
"""Label -> the place of its object list ``{dim obj ...}`` among the fields, from 0."""

AMOUNT_AT = {
    "#TRANS": 2,
    "#RTRANS": 2,
    "#BTRANS": 2,
    "#IB": 2,
    "#UB": 2,
    "#RES": 2,
    "#OIB": 3,
    "#OUB": 3,
    "#PSALDO": 4,
    "#PBUDGET": 4,
}
"""Label -> the place of its amount among the fields, from 0."""

OPEN, CLOSE = "{", "}"
"""The marks around a voucher's rows, each alone on its line."""

REQUIRED = {
    kind: ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#FNAMN", *more)
    for kind, more in {
        "1": ("#RAR",),
        "2": ("#RAR",),
        "3": ("#RAR", "#DIM"),
        "4E": ("#RAR",),
        "4I": (),
    }.items()
}
"""Kind -> labels without which a file is refused (STANDARDS A1)."""

EXPECTED = {
    "1": ("#ORGNR",),
    "2": ("#ORGNR", "#OMFATTN"),
    "3": ("#ORGNR", "#OMFATTN"),
    "4E": ("#ORGNR",),
    "4I": ("#ORGNR", "#RAR"),
}
"""Kind -> labels whose lack is a warning.

#OMFATTN is required by the format for types 2 and 3, but real exports leave it out and no money
depends on it. #ORGNR is optional in the format, but it is how we find the company.
"""
