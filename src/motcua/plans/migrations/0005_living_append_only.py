# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove what was said about a piece of work."""

from django.db import migrations

from motcua.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_living"), ("dossiers", "0002_append_only")]
    operations = [append_only("plans_taskentry")]
