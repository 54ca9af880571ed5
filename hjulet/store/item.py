"""What figures rest on beside ledger and budget: named items of a result, and how many people live here."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.store.known import Known


class NamedItem(Known):
    """One item that an adjusted result is shown without (DOMAIN 10). Kronor, plus raises the result."""

    key = models.CharField(max_length=40)  # the same item through its versions
    unit = models.CharField(max_length=40)
    month = models.CharField(max_length=7)  # in which it was booked
    name = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    reason = models.TextField(blank=True)

    class Meta:
        """In the order of the year."""

        ordering: ClassVar = ["month", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(known_until__isnull=True), name="item_has_one_version_at_a_time"
            )
        ]


class Population(Known):
    """How many people lived in the municipality at the end of a year, and who says so."""

    year = models.PositiveSmallIntegerField()
    inhabitants = models.PositiveIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        """A year has one number at a time."""

        ordering: ClassVar = ["year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(known_until__isnull=True),
                name="year_has_one_population_at_a_time",
            )
        ]
