# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a record of who looked."""

from django.db import migrations

ARM = """
create trigger accesses_access_append_only before update or delete on accesses_access
    for each row execute function motcua_refuse_change();
create trigger accesses_access_no_truncate before truncate on accesses_access
    for each statement execute function motcua_refuse_change();
alter table accesses_access enable always trigger accesses_access_append_only;
alter table accesses_access enable always trigger accesses_access_no_truncate;
"""
DISARM = """
drop trigger accesses_access_append_only on accesses_access;
drop trigger accesses_access_no_truncate on accesses_access;
"""


class Migration(migrations.Migration):
    dependencies = [("accesses", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(ARM, DISARM)]
