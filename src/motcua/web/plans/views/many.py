# SPDX-License-Identifier: EUPL-1.2
"""What is said once for many: the sure proposals, the units a plan names, the head of the document, its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.errors import MotCuaError
from motcua.plans import queries
from motcua.plans.acts import documents, many
from motcua.plans.models import Decision, Plan
from motcua.plans.units import Matched
from motcua.web.acting import actor_for
from motcua.web.addresses import number_or_0
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.plans import cards
from motcua.web.plans.acting import UNUSABLE, crumbs_of, plan_confirmed, status_of, tabs_of
from motcua.web.plans.forms import GROUP, HeadForm, WarningForm, head_of, head_values, lead_choices, meant
from motcua.web.plans.views.confirm import directory_of
from motcua.web.refusal_words import refusal_words


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as printed in the plan, how often, what it means by now, and what else it may mean."""

    place: int
    printed: str
    times: int
    value: str
    choices: list[Any]
    sure: bool


_LIMITS = (round(many.SURE_ENOUGH * 100), 85, 80, 70)
"""Percent from which proposals are offered together."""


@require_form
def sure(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Accept what was read surely, after one look at the list."""
    plan = plan_confirmed(request, plan_id)
    proposed = [one for one in queries.tasks_of(plan) if one.decision == Decision.PROPOSED]
    asked = number_or_0(request.GET.get("tu"))
    limit = asked if asked in _LIMITS else _LIMITS[0]
    waiting = [one for one in proposed if round(one.confidence * 100) >= limit]
    trouble, status = "", 200
    if request.method == "POST":
        chosen = [
            (one.pk, number_or_0(request.POST.get(f"v{one.pk}")))
            for one in waiting
            if str(one.pk) in request.POST.getlist("nhan")
        ]
        try:
            count = many.accept_sure(
                actor_for(request), plan, chosen, request.POST.get("key", "")[:40] or new_key()
            )
        except MotCuaError as refused:
            trouble, status = refusal_words(refused), status_of(refused)
        else:
            words = ngettext("Đã nhận %(n)s nhiệm vụ.", "Đã nhận %(n)s nhiệm vụ.", count) % {"n": count}
            messages.success(request, words)
            return redirect("plan_confirm", plan_id=plan.pk)
    context = {
        "plan": plan,
        "rows": [(one, cards.lead_words(one), cards.sure_words(one.confidence)) for one in waiting],
        "limit": limit,
        "limits": [
            (value, sum(round(one.confidence * 100) >= value for one in proposed)) for value in _LIMITS
        ],
        "trouble": trouble,
        "key": new_key(),
        "crumbs": _crumbs(plan, _("Nhận nhiều đề xuất một lúc")),
    }
    return page(request, "plans/sure.html", context, status=status)


@require_form
def units(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Each unit the plan prints, once: what it means holds for every task that prints it."""
    plan = plan_confirmed(request, plan_id)
    named = _named(plan)
    trouble, status = "", 200
    if request.method == "POST":
        known = {one.printed: one for one in named}
        said = _said(request, known)
        try:
            count = many.match_units(
                actor_for(request), plan, said, request.POST.get("key", "")[:40] or new_key()
            )
        except MotCuaError as refused:
            trouble, status = refusal_words(refused), status_of(refused)
        else:
            words = ngettext("Đã gắn đơn vị cho %(n)s nhiệm vụ.", "Đã gắn đơn vị cho %(n)s nhiệm vụ.", count)
            messages.success(request, words % {"n": count})
            return redirect("plan_units", plan_id=plan.pk)
    context = {
        "plan": plan,
        "tabs": tabs_of(plan, "plan_units", plan.tasks.filter(decision=Decision.PROPOSED).count()),
        "named": named,
        "unknown": sum(not one.value for one in named),
        "trouble": trouble,
        "key": new_key(),
        "crumbs": _crumbs(plan, _("Đơn vị")),
    }
    return page(request, "plans/units.html", context, status=status)


def _said(request: HttpRequest, known: dict[str, Named]) -> dict[str, tuple[int | None, str]]:
    """What was chosen otherwise than it stands, among the choices that were shown."""
    found = {}
    for one in known.values():
        value = request.POST.get(f"don-vi-{one.place}")
        if value is None or value == one.value or request.POST.get(f"ten-{one.place}") != one.printed:
            continue
        if value in _values(one.choices):
            found[one.printed] = meant(value)
    return found


def _values(choices: list[Any]) -> set[str]:
    found = set()
    for value, name in choices:
        found |= {one for one, _name in name} if isinstance(name, list) else {value}
    return found


def _named(plan: Plan) -> list[Named]:
    directory = directory_of(plan)
    meaning: dict[str, list[str]] = {}
    for text, unit, group in queries.printed_units(plan):
        meaning.setdefault(text, []).append(_value(unit, group))
    found = [
        Named(
            place,
            printed,
            len(values),
            values[0] if len(set(values)) == 1 else "",
            lead_choices(directory, printed),
            _is_sure(directory.match(printed)),
        )
        for place, (printed, values) in enumerate(sorted(meaning.items()))
    ]
    return sorted(found, key=lambda one: (bool(one.value), one.sure, -one.times))


def _value(unit: int | None, group: str) -> str:
    return str(unit) if unit else f"{GROUP}{group}" if group else ""


def _is_sure(matched: Matched) -> bool:
    return matched.confidence >= many.SURE_ENOUGH


@require_form
def head(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Number, day, title, bases, recipients, reporting; and which plan this one carries out."""
    plan = plan_confirmed(request, plan_id)
    form = HeadForm(request.POST or None, initial={"key": new_key(), "seen": plan.version, **head_of(plan)})
    higher = queries.higher_plans(actor_for(request), plan)
    status = 200
    if request.method == "POST":
        status = UNUSABLE
        if form.is_valid():
            told = form.cleaned_data
            try:
                _save_head(request, plan, told, higher)
            except MotCuaError as refused:
                form.refuse(refused)
                status = status_of(refused)
            else:
                messages.success(request, _("Đã lưu phần đầu văn bản."))
                return redirect("plan_head", plan_id=plan.pk)
    context = {
        "plan": plan,
        "tabs": tabs_of(plan, "plan_head", plan.tasks.filter(decision=Decision.PROPOSED).count()),
        "form": form,
        "higher": higher,
        "chosen": request.POST.get("higher") or str(plan.higher_id or ""),
        "low": {
            name: round(float(place["confidence"]) * 100)
            for name, place in plan.places.items()
            if place.get("confidence", 1) < many.SURE_ENOUGH and not place.get("edited")
        },
        "offered": {name: place["offered"] for name, place in plan.places.items() if place.get("offered")},
        "crumbs": _crumbs(plan, _("Phần đầu văn bản")),
    }
    return page(request, "plans/head.html", context, status=status)


def _save_head(request: HttpRequest, plan: Plan, told: dict[str, Any], higher: list[Plan]) -> None:
    actor = actor_for(request)
    documents.edit_head(actor, plan, told["seen"], head_values(plan, told), told["key"])
    wanted = request.POST.get("higher", "")
    chosen = next((one for one in higher if str(one.pk) == wanted), None)
    if (chosen.pk if chosen else None) != plan.higher_id:
        documents.link_higher(actor, plan, chosen, f"{told['key']}-link")


@require_form
def warnings(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What looks wrong in the document, and what came of it."""
    plan = plan_confirmed(request, plan_id)
    listed = list(plan.warnings.select_related("answered_by"))
    trouble, status = "", 200
    if request.method == "POST":
        wanted = next((one for one in listed if str(one.pk) == request.POST.get("diem", "")), None)
        if wanted is None:
            raise Http404
        form = WarningForm(request.POST)
        try:
            if form.is_valid():
                told = form.cleaned_data
                documents.answer_warning(
                    actor_for(request), wanted, told["answer"], told["note"], told["key"]
                )
                messages.success(request, _("Đã ghi kết quả xem."))
                return redirect("plan_warnings", plan_id=plan.pk)
            trouble, status = _("Chưa chọn kết quả."), UNUSABLE
        except MotCuaError as refused:
            trouble, status = refusal_words(refused), status_of(refused)
    context = {
        "plan": plan,
        "tabs": tabs_of(plan, "plan_warnings", plan.tasks.filter(decision=Decision.PROPOSED).count()),
        "rows": [(one, new_key()) for one in listed],
        "trouble": trouble,
        "crumbs": _crumbs(plan, _("Điểm cần xem")),
    }
    return page(request, "plans/warnings.html", context, status=status)


def _crumbs(plan: Plan, last: str) -> list[tuple[str, str]]:
    return crumbs_of(plan, (_("Xác nhận"), reverse("plan_confirm", args=[plan.pk])), (last, ""))
