# SPDX-License-Identifier: EUPL-1.2
"""The targets of a plan, and one of them: its value now, where it goes, what stands in the way, who can act."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.errors import MotCuaError
from motcua.plans import queries
from motcua.plans.acts.target_values import give as give_value
from motcua.plans.acts.target_values import giving_seat
from motcua.plans.acts.targets import TargetAct
from motcua.plans.errors import PlanUnknown
from motcua.plans.models import Decision, PlanState, PlanTarget
from motcua.plans.target_queries import (
    evidence_of,
    given_to,
    steps_of,
    target_of,
    targets_on,
)
from motcua.risks.risk import READERS
from motcua.web.acting import actor_for
from motcua.web.downloads import stored_file
from motcua.web.forms.base import new_key
from motcua.web.pages import page
from motcua.web.plans.acting import UNUSABLE, crumbs_of, plan_read, status_of
from motcua.web.plans.targets.detail import detail_of
from motcua.web.plans.targets.forms import GiveForm
from motcua.web.plans.targets.shown import given_words, line_of
from motcua.web.refusal_words import refusal_words
from motcua.web.wording import tr


@require_safe
def targets(request: HttpRequest, plan_id: int) -> HttpResponse:
    """All targets of a plan: what is wanted, how it stood at the end of yesterday, where it goes."""
    plan = plan_read(request, plan_id)
    today = timezone.localdate()
    may = queries.may_confirm(actor_for(request), plan)
    shown = (Decision.ACCEPTED, Decision.PROPOSED, Decision.REJECTED) if may else (Decision.ACCEPTED,)
    lines = [line_of(now, today) for now in targets_on(plan, today, decisions=shown)]
    by_decision = {
        decision: [line for line in lines if line.now.target.decision == decision] for decision in Decision
    }
    context = {
        "crumbs": crumbs_of(plan, (_("Chỉ tiêu"), "")),
        "plan": plan,
        "may": may and plan.state in (PlanState.CONFIRMING, PlanState.IN_FORCE),
        "lines": by_decision[Decision.ACCEPTED],
        "proposed": by_decision[Decision.PROPOSED],
        "rejected": by_decision[Decision.REJECTED],
        "counts": _counts(by_decision[Decision.ACCEPTED]),
        "key": new_key(),
    }
    return page(request, "plans/targets/list.html", context)


def _counts(lines: list[Any]) -> list[tuple[str, int, str]]:
    """How many stand how, in the order of urgency."""
    named = (
        ("late", _("không thể đạt nữa")),
        ("due-soon", _("chưa đạt")),
        ("in-time", _("đang đạt")),
        ("done", _("đã đạt")),
        ("waiting-office", _("chưa có số liệu")),
    )
    found = [(words, sum(line.state.tone == tone for line in lines), tone) for tone, words in named]
    return [one for one in found if one[1]]


@require_safe
def target(request: HttpRequest, target_id: int) -> HttpResponse:
    """The page of one target."""
    return _shown(request, target_seen(request, target_id), None)


@require_POST
def give(request: HttpRequest, target_id: int) -> HttpResponse:
    """Report a value by hand, with what proves it."""
    row = target_seen(request, target_id)
    form = GiveForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, row, form, status=UNUSABLE)
    try:
        give_value(actor_for(request), row, form.given(), form.cleaned_data["key"])
    except MotCuaError as refused:
        form.refuse(refused)
        return _shown(request, row, form, status=status_of(refused))
    messages.success(request, _("Đã ghi giá trị."))
    return redirect("plan_target", target_id=row.pk)


@require_safe
def evidence(request: HttpRequest, target_id: int, reading_id: int) -> HttpResponse:
    """The file that proves a value. Its hash is checked when it is read."""
    row = target_seen(request, target_id)
    found = evidence_of(row, reading_id)
    if found is None or found.evidence is None:
        raise Http404
    file = found.evidence
    return stored_file(file.sha256, file.media_type, found.evidence_name or "minh-chung")


def target_seen(request: HttpRequest, target_id: int) -> PlanTarget:
    """The target for whoever may open its plan; to everybody else it does not exist (404)."""
    try:
        return target_of(actor_for(request), target_id)
    except PlanUnknown as unknown:
        raise Http404(refusal_words(unknown)) from unknown


def _shown(
    request: HttpRequest, row: PlanTarget, form: GiveForm | None, *, status: int = 200
) -> HttpResponse:
    actor, plan = actor_for(request), row.plan
    today: dt.date = timezone.localdate()
    reports = plan.state == PlanState.IN_FORCE and row.decision == Decision.ACCEPTED
    may_give = reports and giving_seat(actor, row) is not None
    given = given_to(row)
    context = {
        "crumbs": crumbs_of(
            plan, (_("Chỉ tiêu"), reverse("plan_targets", args=[plan.pk])), (row.metric[:60], "")
        ),
        "plan": plan,
        "target": row,
        "detail": detail_of(actor, row, given[0] if given else None, today),
        "given": [(one, given_words(one.value, row.unit)) for one in given],
        "form": (form or GiveForm(initial={"key": new_key()})) if may_give else None,
        "may": queries.may_confirm(actor, plan) and plan.state in (PlanState.CONFIRMING, PlanState.IN_FORCE),
        "steps": [(one, _act_words(one.act)) for one in steps_of(row)],
        "risks_url": reverse("risks") if any(seat.role in READERS for seat in actor.seats) else "",
    }
    return page(request, "plans/targets/one.html", context, status=status)


def _act_words(act: str) -> str:
    return tr(TargetAct(act).label) if act in TargetAct.values else act
