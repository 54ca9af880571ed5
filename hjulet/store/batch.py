"""Ledger batches: one row per imported file. The rows themselves are Parquet, beside the database."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q


class CompanyKind(models.TextChoices):
    """What a legal entity is to the municipality."""

    MUNICIPALITY = "municipality"
    COMPANY = "company"
    ASSOCIATION = "association"
    UNKNOWN = "unknown"  # met in a file, and not yet said


class Company(models.Model):
    """A legal entity with its own ledger."""

    code = models.TextField(unique=True)  # these three stand in files: of any length
    org_number = models.TextField(blank=True)
    name = models.TextField()
    kind = models.CharField(max_length=20, choices=CompanyKind.choices, default=CompanyKind.UNKNOWN)


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
    kind = models.CharField(max_length=10)  # 1, 2, 3, 4E, 4I; "list" of a voucher list, "balances"
    source = models.CharField(max_length=60, blank=True)  # the column map that read it, "" for SIE
    months = models.JSONField()
    rows = models.PositiveIntegerField()
    vouchers = models.PositiveIntegerField()
    control_sum = models.DecimalField(max_digits=20, decimal_places=2)
    balances = models.PositiveIntegerField(default=0)
    balance_sum = models.DecimalField(
        max_digits=20, decimal_places=2, default=Decimal(0)
    )  # of absolute amounts
    accounts = models.JSONField()  # every code met -> its name
    responsibilities = models.JSONField()
    code_names = models.JSONField(default=dict)  # code part (column) -> every code met -> its name
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
