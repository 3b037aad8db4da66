# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove an edition, a step of a report or a stated cause."""

from django.db import migrations

from motcua.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [append_only("reports_reportedition", "reports_reportstep", "reports_latenesscause")]
