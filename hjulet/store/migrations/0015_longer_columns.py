"""A lock may be named after a report: its kind, unit and period."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Widen the name."""

    dependencies: ClassVar = [("store", "0013_calendar_and_reminders")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="lock",
            name="name",
            field=models.CharField(max_length=120, primary_key=True, serialize=False),
        ),
    ]
