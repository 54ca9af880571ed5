from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0024_goal_constraints'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='cataloguekpi',
            name='has_units',
        ),
    ]
