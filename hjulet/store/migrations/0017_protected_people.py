"""Protected people, and the name that others see in place of theirs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0016_threads'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='is_protected',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='user',
            name='display_name',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
    ]
