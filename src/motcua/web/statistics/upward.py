# SPDX-License-Identifier: EUPL-1.2
"""From the list behind a figure back to the page the figure stands on."""

from __future__ import annotations

import datetime as dt
from typing import Final
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from motcua.statistics import Cell
from motcua.web.statistics import periods
from motcua.web.statistics.asking import COLUMNS, GROUPS, Asked

_REPORTS: Final = frozenset({"report", "report_frozen"})
"""Pages that name themselves in the addresses of their lists."""


def report_named(given: str) -> str:
    """The address of the report that an address names; empty for anything else.

    Nothing that was sent is led to: the address is made anew from the route it means, so it stays in the house.
    """
    try:
        sent = urlsplit(given)
        found = resolve(sent.path)
    except (ValueError, Resolver404):
        return ""
    if found.url_name not in _REPORTS:
        return ""
    path = reverse(found.url_name, args=found.args, kwargs=found.kwargs)
    query = QueryDict(sent.query).urlencode()
    return f"{path}?{query}" if query else path


def page_above(cell: Cell, report: str, now: dt.datetime) -> tuple[str, str]:
    """The name and the address of the page above: the report, else the figures of the same question."""
    if report:
        return _("Báo cáo"), report
    return _("Số liệu"), f"{reverse('figures')}?{_same(cell, now).query}"


def _same(cell: Cell, now: dt.datetime) -> Asked:
    """What the explorer is asked: the division and the columns the figure stands in, where there are any."""
    question = cell.question
    return Asked(
        unit=question.unit,
        window=periods.days(question.first, question.last),
        now=now,
        group=next((one for one in GROUPS if question.by == (one.by,)), GROUPS[-1]),
        columns=next((one for one in COLUMNS if cell.measure in one.measures), COLUMNS[0]),
        policy=question.policy,
        as_of=question.as_of,
        successors=question.successors,
    )
