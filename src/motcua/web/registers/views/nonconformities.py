# SPDX-License-Identifier: EUPL-1.2
"""Nonconformities: put on record, brought to the proof that the action had its effect, taken out as a table."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.registers import acts, queries
from motcua.registers.acts import NonconformityIn
from motcua.registers.models import Nonconformity, NonconformitySource, NonconformityState, Register
from motcua.registers.rights import READERS
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.offers import Choice, work
from motcua.web.methods import require_form
from motcua.web.registers.forms import NonconformityForm
from motcua.web.registers.nonconforming import choices_of, urgency_of
from motcua.web.registers.shown import (
    Facts,
    asked,
    date_words,
    entry_of,
    entry_page,
    new_page,
    press_of,
    sheet,
)
from motcua.web.wording import tr


def _home() -> tuple[str, str]:
    return (_("ISO 9001:2015"), reverse("quality"))


@for_roles(*READERS)
@require_form
def new_nonconformity(request: HttpRequest) -> HttpResponse:
    """Put a nonconformity on record."""
    actor, told = actor_for(request), asked(request)
    units = queries.units_in(told.unit, told.today)
    made: list[Nonconformity] = []

    def perform(data: dict[str, Any]) -> None:
        found = NonconformityIn(
            data["description"],
            next(unit for unit in units if unit.pk == data["responsible"]),
            NonconformitySource(data["source"]),
            data["found_on"],
            data["clause"],
            data["audit"] or None,
            data["version"] or None,
        )
        made.append(acts.raise_nonconformity(press_of(actor, data), told.unit, found))

    given = {"found_on": told.today, "audit": request.GET.get("danh-gia", "")}
    form = partial(
        NonconformityForm,
        units=units,
        audits=queries.audits_to_name(told.unit),
        versions=queries.versions_to_name(told.unit, told.today),
        initial=given,
    )
    choice = Choice(
        "ghi",
        _("Điểm không phù hợp mới"),
        form,
        perform,
        _("Ghi điểm không phù hợp"),
        _("Đã ghi điểm không phù hợp."),
        main=True,
    )
    return new_page(request, choice, _home(), made, "nonconformity")


@for_roles(*READERS)
@require_form
def nonconformity(request: HttpRequest, entry_id: int) -> HttpResponse:
    """A nonconformity on its way to the proof that the action had its effect."""
    actor, told = actor_for(request), asked(request)
    row: Nonconformity = entry_of(request, Register.NONCONFORMITY, entry_id)
    worked = work(request, list(choices_of(actor, row)))
    if worked.done:
        return redirect("nonconformity", entry_id=row.pk)
    version = row.version
    lines = [
        (_("Đơn vị chịu trách nhiệm"), row.responsible.name),
        (_("Phát hiện qua"), tr(row.get_source_display())),
        (_("Ngày phát hiện"), date_words(row.found_on)),
        (_("Điều khoản của tiêu chuẩn"), row.clause),
        (
            _("Tài liệu liên quan"),
            f"{version.document.code} ({version.number}) {version.document.title}" if version else "",
        ),
        (_("Khắc phục ngay"), row.correction),
        (_("Nguyên nhân"), row.cause),
        (_("Hành động khắc phục"), row.action),
        (_("Hạn thực hiện"), date_words(row.action_due)),
        (_("Kết quả thực hiện"), row.result),
        (_("Số lần làm lại"), str(row.rounds) if row.rounds else ""),
    ]
    facts = Facts(
        Register.NONCONFORMITY,
        row.description,
        tr(row.get_state_display()),
        _home(),
        lines,
        sign=urgency_of(row, told.today),
    )
    return entry_page(request, facts, row.pk, worked)


@for_roles(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All nonconformities as a spreadsheet."""
    told = asked(request)
    rows = queries.nonconformities(told.unit, open_only=False)[: queries.EXPORTED_AT_MOST]
    heads = (
        *("Điểm không phù hợp", "Đơn vị", "Phát hiện qua", "Ngày", "Điều khoản", "Tài liệu", "Trạng thái"),
        *("Khắc phục ngay", "Nguyên nhân", "Hành động", "Hạn", "Kết quả", "Xác nhận", "Số lần làm lại"),
    )
    cells = [
        [
            *(row.description, row.responsible.name, NonconformitySource(row.source).label, row.found_on),
            *(row.clause, row.version.document.code if row.version else ""),
            *(NonconformityState(row.state).label, row.correction, row.cause, row.action, row.action_due),
            *(row.result, row.verified_at, row.rounds),
        ]
        for row in rows
    ]
    title = "Điểm không phù hợp và hành động khắc phục"
    return sheet("diem-khong-phu-hop", told, title, heads, cells, of_year=False)
