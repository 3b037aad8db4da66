# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove an event or a checkpoint."""

from django.db import migrations

from motcua.append_only import append_only, refusal


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [refusal(), append_only("dossiers_event", "dossiers_checkpoint")]
