# SPDX-License-Identifier: EUPL-1.2
"""Writing and reading what happened to accounts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from motcua.accounts.models import AccountEvent, AccountEventKind
from motcua.organisations.models import Person

_LONGEST_BROWSER = 200
_LONGEST_DETAIL = 255


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something came from: the network address, what the browser calls itself, and who did it for another."""

    address: str | None = None
    browser: str = ""
    by: Person | None = None


COMMAND_LINE = Origin(browser="motcua account")
"""Somebody who may run commands on the server."""


def record(
    kind: AccountEventKind, person: Person | None, origin: Origin, now: dt.datetime, detail: str = ""
) -> AccountEvent:
    """Add one row. `person` is the one it happened to."""
    by = origin.by if origin.by is None or person is None or origin.by.pk != person.pk else None
    return AccountEvent.objects.create(
        at=now,
        kind=kind,
        person=person,
        by=by,
        address=origin.address,
        browser=origin.browser[:_LONGEST_BROWSER],
        detail=detail[:_LONGEST_DETAIL],
    )


def latest_of(person: Person) -> QuerySet[AccountEvent]:
    """The latest twenty things that happened to the account of `person`, newest first."""
    return AccountEvent.objects.filter(person=person).select_related("by").order_by("-id")[:20]
