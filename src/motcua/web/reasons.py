# SPDX-License-Identifier: EUPL-1.2
"""Why somebody without a task on a dossier wants to see it: kept in their session for some hours."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.http import HttpRequest

REASON_HOLDS: Final = dt.timedelta(hours=4)
"""How long a reason, once given, opens the same dossier in the same session."""

_KEPT: Final = "look_reasons"


def given_reason(request: HttpRequest, code: str, now: dt.datetime) -> str:
    """The reason that still holds for this dossier; empty when none does."""
    reason, until = _all(request).get(code, ("", ""))
    return reason if until and dt.datetime.fromisoformat(until) > now else ""


def keep_reason(request: HttpRequest, code: str, reason: str, now: dt.datetime) -> None:
    """Remember the reason; those that ended are forgotten."""
    holding = {one: pair for one, pair in _all(request).items() if dt.datetime.fromisoformat(pair[1]) > now}
    request.session[_KEPT] = {**holding, code: [reason, (now + REASON_HOLDS).isoformat()]}


def _all(request: HttpRequest) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = request.session.get(_KEPT, {})
    return kept
