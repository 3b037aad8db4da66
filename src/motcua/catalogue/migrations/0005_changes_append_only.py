# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove the record of who changed the catalogue."""

from django.db import migrations

REFUSE = """
create function motcua_catalogue_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end
$$;
create trigger catalogue_cataloguechange_append_only before update or delete on catalogue_cataloguechange
    for each row execute function motcua_catalogue_refuse_change();
create trigger catalogue_cataloguechange_no_truncate before truncate on catalogue_cataloguechange
    for each statement execute function motcua_catalogue_refuse_change();
alter table catalogue_cataloguechange enable always trigger catalogue_cataloguechange_append_only;
alter table catalogue_cataloguechange enable always trigger catalogue_cataloguechange_no_truncate;
"""
ALLOW = """
drop trigger catalogue_cataloguechange_append_only on catalogue_cataloguechange;
drop trigger catalogue_cataloguechange_no_truncate on catalogue_cataloguechange;
drop function motcua_catalogue_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_changes")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
