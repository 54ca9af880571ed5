"""What is asked of the process that makes a report's files, and what it answers.

The values go through a pipe between two processes of ours.
"""

from dataclasses import dataclass, field

from hjulet.documents.drawn import Drawn, Spec
from hjulet.documents.formats import Frame
from hjulet.domain.report import Report


@dataclass(frozen=True, kw_only=True)
class Draw:
    """Draw one chart."""

    spec: Spec


@dataclass(frozen=True, kw_only=True)
class Write:
    """Write a report in one format into an empty folder, with the charts that are drawn already."""

    report: Report
    frame: Frame
    format: str
    drawn: Drawn = field(default_factory=dict)
    folder: str = ""


Order = Draw | Write


@dataclass(frozen=True, kw_only=True)
class Done:
    """It is done; ``svg`` is what was drawn, and ``peak`` the most memory that was used so far, in bytes."""

    peak: int
    svg: str = ""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """It could not be done. ``code`` is a problem's; ``trace`` is for whoever runs the machine."""

    code: str
    trace: str = ""
