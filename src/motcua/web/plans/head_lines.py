# SPDX-License-Identifier: EUPL-1.2
"""Lists of a plan's head as lines of a form: legal bases and when reports are due, in Vietnamese both ways."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.law.names import fold

PERIODS: Final = {
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "6 tháng",
    "yearly": "hằng năm",
}
"""Periods of reports as the reader calls them, and as a line says them."""
MONTHS: Final = {"prev_month": "tháng trước", "last_month": "tháng cuối"}
"""The month before the period, and the last one of it."""
_DAY: Final = re.compile(r"(?:ngay )?(\d{1,2}) (thang truoc|thang cuoi)")
_BY_FOLDED_PERIOD: Final = {fold(words): name for name, words in PERIODS.items()}
_BY_FOLDED_MONTH: Final = {fold(words): name for name, words in MONTHS.items()}


def bases_shown(rows: list[dict[str, Any]]) -> str:
    """One line for each document: kind, number, day, who issued it."""
    return "\n".join(
        " | ".join(
            (str(one.get("type") or ""), str(one.get("number") or ""), _day_shown(one), _issuer(one))
        ).rstrip(" |")
        for one in rows
    )


def _issuer(one: dict[str, Any]) -> str:
    return str(one.get("issuer") or "")


def _day_shown(one: dict[str, Any]) -> str:
    told = str(one.get("date") or "")
    try:
        return f"{dt.date.fromisoformat(told):%d/%m/%Y}"
    except ValueError:
        return told


def basis_of(line: str) -> dict[str, Any]:
    """One document the plan rests on. Raises `ValidationError` for a day that is none."""
    kind, number, told, issuer = _parts(line)
    day = _day_of(told, kind) if told else None
    return {"type": kind, "number": number or None, "date": day, "issuer": issuer or None}


def _day_of(told: str, kind: str) -> str:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(told, form).date().isoformat()  # noqa: DTZ007  a civil day, no moment
        except ValueError:
            continue
    raise ValidationError(
        _("Ngày của “%(kind)s” chưa đúng; hãy viết như 31/01/2026.") % {"kind": kind or told}
    )


def reporting_shown(rows: list[dict[str, Any]]) -> str:
    """One line for each period: how often, figures from, to, and by when the report is sent."""
    return "\n".join(
        " | ".join(
            (
                PERIODS.get(str(one.get("period")), str(one.get("period") or "")),
                *(_place_shown(one.get(name)) for name in ("data_from", "data_to", "due")),
            )
        ).rstrip(" |")
        for one in rows
    )


def _place_shown(told: Any) -> str:
    """`prev_month:15` as “ngày 15 tháng trước”; what is nothing of the kind as it stands."""
    month, _colon, day = str(told or "").partition(":")
    return f"ngày {day} {MONTHS[month]}" if month in MONTHS else str(told or "")


def period_of(line: str) -> dict[str, Any]:
    """One period of reports, in the words of the reader. Raises `ValidationError` for what nobody could count by."""
    told, first, last, due = _parts(line)
    period = _BY_FOLDED_PERIOD.get(fold(told))
    if period is None:
        raise ValidationError(
            _("Chưa hiểu kỳ “%(told)s”; hãy viết một trong: %(known)s.")
            % {"told": told, "known": ", ".join(PERIODS.values())}
        )
    return {"period": period, "data_from": _place(first), "data_to": _place(last), "due": _place(due)}


def _place(told: str) -> str | None:
    if not told:
        return None
    found = _DAY.fullmatch(fold(told))
    if found is None or not 1 <= int(found[1]) <= 31:
        raise ValidationError(
            _("Chưa hiểu “%(told)s”; hãy viết như “ngày 15 tháng trước” hoặc “ngày 20 tháng cuối”.")
            % {"told": told}
        )
    return f"{_BY_FOLDED_MONTH[found[2]]}:{int(found[1])}"


def _parts(line: str) -> tuple[str, str, str, str]:
    kind, number, told, more = [*(part.strip() for part in line.split("|")), "", "", "", ""][:4]
    return kind, number, told, more
