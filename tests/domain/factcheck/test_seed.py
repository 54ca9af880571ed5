"""A real annual report: what is found in it, finding by finding.

The text and its figures are third-party data beside the project; the tests skip where they are absent.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.factcheck.check import check
from hjulet.domain.factcheck.document import parse_document
from hjulet.domain.factcheck.facts import Facts, spoken_names, wanted_refs
from hjulet.domain.figures import Figure, FigureRef, Unit
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import year_period
from hjulet.domain.problem import Severity

SHARED = Path(__file__).resolve().parents[4] / "shared"
TEXT = next(iter(sorted((SHARED / "seeds").glob("003_*.txt"))), None)
UNITS_TABLE = SHARED / "data" / "003_resultat_nettokostnad_verksamhet.csv"
STATEMENT = SHARED / "data" / "003_resultatrakning_2017.csv"
UNITS = {
    "KS": "Kommunstyrelsen",
    "KS-POL": "Politisk ledning",
    "KSK": "Kommunstyrelsens kontor",
    "KSK-KANSLI": "Stadsdirektörens kansli",
    "EKO": "Ekonomi",
    "HR": "HR",
    "ADM": "Administration och utredning",
    "DEST": "Destination Södertälje",
    "KOM": "Kommunikation",
    "KSK-EGET": "Nämndens eget ansvar",
}
TOTALS = {"Totalt kommunstyrelsens kontor": "KSK", "Nämnden totalt": "KS"}

pytestmark = pytest.mark.skipif(
    TEXT is None or not UNITS_TABLE.exists(), reason="the shared seed texts and figures are not here"
)


def rows(path: Path) -> list[dict[str, str]]:
    """Read a csv file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts() -> Facts:
    """Give the printed figures of the units as data, in kronor."""
    codes = {name: code for code, name in UNITS.items()} | TOTALS
    books: dict[FigureRef, str] = {}

    def enter(metric: str, unit: str, year: int, printed: str) -> None:
        ref = REGISTRY.ref(metric, {"unit": unit, "period": str(year)})
        books[ref] = printed

    for row in rows(UNITS_TABLE):
        if unit := codes.get(row["row"]):
            enter("appropriation", unit, 2017, row["namndbidrag_helar"])
            enter("budget_variance", unit, 2017, row["resultat_2017"])
            for year in (2015, 2016, 2017):
                enter("net_cost", unit, year, row[f"nettokostnad_{year}"])
    enter("appropriation", "KS", 2016, "335397")
    figures = {}
    for ref in wanted_refs(UNITS, year_period(2017)):
        printed = books.get(ref, "")
        value = Decimal(printed) * 1000 if printed else None
        figures[ref] = Figure(ref=ref, value=value, unit=Unit.KRONOR, snapshot=1)
    return Facts(unit="KS", period=year_period(2017), names=spoken_names(UNITS, own="KS"), figures=figures)


def text(first: int, last: int) -> str:
    """Give some lines of the report, the others blank, so that line numbers stay."""
    assert TEXT is not None
    lines = TEXT.read_text(encoding="utf-8").splitlines()
    return "\n".join(line if first <= number <= last else "" for number, line in enumerate(lines, start=1))


def test_summary_and_economy() -> None:
    """Both findings are right: the table gives 7,7 mnkr for the unit, and 36,0 percent for the row."""
    found = check(parse_document(text(1, 236)), facts=facts()).findings
    assert [(finding.rule, finding.line, finding.claim, finding.data) for finding in found] == [
        ("F03", 206, "220,1", "36,0"),
        ("F03", 218, "4,5 mkr", "7,7 mkr"),
    ]


def test_the_rest_of_the_report() -> None:
    """Hidden income rows are information; the costs that do not add up are printed wrong."""
    found = check(parse_document(text(237, 5000)), facts=facts()).findings
    assert [(finding.rule, finding.line, finding.severity, finding.difference) for finding in found] == [
        ("F09", 1164, Severity.INFO, "586"),
        ("F09", 1172, Severity.WARNING, "−217"),
    ]


# line, what is printed there (its first place on the line), what is planted, the rule that must tell
FAULTS = [
    (182, "överskott", "underskott", "F04"),
    (182, "1,4", "4,1", "F03"),
    (182, " 39 ", " 93 ", "F03"),
    (193, "347,7", "374,7", "F03"),
    (193, "mer än", "mindre än", "F04"),
    (193, "17,6", "71,6", "F03"),
    (193, "5,3", "3,5", "F03"),
    (193, "ökat", "minskat", "F04"),
    (193, "17,3", "13,7", "F03"),
    (193, "5,2", "2,5", "F03"),
    (214, "överskott", "underskott", "F04"),
    (214, "34,9", "39,4", "F03"),
    (224, "46", "64", None),  # its subject goes by another name there: said to be unchecked
    (224, "minskningen", "ökningen", "F04"),
    (228, "8,9", "9,8", "F03"),
    (228, "10,7", "17,0", "F03"),
    (232, "0,5", "5,0", "F03"),
    (236, "12", "21", "F03"),
    (187, "347 671", "374 671", "F09"),
    (201, "42 857", "48 257", "F09"),
    (201, "42 857", "48 257", "F03"),
    (201, "22,0", "20,2", "F03"),
]


@pytest.mark.parametrize(("line", "right", "wrong", "rule"), FAULTS)
def test_planted_fault_in_the_report(line: int, right: str, wrong: str, rule: str | None) -> None:
    lines = text(157, 236).splitlines()
    before = check(parse_document("\n".join(lines)), facts=facts()).findings
    assert right in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(right, wrong, 1)
    after = check(parse_document("\n".join(lines)), facts=facts()).findings
    new = [finding.rule for finding in after if finding not in before]
    assert (rule in new) if rule else (new == [])


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_other_documents_alone(number: str) -> None:
    """Programmes, plans and goals: nothing in them contradicts itself by these three rules."""
    path = next((SHARED / "seeds").glob(f"{number}_*.txt"))
    assert check(parse_document(path.read_text(encoding="utf-8"))).findings == ()
