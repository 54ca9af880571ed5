"""Seals three small editions, as the service that seals does it: write, rename, next."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hjulet.documents.edition import predecessor, stamp_edition, write_edition
from hjulet.documents.formats import Frame, edition_files
from hjulet.domain.edition import EditionStamp, Predecessor, folder_name
from hjulet.domain.report import Report
from tests.documents.sample import figure_labels, sample_report

PROGRAMS = {"hjulet": "0.1.0"}
DATE = date(2018, 4, 6)


def small_report(*, title: str) -> Report:
    """Cut the sample down to a heading, a paragraph, a chart and one table, with all their figures."""
    report = sample_report(title=title)
    kept = tuple(block for block in report.blocks[:3]) + report.blocks[4:6]
    return replace(report, blocks=kept)


def seal_one(home: Path, *, report: Report, previous: Predecessor | None) -> tuple[EditionStamp, Predecessor]:
    """Seal a report as the next edition of a folder of editions."""
    decision = "KS 2018-04-06 § 61"
    stamp = stamp_edition(report, decision=decision, previous=previous)
    temporary = home / f".{folder_name(stamp.number)}"
    temporary.mkdir()
    manifest = write_edition(
        temporary,
        report=report,
        stamp=stamp,
        decision=decision,
        programs=PROGRAMS,
        files=edition_files(
            report, Frame(date=DATE, stamp=stamp, decision=decision, labels=figure_labels(report))
        ),
    )
    temporary.rename(home / folder_name(stamp.number))
    return stamp, predecessor(manifest, stamp=stamp)


def seal_three(home: Path) -> list[EditionStamp]:
    """Seal three editions, one after the other."""
    stamps: list[EditionStamp] = []
    previous: Predecessor | None = None
    for title in ("Årsrapport 2015", "Årsrapport 2016", "Årsrapport 2017"):
        stamp, previous = seal_one(home, report=small_report(title=title), previous=previous)
        stamps.append(stamp)
    return stamps
