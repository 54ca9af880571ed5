"""The claims of a document before every source of facts that may judge them.

With data there is one source. Without, each of the document's own tables is one, and a claim is
wrong only if no table that speaks of it agrees.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from hjulet.domain.factcheck.claims import not_checked
from hjulet.domain.factcheck.document import Document
from hjulet.domain.factcheck.facts import Facts
from hjulet.domain.factcheck.marks import Marked
from hjulet.domain.factcheck.model import Finding, Reason, Unchecked
from hjulet.domain.factcheck.printed import PrintedFacts, printed_facts


@dataclass(frozen=True, kw_only=True)
class Source:
    """Facts, and the sentences that they may judge."""

    facts: Facts
    sentences: tuple[Marked, ...]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What one source says of one claim (``key``): a contradiction, why not judged, or none: it holds."""

    key: Hashable
    marked: Marked
    said: Finding | Reason | None


def sources_of(document: Document, facts: Facts | None, sentences: Sequence[Marked]) -> list[Source]:
    """List what the sentences of a document may be judged against."""
    if facts is not None:
        return [Source(facts=facts, sentences=tuple(sentences))]
    return [Source(facts=table, sentences=_under(table, sentences)) for table in printed_facts(document)]


def _under(table: PrintedFacts, sentences: Sequence[Marked]) -> tuple[Marked, ...]:
    return tuple(marked for marked in sentences if table.heading in (None, marked.sentence.heading))


def settle(verdicts: Iterable[Verdict]) -> tuple[list[Finding], list[Unchecked]]:
    """Put the sources' verdicts together: one that agrees acquits, the first that contradicts convicts."""
    by_claim: dict[Hashable, list[Verdict]] = {}
    for verdict in verdicts:
        by_claim.setdefault(verdict.key, []).append(verdict)
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    for same in by_claim.values():
        found = [verdict.said for verdict in same if isinstance(verdict.said, Finding)]
        reasons = [verdict.said for verdict in same if isinstance(verdict.said, Reason)]
        if len(found) + len(reasons) < len(same):
            continue
        if found:
            findings.append(found[0])
        else:
            unchecked.append(not_checked(same[0].marked, reasons[0]))
    return findings, unchecked
