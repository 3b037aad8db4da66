# SPDX-License-Identifier: EUPL-1.2
"""The chain of events: what is hashed, and how an event is appended.

The hash of an event is SHA-256 over the canonical JSON of `content_of`: keys sorted, no spaces, UTF-8, times in
UTC with microseconds. It includes the hash of the event before it, so a chain can only be changed as a whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from motcua.dossiers.models import Dossier, Event

_PLAIN = frozenset({str, int, bool})
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one byte form of a JSON object that is hashed."""
    return _ENCODER.encode(content).encode()


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, in lower-case hex."""
    return hashlib.sha256(canonical(content)).hexdigest()


def moment(at: dt.datetime) -> str:
    """An instant as it is hashed and exported."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def plain(value: object) -> Any:
    """A value of a row as plain JSON. Decimals lose trailing zeros, so that 3 and 3.000 are one value."""
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, str | int):  # a member of an enumeration
        return str(value) if isinstance(value, str) else int(value)
    raise TypeError(f"{type(value).__name__} has no place in an event")


class EventRow(NamedTuple):
    """An event as it is read from its table, without the weight of a model: for walks over the whole log.

    `at` and `entered_at` are written by the database already as `moment` writes them.
    """

    sequence: int
    act: str
    at: str
    actor_kind: str
    person_id: int | None
    actor_name: str
    unit_id: int | None
    role: str
    title: str
    delegation: str
    state_before: str
    state_after: str
    data: Any
    previous_hash: str
    hash: str
    entered_at: str | None


def content_of(event: Event | EventRow, dossier_code: str) -> dict[str, Any]:
    """Everything of an event that its hash covers. `entered` stands in it only where an act was written down late."""
    content: dict[str, Any] = {
        "dossier": dossier_code,
        "sequence": event.sequence,
        "act": event.act,
        "at": event.at if isinstance(event, EventRow) else moment(event.at),
        "actor": {
            "kind": event.actor_kind,
            "person": event.person_id,
            "name": event.actor_name,
            "unit": event.unit_id,
            "role": event.role,
            "title": event.title,
            "delegation": event.delegation,
        },
        "from": event.state_before,
        "to": event.state_after,
        "data": event.data,
        "previous": event.previous_hash,
    }
    if event.entered_at is not None:
        content["entered"] = event.entered_at if isinstance(event, EventRow) else moment(event.entered_at)
    return content


def seal(event: Event, dossier: Dossier) -> Event:
    """Chain an unsaved event to its dossier: sequence, previous hash, own hash. The dossier's row must be locked."""
    event.sequence = dossier.last_sequence + 1
    event.previous_hash = dossier.last_hash
    event.hash = hash_of(content_of(event, dossier.code))
    dossier.last_sequence = event.sequence
    dossier.last_hash = event.hash
    dossier.last_event_at = event.at
    return event
