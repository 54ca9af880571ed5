"""How the columns of a source system's files are read: mapped once, then remembered by name."""

from typing import ClassVar

from django.db import models


class ColumnMap(models.Model):
    """The columns of one system's voucher lists or balance lists. ``version`` guards against lost updates."""

    name = models.CharField(max_length=60, unique=True)
    company = models.CharField(max_length=40, blank=True)  # whose files they are, where they do not say
    columns = models.JSONField()  # hjulet.domain.column_map.ColumnMap as plain JSON
    version = models.PositiveIntegerField(default=1)
    updated_by = models.CharField(max_length=60)
    updated_at = models.DateTimeField()

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]
