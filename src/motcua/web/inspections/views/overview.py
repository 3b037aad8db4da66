# SPDX-License-Identifier: EUPL-1.2
"""Plans of one's agencies, one plan with its coverage and visits, and the drawing of its units."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.inspections import acts, queries, rights
from motcua.inspections.coverage import coverage_of
from motcua.inspections.drawing import drawn_from_json
from motcua.inspections.errors import InspectionUnknown
from motcua.inspections.models import InspectionPlan, PlanState, VisitState
from motcua.organisations.actors import Actor
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.base import PressForm
from motcua.web.forms.offers import Choice, work
from motcua.web.inspections.forms import AddUnitForm, InForceForm, PlanForm, RedrawForm
from motcua.web.inspections.words import steps_told
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.wording import tr


@for_roles(*rights.READERS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The plans one sees, the latest first, with what came of the latest; and inspections one's unit is told of."""
    actor, today = actor_for(request), timezone.localdate()
    plans = queries.plans_for(actor)
    shown = {plan.pk for plan in plans}
    context = {
        "rows": [(plan, tr(plan.get_state_display())) for plan in plans],
        "latest": plans[0] if plans else None,
        "coverage": coverage_of(plans[0], today) if plans else None,
        "told": [
            (visit, tr(visit.get_state_display()))
            for visit in queries.announced_to(actor)
            if visit.plan_id not in shown
        ],
        "may_plan": any(seat.role in rights.MANAGERS for seat in actor.seats),
    }
    return page(request, "inspections/overview.html", context)


@for_roles(*rights.MANAGERS)
@require_form
def new(request: HttpRequest) -> HttpResponse:
    """Begin the plan of a year."""
    actor, today = actor_for(request), timezone.localdate()
    units = queries.agencies_led(actor, today)
    if not units:
        raise PermissionDenied(_("Vị trí công tác của bạn hôm nay không lập kế hoạch kiểm tra."))
    made: list[InspectionPlan] = []

    def perform(data: dict[str, Any]) -> None:
        unit = next(each for each in units if each.pk == data["unit"])
        told = acts.PlanIn(data["title"], data["year"], data["share"], data["exceeds"])
        made.append(acts.make_plan(actor, unit, told, data["key"]))

    choice = Choice(
        "lap",
        _("Kế hoạch kiểm tra mới"),
        partial(PlanForm, units=units, today=today),
        perform,
        _("Lập kế hoạch"),
        _("Đã lập kế hoạch. Hãy bốc thăm đơn vị."),
        main=True,
    )
    worked = work(request, [choice])
    if worked.done:
        return redirect("inspection_plan", plan_id=made[0].pk)
    context = {"worked": worked, "crumbs": [(_("Kiểm tra"), reverse("inspections")), (_("Kế hoạch mới"), "")]}
    return page(request, "inspections/new.html", context, status=worked.status)


