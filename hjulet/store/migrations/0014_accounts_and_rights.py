from django.db import migrations, models


def keep_one_of_each(apps, schema_editor):
    """Of a role that was given twice from the same day, keep the one that holds longest."""
    grants = apps.get_model("store", "RoleGrant")
    kept = {}
    for row in grants.objects.order_by("id"):
        if row.valid_until == row.valid_from:
            continue
        key = (row.user_id, row.role, row.unit, row.valid_from, row.provider)
        first = kept.setdefault(key, row)
        if first is row:
            continue
        holds_longer = first.valid_until is not None and (
            row.valid_until is None or row.valid_until > first.valid_until
        )
        gone = first if holds_longer else row
        kept[key] = row if holds_longer else first
        grants.objects.filter(pk=gone.pk).update(valid_until=gone.valid_from)


class Migration(migrations.Migration):

    dependencies = [
        ("store", "0013_calendar_and_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="deputy",
            name="units",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.RunPython(keep_one_of_each, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                fields=("user", "role", "unit", "valid_from", "provider"),
                name="a_grant_that_holds_is_given_once",
            ),
        ),
    ]
