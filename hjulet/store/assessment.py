"""Assessments of goals, each known from a moment on: what a report was sealed with can be found again."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.goals.assessment import LONGEST_REASON, Assessment, Level
from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.files import LONGEST_KEY, LONGEST_TEXT
from hjulet.domain.period import parse_period
from hjulet.store.known import Known, known


class GoalAssessment(Known):
    """How far an element of a goal structure has come in a period, as a body sees it.

    A row that is ``withdrawn`` says that there is no assessment from then on: its level is that of the one
    taken back, its ``reason`` why.
    """

    structure = models.CharField(max_length=LONGEST_KEY)
    key = models.CharField(max_length=LONGEST_KEY)
    body = models.CharField(max_length=LONGEST_KEY)
    period = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    reason = models.CharField(max_length=LONGEST_REASON)
    source = models.CharField(max_length=LONGEST_TEXT, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        """A body has one assessment of an element in a period, with a reason."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["structure", "key", "body", "period"],
                condition=Q(known_until__isnull=True),
                name="goal_assessment_has_one_version_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]), name="goal_assessment_is_of_a_level"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="goal_assessment_has_a_reason"),
        ]

    def to_domain(self) -> Assessment:
        """Give the assessment as a value; its version is this row."""
        return Assessment(
            of=Ref(self.structure, self.key),
            body=self.body,
            period=parse_period(self.period),
            level=Level(self.level),
            reason=self.reason,
            source=self.source,
            version=self.pk,
        )


def load_assessments(*, at: datetime | None = None, where: Q) -> tuple[Assessment, ...]:
    """Load the assessments ``where`` something holds, as known now (None), or at a moment."""
    rows = GoalAssessment.objects.filter(known(at=at) & where, withdrawn=False)
    return tuple(row.to_domain() for row in rows)


def assessment_fields(assessment: Assessment) -> dict[str, Any]:
    """Give an assessment as the columns of its row."""
    return {
        "structure": assessment.of.structure,
        "key": assessment.of.key,
        "body": assessment.body,
        "period": str(assessment.period),
        "level": str(assessment.level),
        "reason": assessment.reason,
        "source": assessment.source,
    }
