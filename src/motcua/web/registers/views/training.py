# SPDX-License-Identifier: EUPL-1.2
"""The register of training: courses, who took part, the share of officials trained."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit
from motcua.registers import acts, counts, queries, rights
from motcua.registers.acts import CourseIn
from motcua.registers.models import Course, CourseState, Register
from motcua.registers.rights import READERS
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.offers import Choice, work
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.registers.evidence import evidence_choice
from motcua.web.registers.forms import AttendForm, CourseForm, HoldForm, ReasonForm
from motcua.web.registers.shown import (
    Cell,
    Facts,
    Listed,
    asked,
    date_words,
    entry_of,
    entry_page,
    list_page,
    new_page,
    press_of,
    sheet,
)
from motcua.web.statistics.words import share_words
from motcua.web.wording import tr


def _home() -> tuple[str, str]:
    return (_("Tập huấn"), reverse("courses"))


@for_roles(*READERS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The courses of a year."""
    actor, told = actor_for(request), asked(request)
    share = counts.officials_trained(told.unit, told.year, told.today)
    keeps = rights.keeper(actor, told.unit.pk) is not None
    shown = Listed(
        _("Tập huấn"),
        _("Lớp, hội nghị tập huấn trong năm và người tham dự."),
        [_("Lớp, hội nghị"), _("Ngày"), _("Số giờ"), _("Người dự"), _("Trạng thái")],
        _("Lớp tập huấn trong năm sẽ hiện ở đây."),
        f"{reverse('course_new')}?{told.query}" if keeps else "",
        _("Lập lớp tập huấn"),
        f"{reverse('courses_export')}?{told.query}",
        [
            (f"{share.part}/{share.whole}", _("công chức đã được tập huấn trong năm")),
            (share_words(share.part, share.whole), _("tỷ lệ")),
        ],
    )
    return list_page(request, told, shown, queries.courses(told.unit, told.year), _cells)


def _cells(row: Any) -> list[Cell]:
    return [
        Cell(row.title, reverse("course", args=[row.pk]), row.document),
        Cell(_days(row)),
        Cell(str(localize(row.hours))),
        Cell(str(row.people + row.guests)),
        Cell(tr(row.get_state_display())),
    ]


def _days(row: Course) -> str:
    if row.first_day == row.last_day:
        return date_words(row.first_day)
    return f"{date_words(row.first_day)} – {date_words(row.last_day)}"


@for_roles(*READERS)
@require_form
def new(request: HttpRequest) -> HttpResponse:
    """A new course."""
    actor, told = actor_for(request), asked(request)
    if rights.keeper(actor, told.unit.pk) is None:
        raise Http404
    made: list[Course] = []

    def perform(data: dict[str, Any]) -> None:
        wanted = {name: data[name] for name in ("title", "topic", "first_day", "last_day", "hours", "place")}
        course = CourseIn(**wanted, document=data["document"], online=data["online"])
        made.append(acts.plan_course(press_of(actor, data), told.unit, course))

    choice = Choice(
        "lap", _("Lớp tập huấn mới"), CourseForm, perform, _("Lập lớp"), _("Đã lập lớp tập huấn."), main=True
    )
    return new_page(request, choice, _home(), made, "course")


