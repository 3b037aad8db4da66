# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a step of a plan, and a reading that is done."""

from django.db import migrations

ARM = """
create trigger plans_planstep_append_only before update or delete on plans_planstep
    for each row execute function motcua_refuse_change();
create trigger plans_planstep_no_truncate before truncate on plans_planstep
    for each statement execute function motcua_refuse_change();
create trigger plans_planreading_append_only before update or delete on plans_planreading
    for each row when (old.state in ('done', 'failed')) execute function motcua_refuse_change();
create trigger plans_planreading_no_truncate before truncate on plans_planreading
    for each statement execute function motcua_refuse_change();
alter table plans_planstep enable always trigger plans_planstep_append_only;
alter table plans_planstep enable always trigger plans_planstep_no_truncate;
alter table plans_planreading enable always trigger plans_planreading_append_only;
alter table plans_planreading enable always trigger plans_planreading_no_truncate;
"""
DISARM = """
drop trigger plans_planstep_append_only on plans_planstep;
drop trigger plans_planstep_no_truncate on plans_planstep;
drop trigger plans_planreading_append_only on plans_planreading;
drop trigger plans_planreading_no_truncate on plans_planreading;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(ARM, DISARM)]
