"""Budget files and their rows. A row in a later file stands before the same row in an earlier one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.budget import BudgetRow, BudgetVersion


class BudgetStatus(models.TextChoices):
    """What has become of a budget. Only active ones count in new snapshots."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class BudgetImport(models.Model):
    """One imported budget file, known by the hash of its rows."""

    file = models.TextField()
    sha256 = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    batch = models.CharField(max_length=40, blank=True)  # the ledger batch whose #PBUDGET this is
    status = models.CharField(max_length=10, choices=BudgetStatus.choices, default=BudgetStatus.ACTIVE)
    imported_by = models.CharField(max_length=60)
    imported_at = models.DateTimeField()
    ended_by = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        """The same content is active once; who and when of an ending go together."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["content"], condition=Q(status="active"), name="budget_is_active_once"
            ),
            models.CheckConstraint(
                condition=Q(status="active", ended_by="", ended_at__isnull=True)
                | (~Q(status="active") & ~Q(ended_by="") & Q(ended_at__isnull=False)),
                name="ended_budget_says_by_whom_and_when",
            ),
        ]


class BudgetAmount(models.Model):
    """One amount of a budget: kronor with the statement's sign."""

    budget = models.ForeignKey(BudgetImport, on_delete=models.PROTECT, related_name="amounts")
    unit = models.CharField(max_length=40, db_index=True)
    line = models.CharField(max_length=40, blank=True)
    account = models.TextField(blank=True)
    period = models.CharField(max_length=7)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    version = models.CharField(max_length=10)
    decided = models.DateField(null=True, blank=True)

    class Meta:
        """In the order of import, and of the file."""

        ordering: ClassVar = ["budget_id", "id"]

    def to_domain(self) -> BudgetRow:
        """Give the row as a domain value."""
        return BudgetRow(
            unit=self.unit,
            line=self.line,
            account=self.account,
            period=self.period,
            amount=self.amount,
            version=BudgetVersion(self.version),
            decided=self.decided,
        )
