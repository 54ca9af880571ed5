"""An uploaded file as pages show it: its verdict or how far it has come, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hjulet.domain.job import CANCELLED, DONE
from hjulet.services.uploads import Uploaded
from hjulet.texts.problems import sentence, status_label
from hjulet.web.job_lines import JobLine, job_line
from hjulet.web.ledger_words import months_words
from hjulet.web.words import language


@dataclass(frozen=True, kw_only=True)
class UploadLine:
    """A file with its words. ``mark`` is ● for well, ○ for not, empty while it is judged."""

    upload: Uploaded
    job: JobLine
    mark: str
    state: str
    months: str
    refusals: tuple[str, ...]


def upload_line(upload: Uploaded, *, at: datetime) -> UploadLine:
    """Word a file."""
    mark, state = _state(upload)
    facts = upload.verdict.facts if upload.verdict else None
    refusals = upload.outcome.refusals if upload.outcome else ()
    return UploadLine(
        upload=upload,
        job=job_line(upload.job, at=at),
        mark=mark,
        state=state,
        months=months_words(facts.months) if facts else "",
        refusals=tuple(sentence(problem, language=language()) for problem in refusals),
    )


def _state(upload: Uploaded) -> tuple[str, str]:
    """Say where a file stands, in two or three words; empty while a job has it."""
    if not upload.job.is_over:
        return "", ""
    if upload.job.state == CANCELLED:
        return "○", _("Avbruten")
    if upload.job.state != DONE:
        return "○", _("Inte klar")
    if upload.outcome:
        mark = "○" if upload.outcome.status == "refused" else "●"
        return mark, status_label(upload.outcome.status, language=language())
    accepted = upload.verdict is not None and upload.verdict.accepted
    return ("●" if accepted else "○"), status_label(
        "accepted" if accepted else "refused", language=language()
    )
