# SPDX-License-Identifier: EUPL-1.2
"""Plans of the units around, bringing one in, the page of one plan, its files, putting it in force, ending it."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.documents import store
from motcua.errors import MotCuaError
from motcua.plans import queries
from motcua.plans.acts import documents
from motcua.plans.acts.words import PlanAct
from motcua.plans.errors import PlanUnknown
from motcua.plans.models import Decision, Plan, PlanReading, PlanState, PlanStep, ReadingState
from motcua.plans.rights import readable_by
from motcua.plans.work_queries import tasks_now
from motcua.web.acting import actor_for
from motcua.web.addresses import number_or_0
from motcua.web.downloads import stored_file
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.plans.acting import (
    UNUSABLE,
    crumbs,
    crumbs_of,
    plan_confirmed,
    plan_read,
    status_of,
    tabs_of,
)
from motcua.web.plans.cards import lead_words
from motcua.web.plans.forms import CloseForm, NewPlanForm, stored_of
from motcua.web.refusal_words import refusal_words
from motcua.web.wording import tr

_STATES = {
    "thuc-hien": (PlanState.IN_FORCE,),
    "chuan-bi": (PlanState.READING, PlanState.CONFIRMING),
    "ket-thuc": (PlanState.CLOSED,),
    "tat-ca": tuple(PlanState),
}
_STORY = 30


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Plans that bind one or that one prepares, latest first."""
    actor = actor_for(request)
    state = request.GET.get("loc", "tat-ca")
    year, before = number_or_0(request.GET.get("nam")), number_or_0(request.GET.get("truoc"))
    readable = readable_by(actor)
    lines = queries.plans_of(readable, _STATES.get(state, tuple(PlanState)), year or None, before or None)
    kept = {"loc": state, **({"nam": str(year)} if year else {})}
    shown = lines[: queries.PAGE]
    context = {
        "crumbs": crumbs()[:1],
        "lines": [(line, tr(PlanState(line.plan.state).label)) for line in shown],
        "more": urlencode({**kept, "truoc": shown[-1].plan.pk}) if len(lines) > queries.PAGE else "",
        "states": [
            (value, words, urlencode({**kept, "loc": value}))
            for value, words in (
                ("tat-ca", _("Tất cả")),
                ("thuc-hien", _("Đang thực hiện")),
                ("chuan-bi", _("Đang chuẩn bị")),
                ("ket-thuc", _("Đã kết thúc")),
            )
        ],
        "state": state if state in _STATES else "tat-ca",
        "years": queries.years_of(readable),
        "year": year,
        "may_open": queries.may_open_any(actor),
    }
    return page(request, "plans/plans.html", context)


@require_form
def new(request: HttpRequest) -> HttpResponse:
    """Bring in a plan: whose it is, and its files."""
    actor = actor_for(request)
    if not queries.may_open_any(actor):
        raise PermissionDenied(_("Việc này thuộc thủ trưởng hoặc cán bộ đầu mối kiểm soát."))
    units = {unit.pk: unit for unit in queries.units_to_plan_for(actor)}
    choices = [(pk, unit.name) for pk, unit in units.items()]
    form = NewPlanForm(request.POST or None, initial={"key": new_key()}, units=choices)
    trouble, status = "", 200
    if request.method == "POST":
        status = UNUSABLE
        try:
            files = stored_of(request.FILES.getlist("files"))
            if form.is_valid():
                told = form.cleaned_data
                plan = documents.open_plan(actor, units[told["unit"]], files, told["key"])
                return redirect("plan", plan_id=plan.pk)
        except ValidationError as wrong:
            trouble = wrong.messages[0]
        except MotCuaError as refused:
            form.is_valid()
            form.refuse(refused)
    context = {"crumbs": crumbs((_("Đưa kế hoạch vào"), "")), "form": form, "trouble": trouble}
    return page(request, "plans/new.html", context, status=status)


