from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0023_referrals'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='cataloguekpi',
            name='has_units',
        ),
    ]
