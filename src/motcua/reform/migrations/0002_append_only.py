# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a set of criteria or a step."""

from django.db import migrations

TABLES = ("reform_criteriaset", "reform_reformstep")
ARM = "".join(
    f"""
create trigger {table}_append_only before update or delete on {table}
    for each row execute function motcua_refuse_change();
create trigger {table}_no_truncate before truncate on {table}
    for each statement execute function motcua_refuse_change();
alter table {table} enable always trigger {table}_append_only;
alter table {table} enable always trigger {table}_no_truncate;
"""
    for table in TABLES
)
DISARM = "".join(
    f"""
drop trigger {table}_append_only on {table};
drop trigger {table}_no_truncate on {table};
"""
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("reform", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(ARM, DISARM)]
