# SPDX-License-Identifier: EUPL-1.2
"""Calendars: what is refused when they are read, and the plain questions about working time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.deadlines import intake_due, latest_apology, transfer_due
from motcua.law.tests import deadline_cases as cases
from motcua.law.tests.deadline_cases import OFFICE, PLAIN, local
from motcua.law.time_errors import CalendarError, LimitError, NaiveTimeError, OutOfTableError
from motcua.law.working_time import (
    Calendar,
    Confidence,
    DayKind,
    Window,
    add_working_minutes,
    close_of_day,
    effective_receipt,
    is_open_for_reception,
    is_working_day,
    last_working_day_before,
    next_opening,
    working_minutes_between,
)

OFFICE_CALENDAR = cases.CALENDARS["plain"]


def with_windows(*windows):
    return {**PLAIN, "windows": {1: list(windows)}}


def with_day(**entry):
    return {**PLAIN, "days": [{"date": "2024-03-08", "kind": "holiday", "name": "Nghỉ", **entry}]}


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({**PLAIN, "code": ""}, "thiếu mã lịch"),
        ({**PLAIN, "windows": None}, "windows"),
        ({**PLAIN, "windows": {8: OFFICE}}, "ngày trong tuần “8”"),
        ({**PLAIN, "windows": {"12": OFFICE}}, "ngày trong tuần “12”"),
        ({**PLAIN, "windows": {1: "07:30-11:30"}}, "danh sách"),
        ({**PLAIN, "windows": {}}, "không có khung giờ nào"),
        (with_windows({"from": "07:30", "to": "11:30", "deadline": False}), "không có khung giờ nào"),
        (with_windows({"from": "07:30", "to": "11:30"}, {"from": "11:29", "to": "12:00"}), "chồng"),
        (with_windows({"from": "11:30", "to": "07:30"}), "kết thúc trước"),
        (with_windows({"from": "11:30", "to": "11:30"}), "kết thúc trước"),
        (with_windows({"from": "7h30", "to": "11:30"}), "HH:MM"),
        (with_windows({"from": 450, "to": "11:30"}), "HH:MM"),
        (with_windows({"from": "13:30", "to": "24:00"}), "HH:MM"),
        (with_windows({"from": "07:30"}), "cần from và to"),
        (with_windows({"from": "07:30", "to": "11:30", "deadine": False}), "chỉ được có các khóa"),
        (with_windows({"from": "07:30", "to": "11:30", "deadline": "no"}), "true hoặc false"),
        (with_day(kind="half_day"), "half_day"),
        (with_day(confidence="sure"), "sure"),
        (with_day(date="2024-02-30"), "2024-02-30"),
        (with_day(date="1989-12-31"), "1990"),
        (with_day(hours=4), "khóa lạ: hours"),
        (with_day(kind="swapped_working_day", as_weekday=0), "as_weekday"),
        (with_day(kind="swapped_working_day", as_weekday="Monday"), "as_weekday"),
        (with_day(kind="swapped_working_day", as_weekday=7), "không làm việc"),
        ({**PLAIN, "days": [*cases.TET, cases.TET[0]]}, "hai lần"),
        ({**PLAIN, "days": ["2024-03-08"]}, "phải có date"),
        ({**PLAIN, "covered": {"from": "2024-01-01"}}, "covered"),
        ({**PLAIN, "covered": {"from": "2024-01-02", "to": "2024-01-01"}}, "covered"),
    ],
)
def test_a_doubtful_calendar_is_refused_with_its_reason(mapping, words):
    with pytest.raises(CalendarError) as refusal:
        Calendar.from_mapping(mapping)
    assert words in str(refusal.value)
    assert refusal.value.code == "calendar_refused"


def test_a_date_twice_in_the_shared_list_is_refused_but_own_days_replace_shared_ones():
    with pytest.raises(CalendarError, match="hai lần"):
        Calendar.from_mapping({**PLAIN, "days": []}, days=[*cases.TET, *cases.TET])
    own = {"date": "2024-02-08", "kind": "swapped_working_day", "name": "Đơn vị trực Tết"}
    calendar = Calendar.from_mapping({**PLAIN, "days": [own]}, days=cases.TET)
    assert is_working_day(calendar, date(2024, 2, 8))
    assert not is_working_day(calendar, date(2024, 2, 9))


def test_a_calendar_keeps_what_was_configured():
    calendar = cases.CALENDARS["saturday"]
    assert calendar.week[5] == (Window(450, 690, deadline=False, reception=True),)
    first = calendar.days[0]
    assert (first.date, first.kind, first.confidence) == (
        date(2024, 2, 8),
        DayKind.HOLIDAY,
        Confidence.VERIFIED,
    )
    assert calendar.covered == (date(2024, 1, 1), date(2024, 12, 31))
    assert calendar == Calendar.from_mapping(cases.SATURDAY)
    assert Calendar.from_mapping({**PLAIN, "covered": None}).covered is None


def test_reception_hours_are_apart_from_counting_hours():
    saturday = cases.CALENDARS["saturday"]
    assert is_open_for_reception(saturday, local("2024-03-09T08:00"))
    assert not is_open_for_reception(saturday, local("2024-03-09T11:30"))
    assert not is_open_for_reception(OFFICE_CALENDAR, local("2024-03-09T08:00"))
    assert not is_working_day(saturday, date(2024, 3, 9))
    assert not is_open_for_reception(saturday, local("2024-02-10T08:00"))  # a Saturday in Tết
    back_office = Calendar.from_mapping(
        with_windows({"from": "07:00", "to": "16:30"}, {"from": "16:30", "to": "17:00", "reception": False})
    )
    assert not is_open_for_reception(back_office, local("2024-03-04T16:30"))
    assert effective_receipt(back_office, local("2024-03-04T16:45")) == local("2024-03-04T16:45")


def test_swapped_day_takes_the_windows_it_stands_in_for():
    odd = cases.CALENDARS["odd"]  # Wednesday 6 March 2024 is worked with Friday's 45 minutes
    assert working_minutes_between(odd, local("2024-03-06T00:00"), local("2024-03-07T00:00")) == 45
    assert close_of_day(odd, date(2024, 3, 6)) == local("2024-03-06T07:45")


def test_other_zones_are_converted_and_naive_moments_refused():
    assert effective_receipt(OFFICE_CALENDAR, datetime(2024, 3, 4, 3, 0, tzinfo=UTC)) == local(
        "2024-03-04T10:00"
    )
    with pytest.raises(NaiveTimeError, match="múi giờ"):
        effective_receipt(OFFICE_CALENDAR, datetime(2024, 3, 4, 10, 0))  # noqa: DTZ001


@pytest.mark.parametrize("text", ["1989-12-31T23:59", "2111-01-01T00:00", "0001-01-01T00:00"])
def test_moments_outside_the_tables_are_refused(text):
    with pytest.raises(OutOfTableError, match="1990–2110"):
        effective_receipt(OFFICE_CALENDAR, local(text))
    with pytest.raises(OutOfTableError):
        is_working_day(OFFICE_CALENDAR, local(text).date())


def test_the_utmost_zone_conversion_is_a_refusal_not_a_crash():
    with pytest.raises(OutOfTableError):
        effective_receipt(OFFICE_CALENDAR, datetime.max.replace(tzinfo=UTC))


def test_close_of_day_and_next_opening():
    assert close_of_day(OFFICE_CALENDAR, date(2024, 3, 4)) == local("2024-03-04T17:30")
    with pytest.raises(LimitError, match="ngày nghỉ"):
        close_of_day(OFFICE_CALENDAR, date(2024, 3, 9))
    assert next_opening(OFFICE_CALENDAR, local("2024-03-04T07:30")) == local("2024-03-04T07:30")
    assert next_opening(OFFICE_CALENDAR, local("2024-03-04T07:31")) == local("2024-03-04T13:30")
    assert next_opening(OFFICE_CALENDAR, local("2024-02-07T13:31")) == local("2024-02-15T07:30")
    assert last_working_day_before(OFFICE_CALENDAR, date(2024, 2, 15)) == date(2024, 2, 7)
    with pytest.raises(OutOfTableError):
        last_working_day_before(OFFICE_CALENDAR, date(1990, 1, 1))


@settings(max_examples=100)
@given(code=cases.codes, at=cases.moments, minutes=st.integers(0, 3000))
def test_minutes_between_are_those_of_the_walk(code, at, minutes):
    walked = sum(
        cases.works(cases.CONFIGURATIONS[code], (at + timedelta(minutes=n)).replace(tzinfo=None))
        for n in range(minutes)
    )
    later = at + timedelta(minutes=minutes)
    assert working_minutes_between(cases.CALENDARS[code], at, later) == walked
    assert working_minutes_between(cases.CALENDARS[code], later, at) == -walked


@settings(max_examples=100)
@given(code=cases.codes, at=cases.moments, minutes=st.integers(1, 3000))
def test_added_minutes_are_used_up_then_and_not_a_minute_earlier(code, at, minutes):
    calendar = cases.CALENDARS[code]
    end = add_working_minutes(calendar, at, minutes)
    assert working_minutes_between(calendar, at, end) == minutes
    assert working_minutes_between(calendar, at, end - timedelta(minutes=1)) == minutes - 1


def test_no_minutes_cannot_be_added():
    with pytest.raises(LimitError):
        add_working_minutes(OFFICE_CALENDAR, local("2024-03-04T10:00"), 0)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2024-03-04T14:59", "2024-03-04T17:30"),
        ("2024-03-04T15:00", "2024-03-05T07:30"),
        ("2024-03-04T19:00", "2024-03-05T07:30"),
        ("2024-03-08T15:30", "2024-03-11T07:30"),
        ("2024-03-04T05:00", "2024-03-04T17:30"),
        ("2024-03-09T09:00", "2024-03-11T17:30"),  # taken in on Saturday: takes effect Monday morning
        ("2024-03-09T16:00", "2024-03-11T17:30"),
    ],
)
def test_transfer_on_the_day_or_at_the_next_opening(received, due):
    assert transfer_due(cases.CALENDARS["saturday"], local(received)) == local(due)


def test_transfer_with_another_cutoff():
    assert transfer_due(OFFICE_CALENDAR, local("2024-03-04T15:30"), time(16, 0)) == local("2024-03-04T17:30")


def test_online_intake_takes_eight_working_hours():
    assert intake_due(OFFICE_CALENDAR, local("2024-03-08T16:00")) == local("2024-03-11T16:00")
    assert intake_due(OFFICE_CALENDAR, local("2024-03-09T22:00")) == local("2024-03-11T17:30")


@pytest.mark.parametrize(
    ("due", "days", "latest"),
    [
        ("2024-03-07T17:30", 1, "2024-03-06T17:30"),
        ("2024-03-11T10:00", 1, "2024-03-08T17:30"),
        ("2024-02-15T17:30", 1, "2024-02-07T17:30"),
        ("2024-03-07T17:30", 2, "2024-03-05T17:30"),
    ],
)
def test_latest_apology_is_the_last_office_moment_before_the_due_date(due, days, latest):
    assert latest_apology(OFFICE_CALENDAR, local(due), days) == local(latest)
