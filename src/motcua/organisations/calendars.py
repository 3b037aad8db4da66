# SPDX-License-Identifier: EUPL-1.2
"""Working-time calendars: those of the project's data files, and the editions that offices decided themselves.

A code with an @ names an edition (`vn-admin@3`), kept in the database; all others need neither Django nor a database.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from motcua.datafiles import DATA, read_yaml
from motcua.errors import MotCuaError
from motcua.law.working_time import Calendar

__all__ = ["DATA", "CalendarFileBroken", "CalendarUnknown", "calendar_codes", "load_calendar", "load_days"]

EDITION: Final = "@"
"""Stands between the base and the number of an edition."""

_FOLDER: Final = "calendars"
_DAYS_SUFFIX: Final = "-days"


class CalendarUnknown(MotCuaError, LookupError):
    """No calendar of this code is on file."""

    code = "calendar_unknown"

    def __init__(self, code: str) -> None:
        known = ", ".join(calendar_codes())
        super().__init__(f"Không có lịch làm việc «{code}». Hãy chọn một trong các lịch: {known}.")
        self.calendar = code


class CalendarFileBroken(MotCuaError, ValueError):
    """A calendar or days file cannot be read as one."""

    code = "calendar_file_broken"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Tệp lịch {path.name} không dùng được: {reason}. Hãy sửa tệp rồi chạy lại.")
        self.path = path


def calendar_codes() -> tuple[str, ...]:
    """Codes of the calendars on file, in alphabetical order."""
    names = (path.stem for path in (DATA / _FOLDER).glob("*.yaml"))
    return tuple(sorted(name for name in names if not name.endswith(_DAYS_SUFFIX)))


@functools.cache
def load_calendar(code: str) -> Calendar:
    """The calendar `code` with the public days it names; read once per process. Editions never change.

    Raises `CalendarUnknown` for a code that is not on file, `CalendarFileBroken` for a file that cannot be
    read, and what `Calendar.from_mapping` raises for a calendar that makes no sense.
    """
    if EDITION in code:
        from motcua.organisations.editions import read_edition  # the only calendars that need the database

        return read_edition(code)
    if code not in calendar_codes():
        raise CalendarUnknown(code)
    mapping = _read(DATA / _FOLDER / f"{code}.yaml")
    covered: list[tuple[dt.date, dt.date]] = []
    days = [dict(day) for day in mapping.get("days", ())]
    for name in mapping.get("days_from", ()):
        span, listed = load_days(name)
        covered.append(span)
        days.extend(dict(day) for day in listed)
    return Calendar.from_mapping(_with_cover(mapping, covered), days=days)


@functools.cache
def load_days(name: str) -> tuple[tuple[dt.date, dt.date], tuple[Mapping[str, Any], ...]]:
    """The span a days file covers (first and last day) and its days, each with its source spelled out."""
    path = DATA / _FOLDER / f"{name}.yaml"
    if not name.endswith(_DAYS_SUFFIX) or not path.is_file():
        raise CalendarFileBroken(path, f"không tìm thấy danh sách ngày «{name}»")
    mapping = _read(path)
    sources = mapping.get("sources", {})
    days = []
    for day in mapping.get("days", ()):
        source = day.get("source", "")
        if source not in sources:
            raise CalendarFileBroken(
                path, f"ngày {day.get('date')} dẫn nguồn «{source}» không có trong sources"
            )
        days.append({**day, "source": sources[source]})
    covered = mapping.get("covered") or {}
    if not {"from", "to"} <= covered.keys():
        raise CalendarFileBroken(path, "thiếu khoảng ngày covered (from, to)")
    return (covered["from"], covered["to"]), tuple(days)


def _with_cover(mapping: Mapping[str, Any], spans: list[tuple[dt.date, dt.date]]) -> dict[str, Any]:
    """Adds the span that all the days files cover, unless the calendar states its own."""
    merged = {key: value for key, value in mapping.items() if key != "days"}
    if spans and "covered" not in merged:
        merged["covered"] = {"from": max(first for first, _ in spans), "to": min(last for _, last in spans)}
    return merged


def _read(path: Path) -> dict[str, Any]:
    try:
        loaded = read_yaml(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise CalendarFileBroken(path, f"không đúng cú pháp YAML ({error})") from error
    if not isinstance(loaded, dict):
        raise CalendarFileBroken(path, "nội dung phải là một bảng khóa – giá trị")
    return loaded
