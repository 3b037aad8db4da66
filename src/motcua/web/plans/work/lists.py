# SPDX-License-Identifier: EUPL-1.2
"""The work on plans as table, board, calendar and timeline: one list, the same filters, four ways to look at it."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.desk.saved import FilterRefused, filters_for, remove_filter, save_filter
from motcua.law.working_time import is_working_day
from motcua.organisations.calendars import load_calendar
from motcua.plans.models import TaskWork
from motcua.plans.work_performing import OPEN
from motcua.plans.work_queries import (
    HOUSE_CALENDAR,
    counts,
    in_standing,
    page_of,
    place_named,
    readable,
)
from motcua.plans.working.standing import ENDED, STANDING_NAMES, Standing
from motcua.web.acting import actor_for
from motcua.web.forms.base import new_key
from motcua.web.pages import page
from motcua.web.plans.acting import crumbs
from motcua.web.plans.work.filters import Filters, choices_of, read_filters
from motcua.web.plans.work.shown import Row, State, row_of, state_of
from motcua.web.plans.work.timeline import timeline_of
from motcua.web.queue_table import Tab, count_words
from motcua.web.refusal_words import refusal_words
from motcua.web.statistics.sheets import Kind, Linked, Sheet, file_of
from motcua.web.wording import date_phrase, period_phrase, tr

PAGE = 40
COLUMN = 15
"""Cards of one column of the board; the rest is behind a link to the table."""
MONTH_AT_MOST = 400
DAY_AT_MOST = 4
FILE_AT_MOST = 5000
SAVED_AS = "viec-ke-hoach"


@dataclass(frozen=True, slots=True)
class Seen:
    """What all four ways to look share: the filters of the address and the rows that fit them."""

    filters: Filters
    everything: QuerySet[TaskWork]
    rows: QuerySet[TaskWork]
    today: dt.date
    only_open: bool


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The work as a table, forty rows a page, first due first; what has ended only when it is asked for."""
    seen = _seen(request, only_open=True)
    rows, paging = _paged(request, seen)
    context = {**_common(request, seen, "plan_works"), **paging, "rows": rows}
    return page(request, "plans/work/table.html", context)


def _paged(request: HttpRequest, seen: Seen) -> tuple[list[Row], dict[str, str]]:
    """Forty rows from the place the address names, and the addresses before and after."""
    found = page_of(
        seen.rows,
        PAGE,
        after=place_named(request.GET.get("sau", "")),
        before=place_named(request.GET.get("truoc", "")),
    )
    base = f"{seen.filters.query}&" if seen.filters else ""
    return [row_of(work, seen.today) for work in found.rows], {
        "earlier": f"?{base}truoc={found.before}" if found.before else "",
        "further": f"?{base}sau={found.after}" if found.after else "",
    }


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board."""

    name: str
    state: State
    count: str
    rows: tuple[Row, ...]
    more: str


BOARD = (Standing.NOT_STARTED, Standing.IN_PROGRESS, Standing.DUE_SOON, Standing.LATE, Standing.DONE)
"""The columns, from left to right."""


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The work as columns by how it stands; arrow keys lead from card to card."""
    seen = _seen(request)
    number = counts(seen.rows, seen.today)
    columns = [_column(seen, standing, number[standing]) for standing in BOARD]
    context = {**_common(request, seen, "plan_work_board", number), "columns": columns, "key": new_key()}
    return page(request, "plans/work/board.html", context)


def _column(seen: Seen, standing: Standing, number: int) -> Column:
    rows: list[TaskWork] = []
    if number:
        of_it = seen.rows.filter(in_standing(standing, seen.today))
        rows = list(of_it.order_by(_order(standing), "id")[:COLUMN])
    more = f"{reverse('plan_works')}?{seen.filters.of(standing).query}" if number > len(rows) else ""
    shown = tuple(row_of(work, seen.today) for work in rows)
    return Column(tr(STANDING_NAMES[standing]), state_of(standing), count_words(number), shown, more)


