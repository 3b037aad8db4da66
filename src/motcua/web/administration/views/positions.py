# SPDX-License-Identifier: EUPL-1.2
"""Positions: granted to a person, limited, delegated, ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.fields import fields_on, procedure_names
from motcua.dossiers import queries
from motcua.law.roles import ROLE_NAMES, Role
from motcua.organisations import acts, directory
from motcua.organisations.actors import Actor
from motcua.organisations.acts import Grant
from motcua.organisations.models import Position, Unit
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_in
from motcua.web.administration.acting import (
    ADMINISTRATORS,
    done,
    form_page,
    performed,
    person_or_404,
    position_or_404,
    unit_or_404,
)
from motcua.web.administration.forms.people import (
    CoveredForm,
    EndForm,
    GrantForm,
    ScopeForm,
    StandInForm,
    grant_start,
)
from motcua.web.administration.records import told
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.wording import tr

_UNITS_AT_MOST = 60


@for_roles(*ADMINISTRATORS)
@require_form
def grant(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a person a position: first the unit, then the role and its limits."""
    actor = actor_for(request)
    shown = person_or_404(actor, person_id)
    chosen = number_in(request.POST.get("unit_id") or request.GET.get("don-vi"))
    if chosen is None:
        return _choose_unit(request, person_id)
    unit = unit_or_404(chosen)
    form = GrantForm(request.POST or None, initial=grant_start(unit), today=timezone.localdate())
    if request.method == "POST":
        granted = performed(
            form,
            lambda data: acts.grant_position(
                actor,
                Grant(
                    person=shown,
                    unit=unit,
                    role=Role(data["role"]),
                    title=data["title"],
                    capacity=data["capacity"],
                    first_day=data["first_day"],
                    last_day=data["last_day"],
                    fields=data["fields_limited"],
                    procedures=data["procedures"],
                    reason=data["reason"],
                ),
            ),
        )
        if granted is not None:
            messages.success(request, _("Đã giao vị trí."))
            for warning in granted.warnings:
                messages.warning(request, warning)
            return redirect("person", shown.pk)
    back = reverse("person", args=[shown.pk])
    return form_page(
        request,
        form,
        title=_("Giao vị trí"),
        about=f"{shown.full_name} – {unit.name}",
        lead=_("Quyền có hiệu lực ở đơn vị này và mọi đơn vị trực thuộc."),
        submit=_("Giao vị trí"),
        back=back,
        crumbs=[(_("Người"), reverse("people")), (shown.full_name, back), (_("Giao vị trí"), "")],
    )


def _choose_unit(request: HttpRequest, person_id: int) -> HttpResponse:
    """The units one administers, or those that a search finds among them."""
    actor, today = actor_for(request), timezone.localdate()
    shown = person_or_404(actor, person_id)
    wanted = request.GET.get("q", "").strip()
    mine = directory.administered(actor)
    if wanted:
        units = [unit for unit in directory.units_found(wanted, today, 500) if unit.pk in mine]
    else:
        roots = sorted({seat.unit_id for seat in actor.seats if seat.role in ADMINISTRATORS})
        units = [
            unit
            for root in directory.units_by_id(roots)
            for unit in (root, *directory.units_below(root, today, _UNITS_AT_MOST))
        ]
    back = reverse("person", args=[shown.pk])
    context = {
        "person": shown,
        "units": list(dict.fromkeys(units))[:_UNITS_AT_MOST],
        "wanted": wanted,
        "crumbs": [(_("Người"), reverse("people")), (shown.full_name, back), (_("Chọn đơn vị"), "")],
    }
    return page(request, "administration/choose_unit.html", context)


@for_roles(*ADMINISTRATORS)
@require_safe
def position(request: HttpRequest, position_id: int) -> HttpResponse:
    """One position: its limits, who stands in, what was changed about it."""
    shown = position_or_404(actor_for(request), position_id)
    today = timezone.localdate()
    context = {
        **_named(shown),
        "position": shown,
        "role": tr(ROLE_NAMES[Role(shown.role)]),
        "lasts": shown.effective_to is None or shown.effective_to >= today,
        "today": today,
        "field_names": dict(fields_on(today)),
        "procedure_names": procedure_names(shown.procedures, today),
        "covered": directory.units_by_id(shown.covers_units),
        "delegations": directory.delegations_of(shown),
        "held": queries.held_count(shown.person_id),
        "records": told(directory.records_about("position", [shown.pk], 30)),
    }
    return page(request, "administration/position.html", context)


@for_roles(*ADMINISTRATORS)
@require_form
def scope(request: HttpRequest, position_id: int) -> HttpResponse:
    """Limit a position to fields and procedures."""
    actor = actor_for(request)
    shown = position_or_404(actor, position_id)
    start = {"fields_limited": shown.fields, "procedures": "\n".join(shown.procedures)}
    today = timezone.localdate()
    form = ScopeForm(request.POST or None, initial=start, today=today, kept=tuple(shown.fields))
    if request.method == "POST" and done(
        form,
        lambda data: acts.change_scope(
            actor, shown.pk, data["fields_limited"], data["procedures"], data["reason"]
        ),
    ):
        messages.success(request, _("Đã đổi phạm vi của vị trí."))
        return redirect("position", shown.pk)
    lead = _("Ngoài phạm vi này, người giữ vị trí không thấy và không làm được gì với hồ sơ.")
    return _about(request, form, shown, _("Đổi phạm vi"), _("Lưu phạm vi"), lead)


