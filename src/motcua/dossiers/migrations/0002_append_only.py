# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove an event or a checkpoint."""

from django.db import migrations

REFUSE = """
create function motcua_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end
$$;
"""
ARM = """
create trigger {table}_append_only before update or delete on {table}
    for each row execute function motcua_refuse_change();
create trigger {table}_no_truncate before truncate on {table}
    for each statement execute function motcua_refuse_change();
alter table {table} enable always trigger {table}_append_only;
alter table {table} enable always trigger {table}_no_truncate;
"""
DISARM = """
drop trigger {table}_append_only on {table};
drop trigger {table}_no_truncate on {table};
"""
TABLES = ("dossiers_event", "dossiers_checkpoint")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [
        migrations.RunSQL(REFUSE, "drop function motcua_refuse_change()"),
        *(migrations.RunSQL(ARM.format(table=table), DISARM.format(table=table)) for table in TABLES),
    ]
