"""The organisation gets a time of knowing: what a home held before this was known always."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models import Q

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


class Migration(migrations.Migration):
    """Adds ``known_from`` and ``known_until``; a code is unique among what is known now."""

    dependencies = [("store", "0003_lengths")]

    operations = [
        migrations.RemoveConstraint(model_name="unit", name="unit_has_one_name_at_a_time"),
        migrations.AddField(
            model_name="unit",
            name="known_from",
            field=models.DateTimeField(default=ALWAYS),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unit",
            name="known_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="unitlink",
            name="known_from",
            field=models.DateTimeField(default=ALWAYS),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unitlink",
            name="known_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="unitservice",
            name="known_from",
            field=models.DateTimeField(default=ALWAYS),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unitservice",
            name="known_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                fields=["code", "valid_from"],
                condition=Q(known_until__isnull=True),
                name="unit_has_one_name_at_a_time",
            ),
        ),
    ]
