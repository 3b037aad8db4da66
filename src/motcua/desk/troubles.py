# SPDX-License-Identifier: EUPL-1.2
"""Is the mail well? How many wait, how many should have left long ago, how many never will."""

from __future__ import annotations

import datetime as dt

from motcua.desk import outbox
from motcua.desk.models import Mail

_LATE = dt.timedelta(minutes=30)
_AT_MOST = 1000


def troubles(now: dt.datetime) -> tuple[int, int, int]:
    """Mails waiting, of these overdue by half an hour, and mails that are stuck; each up to a thousand."""
    waiting = Mail.objects.filter(state=Mail.State.WAITING)
    overdue = waiting.filter(next_try_at__lt=now - _LATE)
    counts = [rows.order_by()[:_AT_MOST].count() for rows in (waiting, overdue, outbox.stuck())]
    return counts[0], counts[1], counts[2]
