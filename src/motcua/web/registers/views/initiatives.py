# SPDX-License-Identifier: EUPL-1.2
"""The register of initiatives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.organisations.actors import Actor
from motcua.registers import acts, counts, queries, rights
from motcua.registers.acts import InitiativeIn, Recognition
from motcua.registers.models import Initiative, InitiativeLevel, InitiativeState, Register
from motcua.registers.rights import READERS
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.offers import Choice, work
from motcua.web.methods import require_form
from motcua.web.registers.evidence import evidence_choice
from motcua.web.registers.forms import CouncilForm, InitiativeForm, ReasonForm, RecogniseForm
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
    return (_("Sáng kiến"), reverse("initiatives"))


@for_roles(*READERS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The initiatives of a year."""
    told = asked(request)
    shown = Listed(
        _("Sáng kiến"),
        _("Sáng kiến, giải pháp mới trong năm và kết quả xét công nhận."),
        [_("Sáng kiến"), _("Đơn vị của tác giả"), _("Trạng thái"), _("Quyết định")],
        _("Sáng kiến được đề xuất trong năm sẽ hiện ở đây. Ai làm việc tại cơ quan cũng đề xuất được."),
        f"{reverse('initiative_new')}?{told.query}",
        _("Đề xuất sáng kiến"),
        f"{reverse('initiatives_export')}?{told.query}",
        [(str(counts.initiatives_recognised(told.unit, told.year)), _("được công nhận trong năm"))],
    )
    return list_page(request, told, shown, queries.initiatives(told.unit, told.year), _cells)


def _cells(row: Initiative) -> list[Cell]:
    return [
        Cell(row.title, reverse("initiative", args=[row.pk]), row.authors),
        Cell(row.proposer.name),
        Cell(tr(row.get_state_display()), below=tr(row.get_level_display()) if row.level else ""),
        Cell(row.decision, below=date_words(row.decided_on)),
    ]


@for_roles(*READERS)
@require_form
def new(request: HttpRequest) -> HttpResponse:
    """Propose."""
    actor, told = actor_for(request), asked(request)
    units = queries.units_in(told.unit, told.today)
    made: list[Initiative] = []

    def perform(data: dict[str, Any]) -> None:
        proposer = next(unit for unit in units if unit.pk == data["proposer"])
        proposal = InitiativeIn(data["title"], data["authors"], data["content"], proposer)
        made.append(acts.propose(press_of(actor, data), told.unit, proposal))

    choice = Choice(
        "de-xuat",
        _("Đề xuất sáng kiến"),
        partial(InitiativeForm, units=units),
        perform,
        _("Gửi đề xuất"),
        _("Đã ghi đề xuất."),
        main=True,
    )
    return new_page(request, choice, _home(), made, "initiative")


@for_roles(*READERS)
@require_form
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One initiative."""
    row: Initiative = entry_of(request, Register.INITIATIVE, entry_id)
    worked = work(request, list(_choices(actor_for(request), row)))
    if worked.done:
        return redirect("initiative", entry_id=row.pk)
    lines = [
        (_("Tác giả"), row.authors),
        (_("Đơn vị của tác giả"), row.proposer.name),
        (_("Nội dung, điểm mới"), row.content),
        (_("Ngày hội đồng họp"), date_words(row.council_on)),
        (_("Quyết định"), f"{row.decision}, {date_words(row.decided_on)}" if row.decision else ""),
        (_("Phạm vi"), tr(row.get_level_display()) if row.level else ""),
        (_("Hiệu quả"), row.effect),
        (
            _("Giờ làm việc tiết kiệm mỗi năm"),
            number_words(row.hours_saved) if row.hours_saved is not None else "",
        ),
        (
            _("Tiền tiết kiệm mỗi năm (đồng)"),
            number_words(row.dong_saved) if row.dong_saved is not None else "",
        ),
        (_("Lý do không công nhận"), row.refusal),
    ]
    facts = Facts(Register.INITIATIVE, row.title, tr(row.get_state_display()), _home(), lines)
    return entry_page(request, facts, row.pk, worked)


def _choices(actor: Actor, row: Initiative) -> Iterator[Choice]:
    state = InitiativeState(row.state)
    if state is InitiativeState.PROPOSED and rights.keeper(actor, row.unit_id):
        yield Choice(
            "hoi-dong",
            _("Đưa ra hội đồng"),
            CouncilForm,
            lambda data: acts.to_council(press_of(actor, data), row.pk, data["council_on"]),
            _("Đưa ra hội đồng"),
            _("Đã đưa ra hội đồng."),
            main=True,
        )
    if state is InitiativeState.IN_COUNCIL and rights.decider(actor, row.unit_id):
        yield Choice(
            "cong-nhan",
            _("Công nhận sáng kiến"),
            RecogniseForm,
            lambda data: acts.recognise(press_of(actor, data), row.pk, _recognition(data)),
            _("Công nhận"),
            _("Sáng kiến đã được công nhận."),
            main=True,
        )
        yield Choice(
            "khong",
            _("Không công nhận"),
            ReasonForm,
            lambda data: acts.refuse(press_of(actor, data), row.pk, data["why"]),
            _("Không công nhận"),
            _("Đã ghi kết quả."),
        )
    if state is InitiativeState.PROPOSED and rights.withdrawer(actor, row):
        yield Choice(
            "rut",
            _("Rút đề xuất"),
            ReasonForm,
            lambda data: acts.take_back(press_of(actor, data), row.pk, data["why"]),
            _("Rút đề xuất"),
            _("Đã rút đề xuất."),
        )
    yield evidence_choice(actor, Register.INITIATIVE, row.pk)


def _recognition(data: dict[str, Any]) -> Recognition:
    return Recognition(
        data["decision"],
        data["decided_on"],
        InitiativeLevel(data["level"]),
        data["effect"],
        data["hours_saved"],
        data["dong_saved"],
    )


@for_roles(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The register of a year as a spreadsheet."""
    told = asked(request)
    rows = queries.initiatives(told.unit, told.year)[: queries.EXPORTED_AT_MOST]
    heads = (
        *("Tên sáng kiến", "Tác giả", "Đơn vị", "Nội dung", "Trạng thái", "Phạm vi", "Quyết định", "Ngày"),
        *("Hiệu quả", "Giờ tiết kiệm/năm", "Đồng tiết kiệm/năm", "Lý do không công nhận"),
    )
    cells = [
        [
            *(row.title, row.authors, row.proposer.name, row.content, InitiativeState(row.state).label),
            *(InitiativeLevel(row.level).label if row.level else "", row.decision, row.decided_on),
            *(row.effect, row.hours_saved, row.dong_saved, row.refusal),
        ]
        for row in rows
    ]
    return sheet("sang-kien", told, "Sổ sáng kiến", heads, cells)
