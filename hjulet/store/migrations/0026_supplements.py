import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0025_catalogue_without_units'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='open_points',
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name='Supplement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('point', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('decided_by', models.CharField(max_length=200)),
                ('decided_on', models.DateField()),
                ('seal', models.CharField(max_length=64)),
                ('sealed_by', models.CharField(max_length=60)),
                ('sealed_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supplements', to='store.edition')),
            ],
            options={
                'ordering': ['edition', 'number'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'number'), name='supplement_has_a_number_of_its_own'), models.UniqueConstraint(fields=('edition', 'point'), name='open_point_is_completed_once')],
            },
        ),
    ]
