# SPDX-License-Identifier: EUPL-1.2
"""When reports are due, as a plan lays it down."""

from __future__ import annotations

import re

from motcua.plans.reading.dates import plain
from motcua.plans.reading.items import Item
from motcua.plans.reading.keys import key
from motcua.plans.reading.values import Reporting

_PERIODS = {
    "weekly": re.compile(r"\bh[a-z]{1,3}ng tuan\b|bao cao tuan"),
    "monthly": re.compile(r"\bh[a-z]{1,3}ng thang\b|bao cao thang"),
    "quarterly": re.compile(r"\bh[a-z]{1,3}ng quy\b|\bbao cao (?:dinh ky )?quy\b|, quy\b|\bquy, nam\b"),
    "yearly": re.compile(r"\bh[a-z]{1,3}ng nam\b|bao cao nam\b|, nam\b|\bquy va nam\b|va nam\b"),
}
_WINDOW = re.compile(
    r"ngay (\d{1,2}) (?:cua )?thang truoc.{0,40}?den (?:het )?ngay (\d{1,2}) (?:cua )?thang cuoi"
)
_YEAR_WINDOW = re.compile(r"ngay (\d{1,2}) thang 12 nam truoc.{0,40}?den (?:het )?ngay (\d{1,2}) thang 12")
_DUE = re.compile(r"(?:truoc|cham nhat|muon nhat)(?: vao)? ngay (\d{1,2}) (?:cua )?thang cuoi")
_DUE_YEAR = re.compile(
    r"(?:truoc|cham nhat)(?: vao)? ngay (\d{1,2}) ?/ ?12\b|(?:truoc|cham nhat)(?: vao)? ngay (\d{1,2}) thang 12"
)
_DUE_OF_MONTH = re.compile(
    r"h[a-z]{1,3}ng thang\b.*(?:truoc|cham nhat)(?: vao)? ngay (\d{1,2})\b(?! ?/| thang)"
)
_DUE_MONTH = re.compile(r"(?:truoc|cham nhat)(?: vao)? ngay (\d{1,2}) h[a-z]{1,3}ng thang")


def reporting_of(items: list[Item]) -> list[Reporting]:
    """The periods of reports, each once, with the days that any paragraph gives for it."""
    found: dict[str, dict[str, str | None]] = {}
    where: dict[str, Item] = {}
    for item in items:
        told, words = plain(item.text), key(item.text)
        if "bao cao" not in words and "bao cao" not in key(item.raw):
            continue
        for period in _named(told):
            found.setdefault(period, dict.fromkeys(("data_from", "data_to", "due")))
            where.setdefault(period, item)
        _days(told, found)
    return [
        Reporting(
            period, days["data_from"], days["data_to"], days["due"], where[period].found(rule="reporting")
        )
        for period, days in found.items()
    ]


def _named(told: str) -> list[str]:
    near = " ".join(
        told[max(0, match.start() - 60) : match.end() + 120]
        for match in re.finditer(r"bao cao|dinh ky", told)
    )
    if _WINDOW.search(told) or _DUE.search(told):
        near += " hang quy"
    if _YEAR_WINDOW.search(told) or _DUE_YEAR.search(told):
        near += " hang nam"
    regular = re.search(r"dinh ky|h[a-z]{1,3}ng (?:tuan|thang|quy|nam)|ky bao cao", near)
    return [period for period, pattern in _PERIODS.items() if regular and pattern.search(near)]


def _days(told: str, found: dict[str, dict[str, str | None]]) -> None:
    if (match := _WINDOW.search(told)) and "quarterly" in found:
        _fill(found["quarterly"], data_from=f"prev_month:{match[1]}", data_to=f"last_month:{match[2]}")
    if (match := _YEAR_WINDOW.search(told)) and "yearly" in found:
        _fill(found["yearly"], data_from=f"prev_month:{match[1]}", data_to=f"last_month:{match[2]}")
    if (match := _DUE.search(told)) and "quarterly" in found:
        _fill(found["quarterly"], due=f"last_month:{match[1]}")
    if (match := _DUE_YEAR.search(told)) and "yearly" in found:
        _fill(found["yearly"], due=f"last_month:{match[1] or match[2]}")
    if (match := _DUE_MONTH.search(told) or _DUE_OF_MONTH.search(told)) and "monthly" in found:
        _fill(found["monthly"], due=f"last_month:{match[1]}")


def _fill(days: dict[str, str | None], **told: str) -> None:
    for name, value in told.items():
        days[name] = days[name] or value
