from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0011_deputies'),
    ]

    operations = [
        migrations.CreateModel(
            name='SetAsideText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('unit', models.CharField(max_length=40)),
                ('period', models.CharField(max_length=20)),
                ('section', models.CharField(max_length=100)),
                ('source', models.TextField()),
                ('actor', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['kind', 'unit', 'period', 'section'], name='set_aside_of_a_text')],
            },
        ),
    ]