@for_roles(*READERS)
@require_form
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One course with who took part."""
    actor = actor_for(request)
    row: Course = entry_of(request, Register.COURSE, entry_id)
    keeps = rights.keeper(actor, row.unit_id) is not None
    worked = work(request, list(_choices(actor, row, keeps=keeps)))
    if worked.done:
        return redirect("course", entry_id=row.pk)
    there = queries.attendees(row)
    units = queries.units_in(row.unit, row.first_day)
    lines = [
        (_("Nội dung"), row.topic),
        (_("Ngày"), _days(row)),
        (_("Số giờ"), str(localize(row.hours))),
        (_("Nơi tổ chức"), ", ".join(filter(None, [row.place, _("trực tuyến") if row.online else ""]))),
        (_("Văn bản, kế hoạch"), row.document),
        (_("Người ngoài hệ thống"), str(row.guests) if row.guests else ""),
    ]
    open_list = keeps and row.state != CourseState.CANCELLED
    table = {
        "title": _("Người tham dự"),
        "heads": [_("Đơn vị"), _("Số người"), _("Họ tên")],
        "rows": [_unit_row(row, unit, there, open_list) for unit in units if open_list or unit.pk in there],
        "empty": _("Chưa ghi ai tham dự."),
    }
    facts = Facts(Register.COURSE, row.title, tr(row.get_state_display()), _home(), lines, tables=(table,))
    return entry_page(request, facts, row.pk, worked)


def _unit_row(row: Course, unit: Unit, there: dict[int, list[str]], open_list: bool) -> list[Cell]:
    names = there.get(unit.pk, [])
    url = f"{reverse('course_attend', args=[row.pk])}?don-vi={unit.pk}" if open_list else ""
    return [Cell(unit.name, url), Cell(str(len(names))), Cell(", ".join(names))]


def _choices(actor: Actor, row: Course, *, keeps: bool) -> Iterator[Choice]:
    if keeps and row.state == CourseState.PLANNED:
        yield Choice(
            "da-to-chuc",
            _("Ghi đã tổ chức"),
            HoldForm,
            lambda data: acts.hold(press_of(actor, data), row.pk, data["guests"]),
            _("Ghi đã tổ chức"),
            _("Đã ghi lớp đã tổ chức."),
            words=_("Ghi người tham dự của từng đơn vị trước, bằng danh sách bên cạnh."),
            main=True,
        )
        yield Choice(
            "huy",
            _("Hủy lớp"),
            ReasonForm,
            lambda data: acts.cancel(press_of(actor, data), row.pk, data["why"]),
            _("Hủy lớp"),
            _("Đã hủy lớp."),
        )
    yield evidence_choice(actor, Register.COURSE, row.pk)


@for_roles(*READERS)
@require_form
def attend(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Who of a unit took part, by ticking names."""
    actor = actor_for(request)
    row: Course = entry_of(request, Register.COURSE, entry_id)
    if rights.keeper(actor, row.unit_id) is None or row.state == CourseState.CANCELLED:
        raise Http404
    word = request.GET.get("don-vi", "")
    units = queries.units_in(row.unit, row.first_day)
    unit = next((each for each in units if str(each.pk) == word), units[0] if units else row.unit)
    people = queries.people_in(unit.pk, row.first_day)
    there = list(row.attendances.filter(unit_id=unit.pk).values_list("person_id", flat=True))
    choice = Choice(
        "ghi",
        _("Người tham dự"),
        partial(AttendForm, people=people, there=there),
        lambda data: acts.attend(press_of(actor, data), row.pk, unit.pk, data["people"]),
        _("Lưu danh sách"),
        _("Đã lưu người tham dự."),
        main=True,
    )
    worked = work(request, [choice])
    if worked.done:
        return redirect("course", entry_id=row.pk)
    context = {
        "course": row,
        "unit": unit,
        "units": units,
        "nobody": not people,
        "worked": worked,
        "crumbs": [_home(), (row.title, reverse("course", args=[row.pk])), (_("Người tham dự"), "")],
    }
    return page(request, "registers/attend.html", context, status=worked.status)


@for_roles(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The register of a year as a spreadsheet."""
    told = asked(request)
    rows: Any = queries.courses(told.unit, told.year)[: queries.EXPORTED_AT_MOST]
    heads = (
        *("Lớp, hội nghị", "Nội dung", "Từ ngày", "Đến ngày", "Số giờ", "Nơi tổ chức", "Văn bản"),
        *("Công chức dự", "Người ngoài", "Trạng thái"),
    )
    cells = [
        [
            *(row.title, row.topic, row.first_day, row.last_day, float(row.hours), row.place, row.document),
            *(row.people, row.guests, CourseState(row.state).label),
        ]
        for row in rows
    ]
    return sheet("tap-huan", told, "Sổ tập huấn", heads, cells)
