"""Things done at once, as several processes of the staff site do them."""

import threading
from collections.abc import Callable

from django.db import connections


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Do things in threads that start together, each with its own connection; give results or faults."""
    gate = threading.Barrier(len(actions))
    results: list[object] = [None] * len(actions)

    def run(place: int) -> None:
        try:
            gate.wait()
            results[place] = actions[place]()
        except Exception as fault:
            results[place] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
