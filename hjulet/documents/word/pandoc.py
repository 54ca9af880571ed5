"""pandoc as a child process: a tree in, a Word file out, and nothing else of the machine.

It runs in its sandbox (it reads the files named on its command line and no other), without the
settings of the person who runs it, and for a limited time.
"""

import json
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc

Node = dict[str, Any]

TIMEOUT = 60
"""Seconds; a long report takes less than one."""

_API = [1, 23, 1]


class WordError(Exception):
    """A Word file could not be made; the message says what pandoc said."""


def write_docx(blocks: list[Node], *, language: str, reference: bytes) -> bytes:
    """Write a tree of pandoc's as a Word file with the styles of ``reference``.

    ``language`` is a tag such as ``sv-SE``. Raises WordError.
    """
    meta = {"lang": {"t": "MetaString", "c": language}}
    tree = json.dumps({"pandoc-api-version": _API, "meta": meta, "blocks": blocks})
    with TemporaryDirectory() as folder:
        place = Path(folder) / "reference.docx"
        place.write_bytes(reference)
        return _run(
            "--sandbox",
            f"--data-dir={folder}",
            "--from=json",
            "--to=docx",
            "--syntax-highlighting=none",
            f"--reference-doc={place}",
            "--output=-",
            given=tree.encode(),
        )


@cache
def default_reference() -> bytes:
    """Give the reference file that pandoc brings along. Raises WordError."""
    return _run("--print-default-data-file=reference.docx")


def _run(*arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- arguments of our own
            [pypandoc.get_pandoc_path(), *arguments],
            input=given,
            capture_output=True,
            timeout=TIMEOUT,
            check=True,
            env={"LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as fault:
        raise WordError(f"pandoc did not answer in {TIMEOUT} seconds") from fault
    except subprocess.CalledProcessError as fault:
        said = fault.stderr.decode("utf-8", "replace").strip()
        raise WordError(f"pandoc could not make the Word file: {said}") from fault
    except OSError as fault:
        raise WordError(f"pandoc is not there: {fault}") from fault
    return done.stdout
