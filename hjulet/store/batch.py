"""Ledger batches: one row per imported file. The rows themselves are Parquet, beside the database."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Company(models.Model):
    """A legal entity with its own ledger."""

    code = models.TextField(unique=True)  # these three stand in files: of any length
    org_number = models.TextField(blank=True)
    name = models.TextField()


class BatchStatus(models.TextChoices):
    """What has become of a batch. Only active ones count in new snapshots."""

    ACTIVE = "active"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Batch(models.Model):
    """One file of one company: immutable, known by the hash of its canonical records."""

    key = models.CharField(max_length=40, unique=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="batches")
    file = models.TextField()
    sha256 = models.CharField(max_length=64)
    content = models.CharField(max_length=64, db_index=True)
    folder = models.CharField(max_length=80)
    kind = models.CharField(max_length=4)
    months = models.JSONField()
    rows = models.PositiveIntegerField()
    vouchers = models.PositiveIntegerField()
    control_sum = models.DecimalField(max_digits=20, decimal_places=2)
    accounts = models.JSONField()  # every code met -> its name
    responsibilities = models.JSONField()
    warnings = models.JSONField()  # problems that did not refuse
    status = models.CharField(max_length=10, choices=BatchStatus.choices, default=BatchStatus.ACTIVE)
    imported_by = models.CharField(max_length=60)
    imported_at = models.DateTimeField()
    ended_by = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        """Newest last; the same content is active once; who and when of an ending go together."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["company", "content"], condition=Q(status="active"), name="content_is_active_once"
            ),
            models.CheckConstraint(
                condition=Q(status="active", ended_by="", ended_at__isnull=True)
                | (~Q(status="active") & ~Q(ended_by="") & Q(ended_at__isnull=False)),
                name="ended_batch_says_by_whom_and_when",
            ),
        ]
