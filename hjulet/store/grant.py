"""Government grants: what was granted, claimed, received and accrued."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from hjulet.domain.grant import GovernmentGrant, GrantEntryKind, Grants
from hjulet.domain.register import Entry
from hjulet.store.entry import Keyed, RegisterEntry, entries_of, one_at_a_time, rows_in_order
from hjulet.store.known import known


class RegisteredGrant(Keyed):
    """A grant, as it is known from a moment on."""

    name = models.CharField(max_length=120)
    giver = models.CharField(max_length=120)
    unit = models.CharField(max_length=40)
    codes = models.JSONField(default=list)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    condition = models.TextField(blank=True)

    class Meta:
        """In the order in which they were registered."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            one_at_a_time("government_grant_has_one_version_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(first_day__lte=models.F("last_day")),
                name="government_grant_ends_after_it_begins",
            ),
        ]

    @property
    def said(self) -> str:
        """Say its name."""
        return self.name


class GrantEntry(RegisterEntry):
    """An entry of a grant: granted, claimed, received or accrued."""

    class Meta(RegisterEntry.Meta):
        """In the order of time."""

        constraints: ClassVar = [
            one_at_a_time("grant_entry_has_one_version_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in GrantEntryKind]),
                name="grant_entry_is_of_a_kind",
            ),
        ]


def load_grants(*, at: datetime | None = None) -> Grants:
    """Load the grants as they are known now (None), or were at a moment."""
    entries = entries_of(GrantEntry.objects.filter(known(at=at)))
    rows = rows_in_order(RegisteredGrant, at=at)
    return tuple(_grant(row, entries.get(row.key, ())) for row in rows)


def _grant(row: RegisteredGrant, entries: tuple[Entry, ...]) -> GovernmentGrant:
    return GovernmentGrant(
        id=row.key,
        name=row.name,
        giver=row.giver,
        unit=row.unit,
        codes=tuple(row.codes),
        first_day=row.first_day,
        last_day=row.last_day,
        condition=row.condition,
        entries=entries,
        version=row.pk,
    )
