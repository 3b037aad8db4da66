# SPDX-License-Identifier: EUPL-1.2
"""The register of publicity."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.registers import acts, counts, queries, rights
from motcua.registers.acts import PublicityIn
from motcua.registers.models import PublicityChannel, PublicityItem, Register
from motcua.registers.rights import READERS
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.offers import Choice, work
from motcua.web.methods import require_form
from motcua.web.registers.evidence import evidence_choice
from motcua.web.registers.forms import PublicityForm, ReachForm, today_in
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
    number_words,
    press_of,
    sheet,
)
from motcua.web.wording import tr


def _home() -> tuple[str, str]:
    return (_("Truyền thông"), reverse("publicity"))


@for_roles(*READERS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What people were told in a year."""
    actor, told = actor_for(request), asked(request)
    keeps = rights.keeper(actor, told.unit.pk) is not None
    shown = Listed(
        _("Truyền thông"),
        _("Hoạt động truyền thông trong năm, theo hình thức, kèm minh chứng."),
        [_("Hoạt động"), _("Hình thức"), _("Ngày"), _("Lượt tiếp cận")],
        _("Hoạt động truyền thông trong năm sẽ hiện ở đây."),
        f"{reverse('publicity_new')}?{told.query}" if keeps else "",
        _("Ghi hoạt động"),
        f"{reverse('publicity_export')}?{told.query}",
        [
            (str(counts.publicity_items(told.unit, told.year)), _("hoạt động trong năm")),
            (number_words(counts.publicity_reach(told.unit, told.year)), _("lượt tiếp cận đã đếm")),
        ],
    )
    return list_page(request, told, shown, queries.publicity(told.unit, told.year), _cells)


def _cells(row: PublicityItem) -> list[Cell]:
    return [
        Cell(row.title, reverse("publicity_item", args=[row.pk]), row.topic),
        Cell(tr(row.get_channel_display())),
        Cell(date_words(row.held_on)),
        Cell(number_words(row.reach), below=row.reach_of),
    ]


@for_roles(*READERS)
@require_form
def new(request: HttpRequest) -> HttpResponse:
    """Put an activity on record."""
    actor, told = actor_for(request), asked(request)
    if rights.keeper(actor, told.unit.pk) is None:
        raise Http404
    made: list[PublicityItem] = []

    def perform(data: dict[str, Any]) -> None:
        item = PublicityIn(
            data["title"],
            PublicityChannel(data["channel"]),
            data["held_on"],
            data["topic"],
            data["reach"],
            data["reach_of"],
            data["address"],
        )
        made.append(acts.publicise(press_of(actor, data), told.unit, item))

    choice = Choice(
        "ghi",
        _("Hoạt động truyền thông mới"),
        partial(PublicityForm, **today_in("held_on", told.today)),
        perform,
        _("Ghi hoạt động"),
        _("Đã ghi hoạt động truyền thông."),
        main=True,
    )
    return new_page(request, choice, _home(), made, "publicity_item")


@for_roles(*READERS)
@require_form
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One activity."""
    actor = actor_for(request)
    row: PublicityItem = entry_of(request, Register.PUBLICITY, entry_id)
    choices = [evidence_choice(actor, Register.PUBLICITY, row.pk)]
    if rights.keeper(actor, row.unit_id) is not None:
        choices.insert(
            0,
            Choice(
                "luot",
                _("Cập nhật lượt tiếp cận"),
                partial(ReachForm, initial={"reach": row.reach, "reach_of": row.reach_of}),
                lambda data: acts.correct_publicity(
                    press_of(actor, data), row.pk, data["reach"], data["reach_of"]
                ),
                _("Cập nhật"),
                _("Đã cập nhật lượt tiếp cận."),
            ),
        )
    worked = work(request, choices)
    if worked.done:
        return redirect("publicity_item", entry_id=row.pk)
    lines = [
        (_("Nội dung"), row.topic),
        (_("Hình thức"), tr(row.get_channel_display())),
        (_("Ngày thực hiện"), date_words(row.held_on)),
        (_("Lượt tiếp cận"), f"{number_words(row.reach)} ({row.reach_of})" if row.reach is not None else "–"),
    ]
    links = [(_("Mở trên mạng"), row.address)] if row.address else []
    facts = Facts(Register.PUBLICITY, row.title, tr(row.get_channel_display()), _home(), lines, links=links)
    return entry_page(request, facts, row.pk, worked)


@for_roles(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The register of a year as a spreadsheet."""
    told = asked(request)
    rows = queries.publicity(told.unit, told.year)[: queries.EXPORTED_AT_MOST]
    heads = ("Hoạt động", "Nội dung", "Hình thức", "Ngày", "Lượt tiếp cận", "Cách đếm", "Địa chỉ")
    cells = [
        [
            row.title,
            row.topic,
            PublicityChannel(row.channel).label,
            row.held_on,
            row.reach,
            row.reach_of,
            row.address,
        ]
        for row in rows
    ]
    return sheet("truyen-thong", told, "Sổ truyền thông", heads, cells)
