from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0030_actions'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='actionversion',
            index=models.Index(fields=['key', 'id'], name='action_history'),
        ),
        migrations.AddIndex(
            model_name='actionversion',
            index=models.Index(condition=Q(known_until__isnull=True), fields=['due'], name='action_due'),
        ),
        migrations.AddIndex(
            model_name='actionversion',
            index=models.Index(condition=Q(known_until__isnull=True), fields=['origin'], name='action_copies'),
        ),
        migrations.AddIndex(
            model_name='actionversion',
            index=models.Index(condition=Q(known_until__isnull=True), fields=['indicator'], name='actions_of_indicator'),
        ),
    ]
