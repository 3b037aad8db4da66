# SPDX-License-Identifier: EUPL-1.2
"""Findings: put on record, answered, accepted; the list of what is to be followed up, and its file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.inspections import acts, queries, rights
from motcua.inspections.checklists import items_of
from motcua.inspections.errors import InspectionUnknown
from motcua.inspections.keeping import Evidence
from motcua.inspections.models import FindingState, InspectionFinding, VisitState
from motcua.inspections.places import answering_units
from motcua.organisations.actors import Actor
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_or_0
from motcua.web.downloads import stored_file, with_ending
from motcua.web.forms.offers import Choice, work
from motcua.web.inspections.forms import AgainForm, AnswerForm, FindingForm, NoteForm, WhyForm
from motcua.web.inspections.views.visits import visit_of
from motcua.web.inspections.words import finding_urgency, steps_told
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.statistics.sheets import Kind, Sheet, file_of
from motcua.web.wording import tr

_EXPORTED_PAGES = 100


@for_roles(*rights.READERS)
@require_form
def new(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Put a finding on record."""
    actor, row = actor_for(request), visit_of(request, visit_id)
    if row.state != VisitState.UNDER_WAY or rights.inspector(actor, row) is None:
        raise Http404
    form = partial(
        FindingForm,
        items=items_of(row.checklist),
        dossiers=[one.dossier.code for one in queries.sample_of(row)],
        units=answering_units(row.unit),
        initial={"item": request.GET.get("noi-dung", ""), "dossier_code": request.GET.get("ho-so", "")},
    )
    holder: list[FindingForm] = []

    def kept(*args: Any, **kwargs: Any) -> FindingForm:
        holder.append(form(*args, **kwargs))
        return holder[-1]

    choice = Choice(
        "ghi",
        _("Ghi phát hiện"),
        kept,
        lambda data: acts.find(actor, row.pk, holder[-1].told(), data["key"]),
        _("Ghi phát hiện"),
        _("Đã ghi phát hiện."),
        main=True,
    )
    worked = work(request, [choice])
    if worked.done:
        return redirect("inspection_visit", visit_id=row.pk)
    context = {
        "visit": row,
        "worked": worked,
        "crumbs": [
            (_("Kiểm tra"), reverse("inspections")),
            (row.unit.name, reverse("inspection_visit", args=[row.pk])),
            (_("Phát hiện mới"), ""),
        ],
    }
    return page(request, "inspections/find.html", context, status=worked.status)


