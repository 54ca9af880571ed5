"""The table of Django's database cache, as a model: it comes with the migrations and needs no command."""

from django.db import models


class CacheEntry(models.Model):
    """One value that is kept for a while. Django's cache writes and reads the rows; nobody else does."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
