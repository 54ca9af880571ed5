"""The states of a company's accounting periods: open, preliminary or closed, month by month."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.closing import PeriodState
from hjulet.store.batch import Company
from hjulet.store.known import Known


class PeriodStatus(Known):
    """The state of one month (``2017-08``; ``2017-13`` is the year-end period of December)."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="periods")
    month = models.CharField(max_length=7)
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in PeriodState])

    class Meta:
        """A month has one state at a time."""

        ordering: ClassVar = ["month", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["company", "month"],
                condition=Q(known_until__isnull=True),
                name="month_has_one_state_at_a_time",
            )
        ]
