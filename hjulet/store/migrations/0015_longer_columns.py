"""Names and keys get the room that they may take, and the tax rate its two dates."""

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def tell_apart(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take what was the tax rate's one date for the council's, which most years have."""
    apps.get_model("store", "CalendarStep").objects.filter(what="tax_rate").update(what="tax_set")


def put_together(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give both dates the name that they shared."""
    steps = apps.get_model("store", "CalendarStep").objects
    steps.filter(what__in=("tax_set", "tax_proposed")).update(what="tax_rate")


class Migration(migrations.Migration):
    """A lock may be named after a report, a step's copy after the step; a person's name has 120 letters."""

    dependencies: ClassVar = [("store", "0014_accounts_and_rights")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="lock",
            name="name",
            field=models.CharField(max_length=120, primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name="calendarstep",
            name="key",
            field=models.CharField(max_length=120, unique=True),
        ),
        *(
            migrations.AlterField(
                model_name=model, name="saved_by", field=models.CharField(max_length=120, blank=blank)
            )
            for model, blank in (("calendarstep", False), ("reporttemplate", False), ("reporttext", True))
        ),
        migrations.RunPython(tell_apart, put_together),
    ]
