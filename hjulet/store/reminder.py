"""What people want to be reminded of, and the log of what was sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ReminderChoice(models.Model):
    """A person's choice: the language of the mail, and the kinds of task not to be reminded of."""

    person = models.CharField(max_length=60, unique=True)
    language = models.CharField(max_length=5)
    without = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)


class ReminderOutcome(models.TextChoices):
    """How it went; a row that stays ``sending`` is of a run that was stopped."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Reminder(models.Model):
    """One digest to one person for one day: what it is about, and how the sending went.

    ``kinds`` are the kinds of task; ``tasks`` are pairs of a task's name and why it was told
    (``week``, ``day``, ``overdue``). No address is kept: it may change, and the log outlives the person.
    """

    person = models.CharField(max_length=60)
    day = models.DateField()
    kinds = models.JSONField()
    tasks = models.JSONField()
    message_id = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=ReminderOutcome.choices)
    cause = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """A person gets one digest a day; what was sent says when."""

        ordering: ClassVar = ["day", "person"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_person_a_day"),
            models.CheckConstraint(
                condition=Q(outcome="sent", sent_at__isnull=False)
                | (~Q(outcome="sent") & Q(sent_at__isnull=True)),
                name="sent_reminder_says_when",
            ),
        ]
