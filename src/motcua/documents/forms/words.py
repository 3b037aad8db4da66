# SPDX-License-Identifier: EUPL-1.2
"""Dates, times and counts as Vietnamese administrative documents write them (NĐ 30/2020 Phụ lục I)."""

from datetime import date, datetime

from motcua.law.clock import VIETNAM
from motcua.law.names import date_phrase, formal_date, formal_moment

SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def local(moment: datetime) -> datetime:
    """The same moment on a Vietnamese clock."""
    return moment.astimezone(VIETNAM)


def long_date(day: date | None) -> str:
    """ "ngày 05 tháng 02 năm 2026"; days below 10 and months 1 and 2 take a leading zero. Empty for None."""
    return formal_date(day) if day else ""


def long_day(moment: datetime | None) -> str:
    """The Vietnamese calendar day of a moment, in words."""
    return long_date(local(moment).date()) if moment else ""


def long_moment(moment: datetime | None) -> str:
    """ "14 giờ 30 phút, ngày 05 tháng 02 năm 2026". Empty for None."""
    return formal_moment(moment) if moment else ""


def short_date(moment: datetime | None) -> str:
    """ "05/02/2026". Empty for None."""
    return f"{local(moment):%d/%m/%Y}" if moment else ""


def short_moment(moment: datetime | None) -> str:
    """ "17:30 thứ Năm 12/03/2026". Empty for None."""
    if moment is None:
        return ""
    at = local(moment)
    return f"{at:%H:%M} {date_phrase(at.date())}"


def two_digits(count: int) -> str:
    """A count as forms write it: "02"; empty for zero."""
    return f"{count:02d}" if count else ""