@for_roles(*rights.READERS)
@require_form
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One plan: how far it has come, its visits, what may be done with it, what happened."""
    row = _plan(request, plan_id)
    worked = work(request, list(_plan_choices(actor_for(request), row)))
    if worked.done:
        return redirect("inspection_plan", plan_id=row.pk)
    visits = queries.visits_of(row)
    context = {
        "plan": row,
        "state": tr(row.get_state_display()),
        "coverage": coverage_of(row, timezone.localdate()),
        "visits": [
            (visit, tr(visit.get_state_display())) for visit in visits if visit.state != VisitState.DROPPED
        ],
        "dropped": [visit for visit in visits if visit.state == VisitState.DROPPED],
        "draws": row.draws.count(),
        "worked": worked,
        "steps": steps_told(queries.steps_of(row)),
        "crumbs": [(_("Kiểm tra"), reverse("inspections")), (f"{row.year}", "")],
    }
    return page(request, "inspections/plan.html", context, status=worked.status)


def _plan_choices(actor: Actor, row: InspectionPlan) -> Iterator[Choice]:
    state = PlanState(row.state)
    if state is PlanState.CLOSED:
        return
    leads = rights.manager(actor, row.unit_id) is not None
    signs = rights.signer(actor, row.unit_id) is not None
    drawn = row.draws.exists()
    if leads:
        yield _draw_choice(actor, row, again=drawn)
        yield _add_choice(actor, row)
    if signs and state is PlanState.DRAFT:
        yield Choice(
            "ban-hanh",
            _("Ban hành kế hoạch"),
            InForceForm,
            lambda data: acts.put_in_force(actor, row.pk, data["document"], data["key"]),
            _("Ban hành"),
            _("Kế hoạch đã có hiệu lực."),
            main=drawn,
        )
    if signs and state is PlanState.IN_FORCE:
        yield Choice(
            "ket-thuc",
            _("Kết thúc kế hoạch"),
            PressForm,
            lambda data: acts.close_plan(actor, row.pk, data["key"]),
            _("Kết thúc"),
            _("Kế hoạch đã kết thúc."),
            words=_("Kết thúc được khi mọi đợt kiểm tra đã kết thúc theo dõi."),
        )


def _draw_choice(actor: Actor, row: InspectionPlan, *, again: bool) -> Choice:
    if not again:
        return Choice(
            "boc-tham",
            _("Bốc thăm đơn vị"),
            PressForm,
            lambda data: acts.draw_units(actor, row.pk, data["key"]),
            _("Bốc thăm"),
            _("Đã bốc thăm. Xem cách chọn ở trang Bốc thăm."),
            words=_(
                "Chọn ngẫu nhiên theo từng nhóm đơn vị; đơn vị lâu chưa kiểm tra được chọn trước, "
                "thăm chỉ quyết định giữa các đơn vị như nhau. Ai cũng kiểm lại được."
            ),
            main=True,
        )
    return Choice(
        "boc-tham",
        _("Bốc thăm lại"),
        RedrawForm,
        lambda data: acts.draw_units(actor, row.pk, data["key"], data["reason"]),
        _("Bốc thăm lại"),
        _("Đã bốc thăm lại. Lần trước vẫn được giữ."),
        words=_("Đợt đã thông báo không bị thay đổi. Mọi lần bốc thăm đều được giữ lại kèm lý do."),
    )


def _add_choice(actor: Actor, row: InspectionPlan) -> Choice:
    units = acts.addable(row, timezone.now())
    return Choice(
        "them",
        _("Thêm đơn vị không qua bốc thăm"),
        partial(AddUnitForm, units=units),
        lambda data: acts.add_unit(actor, row.pk, data["unit"], data["why"], data["key"]),
        _("Thêm đơn vị"),
        _("Đã thêm đơn vị."),
    )


@for_roles(*rights.READERS)
@require_safe
def draws(request: HttpRequest, plan_id: int) -> HttpResponse:
    """How the units were chosen, each with its reason; earlier draws below."""
    row = _plan(request, plan_id)
    found = [(draw, drawn_from_json(draw.content)) for draw in row.draws.order_by("-number")[:20]]
    context = {
        "plan": row,
        "draws": [
            {
                "row": draw,
                "told": told,
                "holds": told.holds(),
                "groups": [
                    (group, [lot for lot in told.lots if lot.unit.group == group.name])
                    for group in told.groups
                ],
            }
            for draw, told in found
        ],
        "crumbs": [
            (_("Kiểm tra"), reverse("inspections")),
            (f"{row.year}", reverse("inspection_plan", args=[row.pk])),
            (_("Bốc thăm"), ""),
        ],
    }
    return page(request, "inspections/draws.html", context)


def _plan(request: HttpRequest, plan_id: int) -> InspectionPlan:
    try:
        return queries.plan_for(actor_for(request), plan_id)
    except InspectionUnknown as unknown:
        raise Http404(str(unknown)) from unknown
