# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a published ranking."""

from django.db import migrations

ARM = """
create trigger scores_publication_append_only before update or delete on scores_publication
    for each row execute function motcua_refuse_change();
create trigger scores_publication_no_truncate before truncate on scores_publication
    for each statement execute function motcua_refuse_change();
alter table scores_publication enable always trigger scores_publication_append_only;
alter table scores_publication enable always trigger scores_publication_no_truncate;
"""
DISARM = """
drop trigger scores_publication_append_only on scores_publication;
drop trigger scores_publication_no_truncate on scores_publication;
"""


class Migration(migrations.Migration):
    dependencies = [("scores", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(ARM, DISARM)]
