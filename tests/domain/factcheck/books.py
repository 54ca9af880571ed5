"""Invented figures of a parks committee, and short ways to run the fact check on a text."""

from decimal import Decimal

from hjulet.domain.factcheck.check import check
from hjulet.domain.factcheck.document import parse_document
from hjulet.domain.factcheck.facts import Facts, spoken_names, wanted_refs
from hjulet.domain.factcheck.model import FactCheck
from hjulet.domain.figures import Figure, FigureRef, Unit
from hjulet.domain.period import year_period

YEAR = 2031
UNITS = {"PN": "Parknämnden", "KON": "Parknämndens kontor", "EKO": "Ekonomi", "LEK": "Lek och idrott"}

# unit, metric: 2029, 2030, 2031 in mnkr, with the ledger's signs
BOOKS = """
PN   net_cost        200.0  204.8  213.2
PN   appropriation   201.0  206.0  210.0
PN   budget_variance   1.0    1.2   -3.2
PN   income           44.0   41.0   38.0
PN   costs          -244.0 -245.8 -251.2
PN   personnel      -140.0 -140.5 -141.0
KON  net_cost        150.0  154.8  161.2
KON  appropriation   151.0  156.0  160.0
KON  budget_variance   1.0    1.2   -1.2
EKO  net_cost         30.0   35.1   42.8
EKO  appropriation    31.0   36.0   45.4
EKO  budget_variance   1.0    0.9    2.6
LEK  net_cost         20.0   14.9   10.0
LEK  appropriation    20.0   14.9    9.0
LEK  budget_variance   0.0    0.0   -1.0
"""


def figures() -> dict[FigureRef, Figure]:
    """Resolve what the check wants, as a service would; what the books lack has no value."""
    books: dict[tuple[str, str, int], Decimal] = {}
    for line in BOOKS.strip().splitlines():
        unit, metric, *amounts = line.split()
        for year, amount in zip((YEAR - 2, YEAR - 1, YEAR), amounts, strict=True):
            books[unit, metric, year] = Decimal(amount) * 1_000_000
    found = {}
    for ref in wanted_refs(UNITS, year_period(YEAR)):
        key = (ref.get("unit"), ref.get("line") or ref.metric, int(ref.get("period")))
        found[ref] = Figure(ref=ref, value=books.get(key), unit=Unit.KRONOR, snapshot=1)
    return found


FACTS = Facts(unit="PN", period=year_period(YEAR), names=spoken_names(UNITS, own="PN"), figures=figures())


def judged(text: str) -> FactCheck:
    """Check a text against the books."""
    return check(parse_document(text), facts=FACTS)


def alone(text: str) -> FactCheck:
    """Check a text against itself only."""
    return check(parse_document(text))


def rules(answer: FactCheck) -> list[str]:
    """List the rules that found something."""
    return [finding.rule for finding in answer.findings]
