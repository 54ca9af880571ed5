"""Which first steps a person has done, and whether they have put the list away."""

from typing import ClassVar

from django.db import models


class TourMark(models.Model):
    """A mark in a person's list: a step that is done, or ``away`` for the whole list."""

    person = models.CharField(max_length=60)
    mark = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        """A mark stands once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "mark"], name="one_mark_of_a_person")
        ]
