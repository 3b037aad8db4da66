# SPDX-License-Identifier: EUPL-1.2
"""Deciding and editing targets: the sentence is read while it is written, before anything is kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from motcua.errors import MotCuaError
from motcua.plans.acts import targets as acts
from motcua.plans.models import Decision, Plan, PlanState, PlanTarget
from motcua.plans.targets.errors import TargetRefused
from motcua.plans.targets.evaluating import standing_of
from motcua.plans.targets.keeping import keep
from motcua.plans.targets.language import read
from motcua.plans.targets.measures import MEASURES
from motcua.plans.targets.printing import said
from motcua.plans.units import Directory
from motcua.statistics import FiguresBehind
from motcua.web.acting import actor_for
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.plans.acting import UNUSABLE, crumbs_of, plan_confirmed, status_of
from motcua.web.plans.targets.forms import TargetForm, initial_of
from motcua.web.plans.targets.shown import value_words
from motcua.web.plans.targets.views import target_seen
from motcua.web.refusal_words import refusal_words

LOOK = "xem"
"""The button that only reads the sentence."""
_ACTS = {"nhan": acts.accept, "luu": acts.save}
_PLAIN_ACTS = {"bo": acts.reject, "lai": acts.put_back}


@require_POST
def accept_all(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Take every proposed target."""
    plan = plan_confirmed(request, plan_id)
    try:
        number = acts.accept_all(actor_for(request), plan, request.POST.get("key", "")[:40] or new_key())
    except MotCuaError as refused:
        messages.error(request, refusal_words(refused))
        return redirect("plan_targets", plan_id=plan.pk)
    for target in plan.targets.filter(decision=Decision.ACCEPTED, measured=True).select_related(
        "plan__unit__parent"
    ):
        _count_now(target)
    words = ngettext("Đã nhận %(n)s chỉ tiêu.", "Đã nhận %(n)s chỉ tiêu.", number) % {"n": number}
    messages.success(request, words)
    return redirect("plan_targets", plan_id=plan.pk)


@require_form
def add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Write a target by hand."""
    plan = plan_confirmed(request, plan_id)
    initial = {"key": new_key(), "seen": 0, "owner": plan.unit_id}
    form = TargetForm(request.POST or None, initial=initial, units=_units(plan))
    status = 200
    if request.method == "POST" and form.is_valid() and LOOK not in request.POST:
        try:
            made = acts.add(actor_for(request), plan, form.wanted(), form.cleaned_data["key"])
        except MotCuaError as refused:
            form.refuse(refused)
            status = status_of(refused)
        else:
            _count_now(made)
            messages.success(request, _("Đã thêm chỉ tiêu."))
            return redirect("plan_target", target_id=made.pk)
    return _shown(request, plan, None, form, status)


@require_form
def edit(request: HttpRequest, target_id: int) -> HttpResponse:
    """Change, accept, leave out, put back; or only read the sentence."""
    target = target_seen(request, target_id)
    plan = plan_confirmed(request, target.plan_id)
    initial = {"key": new_key(), **initial_of(target)}
    form = TargetForm(request.POST or None, initial=initial, units=_units(plan))
    status, act = 200, request.POST.get("viec", "")
    if request.method == "POST" and form.is_valid() and LOOK not in request.POST:
        told = form.cleaned_data
        try:
            if act in _PLAIN_ACTS:
                _PLAIN_ACTS[act](actor_for(request), target, told["seen"], told["key"])
            else:
                perform = _ACTS.get(act, acts.save)
                target = perform(actor_for(request), target, told["seen"], told["key"], form.wanted())
        except MotCuaError as refused:
            form.refuse(refused)
            status = status_of(refused)
        else:
            _count_now(target)
            messages.success(request, _("Đã ghi."))
            return redirect("plan_targets", plan_id=plan.pk)
    return _shown(request, plan, target, form, status)


def _shown(
    request: HttpRequest, plan: Plan, target: PlanTarget | None, form: TargetForm, status: int
) -> HttpResponse:
    name = _("Sửa chỉ tiêu") if target else _("Thêm chỉ tiêu")
    context: dict[str, Any] = {
        "crumbs": crumbs_of(plan, (_("Chỉ tiêu"), reverse("plan_targets", args=[plan.pk])), (name, "")),
        "plan": plan,
        "target": target,
        "form": form,
        "name": name,
        "tried": _tried(plan, form),
        "measures": [measure.name for measure in MEASURES],
    }
    if status == 200 and request.method == "POST" and form.errors:
        status = UNUSABLE
    return page(request, "plans/targets/edit.html", context, status=status)


def _tried(plan: Plan, form: TargetForm) -> dict[str, str] | None:
    """What the sentence means, read back, and its value now; None for one that cannot be read."""
    if not form.is_bound and not form.initial.get("expression"):
        return None
    words = form.cleaned_data.get("expression", "") if form.is_bound and form.is_valid() else ""
    words = words or ("" if form.is_bound else form.initial["expression"])
    if not words:
        return None
    try:
        expression = read(words)
        standing = standing_of(expression, plan.unit, timezone.localdate(), plan=plan.pk)
    except TargetRefused as refused:
        if form.is_bound:
            form.refuse(refused)
        return None
    except FiguresBehind as behind:
        return {"said": said(expression), "value": "", "lacks": refusal_words(behind)}
    return {
        "said": said(expression),
        "value": value_words(expression, standing.number) if standing.number is not None else "",
        "lacks": str(standing.lacks),
    }


def _units(plan: Plan) -> list[tuple[int, str]]:
    return Directory(plan.unit, timezone.localdate()).nearest_first


def _count_now(target: PlanTarget) -> None:
    """Keep the days behind at once, so that the list does not wait for the night."""
    if target.plan.state != PlanState.IN_FORCE or target.decision != Decision.ACCEPTED or not target.measured:
        return
    try:
        keep(target, timezone.now())
    except (TargetRefused, FiguresBehind):
        return
