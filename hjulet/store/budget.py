"""Budget files and their rows. A row in a later file stands before the same row in an earlier one."""

from typing import ClassVar

from django.db import models

from hjulet.domain.budget import BudgetRow, BudgetVersion


class BudgetImport(models.Model):
    """One imported budget file, known by the hash of its rows."""

    file = models.TextField()
    sha256 = models.CharField(max_length=64)
    content = models.CharField(max_length=64, unique=True)
    imported_by = models.CharField(max_length=60)
    imported_at = models.DateTimeField()


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
