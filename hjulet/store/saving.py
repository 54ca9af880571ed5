"""Decided savings and what has come of them, with all their versions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.saving import Saving, SavingStatus
from hjulet.store.known import Known


class SavingVersion(Known):
    """A version of a decided saving. ``row`` is its number among those of the unit and year."""

    unit = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    row = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    decision = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    effect = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    status = models.CharField(max_length=20)

    class Meta:
        """In the order in which they were decided."""

        ordering: ClassVar = ["year", "unit", "row"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "row"],
                condition=Q(known_until__isnull=True),
                name="saving_has_one_version_at_a_time",
            )
        ]

    def to_domain(self) -> Saving:
        """Give the saving as a value."""
        return Saving(
            row=str(self.row),
            unit=self.unit,
            year=self.year,
            name=self.name,
            decision=self.decision,
            amount=self.amount,
            effect=self.effect,
            status=SavingStatus(self.status),
        )
