"""Locks: rows that whoever does a thing one at a time must hold."""

from django.db import models


class Lock(models.Model):
    """A lock by name."""

    name = models.CharField(max_length=120, primary_key=True)


def hold(name: str) -> None:
    """Hold a lock until the transaction ends.

    SQLite lets one writer in at a time anyway (transactions are IMMEDIATE); PostgreSQL waits here.
    """
    held = Lock.objects.select_for_update()
    if held.filter(name=name).first() is None:
        Lock.objects.get_or_create(name=name)
        held.get(name=name)
