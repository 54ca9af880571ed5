"""The day that deadlines are judged by: today, but the example stands still at a day of its own."""

from datetime import date, datetime

from django.utils import timezone

from hjulet.store.models import AuditEvent

LOADED = "load-demo"
"""What the log says when a home has been filled with the example."""

DEMO_DAY = date(2017, 9, 11)
"""On any other day the example's deadlines are long past, or far away."""


def is_demo() -> bool:
    """Tell whether this home holds the example municipality."""
    return AuditEvent.objects.filter(action=LOADED).exists()


def day_of_work(at: datetime) -> date:
    """Tell the day that a moment is on where the municipality is; in the example the day it stands at."""
    return DEMO_DAY if is_demo() else timezone.localdate(at)