def _order(standing: Standing) -> Any:
    return F("done_on").desc() if standing is Standing.DONE else F("due").asc(nulls_last=True)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar. `weekday`: as the house writes it."""

    day: dt.date
    weekday: str
    rows: tuple[Row, ...]
    more: int
    url: str
    inside: bool
    is_today: bool
    is_off: bool


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The work of one month by the day it is due."""
    seen = _seen(request)
    first = _month(request.GET.get("thang", ""), seen.today)
    weeks = months.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    begin, end = weeks[0][0], weeks[-1][-1]
    found = list(seen.rows.filter(due__range=(begin, end)).order_by("due", "id")[: MONTH_AT_MOST + 1])
    by_day: dict[dt.date, list[Row]] = {}
    for work in found[:MONTH_AT_MOST]:
        if work.due is not None:
            by_day.setdefault(work.due, []).append(row_of(work, seen.today))
    base = f"{seen.filters.query}&" if seen.filters else ""
    before, after = first - dt.timedelta(days=1), first + dt.timedelta(days=32)
    context = {
        **_common(request, seen, "plan_work_calendar"),
        "weeks": [[_day(seen, first, day, by_day.get(day, [])) for day in week] for week in weeks],
        "month": period_phrase(f"Tháng {first:%m/%Y}"),
        "month_value": f"{first:%Y-%m}",
        "earlier": f"?{base}thang={before:%Y-%m}",
        "further": f"?{base}thang={after:%Y-%m}",
        "whole": len(found) <= MONTH_AT_MOST,
        "without_day": counts_without_day(seen),
    }
    return page(request, "plans/work/calendar.html", context)


def counts_without_day(seen: Seen) -> int:
    """How much of the work has no due day and so no place in a calendar."""
    return seen.rows.filter(due__isnull=True).order_by()[:1000].count()


def _day(seen: Seen, first: dt.date, day: dt.date, rows: list[Row]) -> Day:
    shown = tuple(rows[:DAY_AT_MOST])
    only = replace(seen.filters, since=day, until=day)
    return Day(
        day,
        date_phrase(day).rpartition(" ")[0],
        shown,
        len(rows) - len(shown),
        f"{reverse('plan_works')}?{only.query}",
        day.month == first.month,
        day == seen.today,
        not is_working_day(load_calendar(HOUSE_CALENDAR), day),
    )


def _month(text: str, today: dt.date) -> dt.date:
    try:
        found = dt.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  a month, no moment
    except ValueError:
        return today.replace(day=1)
    return found if 1990 <= found.year <= 2110 else today.replace(day=1)


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The work as bars over the months of a year, forty rows a page; what has ended only when it is asked for."""
    seen = _seen(request, only_open=True)
    rows, paging = _paged(request, seen)
    context = {
        **_common(request, seen, "plan_work_timeline"),
        **paging,
        "timeline": timeline_of(rows, seen.today),
    }
    return page(request, "plans/work/timeline.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The list as a spreadsheet, every row with a link to its page. One that is cut says so above the rows."""
    seen = _seen(request)
    kind = Kind.CSV if request.GET.get("tep") == "csv" else Kind.XLSX
    rows = list(seen.rows.order_by(F("due").asc(nulls_last=True), "id")[: FILE_AT_MOST + 1])
    told = [_("Việc của kế hoạch"), _("Lập ngày %(day)s") % {"day": f"{seen.today:%d/%m/%Y}"}]
    if len(rows) > FILE_AT_MOST:
        told.append(_("Chỉ gồm %(most)s việc đến hạn sớm nhất; hãy lọc hẹp hơn.") % {"most": FILE_AT_MOST})
    head = [
        _("Nhiệm vụ"), _("Kỳ"), _("Kế hoạch"), _("Đơn vị thực hiện"), _("Người phụ trách"), _("Bắt đầu"),
        _("Hạn theo kế hoạch"), _("Hạn hiện nay"), _("Tình trạng"), _("Tiến độ (%)"), _("Hoàn thành ngày"),
    ]  # fmt: skip
    cells = _cells(request, rows[:FILE_AT_MOST], seen.today)
    return file_of(Sheet("viec-ke-hoach", told, head, cells), kind)


