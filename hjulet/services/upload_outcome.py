"""What became of an uploaded file when it was read in, as it is kept and as it is shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hjulet.domain.problem import Problem
from hjulet.services.batch_register import ImportOutcome
from hjulet.services.budget import BudgetOutcome
from hjulet.services.kept_problems import from_json, to_json


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``status`` is that of the import; ``refusals`` are what refused it, empty else."""

    status: str
    batch: str = ""
    snapshot: int | None = None
    refusals: tuple[Problem, ...] = ()


def outcome_of(imported: ImportOutcome | BudgetOutcome) -> Outcome:
    """Give what became of a file."""
    problems = imported.problems if isinstance(imported, BudgetOutcome) else imported.facts.problems
    return Outcome(
        status=imported.status,
        batch=imported.batch,
        snapshot=imported.snapshot,
        refusals=tuple(problem for problem in problems if problem.severity.refuses),
    )


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """Give an outcome as plain values."""
    return {**asdict(outcome), "refusals": [to_json(problem) for problem in outcome.refusals]}


def outcome_from_json(kept: Mapping[str, Any], *, file: str) -> Outcome:
    """Give a kept outcome back."""
    refusals = tuple(from_json(problem, file=file) for problem in kept["refusals"])
    return Outcome(**{**kept, "refusals": refusals})
