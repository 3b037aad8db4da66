# SPDX-License-Identifier: EUPL-1.2
"""A brake on what anybody may press without signing in: so many times within so many minutes, then wait.

The count lies in the shared cache, so all worker processes count together. It runs from the first press and is not
prolonged by further ones: a busy counter is never shut out for good. It is a brake, not the lock: secrets and keys
are long enough to stand without it. Passwords have their own count (`motcua.accounts.locking`).
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from motcua.accounts.listening import origin_of

TOO_MANY = 429
"""HTTP status of the answer to one press too many."""


@dataclass(frozen=True, slots=True)
class Brake:
    """At most `most` presses within `minutes` at one door, which is told apart by words such as a key."""

    name: str
    most: int
    minutes: int

    def holds(self, *door: str) -> bool:
        """Whether the door is shut for now. One query."""
        return int(cache.get(self._row(door), 0)) >= self.most

    def count(self, *door: str) -> None:
        """One press more."""
        row = self._row(door)
        if not cache.add(row, 1, self.minutes * 60):
            # Between the two statements the minutes may be over; then there is nothing left to add to.
            with contextlib.suppress(ValueError):
                cache.incr(row)

    def _row(self, door: tuple[str, ...]) -> str:
        """A key for the cache: whatever was typed, of one length and readable by nobody."""
        return f"{self.name}:{hashlib.sha256(' '.join(door).encode()).hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """The network address a request comes from; empty when it is not known."""
    return origin_of(request).address or ""
