# SPDX-License-Identifier: EUPL-1.2
"""Cells of everything below a unit tell levels apart, so that a report by level need not read every unit.

Everything here is made from events, so nothing is carried over: it is made anew by the next fold, or at once by
`motcua statistics rebuild`.
"""

from django.db import migrations, models

KEY = "grain, unit_id, own, start, version_id, officer_id, channel, outcome"
EMPTY = "truncate statistics_span, statistics_cell, statistics_late; delete from statistics_position;"
WITH_LEVEL = f"""
{EMPTY}
alter table statistics_cell drop constraint if exists statistics_cell_pkey;
alter table statistics_cell add column level varchar(8) not null;
alter table statistics_cell add primary key ({KEY}, level);
"""
WITHOUT = f"""
{EMPTY}
alter table statistics_cell drop constraint if exists statistics_cell_pkey;
alter table statistics_cell drop column level;
alter table statistics_cell add primary key ({KEY});
"""


class Migration(migrations.Migration):
    dependencies = [("statistics", "0002_late_entry")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(WITH_LEVEL, WITHOUT)],
            state_operations=[
                migrations.AddField(
                    "cellrow", "level", models.CharField(blank=True, default="", max_length=8), False
                ),
                migrations.AlterField(
                    "cellrow",
                    "pk",
                    models.CompositePrimaryKey(
                        *(*KEY.split(", "), "level"),
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
        )
    ]
