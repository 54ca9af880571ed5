"""The column of an action's only indicator is gone; a step of its own, as PostgreSQL asks after written rows."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0032_indicators_of_actions'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='actionversion', name='actions_of_indicator'),
        migrations.RemoveField(model_name='actionversion', name='indicator'),
    ]
