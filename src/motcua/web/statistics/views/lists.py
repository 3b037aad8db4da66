# SPDX-License-Identifier: EUPL-1.2
"""The dossiers that make a figure: exactly as many as it says, page by page and as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.law.statuses import STATE_NAMES, State
from motcua.organisations.queries import person_names, unit_names
from motcua.reports.definitions import causes
from motcua.reports.late_causes import with_cause
from motcua.statistics import (
    BY_NAMES,
    EVERY,
    POLICY_NAMES,
    By,
    Cell,
    Key,
    Listed,
    Listing,
    Narrowing,
    QuestionRefused,
    in_state,
    labelled,
    listed,
)
from motcua.statistics.rights import may_list, may_see
from motcua.web.acting import actor_for, for_roles, taken_out
from motcua.web.addresses import number_or_0
from motcua.web.pages import page
from motcua.web.statistics import sheets
from motcua.web.statistics.links import CAUSE, CELL, NO_CAUSE, REPORT, STATE
from motcua.web.statistics.roles import FIGURES_ROLES
from motcua.web.statistics.upward import page_above, report_named
from motcua.web.statistics.words import cause_words, cell_name, judgement_words, key_name
from motcua.web.wording import moment_phrase, tr

PAGE = 50
SORTED_AT_MOST = 1000
"""A list up to this length can be put in another order; a longer one stands in the order it was counted in."""

EXPORTED_AT_MOST = 20_000
_PORTION = 1000
_LATEST = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Order:
    """A way to put a list in order. No `column`: as it was counted."""

    word: str
    name: str
    column: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to: a state, a cause of lateness ("": none stated). None: not narrowed by it."""

    state: State | None
    cause: str | None

    def only(self, cell: Cell) -> Narrowing:
        """The same, as the statistics list it."""
        only = EVERY if self.state is None else in_state(self.state.value)
        return only if self.cause is None else only & with_cause(cell, self.cause)

    @property
    def query(self) -> dict[str, str]:
        """The part of an address that says it."""
        told = {STATE: self.state.value} if self.state is not None else {}
        return told if self.cause is None else {**told, CAUSE: self.cause or NO_CAUSE}


@dataclass(frozen=True, slots=True)
class Said:
    """Which figure a list belongs to, in words."""

    title: str
    unit: str
    window: str
    facts: list[tuple[str, str]]


@for_roles(*FIGURES_ROLES)
@require_safe
def figure_list(request: HttpRequest) -> HttpResponse:
    """The list of the figure that the address names."""
    cell = _cell(request)
    order, narrowed = _order(request.GET.get("xep", "")), _narrowed(request)
    after = request.GET.get("sau", "")
    rows, total, following = _portion(cell, narrowed.only(cell), order, after)
    report = report_named(request.GET.get(REPORT, ""))
    asked = {CELL: request.GET[CELL], **({REPORT: report} if report else {}), **narrowed.query}
    query = {**asked, **({"xep": order.word} if order.word else {})}
    told = _said(cell, narrowed)
    context: dict[str, Any] = {
        "crumbs": [page_above(cell, report, timezone.now()), (told.title, "")],
        "told": told,
        "total": total,
        "rows": [_row(row) for row in rows],
        "orders": [_chip(asked, one, order) for one in _orders()] if total <= SORTED_AT_MOST else [],
        "query": urlencode(query),
        "first_page": urlencode(query) if after else "",
        "next_page": urlencode({**query, "sau": following}) if following else "",
        "most": EXPORTED_AT_MOST,
        "cut": total > EXPORTED_AT_MOST,
    }
    return page(request, "statistics/list.html", context)


