# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a step of a plan, and a reading that is done."""

from django.db import migrations

from motcua.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [
        append_only("plans_planstep"),
        append_only("plans_planreading", when="old.state in ('done', 'failed')"),
    ]
