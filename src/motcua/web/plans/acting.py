# SPDX-License-Identifier: EUPL-1.2
"""What the pages of plans share: the plan of an address, the way to a page, the tabs of confirming."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.plans import queries
from motcua.plans.errors import PlanChanged, PlanUnknown
from motcua.plans.models import Decision, Plan, PlanState, PlanWarning
from motcua.plans.rights import may_read
from motcua.web.acting import actor_for

UNUSABLE, CONFLICT, FORBIDDEN = 422, 409, 403


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of confirming, with how much waits there."""

    label: str
    url: str
    count: int
    current: bool


def plan_read(request: HttpRequest, plan_id: int) -> Plan:
    """The plan for whoever may open it; to everybody else it does not exist (404)."""
    try:
        return queries.plan_of(actor_for(request), plan_id)
    except PlanUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def plan_confirmed(request: HttpRequest, plan_id: int) -> Plan:
    """The plan for whoever confirms it: others who may open it are told so (403), for all else it does not exist."""
    actor = actor_for(request)
    try:
        return queries.confirmable_plan(actor, plan_id)
    except PlanUnknown as unknown:
        if may_read(actor, plan_id):
            raise PermissionDenied(_("Việc này thuộc thủ trưởng hoặc cán bộ đầu mối kiểm soát.")) from unknown
        raise Http404(str(unknown)) from unknown


def crumbs(*way: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of plans."""
    return [(_("Kế hoạch"), reverse("plans")), *way]


def crumbs_of(plan: Plan, *way: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of one plan."""
    return crumbs((short_name(plan), reverse("plan", args=[plan.pk]) if way else ""), *way)


def short_name(plan: Plan) -> str:
    """Number and symbol, or what else tells the plan in a few words."""
    number = "/".join(part for part in (plan.number, plan.symbol) if part)
    return number or plan.title[:60] or _("Kế hoạch chưa có tên")


def tabs_of(plan: Plan, current: str, waiting: int) -> list[Tab]:
    """The parts of confirming; two queries."""
    targets = plan.targets.filter(decision=Decision.PROPOSED).count()
    unanswered = plan.warnings.filter(answer=PlanWarning.Answer.OPEN).count()
    parts = [
        ("plan_confirm", _("Nhiệm vụ"), waiting),
        ("plan_units", _("Đơn vị"), 0),
        ("plan_head", _("Phần đầu văn bản"), 0),
        ("plan_warnings", _("Điểm cần xem"), unanswered),
        ("plan_targets", _("Chỉ tiêu"), targets),
    ]
    if plan.state == PlanState.CONFIRMING:
        parts.append(("plan_force", _("Đưa vào thực hiện"), 0))
    return [Tab(label, reverse(name, args=[plan.pk]), count, name == current) for name, label, count in parts]


def status_of(refusal: Exception) -> int:
    """The HTTP status of a refusal."""
    return CONFLICT if isinstance(refusal, PlanChanged) else UNUSABLE
