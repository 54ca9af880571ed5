"""Sealed editions: one row per edition. The folder under the home holds everything."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hjulet.store.snapshot import Snapshot


class Edition(models.Model):
    """A sealed report: this row says that it exists."""

    number = models.PositiveIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    title = models.TextField()
    decision = models.TextField(blank=True)
    referral = models.TextField(blank=True)  # to whom it was sent for comment; empty for what is decided
    open_points = models.JSONField(default=list)  # what is left open when it is sealed, a list of sentences
    language = models.CharField(max_length=5)
    made_from = models.JSONField(default=dict)  # the template and the texts, as they were
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="editions")
    content = models.CharField(max_length=64)  # sha256 of content.json
    seal = models.CharField(max_length=64, unique=True)
    manifest = models.CharField(max_length=64)  # sha256 of manifest.json
    folder = models.CharField(max_length=80, unique=True)
    sealed_by = models.CharField(max_length=60)
    sealed_at = models.DateTimeField()

    class Meta:
        """In the order of the chain. What is sent for comment is not decided."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(referral="") | Q(decision=""), name="edition_is_decided_or_sent_for_comment"
            ),
        ]


class Reopening(models.Model):
    """A decided report that is opened again: what is sealed next is a new edition that follows this one."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="reopening")
    reason = models.CharField(max_length=500)
    opened_by = models.CharField(max_length=60)
    opened_at = models.DateTimeField()


class Supplement(models.Model):
    """What completes an open point of an edition; ``seal`` is that of the file that says the same."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField()
    point = models.PositiveSmallIntegerField()  # its place among the edition's open points, from 1
    text = models.TextField()
    decided_by = models.CharField(max_length=200)  # the body, with the section of its minutes
    decided_on = models.DateField()
    seal = models.CharField(max_length=64)  # sha256 of the file
    sealed_by = models.CharField(max_length=60)
    sealed_at = models.DateTimeField()

    class Meta:
        """In the order of their numbers; a point is completed once."""

        ordering: ClassVar = ["edition", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "number"], name="supplement_has_a_number_of_its_own"),
            models.UniqueConstraint(fields=["edition", "point"], name="open_point_is_completed_once"),
        ]
