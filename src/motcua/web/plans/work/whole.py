# SPDX-License-Identifier: EUPL-1.2
"""Pages of a whole plan: the monthly sheet for the meeting, who took up what, and ties to the higher plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.documents.content import DOCX
from motcua.plans.acts.carrying_out import carry_out
from motcua.plans.covering import Duty, coverage_of, ties_of
from motcua.plans.errors import PlanError
from motcua.plans.meeting import PART_NAMES, Line, MeetingSheet, sheet_of
from motcua.plans.models import Plan, PlanState
from motcua.plans.queries import may_confirm
from motcua.plans.work_performing import Press
from motcua.plans.working.standing import STANDING_NAMES
from motcua.web.acting import actor_for
from motcua.web.addresses import number_in
from motcua.web.downloads import as_file
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.plans.acting import UNUSABLE, crumbs_of, plan_confirmed, plan_read
from motcua.web.plans.work.shown import state_of
from motcua.web.refusal_words import refusal_words
from motcua.web.statistics.sheets import Kind, Linked, Sheet, file_of
from motcua.web.wording import period_phrase, tr


@require_safe
def meeting(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The monthly sheet of a plan, made to be printed."""
    plan = plan_read(request, plan_id)
    sheet = _sheet(request, plan)
    before, after = sheet.first - dt.timedelta(days=1), sheet.last + dt.timedelta(days=1)
    context = {
        "crumbs": crumbs_of(plan, (_("Phiếu giao ban tháng"), "")),
        "plan": plan,
        "sheet": sheet,
        "month": period_phrase(f"Tháng {sheet.first:%m/%Y}"),
        "month_value": f"{sheet.first:%Y-%m}",
        "earlier": f"?thang={before:%Y-%m}",
        "further": f"?thang={after:%Y-%m}" if after <= timezone.localdate() else "",
        "parts": [
            (part.value, tr(PART_NAMES[part]), [(line, state_of(line.standing)) for line in lines])
            for part, lines in sheet.parts
        ],
    }
    return page(request, "plans/work/meeting.html", context)


@require_safe
def meeting_file(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The sheet as DOCX or XLSX. Files are Vietnamese whoever asks."""
    plan = plan_read(request, plan_id)
    sheet = _sheet(request, plan)
    name = f"giao-ban-{plan.pk}-{sheet.first:%Y-%m}"
    if request.GET.get("tep") != "docx":
        with override("vi"):
            told = [f"Phiếu giao ban tháng {sheet.first:%m/%Y}", plan.name, plan.unit.name]
            return file_of(Sheet(name, told, _HEAD, _cells(request, sheet)), Kind.XLSX)
    from motcua.plans.writing.meeting_docx import meeting_docx  # ⚡ slow to load

    return as_file(meeting_docx(sheet), f"{name}.docx", DOCX)


_HEAD = (
    *("Phần", "Nhiệm vụ", "Kỳ", "Đơn vị", "Người phụ trách", "Hạn kế hoạch", "Hạn hiện nay", "Tình trạng"),
    *("Tiến độ (%)", "Kết quả", "Chỉ đạo", "Kết luận"),
)


def _cells(request: HttpRequest, sheet: MeetingSheet) -> Iterator[list[Any]]:
    for part, lines in sheet.parts:
        for line in lines:
            yield [PART_NAMES[part], *_line(request, line)]


def _line(request: HttpRequest, line: Line) -> list[Any]:
    then = line.then
    address = request.build_absolute_uri(reverse("plan_work", args=[then.work_id]))
    told = "; ".join(entry.text for entry in line.told)
    return [
        Linked(line.task.content, address), then.period_label, line.unit, line.owner, then.due_original, then.due,
        STANDING_NAMES[line.standing], then.percent, line.said, told, "",
    ]  # fmt: skip


def _sheet(request: HttpRequest, plan: Plan) -> MeetingSheet:
    if plan.state not in (PlanState.IN_FORCE, PlanState.CLOSED):
        raise Http404("Phiếu giao ban có khi kế hoạch được thực hiện.")
    now = timezone.now()
    return sheet_of(plan, _month(request.GET.get("thang", ""), timezone.localdate(now)), now)


def _month(text: str, today: dt.date) -> dt.date:
    """The month of an address; this one for anything else, and for one that is still to come."""
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today
    return found if found.year >= 1990 and found <= today else today


@require_safe
def covered(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Which duties of the plan the plans below took up, and which nobody did."""
    plan = plan_read(request, plan_id)
    found = coverage_of(plan)
    context = {
        "crumbs": crumbs_of(plan, (_("Ai thực hiện nhiệm vụ nào"), "")),
        "plan": plan,
        "found": found,
        "asked": request.GET.get("xem", ""),
        "duties": _shown(found.duties, request.GET.get("xem", "")),
        "may_tie": plan.higher_id is not None and may_confirm(actor_for(request), plan),
    }
    return page(request, "plans/work/coverage.html", context)


def _shown(duties: tuple[Duty, ...], asked: str) -> list[Duty]:
    if asked == "chua-ai":
        return [duty for duty in duties if duty.nobody]
    if asked == "thieu":
        return [duty for duty in duties if duty.covered.is_taken and duty.missing]
    return list(duties)


@require_safe
def covered_file(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The coverage as a spreadsheet."""
    plan = plan_read(request, plan_id)
    rows: list[list[Any]] = [
        [
            duty.task.content,
            duty.task.lead_text,
            "; ".join(name for name, _taker in duty.takers),
            "; ".join(duty.missing),
            duty.works,
        ]
        for duty in coverage_of(plan).duties
    ]
    head = ["Nhiệm vụ", "Chủ trì", "Kế hoạch cấp dưới đã nhận", "Đơn vị chưa nhận", "Việc đang làm trực tiếp"]
    return file_of(Sheet(f"do-phu-{plan.pk}", [plan.name], head, rows), Kind.XLSX)


@require_form
def ties(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say for each task which duty of the higher plan it carries out; the likeliest stand first, a person decides."""
    plan = plan_confirmed(request, plan_id)
    rows, duties = ties_of(plan)
    known = {row.task.pk for row in rows}
    refusal = ""
    if request.method == "POST":
        wanted = _chosen(request.POST.dict())
        try:
            press = Press(request.POST.get("key", "")[:40] or new_key(), timezone.now())
            number = carry_out(
                actor_for(request), plan.pk, {pk: wanted[pk] for pk in wanted if pk in known}, press
            )
        except PlanError as refused:
            refusal = refusal_words(refused)
        else:
            messages.success(request, _("Đã gắn %(number)s nhiệm vụ.") % {"number": number})
            return redirect("plan_ties", plan_id=plan.pk)
    by_id = {duty.pk: duty for duty in duties}
    context = {
        "crumbs": crumbs_of(plan, (_("Nhiệm vụ của cấp trên"), "")),
        "plan": plan,
        "rows": [
            (
                row.task,
                row.chosen,
                [by_id[pk] for pk in row.likely],
                [duty for duty in duties if duty.pk not in row.likely],
            )
            for row in rows
        ],
        "untied": sum(row.chosen is None for row in rows),
        "key": new_key(),
        "refusal": refusal,
    }
    return page(request, "plans/work/ties.html", context, status=UNUSABLE if refusal else 200)


def _chosen(posted: dict[str, Any]) -> dict[int, int | None]:
    """The duty chosen for each task; what cannot be read is no task."""
    found: dict[int, int | None] = {}
    for name, value in posted.items():
        pk = name.removeprefix("nv-")
        if name.startswith("nv-") and (task := number_in(pk)) is not None:
            found[task] = number_in(str(value))
    return found
