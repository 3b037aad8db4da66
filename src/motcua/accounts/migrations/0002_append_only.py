# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change or remove what happened to accounts.

And the cache that all processes share need not outlive a crash: its table is not written to the log of the server.
"""

from django.db import migrations

from motcua.append_only import append_only, refusal

FUNCTION = "motcua_accounts_refuse_change"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        refusal(FUNCTION),
        append_only("accounts_accountevent", function=FUNCTION),
        migrations.RunSQL(
            "alter table accounts_cacherow set unlogged", "alter table accounts_cacherow set logged"
        ),
    ]
