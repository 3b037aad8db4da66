# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove the record of who changed the catalogue."""

from django.db import migrations

from motcua.append_only import append_only, refusal

FUNCTION = "motcua_catalogue_refuse_change"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_changes")]
    operations = [refusal(FUNCTION), append_only("catalogue_cataloguechange", function=FUNCTION)]
