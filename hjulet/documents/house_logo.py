"""A logo judged before a document holds it: an image of fair size, that neither runs nor fetches anything."""

import re
import struct
import zlib
from collections.abc import Iterator
from xml.parsers import expat

MAX_BYTES = 500_000
MAX_PIXELS = 4_000
_PNG = b"\x89PNG\r\n\x1a\n"
_FORBIDDEN = frozenset({"script", "foreignObject", "iframe", "image", "audio", "video", "animate", "set"})
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#)|javascript:", re.IGNORECASE)


def logo_format(data: bytes) -> str:
    """Tell ``png`` or ``svg`` by the content; a file that begins otherwise is taken for SVG."""
    return "png" if data.startswith(_PNG) else "svg"


def logo_fault(data: bytes) -> str:
    """Tell what is wrong with a logo: ``too-large``, ``not-image``, ``unsafe``; empty if nothing is."""
    if len(data) > MAX_BYTES:
        return "too-large"
    return _png_fault(data) if logo_format(data) == "png" else _svg_fault(data)


def _png_fault(data: bytes) -> str:
    try:
        chunks = list(_chunks(data))
    except (struct.error, ValueError):
        return "not-image"
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:
        return "not-image"
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not (width and height):
        return "not-image"
    return "too-large" if max(width, height) > MAX_PIXELS else ""


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the parts of a PNG; raises ValueError where a control sum does not hold."""
    at = len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (stated,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(kind + body) != stated:
            raise ValueError(kind)
        yield kind, body
        at += 12 + length


class _Unsafe(Exception):
    """The drawing holds what a drawing in a document must not hold."""


def _svg_fault(data: bytes) -> str:
    """Read the drawing with a parser that stops at the first part that runs or reaches outside."""
    parser = expat.ParserCreate()
    roots: list[str] = []
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        roots.append(name)
        if name.rpartition(":")[2] in _FORBIDDEN or any(map(_reaches, attributes, attributes.values())):
            raise _Unsafe

    def refuse(*_parts: object) -> None:
        raise _Unsafe

    parser.StartElementHandler = start
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except _Unsafe:
        return "unsafe"
    except expat.ExpatError:
        return "not-image"
    if roots[0].rpartition(":")[2] != "svg":
        return "not-image"
    return "unsafe" if _OUTSIDE.search("".join(text)) else ""


def _reaches(name: str, value: str) -> bool:
    """Tell whether an attribute runs something or points outside the drawing."""
    if name.rpartition(":")[2] == "href":
        return not value.startswith("#")
    return name.lower().startswith("on") or _OUTSIDE.search(value) is not None
