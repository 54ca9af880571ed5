"""``report``: a report in the formats that are asked for, to standard output or to files."""

from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from hjulet.cli.answer import Answer
from hjulet.cli.files import write_file
from hjulet.documents.content import report_document
from hjulet.documents.formats import FORMATS, Files
from hjulet.services import homes
from hjulet.services.errors import refused
from hjulet.services.people import OPERATOR
from hjulet.services.report import build_report, parse_report_period
from hjulet.services.report_files import render_files


def run(asked: Namespace) -> Answer:
    """Build the report once and write it in each format asked for."""
    homes.make_ready()
    formats = asked.format.split(",")
    for missing in [name for name in formats if name not in FORMATS]:
        raise refused("not-built", kind=f"report --format {missing}")
    if asked.output in (None, "-"):
        _require_printable(formats, as_json=asked.json)
    at = timezone.now()
    built = build_report(
        asked.kind,
        asked.unit,
        parse_report_period(asked.period),
        snapshot=asked.snapshot,
        language=asked.lang,
        by=OPERATOR,
        at=at,
    )
    made = render_files(built, formats=formats, at=at)
    if asked.output in (None, "-"):
        name = formats[0]
        return Answer(document=report_document(built.report), raw=made[name][FORMATS[name].file])
    written = _write(made, Path(asked.output))
    return Answer(
        document={"schema": "report-files/1", "files": written, "snapshot": built.report.snapshot},
        lines=tuple(written),
    )


def _require_printable(formats: list[str], *, as_json: bool) -> None:
    """Refuse what standard output cannot hold: several formats, or another than the JSON asked for."""
    if len(formats) > 1:
        raise refused("needs-folder")
    if as_json and formats != ["json"]:
        raise refused("needs-output", format=formats[0])


def _write(made: dict[str, Files], output: Path) -> list[str]:
    """Write one file, or with several formats a folder; a page's charts lie beside it."""
    folder = output if len(made) > 1 else output.parent
    places = {FORMATS[name].file: output for name in made} if len(made) == 1 else {}
    return [
        write_file(places.get(path, folder / path), content)
        for files in made.values()
        for path, content in files.items()
    ]
