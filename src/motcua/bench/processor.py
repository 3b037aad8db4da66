# SPDX-License-Identifier: EUPL-1.2
"""Processor time of this process and of the server process that answers it.

Unlike the time by the clock it hardly depends on what else the machine does.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

_NANOSECONDS = 1e-9


@dataclass(frozen=True, slots=True)
class Processor:
    """Tells processor time so far, in seconds. `backend`: where the system keeps that of the server process, if it
    runs on this machine and the system does."""

    backend: Path | None

    @classmethod
    def of_connection(cls) -> Processor:
        """The processor time of this process and of the one behind its connection, which must stay the same."""
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            (number,) = cursor.fetchone()
        own = Path("/proc") / str(number)
        try:
            is_server = (own / "comm").read_text().startswith("postgres")
            (own / "schedstat").read_text()
        except OSError:  # another machine, or a system without such files
            return cls(None)
        return cls(own / "schedstat" if is_server else None)

    def __call__(self) -> float:
        """Seconds so far. Raises OSError when the connection is gone."""
        server = 0.0
        if self.backend is not None:
            server = int(self.backend.read_text().split()[0]) * _NANOSECONDS
        return time.process_time() + server
