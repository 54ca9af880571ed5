"""What Debian's poppler-utils see in a PDF: its facts, tags and text, read by a program that is not ours."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def poppler(program: str, *arguments: str | Path) -> str:
    """Run one of poppler's programs and give what it prints, no-break spaces as spaces."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is absent: the Debian package poppler-utils")
    done = subprocess.run([program, *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").replace("\u00a0", " ")


def page_lines(pdf: bytes) -> list[list[str]]:
    """Give each page's lines of text from the top, blanks around and empty lines left out."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        text = poppler("pdftotext", "-layout", Path(file.name), "-")
    pages = text.split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