def _cells(request: HttpRequest, rows: Sequence[TaskWork], today: dt.date) -> Iterator[list[Any]]:
    for work in rows:
        row = row_of(work, today)
        address = request.build_absolute_uri(reverse("plan_work", args=[work.pk]))
        yield [
            Linked(work.task.content, address), row.period, work.plan.name, row.unit, row.who, work.start,
            work.due_original, work.due, row.state.words, work.percent, work.done_on,
        ]  # fmt: skip


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filter of the page under a name."""
    filters = read_filters({name: request.POST.get(name, "") for name in request.POST})
    shared = request.POST.get("chung") == "on"
    try:
        kept = save_filter(
            actor_for(request), SAVED_AS, request.POST.get("ten", ""), filters.query, shared=shared
        )
    except FilterRefused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, _("Đã lưu bộ lọc “%(name)s”.") % {"name": kept.name})
    return redirect(f"{reverse('plan_works')}?{filters.query}")


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one's own saved filter."""
    try:
        remove_filter(actor_for(request), pk)
    except FilterRefused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, _("Đã xóa bộ lọc."))
    return redirect("plan_works")


def _seen(request: HttpRequest, *, only_open: bool = False) -> Seen:
    actor, today = actor_for(request), timezone.localdate()
    filters = read_filters(request.GET.dict())
    everything = readable(actor)
    rows = filters.narrow(everything, actor, today)
    if only_open and filters.standing is None and not filters.ended:
        rows = rows.filter(state__in=OPEN)
    return Seen(filters, everything, rows, today, only_open)


def _groups(seen: Seen, address: str, number: dict[Standing, int]) -> list[Tab]:
    """What stands how, each a link with its count: what is open, what is there at all, and each standing."""
    filters, whole = seen.filters, sum(number.values())
    still = whole - sum(number[standing] for standing in ENDED)
    none = filters.standing is None
    told = [
        (_("Tất cả"), whole, filters.of(None, ended=seen.only_open), none and filters.ended == seen.only_open)
    ]
    if seen.only_open:
        told.insert(0, (_("Chưa xong"), still, filters.of(None), none and not filters.ended))
    tabs = [Tab(name, count_words(count), f"{address}?{to.query}", here) for name, count, to, here in told]
    return tabs + [
        Tab(
            tr(STANDING_NAMES[standing]),
            count_words(number[standing]),
            f"{address}?{filters.of(standing).query}",
            filters.standing is standing,
            standing is Standing.LATE and number[standing] > 0,
        )
        for standing in STANDING_NAMES
        if number[standing] or standing is filters.standing
    ]


def _common(
    request: HttpRequest, seen: Seen, here: str, number: dict[Standing, int] | None = None
) -> dict[str, Any]:
    actor, filters = actor_for(request), seen.filters
    if number is None or filters.standing is not None:
        number = counts(filters.of(None).narrow(seen.everything, actor, seen.today), seen.today)
    query = f"?{filters.query}" if filters else ""
    ways = {
        "plan_works": _("Bảng"),
        "plan_work_board": _("Cột"),
        "plan_work_calendar": _("Lịch"),
        "plan_work_timeline": _("Trục thời gian"),
    }
    address = reverse(here)
    return {
        "crumbs": crumbs((_("Việc"), "")),
        "filters": filters,
        "ways": [(name, f"{reverse(route)}{query}", route == here) for route, name in ways.items()],
        "groups": _groups(seen, address, number),
        "choices": choices_of(seen.everything, filters),
        "saved": list(filters_for(actor, SAVED_AS)),
        "here": address,
        "today": seen.today,
        "plan": filters.plan,
        "standing_value": filters.values().get("tinh-trang", ""),
    }
