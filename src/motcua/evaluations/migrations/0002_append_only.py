# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a ballot."""

from django.db import migrations

ARM = """
create trigger evaluations_ballot_append_only before update or delete on evaluations_ballot
    for each row execute function motcua_refuse_change();
create trigger evaluations_ballot_no_truncate before truncate on evaluations_ballot
    for each statement execute function motcua_refuse_change();
alter table evaluations_ballot enable always trigger evaluations_ballot_append_only;
alter table evaluations_ballot enable always trigger evaluations_ballot_no_truncate;
"""
DISARM = """
drop trigger evaluations_ballot_append_only on evaluations_ballot;
drop trigger evaluations_ballot_no_truncate on evaluations_ballot;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(ARM, DISARM)]
