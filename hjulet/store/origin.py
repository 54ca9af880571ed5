"""What is said of figures' origins, pattern by pattern."""

from typing import ClassVar

from django.db import models

from hjulet.domain.origin import Origin


class FigureOrigin(models.Model):
    """One pattern of references and what is said of the figures that it fits."""

    pattern = models.CharField(max_length=200)
    status = models.CharField(max_length=20)
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """In order: the first that fits wins."""

        ordering: ClassVar = ["id"]

    def to_domain(self) -> Origin:
        """Give the row as a domain value."""
        return Origin(pattern=self.pattern, status=self.status, source=self.source, note=self.note)
