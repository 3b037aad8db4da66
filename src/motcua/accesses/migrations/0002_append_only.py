# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a record of who looked."""

from django.db import migrations

from motcua.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("accesses", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [append_only("accesses_access")]
