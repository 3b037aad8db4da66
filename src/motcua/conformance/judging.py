# SPDX-License-Identifier: EUPL-1.2
"""Where working time decides whether something is a finding. Pure: moments come as facts, nothing is asked.

A judge may add facts for the words of a finding; None: no finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from motcua.law.deadlines import intake_due
from motcua.law.working_time import working_minutes_between
from motcua.organisations.calendars import load_calendar

Told = Mapping[str, Any]
Judge = Callable[[dt.datetime, Told, dt.datetime], dict[str, Any] | None]
"""Of the moment of the event, the facts, and now."""

IDLE_DAYS = 5
"""Working days without any event after which a running dossier is idle. A choice of the house, not of a decree."""

SHORTLY_MINUTES = 480
"""A clock that is stopped with no more than a working day left stands shortly before the due date."""

_DAY = 480


def intake_late(at: dt.datetime, told: Told, now: dt.datetime) -> dict[str, Any] | None:
    """An online filing answered after its 8 working hours, or not at all until now (NĐ 61/2018 Đ.17.2)."""
    due = intake_due(load_calendar(told["calendar"]), _moment(told["filed"]))
    answered = now if told.get("waiting") else at
    return {"due": due.isoformat()} if answered > due else None


def half_gone(at: dt.datetime, told: Told, now: dt.datetime) -> dict[str, Any] | None:
    """Asked for when more than half of the working time from receipt to due date was over."""
    if told["due"] is None:
        return None
    calendar = load_calendar(told["calendar"])
    receipt = _moment(told["from"])
    used = working_minutes_between(calendar, receipt, at)
    whole = working_minutes_between(calendar, receipt, _moment(told["due"]))
    return {"used": used, "whole": whole} if 2 * used > whole > 0 else None


def stood_shortly_before(at: dt.datetime, told: Told, now: dt.datetime) -> dict[str, Any] | None:
    """The clock was stopped with at most a working day left, and the dossier ended after the date it had then."""
    calendar = load_calendar(told["calendar"])
    left = working_minutes_between(calendar, _moment(told["stood"]), _moment(told["due"]))
    return {"left": left} if left <= SHORTLY_MINUTES else None


def idle_long(at: dt.datetime, told: Told, now: dt.datetime) -> dict[str, Any] | None:
    """Nothing happened for more than five working days."""
    still = working_minutes_between(load_calendar(told["calendar"]), at, now)
    return {"still": still} if still > IDLE_DAYS * _DAY else None


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
