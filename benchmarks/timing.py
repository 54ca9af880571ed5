"""How long work takes, as the benchmarks count it: the median of some rounds."""

import statistics
import time
from collections.abc import Callable


def median_of(work: Callable[[], object], *, rounds: int) -> float:
    """Give the median seconds of some rounds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def timed(work: Callable[[], object], *, rounds: int = 7) -> float:
    """Give the median seconds of some rounds after a first one that warms up."""
    work()
    return median_of(work, rounds=rounds)
