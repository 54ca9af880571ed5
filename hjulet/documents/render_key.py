"""What a file depends on, as one key: the same key, the same bytes.

The report with every value exact, what stands around it, the format, the programs' versions, our own code
and the fonts. Whatever changes, the key changes, so nothing that is kept is ever out of date.
"""

from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hjulet.documents.content import canonical, report_document
from hjulet.documents.fonts import FONTS, font_folders
from hjulet.documents.formats import Frame
from hjulet.domain.report import Report

PROGRAMS = ("hjulet", "typst", "vl-convert-python", "pypandoc-binary", "xlsxwriter", "markupsafe")

_OURS = ("documents", "domain", "texts")
"""Our packages that decide what a document looks like and says."""


def report_key(report: Report, frame: Frame) -> str:
    """Name a report, with what stands around it, by its content: 64 hex digits."""
    content: dict[str, Any] = {
        "report": report_document(report),
        "exact": {str(ref): str(figure.value) for ref, figure in report.figures.items()},
        "labels": {str(ref): label for ref, label in frame.labels.items()},
        "stamp": [frame.stamp.number, frame.stamp.seal, frame.stamp.replaces] if frame.stamp else None,
        "decision": frame.decision,
        "date": frame.date.isoformat(),
        "base_url": frame.base_url,
        "style": {field.name: _plain(getattr(frame.style, field.name)) for field in fields(frame.style)},
        "made_by": made_by(),
    }
    return sha256(canonical(content)).hexdigest()


def file_key(report: str, *, name: str) -> str:
    """Name a report's files in the format of that name, by the key of the report."""
    return sha256(f"{report} {name}".encode()).hexdigest()


def chart_key(spec: str) -> str:
    """Name a drawn chart, by the key of its specification."""
    return sha256(f"{spec} chart {made_by()}".encode()).hexdigest()


def _plain(value: str | bytes | None) -> str | None:
    """Give a value of a style as text: files by their content."""
    return sha256(value).hexdigest() if isinstance(value, bytes) else value


@cache
def made_by() -> str:
    """Name all that makes the files: programs by version, our code by content, fonts by name and size."""
    package = Path(__file__).resolve().parent.parent
    ours = sorted(
        path
        for folder in _OURS
        for path in (package / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    )
    digest = sha256("\n".join(f"{name} {version(name)}" for name in PROGRAMS).encode())
    for path in ours:
        digest.update(f"\n{path.relative_to(package)} ".encode() + sha256(path.read_bytes()).digest())
    for font in sorted(path for folder in font_folders(*FONTS) for path in Path(folder).iterdir()):
        digest.update(f"\n{font.name} {font.stat().st_size}".encode())
    return digest.hexdigest()
