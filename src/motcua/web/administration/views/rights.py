# SPDX-License-Identifier: EUPL-1.2
"""Rights: what each role may do, who has one over a unit on a day, the rules of separation and where they rest."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.law.roles import GRANTABLE, ROLE_NAMES, Role
from motcua.law.separation import SEPARATION_RULES, Policy, Rule
from motcua.law.transitions import ACT_NAMES, standard_transitions
from motcua.organisations import acts, directory
from motcua.organisations.models import Unit
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_in
from motcua.web.administration.acting import (
    ADMINISTRATORS,
    READERS,
    day_asked,
    done,
    form_page,
    unit_or_404,
)
from motcua.web.administration.forms.people import ReasonForm, WaiverForm
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.wording import tr


@dataclass(frozen=True, slots=True)
class Template:
    """A role and the names of everything it may do to a dossier."""

    role: Role
    name: str
    acts: tuple[str, ...]


@for_roles(*READERS)
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """The roles of the house; and, when asked, who has one over a unit on a day."""
    day, actor = day_asked(request), actor_for(request)
    role, wanted = request.GET.get("vai-tro", ""), request.GET.get("don-vi", "").strip()
    units = directory.units_found(wanted, day, 20) if wanted else []
    chosen = _chosen(request, units)
    asked = chosen is not None and role in {one.value for one in GRANTABLE}
    context = {
        "day": day,
        "role": role,
        "wanted": wanted,
        "units": units,
        "chosen": chosen,
        "role_name": tr(ROLE_NAMES[Role(role)]) if asked else "",
        "holders": directory.holders_of(Role(role), chosen, day) if asked and chosen else [],
        "asked": asked,
        "roles": [(one.value, tr(ROLE_NAMES[one])) for one in Role if one in GRANTABLE],
        "templates": _templates(),
        "rules": list(SEPARATION_RULES.values()),
        "waivers": directory.waivers_of(actor, day),
        "administers": actor.holds(Role.SYSTEM_ADMIN),
        "my_units": directory.units_by_id(
            sorted({seat.unit_id for seat in actor.seats if seat.role in ADMINISTRATORS})
        ),
    }
    return page(request, "administration/rights.html", context)


def _chosen(request: HttpRequest, units: list[Unit]) -> Unit | None:
    number = number_in(request.GET.get("ma-don-vi"))
    if number is not None:
        return directory.unit_named(number)
    return units[0] if len(units) == 1 else None


def _templates() -> list[Template]:
    table = standard_transitions().values()
    return [
        Template(
            role, tr(ROLE_NAMES[role]), tuple(tr(ACT_NAMES[row.act]) for row in table if role in row.roles)
        )
        for role in Role
        if role in GRANTABLE
    ]


@for_roles(*ADMINISTRATORS)
@require_form
def relax(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Let a rule of separation warn instead of refuse in a unit and below it."""
    unit, actor = unit_or_404(unit_id), actor_for(request)
    if unit.pk not in directory.administered(actor):
        raise Http404
    rules = [
        (rule.rule.value, tr(rule.name))
        for rule in SEPARATION_RULES.values()
        if Policy.REFUSE in (rule.on_act, rule.on_grant) and rule.rule is not Rule.GRANTS_TO_SELF
    ]
    form = WaiverForm(request.POST or None, initial={"first_day": timezone.localdate()}, rules=rules)
    if request.method == "POST" and done(
        form,
        lambda data: acts.relax_separation(
            actor, unit, Rule(data["rule"]), data["first_day"], data["last_day"], data["reason"]
        ),
    ):
        messages.success(request, _("Đã ghi nhận: quy tắc này từ nay cảnh báo thay vì từ chối."))
        return redirect("rights")
    return form_page(
        request,
        form,
        title=_("Nới quy tắc tách nhiệm vụ"),
        about=unit.name,
        lead=_("Chỉ dùng khi đơn vị không có người khác. Mỗi lần làm vẫn ghi cảnh báo vào hồ sơ."),
        submit=_("Ghi nhận"),
        back=reverse("rights"),
        crumbs=[(_("Quyền"), reverse("rights")), (_("Nới quy tắc"), "")],
    )


@for_roles(*ADMINISTRATORS)
@require_form
def end_relaxation(request: HttpRequest, waiver_id: int) -> HttpResponse:
    """Let the rule refuse again from tomorrow on."""
    actor, today = actor_for(request), timezone.localdate()
    waiver = next((one for one in directory.waivers_of(actor, today) if one.pk == waiver_id), None)
    if waiver is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and done(
        form, lambda data: acts.end_relaxation(actor, waiver.pk, today, data["reason"])
    ):
        messages.success(request, _("Từ ngày mai quy tắc này lại từ chối."))
        return redirect("rights")
    return form_page(
        request,
        form,
        title=_("Thôi nới quy tắc"),
        about=f"{tr(waiver.get_rule_display())} – {waiver.unit.name}",
        submit=_("Thôi nới"),
        back=reverse("rights"),
        crumbs=[(_("Quyền"), reverse("rights")), (_("Thôi nới"), "")],
    )
