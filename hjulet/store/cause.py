"""Causes of a growth or a deviation, with all their versions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.cause import Cause, Duration, Explained
from hjulet.store.known import Known


class CauseVersion(Known):
    """A version of a cause. ``row`` is its number among those of the unit, year and explained metric."""

    unit = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    explains = models.CharField(max_length=40)
    row = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()  # in which order they are shown
    text = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    duration = models.CharField(max_length=10, blank=True)

    class Meta:
        """In the order in which they are shown."""

        ordering: ClassVar = ["place", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "explains", "row"],
                condition=Q(known_until__isnull=True),
                name="cause_has_one_version_at_a_time",
            )
        ]

    def to_domain(self) -> Cause:
        """Give the cause as a value."""
        return Cause(
            row=str(self.row),
            unit=self.unit,
            year=self.year,
            explains=Explained(self.explains),
            text=self.text,
            amount=self.amount,
            duration=Duration(self.duration),
        )
