# SPDX-License-Identifier: EUPL-1.2
"""Checkpoints in tests: other test runs share the server, and their open transactions make ours wait to be final."""

from __future__ import annotations

import time

from django.db import connection
from django.utils import timezone

from motcua.dossiers.audit import make_checkpoint
from motcua.dossiers.models import Checkpoint

_FINAL = """
select coalesce(max(transaction) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint, true)
from dossiers_event where generation = (select max(generation) from dossiers_event)
"""


def wait_until_final() -> None:
    """Wait until no transaction of anybody on this server is older than our last event."""
    for _ in range(12_000):  # the long tests of others run in one transaction each
        with connection.cursor() as cursor:
            cursor.execute(_FINAL)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise TimeoutError("a transaction older than the last event is still open on the test server")


def checkpointed() -> Checkpoint:
    """A checkpoint over every event so far."""
    wait_until_final()
    made = make_checkpoint(timezone.now())
    assert made is not None
    return made