@for_roles(*FIGURES_ROLES)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file. That it was taken is on record before it leaves."""
    cell, actor = _cell(request), actor_for(request)
    kind = sheets.kind_of(request.GET.get("tep", ""))
    if kind is None:
        raise Http404
    seat = next(one for one in actor.seats if one.covers)
    with override("vi"):  # what leaves the house is Vietnamese, whatever language the page has
        narrowed = _narrowed(request)
        said = _said(cell, narrowed)
        subject = f"{said.title}; {said.unit}; {said.window}"
        taken_out(request, subject, seat.role)
        told = [f"{said.title}: {subject}", *(f"{name}: {words}" for name, words in said.facts)]
        rows = ([*_row(row).values()] for row in _all(cell, narrowed.only(cell)))
        return sheets.file_of(sheets.Sheet("danh-sach-ho-so", told, _head(), rows), kind)


def _cell(request: HttpRequest) -> Cell:
    """The figure of the address, for whoever may open it. Raises `Http404`, `PermissionDenied`."""
    try:
        cell = Cell.of_token(request.GET.get(CELL, ""))
    except QuestionRefused as refusal:
        raise Http404(str(refusal)) from refusal
    actor, question = actor_for(request), cell.question
    own = question.officer is not None and question.officer == actor.person_id
    if may_list(actor, question.unit) or (own and may_see(actor, question.unit)):
        return cell
    raise PermissionDenied(_("Vị trí công tác của bạn hôm nay không mở danh sách hồ sơ của đơn vị này."))


def _portion(cell: Cell, only: Narrowing, order: Order, after: str) -> tuple[list[Listed], int, str]:
    """The rows of a page, how many there are in all, and the key of the next page."""
    if not order.column:
        listing = listed(cell, after=after, limit=PAGE, only=only)
        return list(listing.rows), listing.total, listing.next
    listing = listed(cell, limit=SORTED_AT_MOST, only=only)
    if listing.next:  # too long to be sorted here
        listing = listed(cell, limit=PAGE, only=only)
        return list(listing.rows), listing.total, listing.next
    rows = sorted(listing.rows, key=lambda row: (getattr(row, order.column) or _LATEST, row.dossier_id))
    start = number_or_0(after, 5)
    end = start + PAGE
    return rows[start:end], listing.total, str(end) if end < len(rows) else ""


def _narrowed(request: HttpRequest) -> Narrowed:
    """What the address narrows the list to; words that mean nothing narrow nothing."""
    state, cause = request.GET.get(STATE, ""), request.GET.get(CAUSE, "")
    known = {NO_CAUSE: "", **{each.code: each.code for each in causes().causes}}
    return Narrowed(State(state) if state in STATE_NAMES else None, known.get(cause))


def _all(cell: Cell, only: Narrowing) -> Iterator[Listed]:
    after, told = "", 0
    while told < EXPORTED_AT_MOST:
        most = min(_PORTION, EXPORTED_AT_MOST - told)
        listing: Listing = listed(cell, after=after, limit=most, only=only)
        yield from listing.rows
        told, after = told + len(listing.rows), listing.next
        if not after:
            return


def _row(row: Listed) -> dict[str, Any]:
    """A line of the list, in the order of the columns of a file."""
    return {
        "code": row.code,
        "procedure": row.procedure_name,
        "applicant_name": row.applicant_name,
        "unit": row.unit,
        "handler": row.handler,
        "received": row.received,
        "due": row.due,
        "ended": row.ended,
        "judgement": judgement_words(row.judgement),
    }


def _head() -> tuple[str, ...]:
    return (
        *(_("Mã hồ sơ"), _("Thủ tục"), _("Người nộp"), _("Đơn vị"), _("Công chức")),
        *(_("Tiếp nhận"), _("Hạn trả"), _("Xong"), _("Kết luận")),
    )


def _said(cell: Cell, narrowed: Narrowed) -> Said:
    question = cell.question
    window = _("%(first)s đến %(last)s") % {
        "first": f"{question.first:%d/%m/%Y}",
        "last": f"{question.last:%d/%m/%Y}",
    }
    limits = (
        *(Key(By.FIELD, one) for one in question.fields),
        *(Key(By.VERSION, one) for one in question.versions),
    )
    facts = [(str(tr(BY_NAMES[key.by])), key_name(key)) for key in labelled((*cell.keys, *limits))]
    if narrowed.state is not None:
        facts.append((_("Bước hiện nay"), tr(STATE_NAMES[narrowed.state])))
    if narrowed.cause is not None:
        facts.append((_("Nguyên nhân chính"), cause_words(narrowed.cause)))
    if question.successors:
        facts.append((_("Đơn vị đã sáp nhập"), _("tính vào đơn vị kế thừa")))
    if question.officer is not None:
        facts.append((tr(BY_NAMES[By.OFFICER]), person_names([question.officer]).get(question.officer, "")))
    facts.append((_("Cách xét hạn"), tr(POLICY_NAMES[question.policy])))
    if question.as_of is not None:
        facts.append((_("Tính đến"), moment_phrase(question.as_of)))
    unit = unit_names([question.unit]).get(question.unit, "")
    return Said(cell_name(cell), unit, window, facts)


def _orders() -> tuple[Order, ...]:
    return (
        Order("", _("Theo thứ tự đếm"), ""),
        Order("han", _("Hạn trả"), "due"),
        Order("tiep-nhan", _("Ngày tiếp nhận"), "received"),
        Order("xong", _("Ngày xong"), "ended"),
    )


def _order(word: str) -> Order:
    orders = _orders()
    return next((one for one in orders if one.word == word), orders[0])


def _chip(asked: dict[str, str], order: Order, current: Order) -> dict[str, Any]:
    told = {**asked, **({"xep": order.word} if order.word else {})}
    return {"name": order.name, "query": urlencode(told), "current": order.word == current.word}
