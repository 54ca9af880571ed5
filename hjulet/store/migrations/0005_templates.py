from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0004_uploads'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('from_year', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('saved_by', models.CharField(max_length=60)),
                ('saved_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['kind', 'from_year'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'from_year'), name='one_template_from_a_year')],
            },
        ),
        migrations.RemoveConstraint(model_name='reporttext', name='one_text_per_report'),
        # What was written before a report had several texts stands where its one text stood.
        migrations.AddField(
            model_name='reporttext',
            name='section',
            field=models.CharField(default='result-text', max_length=100),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='reporttext',
            name='unchanged_since',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='reporttext',
            name='saved_by',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='reporttext',
            name='saved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='reporttext',
            constraint=models.UniqueConstraint(fields=('kind', 'unit', 'period', 'section'), name='one_text_per_section'),
        ),
        migrations.AddConstraint(
            model_name='reporttext',
            constraint=models.CheckConstraint(
                condition=models.Q(('saved_at__isnull', True), ('saved_by', ''))
                | models.Q(models.Q(('saved_by', ''), _negated=True), ('saved_at__isnull', False)),
                name='saved_text_says_by_whom_and_when',
            ),
        ),
        migrations.AddField(
            model_name='edition',
            name='made_from',
            field=models.JSONField(default=dict),
        ),
        migrations.RemoveField(model_name='edition', name='text_version'),
    ]
