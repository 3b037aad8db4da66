# SPDX-License-Identifier: EUPL-1.2
"""What has to be done by itself every few minutes: write the mails that are due, send them, tidy up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from motcua.desk import outbox
from motcua.desk.mailing import write_mails
from motcua.desk.models import Mail


@dataclass(frozen=True, slots=True)
class Tended:
    """What one round did."""

    written: int
    sent: int
    waiting: int
    uncertain: int
    failed: int
    tidied: int


def tend(now: dt.datetime) -> Tended:
    """One round. Without a mail server nothing is written, so that nothing old is sent when there is one."""
    if not settings.MAIL_ENABLED:
        return Tended(0, 0, 0, 0, 0, outbox.tidy(now))
    written = write_mails(now)
    counts = outbox.send_due(now)
    return Tended(
        written,
        counts.get(Mail.State.SENT, 0),
        counts.get(Mail.State.WAITING, 0),
        counts.get(Mail.State.UNCERTAIN, 0),
        counts.get(Mail.State.FAILED, 0),
        outbox.tidy(now),
    )
