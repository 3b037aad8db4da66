# SPDX-License-Identifier: EUPL-1.2
"""Calendars on file load, by code, without Django."""

import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pytest

from motcua.law import working_time as wt
from motcua.law.clock import VIETNAM
from motcua.organisations import calendars


@pytest.mark.parametrize("code", calendars.calendar_codes())
def test_every_calendar_loads_and_has_eight_hours_a_day(code: str) -> None:
    calendar = calendars.load_calendar(code)
    assert calendar.code == code
    monday, tuesday = (datetime.combine(date(2026, 3, day), time(0), VIETNAM) for day in (2, 3))
    assert wt.working_minutes_between(calendar, monday, tuesday) == 480


def test_default_calendar() -> None:
    calendar = calendars.load_calendar("vn-admin")
    assert wt.is_working_day(calendar, date(2026, 8, 22))  # a Saturday worked for Monday 31 August
    assert not wt.is_working_day(calendar, date(2026, 8, 31))
    assert not wt.is_working_day(calendar, date(2027, 2, 10))
    assert wt.close_of_day(calendar, date(2026, 3, 2)).time() == time(17, 30)


def test_saturday_morning_is_open_but_does_not_count() -> None:
    calendar = calendars.load_calendar("vn-admin-saturday")
    saturday = datetime(2026, 3, 7, 9, 0, tzinfo=VIETNAM)
    assert wt.is_open_for_reception(calendar, saturday)
    assert not wt.is_working_day(calendar, saturday.date())
    assert not wt.is_open_for_reception(calendars.load_calendar("vn-admin"), saturday)


def test_a_calendar_is_read_once() -> None:
    assert calendars.load_calendar("vn-admin") is calendars.load_calendar("vn-admin")


@pytest.mark.parametrize("code", ["vn-nowhere", "", "vn-public-days", "../calendars/vn-admin"])
def test_unknown_code_names_the_known_ones(code: str) -> None:
    with pytest.raises(calendars.CalendarUnknown, match="vn-admin-saturday"):
        calendars.load_calendar(code)


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "0", "1", "²", "một", "9" * 5000])
def test_an_edition_that_is_not_there_is_named(number: str) -> None:
    with pytest.raises(calendars.CalendarUnknown, match="vn-admin@"):
        calendars.load_calendar(f"vn-admin@{number}")


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "calendars").mkdir()
    monkeypatch.setattr(calendars, "DATA", tmp_path)
    return tmp_path / "calendars"


@pytest.mark.parametrize(
    ("days", "complaint"),
    [
        ("- just a list", "bảng khóa"),
        ("days: [", "YAML"),
        ("days: []", "covered"),
        (
            "covered: {from: 2031-01-01, to: 2031-12-31}\ndays: [{date: 2031-01-01, source: x}]",
            "không có trong sources",
        ),
    ],
)
def test_broken_days_file_is_named(own_folder: Path, days: str, complaint: str) -> None:
    (own_folder / "broken-days.yaml").write_text(days, encoding="utf-8")
    (own_folder / "broken.yaml").write_text("code: broken\ndays_from: [broken-days]\n", encoding="utf-8")
    with pytest.raises(calendars.CalendarFileBroken, match=complaint) as caught:
        calendars.load_calendar("broken")
    assert "broken-days.yaml" in str(caught.value)


def test_missing_days_file_is_named(own_folder: Path) -> None:
    (own_folder / "lonely.yaml").write_text("code: lonely\ndays_from: [gone-days]\n", encoding="utf-8")
    with pytest.raises(calendars.CalendarFileBroken, match="gone-days"):
        calendars.load_calendar("lonely")


def test_loading_needs_no_django() -> None:
    script = (
        "import sys; from motcua.organisations.calendars import load_calendar; load_calendar('vn-admin'); "
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
