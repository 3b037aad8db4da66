# SPDX-License-Identifier: EUPL-1.2
"""The database refuses to change or remove what administrators did; names are folded for search."""

from django.db import migrations

from motcua.append_only import append_only, refusal
from motcua.law.names import fold

FUNCTION = "motcua_refuse_change_of_record"


def fold_names(apps, editor):
    for name, column, source in (("Person", "name_key", "full_name"), ("Unit", "search_key", "name")):
        model = apps.get_model("organisations", name)
        most = model._meta.get_field(column).max_length
        rows = list(model.objects.only("pk", source))
        for row in rows:
            setattr(row, column, fold(getattr(row, source))[:most])
        model.objects.bulk_update(rows, [column], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_administration")]
    operations = [
        refusal(FUNCTION),
        append_only("organisations_administrationrecord", function=FUNCTION),
        migrations.RunPython(fold_names, migrations.RunPython.noop, elidable=True),
    ]
