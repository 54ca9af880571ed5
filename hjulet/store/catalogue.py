"""Kolada's catalogue of key figures as it was last fetched; what was answered then is kept as evidence."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from django.db import models

from hjulet.domain.indicators.catalogue import Kpi


class CatalogueKpi(models.Model):
    """A key figure of the catalogue. ``search_text`` is what it is found by; lists are in its order."""

    key = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=400)
    description = models.TextField(blank=True)
    area = models.CharField(max_length=200, blank=True)
    municipality_type = models.CharField(max_length=10, blank=True)
    by_gender = models.BooleanField()
    publication_date = models.CharField(max_length=20, blank=True)
    groups = models.JSONField(default=list)
    search_text = models.TextField()
    fetched_at = models.DateTimeField()

    class Meta:
        """By title."""

        ordering: ClassVar = ["search_text", "key"]

    def to_domain(self) -> Kpi:
        """Give the key figure as a value."""
        names = "title description area municipality_type by_gender publication_date".split()
        return Kpi(id=self.key, groups=tuple(self.groups), **{name: getattr(self, name) for name in names})


def replace_catalogue(kpis: Iterable[Kpi], *, at: datetime) -> None:
    """Write the catalogue anew, inside the transaction of the change."""
    CatalogueKpi.objects.all().delete()
    CatalogueKpi.objects.bulk_create(
        CatalogueKpi(key=kpi.id, **_fields(kpi), search_text=kpi.search_text, fetched_at=at) for kpi in kpis
    )


def _fields(kpi: Kpi) -> Mapping[str, object]:
    named = {name: value for name, value in vars(kpi).items() if name != "id"}
    return {**named, "groups": list(kpi.groups)}
