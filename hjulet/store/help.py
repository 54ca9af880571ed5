"""Explanations of words, fields and pages as the municipality has written them."""

from django.db import models


class HelpText(models.Model):
    """One explanation, over the one that comes with the product. ``key`` says of what (``texts/help.py``).

    ``text_en`` empty shows the Swedish one to whoever reads English: their own words, not the product's.
    """

    key = models.CharField(max_length=60, unique=True)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.CharField(max_length=60)
    saved_at = models.DateTimeField()
