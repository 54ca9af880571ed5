"""Rows of a register and their entries: projects, grants and what happened to their money, in versions."""

from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import Q

from hjulet.domain.register import Entry
from hjulet.store.known import Known, known


def one_at_a_time(name: str) -> models.UniqueConstraint:
    """Let a key have one version that is not ended."""
    return models.UniqueConstraint(fields=["key"], condition=Q(known_until__isnull=True), name=name)


class Keyed(Known):
    """A row of a register, which keeps its key through its versions."""

    key = models.CharField(max_length=40)

    class Meta:
        """A base for projects, grants and their entries."""

        abstract = True

    @property
    def said(self) -> str:
        """Say in short what stands here, for whoever changed it at the same time."""
        raise NotImplementedError


class RegisterEntry(Keyed):
    """An entry: kronor of a year, and the decision or document that says so. ``of`` is whose it is."""

    of = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    reference = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """A base for the entries of one register, in the order of time."""

        abstract = True
        ordering: ClassVar[list[str]] = ["on", "id"]

    @property
    def said(self) -> str:
        """Say the amount and its decision."""
        return f"{self.amount} {self.reference}".strip()

    def to_domain(self) -> Entry:
        """Give the entry as a value; its version is this row."""
        return Entry(
            kind=self.kind,
            year=self.year,
            on=self.on,
            amount=self.amount,
            reference=self.reference,
            note=self.note,
            key=self.key,
            version=self.pk,
        )


Row = TypeVar("Row", bound=Keyed)


def rows_in_order(model: type[Row], *, at: datetime | None) -> list[Row]:
    """List the rows known now (None), or at a moment, as first registered: a changed one keeps its place."""
    rows = model._default_manager
    first = dict(rows.values_list("key").annotate(models.Min("id")).order_by())
    return sorted(rows.filter(known(at=at)), key=lambda row: first[row.key])


def entries_of(rows: models.QuerySet[Any]) -> dict[str, tuple[Entry, ...]]:
    """Gather entries by whose they are."""
    found: dict[str, tuple[Entry, ...]] = {}
    for row in rows:
        found[row.of] = (*found.get(row.of, ()), row.to_domain())
    return found
