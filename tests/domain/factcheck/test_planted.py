"""The benchmark's texts with planted faults, few of them: a change to a rule must not lose these."""

from benchmarks.factcheck_planted import Score, run
from benchmarks.factcheck_templates import DECOYS, TEMPLATES


def test_most_planted_faults_are_found_and_nothing_else() -> None:
    board = run(7, 6, TEMPLATES, DECOYS)
    whole = Score(
        found=sum(score.found for score in board.rules.values()),
        missed=sum(score.missed for score in board.rules.values()),
        false=sum(score.false for score in board.rules.values()),
    )
    assert set(board.rules) == {"F03", "F04", "F09"}
    assert whole.recall > 0.9
    assert board.alarms == {}
