"""A job as pages show it: where it stands in words, how far it has come, and what it failed with."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.job import FAILED, WAITING, JobFacts
from hjulet.services.kept_problems import from_json
from hjulet.services.report_files import KIND as RENDER
from hjulet.texts.jobs import job_progress_words, kind_label, state_words
from hjulet.texts.problems import sentence
from hjulet.web.words import language


@dataclass(frozen=True, kw_only=True)
class JobLine:
    """A job with its words. ``faults`` say why it failed."""

    facts: JobFacts
    kind: str
    state: str
    come: str
    faults: tuple[str, ...]

    @property
    def is_under_way(self) -> bool:
        """Tell whether the job waits or runs."""
        return not self.facts.is_over

    @property
    def waits(self) -> bool:
        """Tell whether the job has not begun."""
        return self.facts.state == WAITING

    @property
    def has_page(self) -> bool:
        """Tell whether the job has a page of its own."""
        return self.facts.kind == RENDER

    @property
    def has_failed(self) -> bool:
        """Tell whether the job came to no end of its own."""
        return self.facts.state == FAILED


def job_line(job: JobFacts, *, at: datetime) -> JobLine:
    """Word a job."""
    problems = job.result.get("problems", ()) if job.state == FAILED else ()
    return JobLine(
        facts=job,
        kind=kind_label(job.kind, language=language()),
        state=state_words(job, language=language()),
        come=job_progress_words(job, at=at, language=language()),
        faults=tuple(sentence(from_json(problem), language=language()) for problem in problems),
    )
