# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove what was said about a piece of work."""

from django.db import migrations

ARM = """
create trigger plans_taskentry_append_only before update or delete on plans_taskentry
    for each row execute function motcua_refuse_change();
create trigger plans_taskentry_no_truncate before truncate on plans_taskentry
    for each statement execute function motcua_refuse_change();
alter table plans_taskentry enable always trigger plans_taskentry_append_only;
alter table plans_taskentry enable always trigger plans_taskentry_no_truncate;
"""
DISARM = """
drop trigger plans_taskentry_append_only on plans_taskentry;
drop trigger plans_taskentry_no_truncate on plans_taskentry;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_living"), ("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(ARM, DISARM)]
