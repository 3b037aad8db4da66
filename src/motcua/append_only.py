# SPDX-License-Identifier: EUPL-1.2
"""Tables whose rows the database itself refuses to change or remove: operations for migrations.

    operations = [append_only("registers_registerstep")]

The triggers fire always, in a session that replays changes too, and a table cannot be emptied as a whole either.
A migration that uses them depends on ``("dossiers", "0002_append_only")``, where the function is made; rooms that
come before it have a function of their own. What an operation does in the database must never change: databases
that exist have run it.
"""

from __future__ import annotations

from typing import Final

from django.db.migrations import RunSQL

REFUSE: Final = "motcua_refuse_change"
"""The function of all tables from `dossiers` upwards."""

_FUNCTION = """
create function {function}() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end
$$;
"""
_ARM = """
create trigger {table}_append_only before update or delete on {table}
    for each row {when}execute function {function}();
create trigger {table}_no_truncate before truncate on {table}
    for each statement execute function {function}();
alter table {table} enable always trigger {table}_append_only;
alter table {table} enable always trigger {table}_no_truncate;
"""
_DISARM = """
drop trigger {table}_append_only on {table};
drop trigger {table}_no_truncate on {table};
"""


def refusal(function: str = REFUSE) -> RunSQL:
    """Make the function that the triggers call."""
    return RunSQL(_FUNCTION.format(function=function), f"drop function {function}()")


def append_only(*tables: str, function: str = REFUSE, when: str = "") -> RunSQL:
    """Refuse changes of these tables; with `when`, a condition on the row `old`, only of rows that fulfil it."""
    condition = f"when ({when}) " if when else ""
    arm = (_ARM.format(table=table, function=function, when=condition) for table in tables)
    return RunSQL("".join(arm), "".join(_DISARM.format(table=table) for table in tables))
