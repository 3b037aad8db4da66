# SPDX-License-Identifier: EUPL-1.2
"""Findings are kept and follow the log."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conformance', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Kept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_code', models.CharField(max_length=32)),
                ('dossier_id', models.BigIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('unit_id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('facts', models.JSONField()),
            ],
            options={
                'indexes': [models.Index(fields=['check_code', 'unit_id', 'at'], name='kept_by_unit'), models.Index(fields=['dossier_id'], name='kept_by_dossier')],
            },
        ),
        migrations.CreateModel(
            name='KeptUpto',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('generation', models.IntegerField()),
                ('transaction', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='kept_upto_once')],
            },
        ),
    ]
