"""A file's bytes, read in blocks and as often as needed: nobody holds them all."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 22
_END_OF_FILE = b"\x1a"  # DOS programs end text files with it


class Source:
    """The bytes of a file, given as a path or (small ones) as they are."""

    def __init__(self, given: Path | bytes) -> None:
        """Measure the file; ``end`` is its size without end-of-file marks of DOS."""
        self._given = given
        self.size = given.stat().st_size if isinstance(given, Path) else len(given)
        self.end = self._find_end()

    def sha256(self) -> str:
        """Hash all the bytes."""
        if isinstance(self._given, bytes):
            return hashlib.sha256(self._given).hexdigest()
        with self._given.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()

    def blocks(self, *, start: int = 0, length: int = BLOCK) -> Iterator[bytes]:
        """Give the bytes from ``start`` to ``end``, in blocks."""
        if isinstance(self._given, bytes):
            for place in range(start, self.end, length):
                yield self._given[place : min(place + length, self.end)]
            return
        with self._given.open("rb") as source:
            source.seek(start)
            left = self.end - start
            while left > 0 and (block := source.read(min(length, left))):
                left -= len(block)
                yield block

    def _find_end(self) -> int:
        if isinstance(self._given, bytes):
            return len(self._given.rstrip(_END_OF_FILE))
        with self._given.open("rb") as source:
            return _end_of(source, self.size)


def _end_of(source: BinaryIO, size: int) -> int:
    end = size
    while end > 0:
        start = max(0, end - BLOCK)
        source.seek(start)
        block = source.read(end - start)
        end = start + len(block.rstrip(_END_OF_FILE))
        if end > start:
            break
    return end
