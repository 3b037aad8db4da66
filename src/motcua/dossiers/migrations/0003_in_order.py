# SPDX-License-Identifier: EUPL-1.2
"""The database refuses an event that would stand before the last checkpoint.

Transaction numbers only grow, so no act ever meets this. It refuses a forged insert into what is bound already, and
every act after a restore from a dump until `motcua audit new-generation` was run: such events would carry small
numbers, stand inside old checkpoints, and could never be taken out again.
"""

from django.db import migrations

REFUSE = """
create function motcua_refuse_earlier() returns trigger language plpgsql as $$
declare
    last record;
begin
    select generation, upto into last from dossiers_checkpoint order by number desc limit 1;
    if found and (new.generation, new.transaction) < (last.generation, last.upto) then
        raise exception 'event %.% stands before the last checkpoint %.%',
            new.generation, new.transaction, last.generation, last.upto
            using errcode = 'restrict_violation',
                hint = 'After a restore from a dump run: motcua audit new-generation';
    end if;
    return new;
end
$$;
create trigger dossiers_event_in_order before insert on dossiers_event
    for each row execute function motcua_refuse_earlier();
alter table dossiers_event enable always trigger dossiers_event_in_order;
"""
ALLOW = """
drop trigger dossiers_event_in_order on dossiers_event;
drop function motcua_refuse_earlier();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_append_only")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
