"""Forecasts: what each unit expected after each month, with all their versions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.forecast import Forecast
from hjulet.store.known import Known


class ForecastVersion(Known):
    """A version of what a unit expected its year's net cost to be, made after a month. Kronor, positive."""

    unit = models.CharField(max_length=40)
    month = models.CharField(max_length=7)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    note = models.TextField(blank=True)

    class Meta:
        """Month by month; a unit has one forecast of a month at a time."""

        ordering: ClassVar = ["month", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "month"],
                condition=Q(known_until__isnull=True),
                name="unit_has_one_forecast_of_a_month_at_a_time",
            )
        ]

    def to_domain(self) -> Forecast:
        """Give the forecast as a value."""
        return Forecast(unit=self.unit, month=self.month, amount=self.amount, note=self.note)
