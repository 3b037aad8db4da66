# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a step of a register."""

from django.db import migrations

from motcua.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [append_only("registers_registerstep")]
