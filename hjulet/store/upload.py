"""Files that have been sent in: what they are, and the jobs that check them and read them in."""

from typing import ClassVar

from django.db import models

from hjulet.store.job import Job


class Upload(models.Model):
    """A file as sent by somebody, for a day. Its bytes lie in the home, in a folder named by the key."""

    key = models.CharField(max_length=32, unique=True)
    sending = models.CharField(max_length=32, db_index=True)  # of the files that were chosen together
    actor = models.CharField(max_length=60)
    file = models.TextField()
    kind = models.CharField(max_length=10)  # sie, table; a table that is checked: budget, list
    size = models.PositiveBigIntegerField()
    sent_at = models.DateTimeField()
    check_job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    import_job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    checked = models.JSONField(null=True, blank=True)  # what the check found, but for the problems
    outcome = models.JSONField(null=True, blank=True)  # what became of it when it was read in

    class Meta:
        """In the order they were sent."""

        ordering: ClassVar = ["id"]
