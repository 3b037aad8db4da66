# SPDX-License-Identifier: EUPL-1.2
"""The model of late entries is called by its whole name; its table stays."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [
        migrations.AlterModelTable(name="late", table="statistics_late"),
        migrations.RenameModel(old_name="Late", new_name="LateEntry"),
    ]
