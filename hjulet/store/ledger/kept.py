"""Answers that are kept: the same question about the same files has the same answer for ever.

Files are never changed and a mapping is a value, so nothing is ever invalidated; what has not been asked for
longest gives way. Only sums are kept, and only small ones. Control totals are never kept: whoever checks the
files wants them read.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from threading import Lock

from hjulet.domain.ledger import LedgerFilter
from hjulet.store.ledger.answers import Answer, Engine
from hjulet.store.ledger.codes import CodeTables
from hjulet.store.ledger.questions import Shape

KEPT = frozenset({"sums", "balances", "total", "unmapped"})
MOST_ANSWERS = 256
MOST_ROWS = 20_000
"""Of one answer: what a page sums is far less."""

_answers: OrderedDict[Hashable, tuple[CodeTables, Answer]] = OrderedDict()
_lock = Lock()


class KeepingEngine:
    """Asks another engine, and only once. ``place`` tells engines of different folders apart."""

    def __init__(self, engine: Engine, *, place: str) -> None:
        """Keep the answers of an engine."""
        self._engine = engine
        self._place = place

    def run(
        self,
        shape: Shape,
        *,
        folders: Sequence[str],
        earlier: Sequence[str],
        tables: CodeTables,
        where: LedgerFilter,
        marks: Mapping[str, str | int],
    ) -> Answer:
        """Run a question, or give the answer that it had."""
        key = (self._place, shape, tuple(folders), id(tables), where, tuple(sorted(marks.items())))
        if shape.question in KEPT and (kept := _find(key)) is not None:
            return kept
        answer = self._engine.run(
            shape, folders=folders, earlier=earlier, tables=tables, where=where, marks=marks
        )
        if shape.question in KEPT and len(answer) <= MOST_ROWS:
            _keep(key, tables, answer)
        return answer


def forget() -> None:
    """Forget all answers: whoever wants to know whether the files still say so asks them again."""
    with _lock:
        _answers.clear()


def _find(key: Hashable) -> Answer | None:
    with _lock:
        if key not in _answers:
            return None
        _answers.move_to_end(key)
        return _answers[key][1]


def _keep(key: Hashable, tables: CodeTables, answer: Answer) -> None:
    """Keep an answer, and the mapping with it: while it is kept no other can have its identity."""
    with _lock:
        _answers[key] = (tables, answer)
        while len(_answers) > MOST_ANSWERS:
            _answers.popitem(last=False)
