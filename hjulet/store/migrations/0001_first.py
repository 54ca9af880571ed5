"""The first schema."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(max_length=60)),
                ('object_id', models.CharField(max_length=120)),
                ('params', models.JSONField()),
                ('actor', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='BudgetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.CharField(max_length=64, unique=True)),
                ('imported_by', models.CharField(max_length=60)),
                ('imported_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField(unique=True)),
                ('org_number', models.TextField(blank=True)),
                ('name', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='FigureOrigin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pattern', models.CharField(max_length=200)),
                ('status', models.CharField(max_length=20)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Lock',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='MappingVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.CharField(max_length=64)),
                ('created_by', models.CharField(max_length=60)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='UnitLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('known_from', models.DateTimeField()),
                ('known_until', models.DateTimeField(blank=True, null=True)),
                ('child', models.CharField(max_length=40)),
                ('parent', models.CharField(max_length=40)),
                ('structure', models.CharField(max_length=20)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnitService',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('known_from', models.DateTimeField()),
                ('known_until', models.DateTimeField(blank=True, null=True)),
                ('department', models.CharField(max_length=40)),
                ('committee', models.CharField(max_length=40)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BudgetAmount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(db_index=True, max_length=40)),
                ('line', models.CharField(blank=True, max_length=40)),
                ('account', models.TextField(blank=True)),
                ('period', models.CharField(max_length=7)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('version', models.CharField(max_length=10)),
                ('decided', models.DateField(blank=True, null=True)),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amounts', to='store.budgetimport')),
            ],
            options={
                'ordering': ['budget_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, unique=True)),
                ('file', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.CharField(db_index=True, max_length=64)),
                ('folder', models.CharField(max_length=80)),
                ('kind', models.CharField(max_length=4)),
                ('months', models.JSONField()),
                ('rows', models.PositiveIntegerField()),
                ('vouchers', models.PositiveIntegerField()),
                ('control_sum', models.DecimalField(decimal_places=2, max_digits=20)),
                ('accounts', models.JSONField()),
                ('responsibilities', models.JSONField()),
                ('warnings', models.JSONField()),
                ('status', models.CharField(choices=[('active', 'Active'), ('replaced', 'Replaced'), ('withdrawn', 'Withdrawn')], default='active', max_length=10)),
                ('imported_by', models.CharField(max_length=60)),
                ('imported_at', models.DateTimeField()),
                ('ended_by', models.CharField(blank=True, max_length=60)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='store.company')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='AccountMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.CharField(max_length=40)),
                ('valid_from', models.PositiveSmallIntegerField()),
                ('valid_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('account_from', models.CharField(max_length=20)),
                ('account_to', models.CharField(max_length=20)),
                ('line', models.CharField(max_length=40)),
                ('sign', models.SmallIntegerField()),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accounts', to='store.mappingversion')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('unit', models.CharField(max_length=40)),
                ('period', models.CharField(max_length=20)),
                ('source', models.TextField()),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'unit', 'period'), name='one_text_per_report')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noun', models.CharField(max_length=40)),
                ('object_id', models.CharField(max_length=80)),
                ('version', models.PositiveIntegerField()),
                ('fields', models.JSONField()),
                ('actor', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('noun', 'object_id', 'version'), name='one_revision_per_version')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=40)),
                ('unit', models.CharField(max_length=40)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('number', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('known_at', models.DateTimeField()),
                ('cause', models.CharField(max_length=60)),
                ('batches', models.ManyToManyField(related_name='snapshots', to='store.batch')),
                ('budgets', models.ManyToManyField(related_name='snapshots', to='store.budgetimport')),
                ('mapping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='store.mappingversion')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('number', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('unit', models.CharField(max_length=40)),
                ('period', models.CharField(max_length=20)),
                ('title', models.TextField()),
                ('decision', models.TextField(blank=True)),
                ('language', models.CharField(max_length=5)),
                ('text_version', models.PositiveIntegerField()),
                ('content', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=64, unique=True)),
                ('manifest', models.CharField(max_length=64)),
                ('folder', models.CharField(max_length=80, unique=True)),
                ('sealed_by', models.CharField(max_length=60)),
                ('sealed_at', models.DateTimeField()),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='store.snapshot')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('known_from', models.DateTimeField()),
                ('known_until', models.DateTimeField(blank=True, null=True)),
                ('code', models.CharField(db_index=True, max_length=40)),
                ('kind', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('has_appropriation', models.BooleanField(default=True)),
                ('position', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['position', 'valid_from'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_until__isnull', True)), fields=('code', 'valid_from'), name='unit_has_one_name_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='UnitMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.CharField(max_length=40)),
                ('valid_from', models.PositiveSmallIntegerField()),
                ('valid_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('code_part', models.CharField(max_length=20)),
                ('code_from', models.CharField(max_length=40)),
                ('code_to', models.CharField(max_length=40)),
                ('unit', models.CharField(max_length=40)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='store.mappingversion')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('company', 'content'), name='content_is_active_once'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by', ''), ('status', 'active')), models.Q(models.Q(('status', 'active'), _negated=True), models.Q(('ended_by', ''), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='ended_batch_says_by_whom_and_when'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='grant_ends_after_it_begins'),
        ),
    ]
