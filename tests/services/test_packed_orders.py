"""Two files of a report are asked for at once; its values are packed by one thread at a time."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.reduction import ForkingPickler
from typing import Any

from hjulet.documents.render_orders import Draw
from hjulet.services.render_child import packed


class Watched:
    """A value that knows how many threads pack it at the same time."""

    def __init__(self) -> None:
        self.now = self.most = 0

    def __reduce__(self) -> tuple[type[str], tuple[()]]:
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(0.05)
        self.now -= 1
        return str, ()


def most_at_once(pack: Callable[[Any], object]) -> int:
    """Let two threads pack one order, and tell how many did at the same time."""
    watched = Watched()
    order = Draw(spec={"x": watched})
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(pack, [order, order]))
    return watched.most


def test_orders_are_packed_in_turn() -> None:
    assert most_at_once(packed) == 1


def test_the_control_else_two_are_packed_at_once() -> None:
    assert most_at_once(ForkingPickler.dumps) == 2
