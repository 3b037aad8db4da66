# SPDX-License-Identifier: EUPL-1.2
"""Which mails a person wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from motcua.desk.models import MailChoice
from motcua.law.warnings import WarningKind

AT_ONCE: Final = frozenset(
    {
        WarningKind.LATE,
        WarningKind.APOLOGY_NEEDED,
        WarningKind.APOLOGY_TO_SIGN,
        WarningKind.INTAKE,
        WarningKind.CONSULTATION,
        WarningKind.MENTION,
    }
)
"""Kinds that may be mailed as soon as they come up; the others change too often and come with the morning's mail."""

DEFAULT_AT_ONCE: Final = frozenset(
    {WarningKind.APOLOGY_NEEDED, WarningKind.APOLOGY_TO_SIGN, WarningKind.INTAKE, WarningKind.MENTION}
)
"""What is mailed at once to whoever never chose."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one person wants by mail."""

    digest: bool = True
    at_once: frozenset[WarningKind] = DEFAULT_AT_ONCE


def choice_of(person_id: int) -> Chosen:
    """What the person chose, or the defaults."""
    return chosen(MailChoice.objects.filter(person_id=person_id).first())


def chosen(row: MailChoice | None) -> Chosen:
    """The choice that a row holds; no row: the defaults. A kind that is gone is passed over."""
    if row is None:
        return Chosen()
    known = {kind.value for kind in AT_ONCE}
    return Chosen(row.digest, frozenset(WarningKind(kind) for kind in row.at_once if kind in known))


def choose(person_id: int, *, digest: bool, at_once: Collection[WarningKind], now: dt.datetime) -> None:
    """Keep what the person wants by mail; safe to repeat."""
    kinds = sorted(kind.value for kind in AT_ONCE.intersection(at_once))
    MailChoice.objects.update_or_create(
        person_id=person_id, defaults={"digest": digest, "at_once": kinds, "chosen_at": now}
    )
