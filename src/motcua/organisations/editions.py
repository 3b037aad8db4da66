# SPDX-License-Identifier: EUPL-1.2
"""Editions of calendars: what an office decided about its hours and days, whole and never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Greatest

from motcua.law.calendar_config import Window
from motcua.law.working_time import Calendar
from motcua.organisations.calendars import EDITION, CalendarUnknown, calendar_codes, load_calendar
from motcua.organisations.models import CalendarEdition, Position, Unit, in_force

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""Names of the days of the week, Monday first."""


@dataclass(frozen=True, slots=True)
class CalendarInUse:
    """A calendar that units of an administrator use, by the code they name now."""

    code: str
    calendar: Calendar
    units: int


def base_of(code: str) -> str:
    """The calendar that an edition is one of; the code itself when it is none."""
    return code.partition(EDITION)[0]


def read_edition(code: str) -> Calendar:
    """The calendar of an edition. Raises `CalendarUnknown`."""
    base, _, number = code.partition(EDITION)
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    found = CalendarEdition.objects.filter(base=base, number=int(number)).first() if is_number else None
    if found is None:
        raise CalendarUnknown(code)
    return Calendar.from_mapping({**found.content, "code": code, "name": found.name})


def family(base: str, prefix: str = "") -> Q:
    """Rows whose `calendar_code` is the base or one of its editions."""
    column = f"{prefix}calendar_code"
    return Q(**{column: base}) | Q(**{f"{column}__startswith": f"{base}{EDITION}"})


def content_of(calendar: Calendar) -> dict[str, Any]:
    """A calendar as plain JSON, the same whichever way it was made."""
    days = [
        {
            "date": day.date.isoformat(),
            "kind": day.kind.value,
            "name": day.name,
            "source": day.source,
            "confidence": day.confidence.value,
            "as_weekday": day.as_weekday,
        }
        for day in calendar.days
    ]
    covered = calendar.covered
    return {
        "windows": {
            str(number): [_window(window) for window in windows]
            for number, windows in enumerate(calendar.week, start=1)
        },
        "days": days,
        "covered": {"from": covered[0].isoformat(), "to": covered[1].isoformat()} if covered else None,
    }


def clock_of(minute: int) -> str:
    """Minutes since midnight as `07:30`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _window(window: Window) -> dict[str, object]:
    return {
        "from": clock_of(window.start),
        "to": clock_of(window.end),
        "deadline": window.deadline,
        "reception": window.reception,
    }


def differences(before: Calendar, after: Calendar) -> list[tuple[str, str]]:
    """What a new edition changes, as pairs (as it was, as it will be), hours first; "" where there was nothing."""
    changes = []
    for name, old, new in zip(WEEKDAYS, before.week, after.week, strict=True):
        if old != new:
            changes.append((f"{name}: {hours_of(old)}", f"{name}: {hours_of(new)}"))
    olds, news = ({day.date: day for day in calendar.days} for calendar in (before, after))
    for day in sorted(olds.keys() | news.keys()):
        was, now = olds.get(day), news.get(day)
        if (was and (was.kind, was.as_weekday)) != (now and (now.kind, now.as_weekday)):
            old_name, new_name = (f"{day:%d/%m/%Y}: {one.name}" if one else "" for one in (was, now))
            changes.append((old_name, new_name))
    if before.covered != after.covered and after.covered:
        old_end = f"đủ ngày nghỉ đến {before.covered[1]:%d/%m/%Y}" if before.covered else ""
        changes.append((old_end, f"đủ ngày nghỉ đến {after.covered[1]:%d/%m/%Y}"))
    return changes


def first_change(before: Calendar, after: Calendar) -> dt.date | None:
    """The first day on which the calendars differ; None when their hours do, and so every day may.

    A due date before that day cannot move.
    """
    if before.week != after.week:
        return None
    kinds = [{day.date: (day.kind, day.as_weekday) for day in one.days} for one in (before, after)]
    days = kinds[0].keys() | kinds[1].keys()
    return min((day for day in days if kinds[0].get(day) != kinds[1].get(day)), default=dt.date.max)


def hours_of(windows: tuple[Window, ...]) -> str:
    """The windows of a day in words that the editor reads back."""
    return ", ".join(
        f"{clock_of(one.start)}-{clock_of(one.end)}"
        + ("" if one.deadline else " chỉ nhận")
        + ("" if one.reception else " không nhận")
        for one in windows
    )


def calendars_in_use(units: frozenset[int]) -> list[CalendarInUse]:
    """The calendars that these units name, the most used first, then those on file that none uses. One query."""
    counts: dict[str, int] = {}
    for code in Unit.objects.filter(pk__in=sorted(units)).values_list("calendar_code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    for code in calendar_codes():
        counts.setdefault(code, 0)
    found = [CalendarInUse(code, load_calendar(code), count) for code, count in counts.items()]
    return sorted(found, key=lambda one: (-one.units, one.code))


def calendars_of_staff(day: dt.date) -> list[Calendar]:
    """The calendars of the units in which somebody works on `day`. One query."""
    staffed = Position.objects.filter(in_force(day)).values("unit_id")
    codes = (
        Unit.objects.filter(pk__in=staffed).order_by("calendar_code").values_list("calendar_code", flat=True)
    )
    return [load_calendar(code) for code in codes.distinct()]


def latest_editions() -> list[CalendarEdition]:
    """The latest twenty editions, newest first."""
    return list(CalendarEdition.objects.select_related("made_by").order_by("-made_at", "-id")[:20])


def edition(edition_id: int) -> CalendarEdition | None:
    """One edition."""
    return CalendarEdition.objects.select_related("made_by").filter(pk=edition_id).first()


def unfinished() -> list[CalendarEdition]:
    """Editions whose open dossiers were not all counted anew yet, oldest first."""
    return list(CalendarEdition.objects.filter(recounted_at__isnull=True).order_by("id"))


def note_progress(edition_id: int, upto: int, moved: int, done_at: dt.datetime | None) -> None:
    """Keep how far the open dossiers were counted anew. Two runners at once never set each other back."""
    changes: dict[str, object] = {
        "recounted_upto": Greatest(F("recounted_upto"), upto),
        "recounted_moved": F("recounted_moved") + moved,
    }
    if done_at is not None:
        changes["recounted_at"] = done_at
    CalendarEdition.objects.filter(pk=edition_id).update(**changes)


def candidate(code: str, name: str, content: Mapping[str, Any]) -> Calendar:
    """A calendar that is not published yet. Raises `CalendarError` when it contradicts itself."""
    return Calendar.from_mapping({**content, "code": code, "name": name})
