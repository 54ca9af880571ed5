"""Threads about figures, rows and texts, notes of one's own, and when one was on a page."""

import django.db.models.deletion
from django.db import migrations, models

OLD = {"text", "comment", "forecast", "seal"}
NEW = {"mention", "thread"}


def keep_stopped(apps, schema_editor):
    """Whoever had stopped all reminders is not reminded of the kinds that come now either."""
    for row in apps.get_model("store", "ReminderChoice").objects.all():
        if OLD <= set(row.without):
            row.without = sorted({*row.without, *NEW})
            row.save(update_fields=["without"])


def forget_new_kinds(apps, schema_editor):
    """Leave out the kinds that the earlier release does not know."""
    for row in apps.get_model("store", "ReminderChoice").objects.all():
        row.without = sorted({*row.without} - NEW)
        row.save(update_fields=["without"])


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0015_longer_columns'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=60)),
                ('part', models.CharField(max_length=10)),
                ('key', models.CharField(max_length=300)),
                ('figures', models.JSONField(default=list)),
                ('unit', models.CharField(max_length=40)),
                ('snapshot', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-written_at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'part', 'key'), name='one_own_note_on_a_spot')],
            },
        ),
        migrations.CreateModel(
            name='PageVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=60)),
                ('page', models.CharField(max_length=140)),
                ('seen_at', models.DateTimeField()),
                ('seen_snapshot', models.PositiveIntegerField()),
                ('before_at', models.DateTimeField(null=True)),
                ('before_snapshot', models.PositiveIntegerField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'page'), name='one_visit_of_a_page'), models.CheckConstraint(condition=models.Q(models.Q(('before_at__isnull', True), ('before_snapshot__isnull', True)), models.Q(('before_at__isnull', False), ('before_snapshot__isnull', False)), _connector='OR'), name='visit_before_says_when_and_what_was_known'), models.CheckConstraint(condition=models.Q(('before_at__isnull', True), ('before_at__lte', models.F('seen_at')), _connector='OR'), name='visit_before_was_before')],
            },
        ),
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=10)),
                ('key', models.CharField(max_length=300)),
                ('unit', models.CharField(max_length=40)),
                ('figures', models.JSONField(default=list)),
                ('told', models.JSONField(default=dict)),
                ('snapshot', models.PositiveIntegerField()),
                ('entries', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField()),
                ('settled_by', models.CharField(blank=True, max_length=60)),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-last_at', '-id'],
                'indexes': [models.Index(fields=['key'], name='threads_about_a_key')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by', '')), models.Q(models.Q(('settled_by', ''), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='settled_thread_says_by_whom_and_when')],
            },
        ),
        migrations.CreateModel(
            name='ThreadEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('author', models.CharField(blank=True, max_length=60)),
                ('text', models.TextField(blank=True)),
                ('figures', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.thread')),
            ],
            options={
                'ordering': ['thread_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('thread', 'number'), name='entry_has_its_number_alone'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'changed'), ('author', '')), models.Q(models.Q(('kind', 'changed'), _negated=True), models.Q(('author', ''), _negated=True)), _connector='OR'), name='entry_of_a_person_says_whose')],
            },
        ),
        migrations.CreateModel(
            name='ThreadReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=60)),
                ('read_to', models.PositiveIntegerField(default=0)),
                ('takes_part', models.BooleanField(default=False)),
                ('mentioned', models.PositiveIntegerField(default=0)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readers', to='store.thread')),
            ],
            options={
                'indexes': [models.Index(fields=['person'], name='threads_that_a_person_reads')],
                'constraints': [models.UniqueConstraint(fields=('thread', 'person'), name='one_reader_of_a_thread')],
            },
        ),
        migrations.RunPython(keep_stopped, forget_new_kinds),
    ]
