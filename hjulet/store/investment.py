"""Investment projects and the decisions about their money."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from hjulet.domain.investment import DecisionKind, Project, ProjectKind, Projects
from hjulet.domain.register import Entry
from hjulet.store.entry import Keyed, RegisterEntry, entries_of, one_at_a_time, rows_in_order
from hjulet.store.known import known


class InvestmentProject(Keyed):
    """A project or a frame of projects, as it is known from a moment on."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    frame = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=40)
    codes = models.JSONField(default=list)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    started = models.PositiveSmallIntegerField(null=True, blank=True)
    closed = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """In the order in which they were registered."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            one_at_a_time("project_has_one_version_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in ProjectKind]),
                name="project_is_of_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(first_year__lte=models.F("last_year")), name="project_ends_after_it_begins"
            ),
        ]

    @property
    def said(self) -> str:
        """Say its name."""
        return self.name


class InvestmentDecision(RegisterEntry):
    """A decision about a project's money: its appropriation, a change of it, what is carried over."""

    class Meta(RegisterEntry.Meta):
        """In the order of the decisions."""

        constraints: ClassVar = [
            one_at_a_time("decision_has_one_version_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in DecisionKind]),
                name="decision_is_of_a_kind",
            ),
        ]


def load_projects(*, at: datetime | None = None) -> Projects:
    """Load the projects as they are known now (None), or were at a moment."""
    decisions = entries_of(InvestmentDecision.objects.filter(known(at=at)))
    rows = rows_in_order(InvestmentProject, at=at)
    return tuple(_project(row, decisions.get(row.key, ())) for row in rows)


def _project(row: InvestmentProject, decisions: tuple[Entry, ...]) -> Project:
    return Project(
        id=row.key,
        name=row.name,
        kind=ProjectKind(row.kind),
        frame=row.frame,
        unit=row.unit,
        codes=tuple(row.codes),
        first_year=row.first_year,
        last_year=row.last_year,
        started=row.started,
        closed=row.closed,
        note=row.note,
        decisions=decisions,
        version=row.pk,
    )
