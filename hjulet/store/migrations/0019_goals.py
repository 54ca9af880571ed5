# Goal structures, their elements and links with history, and questions of wording.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0018_look'),
    ]

    operations = [
        migrations.CreateModel(
            name='GoalElement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField()),
                ('known_until', models.DateTimeField(blank=True, null=True)),
                ('set_by', models.CharField(max_length=60)),
                ('structure', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=40)),
                ('place', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=300)),
                ('number', models.CharField(blank=True, max_length=500)),
                ('under', models.CharField(blank=True, max_length=40)),
                ('lead', models.CharField(blank=True, max_length=500)),
                ('bodies', models.JSONField(default=list)),
                ('followed_by', models.CharField(max_length=20)),
                ('scope', models.CharField(max_length=20)),
                ('state', models.CharField(max_length=20)),
                ('first_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('last_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('indicators', models.JSONField(default=list)),
                ('note', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['structure', 'place', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_until__isnull', True)), fields=('structure', 'key'), name='goal_element_has_one_version_at_a_time'), models.CheckConstraint(condition=models.Q(('kind__in', ['area_group', 'area', 'goal', 'long_direction', 'period_direction', 'focus', 'priority_area', 'priority', 'assignment', 'programme'])), name='goal_element_is_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='GoalLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField()),
                ('known_until', models.DateTimeField(blank=True, null=True)),
                ('set_by', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=20)),
                ('source_structure', models.CharField(blank=True, max_length=40)),
                ('source_key', models.CharField(blank=True, max_length=40)),
                ('target_structure', models.CharField(blank=True, max_length=40)),
                ('target_key', models.CharField(blank=True, max_length=40)),
                ('absent_in', models.CharField(blank=True, max_length=40)),
                ('note', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_until__isnull', True)), fields=('kind', 'source_structure', 'source_key', 'target_structure', 'target_key'), name='goal_link_has_one_version_at_a_time'), models.CheckConstraint(condition=models.Q(('kind__in', ['successor', 'partly', 'merged', 'new', 'ends', 'supports'])), name='goal_link_is_of_a_kind'), models.CheckConstraint(condition=models.Q(('source_key', ''), ('target_key', ''), _negated=True), name='goal_link_has_an_end')],
            },
        ),
        migrations.CreateModel(
            name='GoalQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('structure', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=40)),
                ('wordings', models.JSONField()),
                ('chosen', models.CharField(blank=True, max_length=20)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('answered_by', models.CharField(blank=True, max_length=120)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['structure', 'key'],
                'constraints': [models.UniqueConstraint(fields=('structure', 'key'), name='goal_element_has_one_question'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by', ''), ('chosen', '')), models.Q(models.Q(('chosen', ''), _negated=True), models.Q(('answered_by', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='goal_answer_says_by_whom_and_when')],
            },
        ),
        migrations.CreateModel(
            name='GoalStructure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField()),
                ('known_until', models.DateTimeField(blank=True, null=True)),
                ('set_by', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=300)),
                ('first_year', models.PositiveSmallIntegerField()),
                ('last_year', models.PositiveSmallIntegerField()),
                ('decided', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=500)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('groups', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['first_year', 'last_year'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_until__isnull', True)), fields=('key',), name='goal_structure_has_one_version_at_a_time'), models.CheckConstraint(condition=models.Q(('first_year__lte', models.F('last_year'))), name='goal_structure_ends_after_it_begins')],
            },
        ),
    ]
