"""Staff figures as they were loaded: man-years by unit and month, with all that was said before."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.store.known import Known


class StaffFigure(Known):
    """How many man-years a unit has in a month, and the file that says so."""

    unit = models.CharField(max_length=40)
    month = models.CharField(max_length=7)
    man_years = models.DecimalField(max_digits=9, decimal_places=2)
    file = models.CharField(max_length=200)

    class Meta:
        """A unit's month has one figure at a time."""

        ordering: ClassVar = ["month", "unit", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "month"],
                condition=Q(known_until__isnull=True),
                name="month_has_one_staff_figure_at_a_time",
            ),
            models.CheckConstraint(condition=Q(man_years__gte=0), name="staff_is_not_negative"),
        ]
