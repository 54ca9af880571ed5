"""Texts of reports, as they are being written."""

from typing import ClassVar

from django.db import models


class ReportText(models.Model):
    """The text of one report of one unit for one period. ``version`` guards against lost updates."""

    kind = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    source = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One text per report."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "unit", "period"], name="one_text_per_report")
        ]
