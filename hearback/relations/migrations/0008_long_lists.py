from django.db import migrations, models

# A list of a million lines should cost neither a look at its file for every line, nor the log of
# the database for lines that wait a minute.


class Migration(migrations.Migration):

    dependencies = [
        ('relations', '0007_tallies'),
    ]

    operations = [
        migrations.AddField(
            model_name='customer',
            name='is_listed',
            field=models.BooleanField(default=False, help_text='A list named them.'),
        ),
        migrations.RunSQL(
            'UPDATE relations_customer SET is_listed = true WHERE file_id IS NOT NULL',
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField(
            model_name='customer',
            name='file',
        ),
        migrations.DeleteModel(
            name='StagedCustomer',
        ),
        migrations.CreateModel(
            name='StagedCustomer',
            fields=[
                ('line', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('key', models.BinaryField()),
                ('phone_key', models.BinaryField(null=True)),
                ('segment', models.CharField(max_length=60)),
                ('value', models.BigIntegerField(null=True)),
                ('currency', models.CharField(max_length=3)),
            ],
        ),
        migrations.RunSQL(
            'ALTER TABLE relations_stagedcustomer SET UNLOGGED',
            'ALTER TABLE relations_stagedcustomer SET LOGGED',
        ),
    ]
