"""Snapshots: one immutable row that names all that a figure can depend on."""

from typing import ClassVar

from django.db import models

from hjulet.store.batch import Batch
from hjulet.store.budget import BudgetImport
from hjulet.store.mapping import MappingVersion


class Snapshot(models.Model):
    """What was known at a moment: ledger batches, budgets, mapping, and ``known_at`` for the rest."""

    number = models.PositiveIntegerField(primary_key=True)
    batches = models.ManyToManyField(Batch, related_name="snapshots")
    budgets = models.ManyToManyField(BudgetImport, related_name="snapshots")
    mapping = models.ForeignKey(MappingVersion, on_delete=models.PROTECT, related_name="snapshots")
    known_at = models.DateTimeField()
    cause = models.CharField(max_length=60)  # the audit action that made it

    class Meta:
        """In the order they were taken."""

        ordering: ClassVar = ["number"]
