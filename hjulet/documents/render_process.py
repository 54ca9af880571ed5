"""Makes a report's files in a process of its own, under limits of memory and time, one after another.

It stays warm: vl-convert and typst are loaded once. A report made to exhaust them stops this process and
no other. It knows neither Django nor the database: what it may do is write into the folder it is given.
"""

import errno
import math
import os
import resource
import sys
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from time import sleep

from hjulet.documents.drawn import draw, lending
from hjulet.documents.formats import FORMATS
from hjulet.documents.listed_files import write_listed
from hjulet.documents.render_orders import Done, Draw, Fault, Order, Write

_FULL = (errno.ENOSPC, errno.EDQUOT)
_WARMING = {
    "data": {"values": [{"x": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "x", "type": "quantitative"}},
}


def main(arguments: Sequence[str]) -> None:
    """Set the limit of memory (bytes), warm up, and do what is asked until nobody asks any more.

    Of each order, ``seconds`` of processor time and ``most_bytes`` of files are the most.
    """
    pipe, memory, seconds, most_bytes = (int(one) for one in arguments)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    with Connection(pipe) as asker:
        _allow(seconds)
        draw(_WARMING)
        while True:
            try:
                order: Order = asker.recv()
            except EOFError:
                return
            _allow(seconds)
            asker.send(_answer(order, most_bytes))


def _end_with(parent: int) -> None:
    """End when whoever started this has ended, and take the programs along that this has started."""
    while os.getppid() == parent:
        sleep(1)
    os.killpg(0, 9)


def _allow(seconds: int) -> None:
    """Allow so many seconds of processor time from now on; what takes more is killed (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _answer(order: Order, most_bytes: int) -> Done | Fault:
    try:
        match order:
            case Draw():
                return Done(svg=draw(order.spec), peak=_peak())
            case Write():
                return _write(order, most_bytes)
    except MemoryError:
        return Fault(code="rendering-stopped", trace=traceback.format_exc())
    except OSError as fault:
        code = "disk-full" if fault.errno in _FULL else "rendering-failed"
        return Fault(code=code, trace=traceback.format_exc())
    except Exception:  # the edge of the process: told to whoever asked
        return Fault(code="rendering-failed", trace=traceback.format_exc())


def _write(order: Write, most_bytes: int) -> Done | Fault:
    with lending(order.drawn):
        files = FORMATS[order.format].files(order.report, order.frame)
    if sum(len(content) for content in files.values()) > most_bytes:
        return Fault(code="rendering-too-large")
    write_listed(Path(order.folder), files)
    return Done(peak=_peak())


def _peak() -> int:
    """Tell the most memory that this and the programs it started have held, in bytes."""
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return 1024 * max(_own_peak(), started)


def _own_peak() -> int:
    """Read this process's own peak, in kB; ``ru_maxrss`` begins with that of the process it came from."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(sys.argv[1:])
