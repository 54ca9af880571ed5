"""What a goal ends towards is part of what a link is about; a latest value of a target has its year."""

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

_NOTE = 500


def keep_whole_values(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Move a latest value without its year into the note, and drop a year without value."""
    targets = apps.get_model("store", "GoalTarget").objects
    targets.filter(now__isnull=True).update(now_year=None)
    for row in targets.filter(now__isnull=False, now_year__isnull=True):
        said = f"Senaste värde {row.now.normalize():f}, utan år. {row.note}"
        row.now, row.note = None, said.strip()[:_NOTE]
        row.save(update_fields=["now", "note"])


class Migration(migrations.Migration):
    """No link can break its rule, which tells more of them apart than before."""

    dependencies: ClassVar = [("store", "0023_referrals")]

    operations: ClassVar = [
        migrations.RunPython(keep_whole_values, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="goallink", name="goal_link_has_one_version_at_a_time"),
        migrations.AddConstraint(
            model_name="goallink",
            constraint=models.UniqueConstraint(
                fields=[
                    "kind",
                    "source_structure",
                    "source_key",
                    "target_structure",
                    "target_key",
                    "absent_in",
                ],
                condition=Q(known_until__isnull=True),
                name="goal_link_has_one_version_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="goaltarget",
            constraint=models.CheckConstraint(
                condition=Q(now__isnull=True, now_year__isnull=True)
                | Q(now__isnull=False, now_year__isnull=False),
                name="goal_target_has_a_latest_value_with_its_year",
            ),
        ),
    ]
