# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove what was said to a finding."""

from django.db import migrations

ARM = """
create trigger conformance_answer_append_only before update or delete on conformance_answer
    for each row execute function motcua_refuse_change();
create trigger conformance_answer_no_truncate before truncate on conformance_answer
    for each statement execute function motcua_refuse_change();
alter table conformance_answer enable always trigger conformance_answer_append_only;
alter table conformance_answer enable always trigger conformance_answer_no_truncate;
"""
DISARM = """
drop trigger conformance_answer_append_only on conformance_answer;
drop trigger conformance_answer_no_truncate on conformance_answer;
"""


class Migration(migrations.Migration):
    dependencies = [("conformance", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(ARM, DISARM)]
