"""Threads of remarks on figures, rows and texts, who has read them, and each person's own notes.

Everything hangs on stable keys; nothing points at a row of a batch, so that a corrected file loses nothing.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.domain.talk import EntryKind, Part, Spot


class Thread(models.Model):
    """A thread about one spot. ``unit`` and ``snapshot`` say whose it was and what was known when it began.

    ``figures`` are the references that it follows, ``told`` their values as the thread last told them (exact,
    None without value). ``entries`` is the number of its last entry: who appends one holds the row.
    """

    part = models.CharField(max_length=10)
    key = models.CharField(max_length=300)
    unit = models.CharField(max_length=40)
    figures = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    snapshot = models.PositiveIntegerField()
    entries = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    settled_by = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first; found by what it is about."""

        ordering: ClassVar = ["-last_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["key"], name="threads_about_a_key")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled_by="", settled_at__isnull=True)
                | (~Q(settled_by="") & Q(settled_at__isnull=False)),
                name="settled_thread_says_by_whom_and_when",
            )
        ]

    @property
    def spot(self) -> Spot:
        """Tell what the thread is about."""
        return Spot(part=Part(self.part), key=self.key)


class ThreadEntry(models.Model):
    """One entry of a thread, by its number there. ``text`` is empty once the remark is withdrawn.

    ``figures`` are, of a remark, the values when it was written by reference; of a change, pairs of before
    and after. Of a text it is the version (``{"version": 3}``).
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    author = models.CharField(max_length=60, blank=True)  # nobody's where figures changed
    text = models.TextField(blank=True)
    figures = models.JSONField(default=dict)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """In the order they were written."""

        ordering: ClassVar = ["thread_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "number"], name="entry_has_its_number_alone"),
            models.CheckConstraint(
                condition=(Q(kind=EntryKind.CHANGED) & Q(author=""))
                | (~Q(kind=EntryKind.CHANGED) & ~Q(author="")),
                name="entry_of_a_person_says_whose",
            ),
        ]


class ThreadReader(models.Model):
    """How far a person has read a thread, and why it is theirs.

    ``mentioned`` is the number of the last entry that names them, 0 for none. Written by reading, so nothing
    of it is logged.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="readers")
    person = models.CharField(max_length=60)
    read_to = models.PositiveIntegerField(default=0)
    takes_part = models.BooleanField(default=False)
    mentioned = models.PositiveIntegerField(default=0)

    class Meta:
        """A person reads a thread once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "person"], name="one_reader_of_a_thread"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="threads_that_a_person_reads")]


class OwnNote(models.Model):
    """A person's own note on a spot. Nobody else ever reads it; the log knows only that it was written.

    ``text`` is empty once it is taken away: its versions go on.
    """

    owner = models.CharField(max_length=60)
    part = models.CharField(max_length=10)
    key = models.CharField(max_length=300)
    figures = models.JSONField(default=list)
    unit = models.CharField(max_length=40)
    snapshot = models.PositiveIntegerField()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()

    class Meta:
        """One note a person and spot, the latest first."""

        ordering: ClassVar = ["-written_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "part", "key"], name="one_own_note_on_a_spot")
        ]

    @property
    def spot(self) -> Spot:
        """Tell what the note is about."""
        return Spot(part=Part(self.part), key=self.key)


class PageVisit(models.Model):
    """When a person was last on a page of figures, and what was known then; and the visit before that.

    Theirs alone, and not logged: the log is of what people change, not of what they read.
    """

    person = models.CharField(max_length=60)
    page = models.CharField(max_length=140)
    seen_at = models.DateTimeField()
    seen_snapshot = models.PositiveIntegerField()
    before_at = models.DateTimeField(null=True)
    before_snapshot = models.PositiveIntegerField(null=True)

    class Meta:
        """One row a person and page."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "page"], name="one_visit_of_a_page"),
            models.CheckConstraint(
                condition=Q(before_at__isnull=True, before_snapshot__isnull=True)
                | Q(before_at__isnull=False, before_snapshot__isnull=False),
                name="visit_before_says_when_and_what_was_known",
            ),
            models.CheckConstraint(
                condition=Q(before_at__isnull=True) | Q(before_at__lte=F("seen_at")),
                name="visit_before_was_before",
            ),
        ]