@require_safe
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One plan: while it is read how far; then what it says and how its tasks stand."""
    row = plan_read(request, plan_id)
    readings = queries.last_readings(row)
    may = queries.may_confirm(actor_for(request), row)
    if row.state == PlanState.READING:
        return _reading_page(request, row, readings, may=may)
    tasks = queries.tasks_of(row)
    accepted = [one for one in tasks if one.decision == Decision.ACCEPTED]
    standing = tasks_now(row, timezone.localdate())
    readable = readable_by(actor_for(request))
    sections = [
        (name, [(one, lead_words(one), standing.get(one.pk)) for one in group])
        for name, group in groupby(accepted, key=lambda one: one.section)
    ]
    context: dict[str, Any] = {
        "plan": row,
        "state": tr(PlanState(row.state).label),
        "crumbs": crumbs_of(row),
        "sections": sections,
        "accepted": len(accepted),
        "progress": queries.progress_of(tasks),
        "readings": [(one, tr(ReadingState(one.state).label)) for one in readings],
        "waiting": queries.is_waiting(readings),
        "steps": _story(row),
        "below": list(
            row.carried_out_by.filter(readable)
            .select_related("unit")
            .order_by("unit__name_key", "pk")[:_STORY]
        ),
        "may": may,
        "key": new_key(),
        "close_form": CloseForm(initial={"key": new_key()}),
    }
    return page(request, "plans/plan.html", context)


def _reading_page(request: HttpRequest, row: Plan, readings: list[PlanReading], *, may: bool) -> HttpResponse:
    context = {
        "plan": row,
        "crumbs": crumbs_of(row),
        "readings": [(one, tr(ReadingState(one.state).label)) for one in readings],
        "waiting": queries.is_waiting(readings),
        "idle": queries.waits_too_long(readings, timezone.now()),
        "may": may,
        "key": new_key(),
    }
    return page(request, "plans/reading.html", context)


def _story(row: Plan) -> list[tuple[PlanStep, str]]:
    """What was done with the document, latest first; single decisions about tasks are left to their tasks."""
    steps = row.steps.filter(task__isnull=True, target_id__isnull=True).order_by("-id")[:_STORY]
    names: dict[str, str] = dict(PlanAct.choices)
    return [(one, tr(names[one.act])) for one in steps if one.act in names]


@require_form
def force(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What will happen when the plan is put in force, and what is still missing; then do it."""
    row = plan_confirmed(request, plan_id)
    trouble, status = "", 200
    if request.method == "POST":
        try:
            documents.put_in_force(actor_for(request), row, request.POST.get("key", "")[:40] or new_key())
        except MotCuaError as refused:
            trouble, status = refusal_words(refused), status_of(refused)
        else:
            messages.success(request, _("Kế hoạch đã được đưa vào thực hiện."))
            return redirect("plan", plan_id=row.pk)
    progress = queries.progress_of(queries.tasks_of(row))
    context = {
        "plan": row,
        "tabs": tabs_of(row, "plan_force", progress.proposed),
        "lacks": documents.lacks_of(row),
        "progress": progress,
        "unled": row.tasks.filter(decision=Decision.ACCEPTED, lead_unit__isnull=True, lead_group="").count(),
        "undated": row.tasks.filter(decision=Decision.ACCEPTED, due__isnull=True, recurrence="none").count(),
        "targets": row.targets.filter(decision=Decision.PROPOSED).count(),
        "unanswered": row.warnings.filter(answer="open").count(),
        "trouble": trouble,
        "key": new_key(),
        "crumbs": crumbs_of(row, (_("Đưa vào thực hiện"), "")),
    }
    return page(request, "plans/force.html", context, status=status)


@require_POST
def close(request: HttpRequest, plan_id: int) -> HttpResponse:
    """End the plan."""
    row = plan_confirmed(request, plan_id)
    form = CloseForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            documents.close(actor_for(request), row, told["note"], told["key"])
        except MotCuaError as refused:
            messages.error(request, refusal_words(refused))
        else:
            messages.success(request, _("Kế hoạch đã kết thúc."))
    else:
        messages.error(request, _("Chưa nêu lý do kết thúc."))
    return redirect("plan", plan_id=row.pk)


@require_POST
def read_again(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Ask for the files to be read once more; what was decided stays."""
    row = plan_confirmed(request, plan_id)
    try:
        documents.read_again(actor_for(request), row, request.POST.get("key", "")[:40] or new_key())
    except MotCuaError as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(
            request, _("Các tệp sẽ được đọc lại. Những gì đã quyết định, đã sửa vẫn giữ nguyên.")
        )
    return redirect("plan", plan_id=row.pk)


@require_POST
def add_file(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Add an appendix or a better copy."""
    row = plan_confirmed(request, plan_id)
    try:
        for number, (stored, name) in enumerate(stored_of(request.FILES.getlist("files"))):
            key = request.POST.get("key", "")[:40] or new_key()
            documents.add_file(actor_for(request), row, stored, name, f"{key}-{number}")
        messages.success(request, _("Đã thêm tệp; tệp sẽ được đọc."))
    except ValidationError as wrong:
        messages.error(request, wrong.messages[0])
    except MotCuaError as refused:
        messages.error(request, refusal_words(refused))
    return redirect("plan", plan_id=row.pk)


@require_safe
def file(request: HttpRequest, plan_id: int, file_id: int) -> HttpResponse:
    """A file of the plan as it was handed in."""
    row = plan_read(request, plan_id)
    try:
        found = queries.file_of(row, file_id)
    except PlanUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    return stored_file(found.file_id, found.media_type, found.name)


@require_safe
def picture(request: HttpRequest, plan_id: int, reading_id: int, number: int) -> HttpResponse:
    """The picture of one page, as it was read. Its bytes never change."""
    row = plan_read(request, plan_id)
    try:
        sha256 = queries.page_image(row, reading_id, number)
    except PlanUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    answer = HttpResponse(store.read(sha256), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
