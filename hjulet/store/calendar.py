"""The year's steps, the questions that a calendar leaves open, and the addresses of people's feeds."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.domain.calendar.question import Question
from hjulet.domain.calendar.recurrence import parse_recurrence
from hjulet.domain.calendar.step import About, Step, StepKind, What


class CalendarStep(models.Model):
    """A step of the year. ``when`` is a recurrence as the domain writes it, ``role`` a role's id."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20)
    unit = models.CharField(max_length=40)
    when = models.CharField(max_length=20)
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    what = models.CharField(max_length=20, blank=True)
    report = models.CharField(max_length=40, blank=True)
    report_month = models.PositiveSmallIntegerField(default=0)
    years_back = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)
    question = models.CharField(max_length=60, blank=True)
    alternative = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField()

    class Meta:
        """A step ends no earlier than it begins, and an alternative is one of a question."""

        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_year__isnull=True) | Q(to_year__gte=F("from_year")),
                name="step_ends_no_earlier_than_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(question="", alternative="") | (~Q(question="") & ~Q(alternative="")),
                name="alternative_has_its_question",
            ),
        ]

    def to_domain(self) -> Step:
        """Give the step as a domain value."""
        about = About(report=self.report, month=self.report_month, years_back=self.years_back)
        return Step(
            key=self.key,
            title=self.title,
            title_en=self.title_en,
            kind=StepKind(self.kind),
            unit=self.unit,
            when=parse_recurrence(self.when),
            from_year=self.from_year,
            to_year=self.to_year,
            what=What(self.what),
            about=about if self.report else None,
            role=self.role,
            source=self.source,
            question=self.question,
            alternative=self.alternative,
        )


def step_fields(step: Step) -> dict[str, object]:
    """Give a step as the columns of its row."""
    about = step.about or About(report="")
    return {
        "key": step.key,
        "title": step.title,
        "title_en": step.title_en,
        "kind": str(step.kind),
        "unit": step.unit,
        "when": str(step.when),
        "from_year": step.from_year,
        "to_year": step.to_year,
        "what": str(step.what),
        "report": about.report,
        "report_month": about.month,
        "years_back": about.years_back,
        "role": step.role,
        "source": step.source,
        "question": step.question,
        "alternative": step.alternative,
    }


class CalendarQuestion(models.Model):
    """A question between alternatives. ``chosen`` is the answer, with who gave it and when."""

    key = models.CharField(max_length=60, unique=True)
    text = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400, blank=True)
    unit = models.CharField(max_length=40)
    chosen = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """An answer says who gave it and when."""

        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(chosen="", answered_by="", answered_at__isnull=True)
                | (~Q(chosen="") & ~Q(answered_by="") & Q(answered_at__isnull=False)),
                name="answer_says_by_whom_and_when",
            ),
        ]

    def to_domain(self) -> Question:
        """Give the question as a domain value."""
        return Question(
            key=self.key,
            text=self.text,
            text_en=self.text_en,
            unit=self.unit,
            chosen=self.chosen,
            reason=self.reason,
            answered_by=self.answered_by,
            answered_at=self.answered_at,
            version=self.version,
        )


class CalendarFeed(models.Model):
    """A person's feed. Its address is a secret, kept as the sha256 of its token; a new one ends the old."""

    person = models.CharField(max_length=60, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=5)
    made_at = models.DateTimeField()
