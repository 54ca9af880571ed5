"""What the check of an uploaded file found, as it is kept and as it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hjulet.domain.column_map import Proposal, column_map
from hjulet.domain.ledger_file import Checksum, FiscalYear, LedgerCounts, LedgerFile, allow_unbalanced
from hjulet.domain.problem import Problem, Severity, is_refused
from hjulet.services.upload_problems import ProblemCount, count_problems


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A judged file; nothing of it is stored in the ledger yet.

    ``facts`` are a ledger file's, without names and problems; ``rows`` counts rows of any kind of file.
    ``only_unbalanced``: unbalanced vouchers alone refuse it, and the controller may let them in.
    """

    rows: int
    accepted: bool
    only_unbalanced: bool
    counts: tuple[ProblemCount, ...]
    facts: LedgerFile | None = None
    proposal: Proposal | None = None  # of a list that no column map fits

    @property
    def needs_company(self) -> bool:
        """Tell whether somebody has to say whose file it is."""
        return self.facts is not None and not (self.facts.org_number or company_code(self.facts))

    @property
    def problems(self) -> int:
        """Count the problems of all severities."""
        return sum(one.count for one in self.counts)


def company_code(facts: LedgerFile) -> str:
    """Give the code of a list's company, as its column map has it; a SIE file has none of ours."""
    return facts.company if facts.source else ""


def judge(problems: Sequence[Problem], *, rows: int, facts: LedgerFile | None = None) -> Verdict:
    """Judge a file by its problems."""
    accepted = not is_refused(problems)
    return Verdict(
        rows=rows,
        accepted=accepted,
        only_unbalanced=not accepted and not is_refused(allow_unbalanced(problems)),
        counts=count_problems(problems),
        facts=facts,
    )


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict as plain values."""
    return {
        "rows": verdict.rows,
        "accepted": verdict.accepted,
        "only_unbalanced": verdict.only_unbalanced,
        "counts": [[str(one.severity), one.code, one.count] for one in verdict.counts],
        "facts": _facts_to_json(verdict.facts) if verdict.facts else None,
        "proposal": _proposal_to_json(verdict.proposal) if verdict.proposal else None,
    }


def verdict_from_json(kept: Mapping[str, Any], *, file: str) -> Verdict:
    """Give a kept verdict back."""
    return Verdict(
        rows=kept["rows"],
        accepted=kept["accepted"],
        only_unbalanced=kept["only_unbalanced"],
        counts=tuple(
            ProblemCount(severity=Severity(severity), code=code, count=count)
            for severity, code, count in kept["counts"]
        ),
        facts=_facts_from_json(kept["facts"], file=file) if kept["facts"] else None,
        proposal=_proposal_from_json(kept["proposal"]) if kept.get("proposal") else None,
    )


def _proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    samples = {head: list(values) for head, values in proposal.samples.items()}
    return {"columns": proposal.columns.as_json(), "samples": samples}


def _proposal_from_json(kept: Mapping[str, Any]) -> Proposal:
    samples = {head: tuple(values) for head, values in kept["samples"].items()}
    return Proposal(columns=column_map(kept["columns"]), samples=samples)


_PLAIN = ("sha256", "content", "kind", "encoding", "delimiter", "source", "company", "org_number")


def _facts_to_json(facts: LedgerFile) -> dict[str, Any]:
    return {
        **{name: getattr(facts, name) for name in _PLAIN},
        "months": list(facts.months),
        "years": [[year.index, _iso(year.start), _iso(year.end)] for year in facts.fiscal_years],
        "counts": asdict(facts.counts),
        "checksum": asdict(facts.checksum) if facts.checksum else None,
        "control_sum": str(facts.control_sum),
    }


def _facts_from_json(kept: Mapping[str, Any], *, file: str) -> LedgerFile:
    return LedgerFile(
        file=file,
        **{name: kept.get(name, "") for name in _PLAIN},
        months=tuple(kept["months"]),
        fiscal_years=tuple(
            FiscalYear(index=index, start=_day(start), end=_day(end)) for index, start, end in kept["years"]
        ),
        counts=LedgerCounts(**kept["counts"]),
        checksum=Checksum(**kept["checksum"]) if kept["checksum"] else None,
        control_sum=Decimal(kept["control_sum"]),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
