# SPDX-License-Identifier: EUPL-1.2
"""The database refuses to change or remove what administrators did; names are folded for search."""

from django.db import migrations

from motcua.law.names import fold

REFUSE = """
create function motcua_refuse_change_of_record() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end
$$;
create trigger organisations_administrationrecord_append_only
    before update or delete on organisations_administrationrecord
    for each row execute function motcua_refuse_change_of_record();
create trigger organisations_administrationrecord_no_truncate
    before truncate on organisations_administrationrecord
    for each statement execute function motcua_refuse_change_of_record();
alter table organisations_administrationrecord
    enable always trigger organisations_administrationrecord_append_only;
alter table organisations_administrationrecord
    enable always trigger organisations_administrationrecord_no_truncate;
"""
ALLOW = """
drop trigger organisations_administrationrecord_append_only on organisations_administrationrecord;
drop trigger organisations_administrationrecord_no_truncate on organisations_administrationrecord;
drop function motcua_refuse_change_of_record();
"""


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
        migrations.RunSQL(REFUSE, ALLOW),
        migrations.RunPython(fold_names, migrations.RunPython.noop, elidable=True),
    ]