@for_roles(*rights.READERS)
@require_form
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding, what was done about it, and what may be done now."""
    actor = actor_for(request)
    try:
        row = queries.finding_for(actor, finding_id)
    except InspectionUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    is_own = row.state == FindingState.ANSWERED and rights.answered_it(actor, row)
    worked = work(request, list(_choices(actor, row, is_own)))
    if worked.done:
        return redirect("inspection_finding", finding_id=row.pk)
    item = next((one for one in items_of(row.visit.checklist) if one.code == row.item), None)
    context = {
        "finding": row,
        "visit": row.visit,
        "item": item,
        "urgency": finding_urgency(row, timezone.localdate()),
        "state": tr(row.get_state_display()),
        "worked": worked,
        "is_own": is_own,
        "steps": steps_told(queries.steps_of(row)),
        "crumbs": [
            (_("Kiểm tra"), reverse("inspections")),
            (row.visit.unit.name, reverse("inspection_visit", args=[row.visit_id])),
            (_("Phát hiện %(number)s") % {"number": row.number}, ""),
        ],
    }
    return page(request, "inspections/finding.html", context, status=worked.status)


def _choices(actor: Actor, row: InspectionFinding, is_own: bool) -> Iterator[Choice]:
    state = FindingState(row.state)
    if row.visit.state == VisitState.UNDER_WAY and state is FindingState.OPEN:
        if rights.inspector(actor, row.visit) is not None:
            yield Choice(
                "rut",
                _("Rút phát hiện"),
                WhyForm,
                lambda data: acts.withdraw(actor, row.pk, data["why"], data["key"]),
                _("Rút phát hiện"),
                _("Đã rút phát hiện."),
            )
        return
    if row.visit.state != VisitState.CONCLUDED:
        return
    if state in (FindingState.OPEN, FindingState.ANSWERED) and rights.answerer(actor, row) is not None:
        yield Choice(
            "bao-cao",
            _("Báo cáo khắc phục"),
            AnswerForm,
            lambda data: acts.answer(actor, row.pk, data["text"], Evidence(*data["stored"]), data["key"]),
            _("Gửi báo cáo"),
            _("Đã gửi báo cáo khắc phục."),
            main=state is FindingState.OPEN,
        )
    if rights.manager(actor, row.visit.plan.unit_id) is not None:
        yield from _judging(actor, row, state, is_own)


def _judging(actor: Actor, row: InspectionFinding, state: FindingState, is_own: bool) -> Iterator[Choice]:
    if state is FindingState.ANSWERED and not is_own:
        yield Choice(
            "cong-nhan",
            _("Công nhận đã khắc phục"),
            NoteForm,
            lambda data: acts.settle(actor, row.pk, data["note"], data["key"]),
            _("Công nhận"),
            _("Đã công nhận khắc phục."),
            main=True,
        )
        yield Choice(
            "lam-tiep",
            _("Yêu cầu khắc phục tiếp"),
            AgainForm,
            lambda data: acts.send_back(actor, row.pk, data["note"], data["due"], data["key"]),
            _("Yêu cầu tiếp"),
            _("Đã yêu cầu khắc phục tiếp."),
        )
    if state is FindingState.OPEN:
        yield Choice(
            "gia-han",
            _("Gia hạn khắc phục"),
            AgainForm,
            lambda data: acts.prolong(actor, row.pk, data["note"], data["due"], data["key"]),
            _("Gia hạn"),
            _("Đã gia hạn."),
        )


@for_roles(*rights.READERS)
@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """Findings to follow up, overdue first, fifty a page."""
    actor, today = actor_for(request), timezone.localdate()
    everything = request.GET.get("tat-ca") == "1"
    first = _first(request)
    found = queries.followed(actor, today, open_only=not everything, after=first)
    base = "tat-ca=1&" if everything else ""
    context = {
        "rows": [
            (one, finding_urgency(one, today), tr(one.get_state_display())) for one in found[: queries.PAGE]
        ],
        "everything": everything,
        "earlier": f"?{base}bat-dau={max(0, first - queries.PAGE)}" if first else "",
        "further": f"?{base}bat-dau={first + queries.PAGE}" if len(found) > queries.PAGE else "",
        "crumbs": [(_("Kiểm tra"), reverse("inspections")), (_("Theo dõi khắc phục"), "")],
    }
    return page(request, "inspections/followed.html", context)


@for_roles(*rights.READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All findings one sees as a spreadsheet."""
    actor, today = actor_for(request), timezone.localdate()
    found: list[InspectionFinding] = []
    for number in range(_EXPORTED_PAGES):
        rows = queries.followed(actor, today, open_only=False, after=number * queries.PAGE)
        found += rows[: queries.PAGE]
        if len(rows) <= queries.PAGE:
            break
    with override("vi"):
        sheet = Sheet(
            "phat-hien-kiem-tra",
            ["Phát hiện qua kiểm tra", f"Đến ngày {today:%d/%m/%Y}"],
            (
                *(
                    "Năm",
                    "Cơ quan kiểm tra",
                    "Đơn vị được kiểm tra",
                    "Số",
                    "Phát hiện",
                    "Căn cứ",
                    "Nghiêm trọng",
                ),
                *("Kiến nghị", "Đơn vị khắc phục", "Hạn", "Trạng thái", "Đã khắc phục", "Ngày công nhận"),
            ),
            [_cells(one) for one in found],
        )
        return file_of(sheet, Kind.XLSX)


def _cells(one: InspectionFinding) -> list[Any]:
    plan = one.visit.plan
    return [
        *(plan.year, plan.unit.name, one.visit.unit.name, one.number, one.content, one.ground),
        "x" if one.grave else "",
        *(one.demand, one.unit.name, one.due, FindingState(one.state).label, one.answer, one.settled_at),
    ]


@for_roles(*rights.READERS)
@require_safe
def file(request: HttpRequest, step_id: int) -> HttpResponse:
    """Evidence of a step; its hash is checked when it is read."""
    try:
        step, stored = queries.step_file(actor_for(request), step_id)
    except InspectionUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    name = with_ending(f"minh-chung-{step.pk}", stored.media_type)
    return stored_file(stored.sha256, stored.media_type, name)


def _first(request: HttpRequest) -> int:
    return min(number_or_0(request.GET.get("bat-dau"), 8), 1_000_000)
