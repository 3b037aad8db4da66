# SPDX-License-Identifier: EUPL-1.2
"""What all registers share: which agency and year is asked for, lists and entries as tables of words, the press."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from motcua.law.timeliness import Urgency
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit
from motcua.registers import queries
from motcua.registers.errors import EntryUnknown
from motcua.registers.keeping import Evidence, Press
from motcua.registers.models import Register
from motcua.web.acting import actor_for
from motcua.web.addresses import number_in, number_or_0
from motcua.web.forms.offers import Choice, Worked, work
from motcua.web.pages import page
from motcua.web.statistics.sheets import Kind, Sheet, Value, file_of
from motcua.web.step_lines import StepLine, step_lines

EARLIEST = 2018
_LABELS = {
    "title": gettext_lazy("Tên"),
    "authors": gettext_lazy("Tác giả"),
    "council_on": gettext_lazy("Ngày họp hội đồng"),
    "decision": gettext_lazy("Quyết định"),
    "decided_on": gettext_lazy("Ngày quyết định"),
    "first_day": gettext_lazy("Từ ngày"),
    "guests": gettext_lazy("Người ngoài hệ thống"),
    "reach": gettext_lazy("Lượt tiếp cận"),
    "reach_of": gettext_lazy("Cách đếm"),
    "code": gettext_lazy("Mã"),
    "number": gettext_lazy("Phiên bản"),
    "from": gettext_lazy("Từ ngày"),
    "to": gettext_lazy("Đến hết ngày"),
    "audited": gettext_lazy("Đơn vị được đánh giá"),
    "planned_on": gettext_lazy("Ngày dự kiến"),
    "held_on": gettext_lazy("Ngày thực hiện"),
    "description": gettext_lazy("Mô tả"),
    "correction": gettext_lazy("Khắc phục ngay"),
    "cause": gettext_lazy("Nguyên nhân"),
    "action": gettext_lazy("Hành động khắc phục"),
    "due": gettext_lazy("Hạn"),
    "result": gettext_lazy("Kết quả thực hiện"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The agency and the year a list is asked for, and what may be chosen instead."""

    units: list[Unit]
    unit: Unit
    year: int
    today: dt.date

    @property
    def query(self) -> str:
        """The same, as it stands in an address."""
        return urlencode({"don-vi": self.unit.pk, "nam": self.year})

    @property
    def years(self) -> list[int]:
        """The years offered, the latest first."""
        return list(range(self.today.year + 1, EARLIEST - 1, -1))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: the words, where they lead, what stands below them, and a sign."""

    words: str
    url: str = ""
    below: str = ""
    sign: Urgency | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as a page shows it."""

    title: str
    lead: str
    heads: Sequence[str]
    empty: str
    new_url: str = ""
    new_words: str = ""
    export_url: str = ""
    figures: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """An entry as a page shows it: facts with a label, texts, and links to do more."""

    register: Register
    title: str
    state: str
    home: tuple[str, str]
    lines: Sequence[tuple[str, Any]]
    sign: Urgency | None = None
    links: Sequence[tuple[str, str]] = ()
    tables: Sequence[dict[str, Any]] = field(default_factory=tuple)


def asked(request: HttpRequest) -> Asked:
    """What the address asks for; the widest agency and this year where it says nothing, or nonsense.

    Raises `PermissionDenied` for whoever works in no agency.
    """
    today = timezone.localdate()
    units = queries.agencies_of(actor_for(request), today)
    if not units:
        raise PermissionDenied(_("Vị trí công tác của bạn hôm nay không thuộc cơ quan nào có sổ theo dõi."))
    word = request.GET.get("don-vi", "")
    unit = next((each for each in units if str(each.pk) == word), units[0])
    word = request.GET.get("nam", "")
    year = number_in(word, 4) if len(word) == 4 else None
    return Asked(units, unit, min(max(year or today.year, EARLIEST), today.year + 1), today)


def list_page(
    request: HttpRequest, told: Asked, listed: Listed, rows: QuerySet[Any], cells: Callable[[Any], list[Cell]]
) -> HttpResponse:
    """A list, fifty a page."""
    number = page_number(request)
    found, more = queries.page_of(rows, number)
    context = {
        "told": told,
        "listed": listed,
        "rows": [cells(row) for row in found],
        "previous": f"?{told.query}&trang={number - 1}" if number > 1 else "",
        "next": f"?{told.query}&trang={number + 1}" if more else "",
        "crumbs": [(_("Sổ theo dõi"), reverse("registers")), (listed.title, "")],
    }
    return page(request, "registers/list.html", context)


def entry_page(request: HttpRequest, facts: Facts, pk: int, worked: Worked) -> HttpResponse:
    """An entry with what may be done to it and what happened."""
    context = {
        "facts": facts,
        "worked": worked,
        "steps": steps_told(facts.register, pk),
        "crumbs": [(_("Sổ theo dõi"), reverse("registers")), facts.home, (facts.title, "")],
    }
    return page(request, "registers/entry.html", context, status=worked.status)


def new_page(
    request: HttpRequest, choice: Choice, home: tuple[str, str], made: list[Any], route: str
) -> HttpResponse:
    """The form of a new entry; what was made is shown afterwards."""
    worked = work(request, [choice])
    if worked.done:
        return redirect(route, entry_id=made[0].pk)
    context = {
        "title": choice.title,
        "worked": worked,
        "crumbs": [(_("Sổ theo dõi"), reverse("registers")), home, (choice.title, "")],
    }
    return page(request, "registers/new.html", context, status=worked.status)


def steps_told(register: Register, pk: int) -> list[StepLine]:
    """What happened to an entry, as the page tells it."""
    return step_lines(queries.steps_of(register, pk), _LABELS, {}, "register_file")


def entry_of(request: HttpRequest, register: Register, pk: int) -> Any:
    """The entry, for whoever may see it; to everybody else there is none (404)."""
    try:
        return queries.entry_for(actor_for(request), register, pk)
    except EntryUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def press_of(actor: Actor, data: dict[str, Any]) -> Press:
    """The press of a button with the evidence that came along."""
    return Press(actor, data["key"], evidence=Evidence(*data.get("stored", ("", ""))))


def sheet(
    name: str,
    told: Asked,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    of_year: bool = True,
) -> HttpResponse:
    """A register as a spreadsheet; what leaves the house is Vietnamese. `of_year`: only of the year asked for."""
    cells = list(rows)
    with override("vi"):
        above = [f"{title}, năm {told.year}" if of_year else title, told.unit.name]
        if len(cells) >= queries.EXPORTED_AT_MOST:
            above.append(f"Tệp có nhiều nhất {queries.EXPORTED_AT_MOST} dòng; những dòng sau không có ở đây.")
        return file_of(Sheet(f"{name}-{told.year}" if of_year else name, above, heads, cells), Kind.XLSX)


def page_number(request: HttpRequest) -> int:
    """The page asked for."""
    return min(max(number_or_0(request.GET.get("trang"), 5), 1), 10_000)


def date_words(day: dt.date | None) -> str:
    """A day in figures; empty for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def number_words(value: float | None) -> str:
    """A number in figures; a dash where nobody counted."""
    return "–" if value is None else f"{value:,.0f}".replace(",", ".")
