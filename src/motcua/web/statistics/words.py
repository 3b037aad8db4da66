# SPDX-License-Identifier: EUPL-1.2
"""Numbers, shares and windows as pages tell them, in the language of the page."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from motcua.dossiers.models import Channel
from motcua.law.report_windows import Period, Window, statistical_month_of
from motcua.reports.late_causes import cause_name
from motcua.statistics import TITLES, By, Cell, Key, M
from motcua.web.wording import spoken, tr


def measure_name(measure: M) -> str:
    """What a number is called, in the language of the page."""
    return tr(TITLES[measure])


def cell_name(cell: Cell) -> str:
    """What a figure is called, with the channels it is limited to."""
    channels = ", ".join(tr(Channel(one).label) for one in cell.question.channels)
    return f"{measure_name(cell.measure)} ({channels})" if channels else measure_name(cell.measure)


def head_of(measure: M) -> str:
    """The same above a column, where a long name is told shorter."""
    return _("Đang chờ bổ sung, tạm dừng") if measure is M.WAITING else measure_name(measure)


def cause_words(cause: str) -> str:
    """A cause of lateness as reports call it; "" is the cause of those for which none was stated."""
    return tr(cause_name(cause)) if cause else _("Chưa nêu nguyên nhân")


def judgement_words(judgement: str) -> str:
    """Early, on time, late of an ended dossier; empty for one that goes on."""
    said = {
        "early": _("trước hạn"),
        "on_time": _("đúng hạn"),
        "late": _("quá hạn"),
        "unknown": _("không rõ hạn"),
    }
    return said.get(judgement, "")


def number_words(value: float | None, places: int = 0) -> str:
    """`1.250` and `94,2` in Vietnamese, `1,250` and `94.2` in English; `–` for what is not known."""
    if value is None:
        return "–"
    text = f"{value:,.{places}f}"
    return text if spoken() == "en" else text.translate(_SWAPPED)


_SWAPPED = str.maketrans(",.", ".,")


def share(part: int, whole: int) -> float | None:
    """Percent; None where there is nothing to divide by: no data is not zero."""
    return 100 * part / whole if whole else None


def share_words(part: int, whole: int) -> str:
    """`94,2 %`, never rounded up to a hundred while something is missing; `–` without data."""
    value = share(part, whole)
    if value is None:
        return "–"
    if part == whole:
        return "100 %"
    return f"{number_words(min(value, 99.9), 1)} %"


def window_name(window: Window) -> str:
    """A window of the law in the language of the page: `Quý III năm 2026`."""
    last = window.last
    told = {"year": last.year, "month": f"{last:%m/%Y}"}
    match window.period:
        case Period.QUARTER:
            told["number"] = ("I", "II", "III", "IV")[(last.month - 1) // 3]
            return _("Quý %(number)s năm %(year)s") % told
        case Period.HALF_YEAR:
            return _("6 tháng đầu năm %(year)s") % told
        case Period.NINE_MONTHS:
            return _("9 tháng năm %(year)s") % told
        case Period.YEAR:
            return _("Năm %(year)s") % told
        case Period.STATISTICAL_MONTH:
            return _("Tháng thống kê %(month)s") % told
        case Period.MONTH:
            return _("Tháng %(month)s") % told
        case Period.WEEK:
            return week_words(window.first)


def key_name(key: Key) -> str:
    """What a row stands for; names of units, people and procedures are what they are."""
    if key.by is By.MONTH:
        return window_name(statistical_month_of(dt.date.fromisoformat(str(key.value))))
    return tr(key.label) if key.by in _TURNED else key.label


_TURNED = frozenset({By.LEVEL, By.CHANNEL, By.FIELD, By.OFFICER})


def week_words(monday: dt.date) -> str:
    """`09/03 – 15/03/2026`."""
    sunday = monday + dt.timedelta(days=6)
    return _("tuần %(first)s – %(last)s") % {"first": f"{monday:%d/%m}", "last": f"{sunday:%d/%m/%Y}"}
