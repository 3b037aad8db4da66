# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove a note."""

from django.db import migrations

ARM = """
create trigger desk_note_append_only before update or delete on desk_note
    for each row execute function motcua_refuse_change();
create trigger desk_note_no_truncate before truncate on desk_note
    for each statement execute function motcua_refuse_change();
alter table desk_note enable always trigger desk_note_append_only;
alter table desk_note enable always trigger desk_note_no_truncate;
"""
DISARM = """
drop trigger desk_note_append_only on desk_note;
drop trigger desk_note_no_truncate on desk_note;
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(ARM, DISARM)]
