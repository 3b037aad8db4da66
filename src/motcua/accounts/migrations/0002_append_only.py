# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove what happened to accounts.

And the cache that all processes share need not outlive a crash: its table is not written to the log of the server.
"""

from django.db import migrations

REFUSE = """
create function motcua_accounts_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end
$$;
create trigger accounts_accountevent_append_only before update or delete on accounts_accountevent
    for each row execute function motcua_accounts_refuse_change();
create trigger accounts_accountevent_no_truncate before truncate on accounts_accountevent
    for each statement execute function motcua_accounts_refuse_change();
alter table accounts_accountevent enable always trigger accounts_accountevent_append_only;
alter table accounts_accountevent enable always trigger accounts_accountevent_no_truncate;
"""
ALLOW = """
drop trigger accounts_accountevent_append_only on accounts_accountevent;
drop trigger accounts_accountevent_no_truncate on accounts_accountevent;
drop function motcua_accounts_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(REFUSE, ALLOW),
        migrations.RunSQL(
            "alter table accounts_cacherow set unlogged", "alter table accounts_cacherow set logged"
        ),
    ]
