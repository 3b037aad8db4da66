# SPDX-License-Identifier: EUPL-1.2
"""The page of a failure that nobody expected, and of a server that has no room or no database: `handler500`.

Nothing is asked of the database here: it may be what failed.
"""

from __future__ import annotations

import errno
import sys
from enum import StrEnum

import psycopg
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from motcua.dossiers.performing import means_busy


class Cause(StrEnum):
    """What an administrator can mend without us."""

    FULL = "full"
    READ_ONLY = "read_only"
    AWAY = "away"
    BUSY = "busy"


_FOLDER = {errno.ENOSPC: Cause.FULL, errno.EDQUOT: Cause.FULL, errno.EROFS: Cause.READ_ONLY}
_AWAY = ("08", "57P")
"""SQLSTATEs of a connection that broke and of a server that stops or starts; one that never came has none."""


def failed(request: HttpRequest) -> HttpResponse:
    """The page: 503 with the cause when it is one of these, 500 otherwise. It works without a request."""
    cause = cause_of(sys.exc_info()[1])
    content = get_template("500.html").render({"cause": cause})
    return HttpResponse(content, status=503 if cause else 500)


def cause_of(error: BaseException | None) -> Cause | None:
    """The cause of an error, sought along the errors it came from; None for a fault of the program."""
    while error is not None:
        if isinstance(error, psycopg.errors.DiskFull):
            return Cause.FULL
        if means_busy(error):
            return Cause.BUSY
        if isinstance(error, psycopg.OperationalError) and (error.sqlstate or "08").startswith(_AWAY):
            return Cause.AWAY
        if isinstance(error, OSError) and error.errno in _FOLDER:
            return _FOLDER[error.errno]
        error = error.__cause__ or error.__context__
    return None
