"""What a fact check answers: what contradicts, and what could not be judged.

A claim is an error only where subject, metric and period are all matched to data; a text that
contradicts itself is a warning. Everything else is said to be unchecked, with the reason, so that
nobody takes silence for a clean bill (FACTCHECK, Severity).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from hjulet.domain.problem import Severity


class Reason(StrEnum):
    """Why a claim was not judged."""

    NO_SUBJECT = "no-subject"
    NO_METRIC = "no-metric"
    NO_PERIOD = "no-period"
    NO_DATA = "no-data"
    NO_PERCENTAGE = "no-percentage"
    SEVERAL_READINGS = "several-readings"
    FORECAST = "forecast"
    PLANNED = "planned"
    QUOTED = "quoted"
    EXPLANATION = "explanation"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A contradiction: what the text says (``claim``), what the data says, and how far apart.

    ``claim``, ``data`` and ``difference`` are written as in the text: ``8,4 mnkr``, ``ökade``.
    ``lines`` holds every place of the same finding, the first one first.
    """

    rule: str
    severity: Severity
    lines: tuple[int, ...]
    quote: str
    claim: str
    data: str
    difference: str

    @property
    def line(self) -> int:
        """Tell the first place."""
        return self.lines[0]


@dataclass(frozen=True, kw_only=True)
class Unchecked:
    """A claim that could not be judged, and why."""

    line: int
    quote: str
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class FactCheck:
    """All that the rules said about a document."""

    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()


def join(parts: Iterable[FactCheck]) -> FactCheck:
    """Put answers together in the order of the text; the same finding in several places is one."""
    findings: dict[tuple[str, str, str, str], Finding] = {}
    unchecked: dict[Unchecked, None] = {}
    for part in parts:
        for found in part.findings:
            key = (found.rule, found.quote, found.claim, found.data)
            known = findings.get(key)
            lines = sorted({*found.lines, *(known.lines if known else ())})
            findings[key] = replace(known or found, lines=tuple(lines))
        unchecked.update(dict.fromkeys(part.unchecked))
    return FactCheck(
        findings=tuple(sorted(findings.values(), key=lambda found: (found.line, found.rule))),
        unchecked=tuple(sorted(unchecked, key=lambda claim: claim.line)),
    )
