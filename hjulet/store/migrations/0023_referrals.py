from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0022_goal_targets'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='referral',
            field=models.TextField(blank=True, default=''),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(
                condition=Q(referral='') | Q(decision=''), name='edition_is_decided_or_sent_for_comment'
            ),
        ),
    ]
