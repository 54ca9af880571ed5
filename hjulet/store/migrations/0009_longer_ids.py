from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0008_staff'),
    ]

    # A text is named by kind, unit, period and place: 40, 40, 20 and 100 letters.
    operations = [
        migrations.AlterField(
            model_name='revision',
            name='object_id',
            field=models.CharField(max_length=250),
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='object_id',
            field=models.CharField(max_length=250),
        ),
    ]
