# SPDX-License-Identifier: EUPL-1.2
"""Indexes that another one makes needless go: each reference had its own, although a wider one begins with it.

Every act then writes one index less for its event and two less for its dossier. Written as SQL because Django would
drop the foreign keys too and check them all anew. What exists of the two indexes that grow only at their end stays as
it is; new pages are filled whole.
"""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

_NEEDLESS = {
    "dossiers_event_dossier_id_f15f904a": "dossiers_event (dossier_id)",
    "dossiers_paper_dossier_id_7f1e1888": "dossiers_paper (dossier_id)",
    "dossiers_supplementrequest_dossier_id_9e3c5dda": "dossiers_supplementrequest (dossier_id)",
    "dossiers_dossier_receiving_unit_id_0453b4b0": "dossiers_dossier (receiving_unit_id)",
    "dossiers_dossier_competent_unit_id_5a088221": "dossiers_dossier (competent_unit_id)",
}
_FULL = ("dossiers_event_pkey", "event_log_order")


def _referring(model: str, name: str, to: str, back: str) -> migrations.AlterField:
    field = models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name=back, to=to
    )
    return migrations.AlterField(model_name=model, name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_entered_late"), ("organisations", "0003_administration_append_only")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                *(
                    migrations.RunSQL(f"drop index if exists {name}", f"create index {name} on {columns}")
                    for name, columns in _NEEDLESS.items()
                ),
                *(
                    migrations.RunSQL(
                        f"alter index {name} set (fillfactor = 100)", f"alter index {name} reset (fillfactor)"
                    )
                    for name in _FULL
                ),
            ],
            state_operations=[
                _referring("event", "dossier", "dossiers.dossier", "events"),
                _referring("paper", "dossier", "dossiers.dossier", "papers"),
                _referring("supplementrequest", "dossier", "dossiers.dossier", "supplement_requests"),
                _referring("dossier", "receiving_unit", "organisations.unit", "dossiers_received"),
                _referring("dossier", "competent_unit", "organisations.unit", "dossiers_settled"),
                migrations.RemoveIndex(model_name="event", name="event_log_order"),
                migrations.AddIndex(
                    model_name="event",
                    index=django.contrib.postgres.indexes.BTreeIndex(
                        fields=["generation", "transaction", "id"], fillfactor=100, name="event_log_order"
                    ),
                ),
            ],
        )
    ]
