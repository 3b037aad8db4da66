# SPDX-License-Identifier: EUPL-1.2
"""Units as of a day: the tree step by step, one unit with its succession and staff, its details."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.law.roles import ROLE_NAMES, Role
from motcua.organisations import acts, directory
from motcua.organisations.calendars import calendar_codes, load_calendar
from motcua.organisations.models import Unit, UnitKind
from motcua.web.acting import actor_for, for_roles
from motcua.web.administration.acting import (
    ADMINISTRATORS,
    day_asked,
    done,
    form_page,
    performed,
    unit_or_404,
)
from motcua.web.administration.forms.units import NewUnitForm, UnitForm, start_of
from motcua.web.administration.records import told
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.wording import tr

_AT_MOST = 200


@for_roles(*ADMINISTRATORS)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Search among the units of a day, or begin at those one administers and at the roots."""
    day, wanted = day_asked(request), request.GET.get("q", "").strip()
    actor = actor_for(request)
    mine = sorted({seat.unit_id for seat in actor.seats if seat.role in ADMINISTRATORS})
    found = directory.units_found(wanted, day, _AT_MOST + 1) if wanted else []
    context = {
        "day": day,
        "wanted": wanted,
        "found": found[:_AT_MOST],
        "more": len(found) > _AT_MOST,
        "most": _AT_MOST,
        "mine": directory.units_by_id(mine),
        "roots": [] if wanted else directory.units_below(None, day, _AT_MOST),
    }
    return page(request, "administration/units.html", context)


@for_roles(*ADMINISTRATORS)
@require_safe
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit: where it stood on the day, what it came from and what followed, who works in it."""
    shown, day, actor = unit_or_404(unit_id), day_asked(request), actor_for(request)
    before, after = directory.successions_of(shown)
    staff = [(one, tr(ROLE_NAMES[Role(one.role)])) for one in directory.staff_of(shown, day)]
    context = {
        "crumbs": _crumbs(shown),
        "unit": shown,
        "day": day,
        "holds": shown.holds_on(day),
        "above": directory.units_by_id(shown.ancestors),
        "below": directory.units_below(shown, day, _AT_MOST),
        "before": before,
        "after": after,
        "staff": staff,
        "calendar": load_calendar(shown.calendar_code),
        "mine": shown.pk in directory.administered(actor),
        "records": told(directory.records_about("unit", [shown.pk])),
    }
    return page(request, "administration/unit.html", context)


@for_roles(*ADMINISTRATORS)
@require_form
def edit_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Correct what the office sets itself."""
    shown, actor = unit_or_404(unit_id), actor_for(request)
    form = UnitForm(request.POST or None, initial=start_of(shown), calendars=_calendars(shown.calendar_code))
    if request.method == "POST" and done(
        form, lambda data: acts.change_unit(actor, shown.pk, form.details(), data["reason"])
    ):
        messages.success(request, _("Đã lưu thông tin đơn vị."))
        return redirect("unit", shown.pk)
    return form_page(
        request,
        form,
        title=_("Sửa thông tin đơn vị"),
        about=shown.name,
        submit=_("Lưu"),
        back=reverse("unit", args=[shown.pk]),
        crumbs=[*_crumbs(shown, linked=True), (_("Sửa"), "")],
    )


@for_roles(*ADMINISTRATORS)
@require_form
def add_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Open a section, centre or branch below a unit."""
    parent, actor = unit_or_404(unit_id), actor_for(request)
    start = {
        "calendar_code": parent.calendar_code,
        "place_name": parent.place_name,
        "first_day": timezone.localdate(),
    }
    form = NewUnitForm(request.POST or None, initial=start, calendars=_calendars(parent.calendar_code))
    if request.method == "POST":
        made = performed(
            form,
            lambda data: acts.add_unit(
                actor,
                parent,
                data["code"],
                data["name"],
                UnitKind(data["kind"]),
                data["first_day"],
                form.details(),
                data["reason"],
            ),
        )
        if made is not None:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": made.name})
            return redirect("unit", made.pk)
    return form_page(
        request,
        form,
        title=_("Thêm đơn vị trực thuộc"),
        about=parent.name,
        submit=_("Thêm đơn vị"),
        back=reverse("unit", args=[parent.pk]),
        crumbs=[*_crumbs(parent, linked=True), (_("Thêm đơn vị"), "")],
    )


def _crumbs(shown: Unit, *, linked: bool = False) -> list[tuple[str, str]]:
    return [(_("Đơn vị"), reverse("units")), (shown.name, reverse("unit", args=[shown.pk]) if linked else "")]


def _calendars(current: str) -> list[tuple[str, str]]:
    codes = dict.fromkeys([*calendar_codes(), current])
    return [(code, load_calendar(code).name) for code in codes]
