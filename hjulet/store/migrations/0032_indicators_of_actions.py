"""An action may be to change several indicators: the one that it had is the first of them."""

import django.db.models.deletion
from django.db import migrations, models

AT_ONCE = 500


def move(apps, _schema_editor):
    """Write the indicator of every version, also of those that are replaced, in the table of their own."""
    versions, links = (apps.get_model('store', name) for name in ('ActionVersion', 'ActionIndicator'))
    having = versions.objects.exclude(indicator='').order_by('id').values_list('id', 'indicator')
    links.objects.bulk_create(
        (links(action_id=id, indicator=indicator) for id, indicator in having.iterator()), batch_size=AT_ONCE
    )


def move_back(apps, _schema_editor):
    """Write the first indicator of every version where it stood."""
    versions, links = (apps.get_model('store', name) for name in ('ActionVersion', 'ActionIndicator'))
    for link in links.objects.order_by('-id').iterator():
        versions.objects.filter(pk=link.action_id).update(indicator=link.indicator)


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0031_action_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=40)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='store.actionversion')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['indicator'], name='actions_on_indicator')],
                'constraints': [models.UniqueConstraint(fields=('action', 'indicator'), name='action_changes_an_indicator_once')],
            },
        ),
        migrations.RunPython(move, move_back),
    ]
