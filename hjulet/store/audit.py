"""What was changed, by whom and when. No foreign keys: the log outlives what it tells about."""

from typing import ClassVar

from django.db import models


class Revision(models.Model):
    """One version of one object, as its fields were after the change."""

    noun = models.CharField(max_length=40)
    object_id = models.CharField(max_length=250)
    version = models.PositiveIntegerField()
    fields = models.JSONField()
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        """Each version of an object stands once."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["noun", "object_id", "version"], name="one_revision_per_version")
        ]


class AuditEvent(models.Model):
    """One thing that was done."""

    action = models.CharField(max_length=60)
    object_id = models.CharField(max_length=250)
    params = models.JSONField()
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        """In the order things were done."""

        ordering: ClassVar = ["id"]
