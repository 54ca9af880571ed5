"""A logo judged before a document holds it: an image of fair size, that neither runs nor fetches anything."""

import math
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from xml.parsers import expat

MAX_BYTES = 500_000
MAX_PIXELS = 4_000
_MAX_UNITS = 100_000
"""Of a drawing's own coordinates."""
_MAX_RATIO = 100

_SVG = "http://www.w3.org/2000/svg"
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}
_LENGTH = re.compile(r"([+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)([a-z]*)")
_PNG = b"\x89PNG\r\n\x1a\n"
_FORBIDDEN = frozenset({"script", "foreignObject", "iframe", "image", "audio", "video", "animate", "set"})
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#)|javascript:", re.IGNORECASE)


def logo_format(data: bytes) -> str:
    """Tell ``png`` or ``svg`` by the content; a file that begins otherwise is taken for SVG."""
    return "png" if data.startswith(_PNG) else "svg"


def logo_fault(data: bytes) -> str:
    """Tell what is wrong with a logo; empty if nothing is.

    ``too-large``, ``not-image``, ``unsafe``, ``no-size``.
    """
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


def drawing_size(data: bytes) -> tuple[float, float]:
    """Tell how wide and high a drawing is, in pixels; raises ValueError where it does not say so."""
    root: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, attributes: root.append(attributes)
    parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    return _size(root[0])


class _Unsafe(Exception):
    """The drawing holds what a drawing in a document must not hold."""


def _svg_fault(data: bytes) -> str:
    """Read the drawing with a parser that stops at the first part that runs or reaches outside."""
    parser = expat.ParserCreate(namespace_separator=" ")
    roots: list[tuple[str, dict[str, str]]] = []
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        roots.append((name, attributes))
        if name.rpartition(" ")[2] in _FORBIDDEN or any(map(_reaches, attributes, attributes.values())):
            raise _Unsafe

    def refuse(*_parts: object) -> None:
        raise _Unsafe

    parser.StartElementHandler = start
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        data.decode("utf-8")  # what draws it reads nothing else
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except _Unsafe:
        return "unsafe"
    except (expat.ExpatError, UnicodeDecodeError):
        return "not-image"
    name, attributes = roots[0]
    if name != f"{_SVG} svg":
        return "not-image"
    return "unsafe" if _OUTSIDE.search("".join(text)) else _size_fault(attributes)


def _size_fault(attributes: Mapping[str, str]) -> str:
    try:
        sides = _size(attributes)
    except ValueError:
        return "no-size"
    stated = any(key in attributes for key in ("width", "height"))
    return "too-large" if max(sides) > (MAX_PIXELS if stated else _MAX_UNITS) else ""


def _size(attributes: Mapping[str, str]) -> tuple[float, float]:
    """Read a drawing's width and height, or those of its own coordinates, in pixels."""
    box = [float(part) for part in attributes.get("viewBox", "").replace(",", " ").split()]
    if box and (len(box) != 4 or not all(math.isfinite(part) and abs(part) <= _MAX_UNITS for part in box)):
        raise ValueError(box)
    width, height = (
        _pixels(attributes.get(key, "100%"), box[at : at + 1]) for at, key in ((2, "width"), (3, "height"))
    )
    if not 0 < max(width, height) <= _MAX_RATIO * min(width, height) < math.inf:
        raise ValueError((width, height))
    return width, height


def _pixels(length: str, whole: Sequence[float]) -> float:
    if length.strip() == "100%" and whole:
        return whole[0]
    found = _LENGTH.fullmatch(length.strip())
    if found is None or found[2] not in _PIXELS:
        raise ValueError(length)
    return float(found[1]) * _PIXELS[found[2]]


def _reaches(name: str, value: str) -> bool:
    """Tell whether an attribute runs something or points outside the drawing."""
    if name.rpartition(" ")[2] == "href":
        return not value.startswith("#")
    return name.lower().startswith("on") or _OUTSIDE.search(value) is not None
