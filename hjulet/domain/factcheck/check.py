"""The fact check: every rule on a document, one answer.

To add a rule: copy the nearest one, give it its number of the list of claim patterns, enter it in
``RULES``, and give it one test where it finds and one where it must keep silent.
"""

from collections.abc import Callable, Mapping

from hjulet.domain.factcheck.amounts import check_amounts
from hjulet.domain.factcheck.cells import check_cells
from hjulet.domain.factcheck.directions import check_directions
from hjulet.domain.factcheck.document import Document
from hjulet.domain.factcheck.facts import Facts
from hjulet.domain.factcheck.model import FactCheck, join
from hjulet.domain.factcheck.totals import check_totals

FactRule = Callable[[Document, Facts | None], FactCheck]


def check_amounts_everywhere(document: Document, facts: Facts | None) -> FactCheck:
    """Judge amounts and percentages in running text and in tables (F03)."""
    return join((check_amounts(document, facts), check_cells(document, facts)))


RULES: Mapping[str, FactRule] = {
    "F03": check_amounts_everywhere,
    "F04": check_directions,
    "F09": check_totals,
}


def check(document: Document, *, facts: Facts | None = None) -> FactCheck:
    """Check a document against the facts, or without them against itself and its own tables."""
    return join(rule(document, facts) for rule in RULES.values())