@for_roles(*ADMINISTRATORS)
@require_form
def covered(request: HttpRequest, position_id: int) -> HttpResponse:
    """Let a position cover further units: those it covers already, and those that a search finds."""
    actor = actor_for(request)
    shown = position_or_404(actor, position_id)
    wanted = request.GET.get("q", "").strip()
    units = _coverable(actor, shown, wanted)
    start = {"units": [str(pk) for pk in shown.covers_units]}
    form = CoveredForm(request.POST or None, initial=start, units=units)
    if request.method == "POST" and done(
        form, lambda data: acts.change_covered(actor, shown.pk, data["units"], data["reason"])
    ):
        messages.success(request, _("Đã đổi đơn vị phụ trách thêm."))
        return redirect("position", shown.pk)
    context = {
        "crumbs": [
            (_("Người"), reverse("people")),
            (shown.person.full_name, reverse("person", args=[shown.person_id])),
            (shown.title, reverse("position", args=[shown.pk])),
            (_("Đơn vị phụ trách thêm"), ""),
        ],
        "form": form,
        "position": shown,
        "wanted": wanted,
        "found": bool(units),
    }
    status = (form.status or 422) if form.errors else 200
    return page(request, "administration/covered.html", context, status=status)


def _coverable(actor: Actor, shown: Position, wanted: str) -> list[Unit]:
    """The units covered now, and those found that one administers and the position does not cover by itself."""
    kept = directory.units_by_id(shown.covers_units)
    if not wanted:
        return kept
    mine, today = directory.administered(actor), timezone.localdate()
    hits = [unit for unit in directory.units_found(wanted, today, 500) if unit.pk in mine]
    further = [unit for unit in hits if shown.unit_id not in unit.lineage and unit not in kept]
    return [*kept, *further[:_UNITS_AT_MOST]]


@for_roles(*ADMINISTRATORS)
@require_form
def end(request: HttpRequest, position_id: int) -> HttpResponse:
    """End a position."""
    actor = actor_for(request)
    shown = position_or_404(actor, position_id)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and done(
        form, lambda data: acts.end_position(actor, shown.pk, data["last_day"], data["reason"])
    ):
        messages.success(request, _("Đã kết thúc vị trí."))
        return redirect("person", shown.person_id)
    held = queries.held_count(shown.person_id)
    lead = _("Ủy quyền của vị trí này kết thúc theo.")
    if held:
        lead += " " + _("Người này đang giữ %(held)d hồ sơ; lãnh đạo cần phân công lại.") % {"held": held}
    return _about(request, form, shown, _("Kết thúc vị trí"), _("Kết thúc vị trí"), lead, danger=True)


@for_roles(*ADMINISTRATORS)
@require_form
def stand_in(request: HttpRequest, position_id: int) -> HttpResponse:
    """Record that somebody stands in for the holder, by a written decision."""
    actor = actor_for(request)
    shown = position_or_404(actor, position_id)
    people = directory.people_of(actor).filter(is_active=True).exclude(pk=shown.person_id)
    form = StandInForm(
        request.POST or None,
        initial={"first_day": timezone.localdate()},
        people=people.order_by("name_key", "id"),
    )
    if request.method == "POST" and done(
        form,
        lambda data: acts.delegate(
            actor, shown.pk, data["person"], data["first_day"], data["last_day"], data["document"]
        ),
    ):
        messages.success(request, _("Đã ghi nhận ủy quyền."))
        return redirect("position", shown.pk)
    lead = _("Người được ủy quyền làm thay trong những ngày này; mọi việc ghi rõ văn bản ủy quyền.")
    return _about(request, form, shown, _("Ghi nhận ủy quyền"), _("Ghi nhận ủy quyền"), lead)


@for_roles(*ADMINISTRATORS)
@require_POST
def end_stand_in(request: HttpRequest, position_id: int, delegation_id: int) -> HttpResponse:
    """End a delegation today."""
    actor = actor_for(request)
    shown = position_or_404(actor, position_id)
    if delegation_id not in {one.pk for one in directory.delegations_of(shown)}:
        raise Http404
    acts.end_delegation(actor, delegation_id, timezone.localdate())
    messages.success(request, _("Ủy quyền kết thúc hết hôm nay."))
    return redirect("position", shown.pk)


def _named(shown: Position) -> dict[str, object]:
    unit: Unit = shown.unit
    person = reverse("person", args=[shown.person_id])
    return {
        "crumbs": [
            (_("Người"), reverse("people")),
            (shown.person.full_name, person),
            (f"{shown.title}, {unit.name}", ""),
        ]
    }


def _about(
    request: HttpRequest,
    form: ScopeForm | EndForm | StandInForm,
    shown: Position,
    title: str,
    submit: str,
    lead: str,
    *,
    danger: bool = False,
) -> HttpResponse:
    person = reverse("person", args=[shown.person_id])
    back = reverse("position", args=[shown.pk])
    return form_page(
        request,
        form,
        title=title,
        lead=lead,
        submit=submit,
        danger=danger,
        back=back,
        about=f"{shown.person.full_name} – {shown.title}, {shown.unit.name}",
        crumbs=[
            (_("Người"), reverse("people")),
            (shown.person.full_name, person),
            (shown.title, back),
            (title, ""),
        ],
    )
