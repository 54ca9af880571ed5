"""Charts drawn from their specification, once: who has some already lends them while a file is made.

The same chart stands in the PDF, beside the web page and in an edition. Drawing costs 40 ms each, and the
first one in a process half a second or more.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import Any

VEGA_LITE = "5.20"

Spec = Mapping[str, Any]
Drawn = Mapping[str, str]
"""SVG by the key of its specification."""

_NONE: Drawn = {}
_lent: ContextVar[Drawn] = ContextVar("drawn charts", default=_NONE)


def spec_key(spec: Spec) -> str:
    """Name a specification by its content, 64 hex digits."""
    text = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    return sha256(f"{VEGA_LITE}\n{text}".encode()).hexdigest()


def draw(spec: Spec) -> str:
    """Give a chart as SVG: as it was lent, else drawn. The same specification gives the same text."""
    lent = _lent.get()
    if lent and (svg := lent.get(spec_key(spec))):
        return svg
    import vl_convert

    return str(vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE, allowed_base_urls=[]))


@contextmanager
def lending(drawn: Drawn) -> Iterator[None]:
    """Lend charts that are drawn already to whoever draws within."""
    before = _lent.set(drawn)
    try:
        yield
    finally:
        _lent.reset(before)
