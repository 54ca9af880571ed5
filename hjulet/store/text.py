"""Texts of reports, as they are being written, and the templates that say which texts there are."""

from typing import ClassVar

from django.db import models


class ReportText(models.Model):
    """One text of one report of one unit for one period. ``version`` guards against lost updates.

    ``section`` names the block of the template that it stands in, and the row that it comments on.
    """

    kind = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    section = models.CharField(max_length=100)
    source = models.TextField()
    unchanged_since = models.CharField(max_length=20, blank=True)  # the month whose comment is carried on
    version = models.PositiveIntegerField(default=1)
    saved_by = models.CharField(max_length=120, blank=True)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        """One text per section of a report."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "unit", "period", "section"], name="one_text_per_section"
            ),
            models.CheckConstraint(
                condition=models.Q(saved_by="", saved_at__isnull=True)
                | (~models.Q(saved_by="") & models.Q(saved_at__isnull=False)),
                name="saved_text_says_by_whom_and_when",
            ),
        ]


class SetAsideText(models.Model):
    """A text that lost a race: written on a version that somebody else had replaced by then.

    Rows are added and settled, never written over, so that two windows of one person lose nothing either.
    """

    kind = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    section = models.CharField(max_length=100)
    source = models.TextField()
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # whoever wrote it chose what becomes of it

    class Meta:
        """Found by the text that it was to be."""

        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "unit", "period", "section"], name="set_aside_of_a_text")
        ]


class ReportTemplate(models.Model):
    """A municipality's own template of a report kind, from a year on. ``content`` is the template."""

    kind = models.CharField(max_length=40)
    from_year = models.PositiveSmallIntegerField()
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField()

    class Meta:
        """One template of a kind for the years from one on."""

        ordering: ClassVar = ["kind", "from_year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "from_year"], name="one_template_from_a_year")
        ]
