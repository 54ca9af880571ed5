"""Views of the ledger that somebody has named to come back to."""

from typing import ClassVar

from django.db import models


class SavedView(models.Model):
    """A pivot's address under a name of its owner's. Nobody else sees it."""

    owner = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.TextField()  # the page's query string
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        """A name stands once for each owner."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="owner_has_a_name_once")
        ]
