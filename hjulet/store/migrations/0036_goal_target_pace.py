from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0035_order_of_improvements'),
    ]

    operations = [
        migrations.AddField(
            model_name='goaltarget',
            name='inhabitants',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='goaltarget',
            name='pace',
            field=models.CharField(default='evenly', max_length=20),
        ),
        migrations.AddField(
            model_name='goaltarget',
            name='per',
            field=models.CharField(default='whole', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='goaltarget',
            constraint=models.CheckConstraint(condition=models.Q(('pace__in', ['evenly', 'same_rate', 'yearly']), ('per__in', ['whole', 'inhabitant'])), name='goal_target_is_counted_somehow'),
        ),
    ]
