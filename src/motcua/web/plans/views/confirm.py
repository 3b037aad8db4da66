# SPDX-License-Identifier: EUPL-1.2
"""Confirming: the source beside the proposal, one task in hand, the queue of all below. Each press saves at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.errors import MotCuaError
from motcua.plans import queries
from motcua.plans.acts import many
from motcua.plans.acts import tasks as acts
from motcua.plans.acts.words import PlanAct
from motcua.plans.errors import PlanUnknown
from motcua.plans.models import Decision, Plan, PlanTask
from motcua.plans.units import Directory
from motcua.web.acting import actor_for
from motcua.web.addresses import number_in, number_or_0
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.plans import cards
from motcua.web.plans.acting import UNUSABLE, crumbs_of, plan_confirmed, status_of, tabs_of
from motcua.web.plans.forms import SplitForm, TaskForm, initial_of
from motcua.web.refusal_words import refusal_words
from motcua.web.wording import tr


def directory_of(plan: Plan) -> Directory:
    """The units the plan may name today."""
    return Directory(plan.unit, timezone.localdate())


@require_safe
def confirm(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The queue and the task in hand."""
    return _shown(request, plan_confirmed(request, plan_id), request.GET)


@require_POST
def decide(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """What the pressed button says of one task, then the next one; a refusal keeps what was typed."""
    plan = plan_confirmed(request, plan_id)
    task = _task(plan, task_id)
    wanted = request.POST.get("decision", "accept")
    form = TaskForm(request.POST, directory=directory_of(plan), task=task)
    pressed = _PRESSED.get(wanted)
    try:
        if pressed is not None:
            seen, key = number_or_0(request.POST.get("seen")), request.POST.get("key", "")[:40] or new_key()
            done = pressed(actor_for(request), task, seen, key)
        elif form.is_valid():
            done = _written(request, wanted, task, form)
        else:
            return _shown(request, plan, request.POST, failed=(task, form), status=UNUSABLE)
    except MotCuaError as refused:
        form.is_valid()
        form.refuse(refused)
        return _shown(request, plan, request.POST, failed=(task, form), status=status_of(refused))
    words = {Decision.ACCEPTED: _("Đã nhận"), Decision.REJECTED: _("Đã bỏ")}
    said = words.get(Decision(done.decision), _("Đã lưu")) if wanted != "save" else _("Đã lưu")
    messages.success(request, f"{said}: {done.content[:90]}")
    return redirect(_next(plan, done, request.POST, stay=wanted in ("save", "take", "keep")))


def _written(request: HttpRequest, wanted: str, task: PlanTask, form: TaskForm) -> PlanTask:
    told = form.cleaned_data
    actor = actor_for(request)
    if wanted == "save":
        return acts.save(actor, task, told["seen"], told["key"], form.wanted())
    return acts.accept(actor, task, told["seen"], told["key"], form.wanted())


_PRESSED: dict[str, Callable[..., PlanTask]] = {
    "reject": acts.reject,
    "back": acts.put_back,
    "take": many.take_offer,
    "keep": many.keep_own,
}
"""Buttons that need nothing from the fields."""


@require_POST
def undo(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Take back one's last act and show that task."""
    plan = plan_confirmed(request, plan_id)
    try:
        step = many.undo(actor_for(request), plan, request.POST.get("key", "")[:40] or new_key())
    except MotCuaError as refused:
        return _shown(request, plan, request.POST, trouble=refusal_words(refused), status=status_of(refused))
    messages.info(request, _("Đã hoàn tác: %(what)s") % {"what": tr(PlanAct(step.act).label)})
    kept = _kept(request.POST)
    if step.task_id:
        kept["nv"] = str(step.task_id)
    return redirect(f"{reverse('plan_confirm', args=[plan.pk])}?{urlencode(kept)}")


@require_form
def split(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Make several tasks of one."""
    plan = plan_confirmed(request, plan_id)
    task = _task(plan, task_id)
    form = SplitForm(
        request.POST or None,
        initial={"key": new_key(), "seen": task.version, "parts": "\n".join(parts_of(task.content))},
    )
    status = 200
    if request.method == "POST":
        status = UNUSABLE
        if form.is_valid():
            told = form.cleaned_data
            try:
                made = acts.split(actor_for(request), task, told["seen"], form.lines(), told["key"])
            except MotCuaError as refused:
                form.refuse(refused)
                status = status_of(refused)
            else:
                messages.success(request, _("Đã tách thành %(n)s nhiệm vụ.") % {"n": len(made)})
                return redirect(f"{reverse('plan_confirm', args=[plan.pk])}?{urlencode({'nv': made[0].pk})}")
    context = {
        "plan": plan,
        "task": task,
        "form": form,
        "crumbs": crumbs_of(plan, (_("Xác nhận"), reverse("plan_confirm", args=[plan.pk])), (_("Tách"), "")),
    }
    return page(request, "plans/split.html", context, status=status)


def parts_of(content: str) -> list[str]:
    """Where a task may be cut: at semicolons, else after sentences. Only a beginning for the person who does it."""
    for mark in (";", ". "):
        parts = [part.strip() for part in content.split(mark) if part.strip()]
        if len(parts) > 1:
            return parts
    return [content]


@require_form
def merge(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Put others into this task: those around it are offered first."""
    plan = plan_confirmed(request, plan_id)
    task = _task(plan, task_id)
    tasks = [one for one in queries.tasks_of(plan) if one.decision != Decision.REJECTED and one.pk != task.pk]
    tasks.sort(key=lambda one: (abs(one.order - task.order), one.pk))
    trouble, status = "", 200
    picked = {number_or_0(word) for word in request.POST.getlist("others")}
    if request.method == "POST":
        others = [(one, number_or_0(request.POST.get(f"v{one}"))) for one in picked]
        try:
            seen, key = number_or_0(request.POST.get("seen")), request.POST.get("key", "")[:40] or new_key()
            done = acts.merge(actor_for(request), task, seen, others, key)
        except MotCuaError as refused:
            trouble, status = refusal_words(refused), status_of(refused)
        else:
            messages.success(request, _("Đã gộp vào một nhiệm vụ; hãy đọc lại nội dung."))
            return redirect(
                f"{reverse('plan_confirm', args=[plan.pk])}?{urlencode({'nv': done.pk, 'loc': 'tat-ca'})}"
            )
    context = {
        "plan": plan,
        "task": task,
        "others": tasks[:_MOST_OTHERS],
        "picked": picked,
        "trouble": trouble,
        "key": new_key(),
        "crumbs": crumbs_of(plan, (_("Xác nhận"), reverse("plan_confirm", args=[plan.pk])), (_("Gộp"), "")),
    }
    return page(request, "plans/merge.html", context, status=status)


_MOST_OTHERS = 40


@require_form
def add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Write a task by hand, behind the one the address names."""
    plan = plan_confirmed(request, plan_id)
    after = request.GET.get("sau", "")
    behind = _task(plan, number_or_0(after)) if after else None
    start = {"key": new_key(), "seen": 0, "recurrence": "none"}
    if behind is not None:
        start |= {"section": behind.section, "group": behind.group}
    form = TaskForm(request.POST or None, initial=start, directory=directory_of(plan))
    status = 200
    if request.method == "POST":
        status = UNUSABLE
        if form.is_valid():
            try:
                made = acts.add(actor_for(request), plan, form.wanted(), form.cleaned_data["key"], behind)
            except MotCuaError as refused:
                form.refuse(refused)
                status = status_of(refused)
            else:
                messages.success(request, _("Đã thêm nhiệm vụ."))
                kept = {"nv": made.pk, "loc": "nhan"}
                return redirect(f"{reverse('plan_confirm', args=[plan.pk])}?{urlencode(kept)}")
    context = {
        "plan": plan,
        "form": form,
        "crumbs": crumbs_of(plan, (_("Xác nhận"), reverse("plan_confirm", args=[plan.pk])), (_("Thêm"), "")),
    }
    return page(request, "plans/add.html", context, status=status)


def _shown(
    request: HttpRequest,
    plan: Plan,
    query: Mapping[str, str],
    failed: tuple[PlanTask, TaskForm] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    kept = _kept(query)
    tasks = queries.tasks_of(plan)
    progress = queries.progress_of(tasks)
    wanted, order = kept.get("loc", "cho"), kept.get("thu-tu", "tin")
    queue = cards.in_order(cards.chosen(tasks, wanted), order)
    current = failed[0] if failed else _current(plan, queue, query.get("nv", ""))
    rows, hidden = cards.rows_of(queue, current)
    here = {name: value for name, value in kept.items() if name != "nv"}
    context: dict[str, Any] = {
        "plan": plan,
        "crumbs": crumbs_of(plan, (_("Xác nhận"), "")),
        "tabs": tabs_of(plan, "plan_confirm", progress.proposed),
        "progress": progress,
        "rows": rows,
        "hidden": hidden,
        "queue_length": len(queue),
        "filters": _filters(progress, here),
        "orders": _orders(here),
        "order": order,
        "loc": wanted,
        "here": urlencode(here),
        "kept": here,
        "trouble": trouble,
        "sure": sum(
            one.decision == Decision.PROPOSED and one.confidence >= many.SURE_ENOUGH for one in tasks
        ),
        "key": new_key(),
        "undoable": many.last_undoable(actor_for(request), plan),
        **(_hand(plan, current, queue, query, failed) if current else {}),
    }
    return page(request, "plans/confirm.html", context, status=status)


def _hand(
    plan: Plan,
    current: PlanTask,
    queue: list[PlanTask],
    query: Mapping[str, str],
    failed: tuple[PlanTask, TaskForm] | None,
) -> dict[str, Any]:
    """The task in hand: its form, its place in the source, its neighbours in the queue."""
    task = current if failed is None else _task(plan, current.pk)
    form = (
        failed[1]
        if failed
        else TaskForm(directory=directory_of(plan), task=task, initial={"key": new_key(), **initial_of(task)})
    )
    if failed is not None:
        form.type_in("seen", str(task.version))  # the next press is made with what is seen now
        form.type_in("key", new_key())
    place = next((at for at, one in enumerate(queue) if one.pk == task.pk), -1)
    asked_page = number_in(query.get("trang")) or None
    return {
        "task": task,
        "form": form,
        "conflict": initial_of(task) if failed is not None and task.version != failed[0].version else None,
        "doubts": cards.doubts(task),
        "raws": cards.raws(task),
        "sure_of_task": cards.sure_words(task.confidence),
        "offers": cards.offers(task),
        "missing": bool(task.offered.get("missing")),
        "shown": cards.source_of(task, asked_page, whole=query.get("ca-trang", "") == "1"),
        "place": place + 1,
        "before": queue[place - 1].pk if place > 0 else None,
        "after": queue[place + 1].pk if 0 <= place < len(queue) - 1 else None,
        "supports": [
            (one.text, one.unit.name if one.unit else tr(one.get_group_display()) if one.group else "")
            for one in task.supports.all()
        ],
    }


def _current(plan: Plan, queue: list[PlanTask], asked: str) -> PlanTask | None:
    number = number_or_0(asked)
    if number:
        return _task(plan, number)
    return queries.task_of(plan, queue[0].pk) if queue else None


def _next(plan: Plan, done: PlanTask, query: Mapping[str, str], *, stay: bool) -> str:
    """Where to go on: the next in the queue as it was, or the same task."""
    kept = _kept(query)
    if stay:
        kept["nv"] = str(done.pk)
    elif after := number_or_0(query.get("sau")):
        kept["nv"] = str(after)
    else:
        kept.pop("nv", None)
    return f"{reverse('plan_confirm', args=[plan.pk])}?{urlencode(kept)}"


def _kept(query: Mapping[str, str]) -> dict[str, str]:
    """What the queue is narrowed to and how it is ordered."""
    found = {}
    if query.get("loc", "") in cards.FILTERS:
        found["loc"] = query["loc"]
    if query.get("thu-tu", "") == "van-ban":
        found["thu-tu"] = "van-ban"
    return found


def _filters(progress: queries.Progress, here: Mapping[str, str]) -> list[tuple[str, str, int, str]]:
    """Value, words, count and address of each filter; empty ones of lesser use are left out."""
    all_of = [
        ("cho", _("Chờ quyết định"), progress.proposed),
        ("nghi-ngo", _("Cần xem kỹ"), progress.doubtful),
        ("khac", _("Lần đọc mới khác"), progress.differing),
        ("nhan", _("Đã nhận"), progress.accepted),
        ("bo", _("Đã bỏ"), progress.rejected),
        ("tat-ca", _("Tất cả"), progress.total),
    ]
    return [
        (value, words, count, urlencode({**here, "loc": value}))
        for value, words, count in all_of
        if count or value in ("cho", "nhan", "tat-ca") or here.get("loc") == value
    ]


def _orders(here: Mapping[str, str]) -> list[tuple[str, str, str]]:
    rest = {name: value for name, value in here.items() if name != "thu-tu"}
    return [
        ("tin", _("Chưa chắc nhất trước"), urlencode(rest)),
        ("van-ban", _("Theo thứ tự văn bản"), urlencode({**rest, "thu-tu": "van-ban"})),
    ]


def _task(plan: Plan, pk: int) -> PlanTask:
    try:
        return queries.task_of(plan, pk)
    except PlanUnknown as unknown:
        raise Http404(str(unknown)) from unknown
