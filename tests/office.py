"""LibreOffice as a judge of our files: it opens a Word file, and computes a workbook's formulas anew."""

import shutil
import subprocess
from pathlib import Path

CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
"""Each sheet as csv in a file of its own: semicolons, UTF-8, values as shown."""

_ALWAYS_COMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Else it shows the values that stand beside the formulas in the file, and judges nothing."""


def convert(made: Path, *, to: str) -> list[Path]:
    """Convert a file beside itself and give what came of it, by name. ``to`` is ``pdf``, or ``CSV``."""
    office = shutil.which("soffice")
    assert office, "script/setup --test installs LibreOffice"
    folder = made.parent / f"{made.stem}-converted"
    profile = made.parent / "office-profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_COMPUTE, encoding="utf-8")
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            str(made),
        ],
        check=True,
        timeout=180,
        capture_output=True,
    )
    return sorted(folder.iterdir())
