"""Definitions of special follow-ups, with all their versions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.follow_up import FollowUp, parse_ranges
from hjulet.store.known import Known

LONGEST_ACCOUNTS = 300


class FollowUpVersion(Known):
    """A version of a definition. ``accounts`` are as people write them, ``7410-7420, 76``."""

    key = models.CharField(max_length=40)  # the same follow-up through its versions
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=40)
    company = models.TextField()
    accounts = models.CharField(max_length=LONGEST_ACCOUNTS)
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_by = models.CharField(max_length=120, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(known_until__isnull=True),
                name="follow_up_has_one_version_at_a_time",
            )
        ]

    def to_domain(self) -> FollowUp:
        """Give the definition as a value."""
        return FollowUp(
            id=self.key,
            name=self.name,
            unit=self.unit,
            company=self.company,
            accounts=parse_ranges(self.accounts),
            from_year=self.from_year,
            to_year=self.to_year,
            asked_by=self.asked_by,
            decision=self.decision,
        )
