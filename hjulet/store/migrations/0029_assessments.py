from django.db import migrations, models
from django.db.models import Q

LEVELS = ['good', 'fair', 'lacking', 'none']


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0028_assignments'),
    ]

    operations = [
        migrations.CreateModel(
            name='GoalAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField()),
                ('known_until', models.DateTimeField(blank=True, null=True)),
                ('set_by', models.CharField(max_length=60)),
                ('structure', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=40)),
                ('body', models.CharField(max_length=40)),
                ('period', models.CharField(max_length=40)),
                ('level', models.CharField(max_length=20)),
                ('reason', models.CharField(max_length=2000)),
                ('source', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(condition=Q(('known_until__isnull', True)), fields=('structure', 'key', 'body', 'period'), name='goal_assessment_has_one_version_at_a_time'),
                    models.CheckConstraint(condition=Q(('level__in', LEVELS)), name='goal_assessment_is_of_a_level'),
                    models.CheckConstraint(condition=~Q(reason=''), name='goal_assessment_has_a_reason'),
                ],
            },
        ),
    ]
