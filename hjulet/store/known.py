"""Rows that say since when they are known: never changed, so that old snapshots find what was known then."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class Known(models.Model):
    """Something that is known from a moment on, until something else is known instead."""

    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)
    set_by = models.CharField(max_length=60)

    class Meta:
        """A base for rows that are replaced, not changed."""

        abstract = True


def known(*, at: datetime | None) -> Q:
    """Select what is known now (None), or was at a moment."""
    now = Q(known_until__isnull=True)
    return now if at is None else Q(known_from__lte=at) & (now | Q(known_until__gt=at))
