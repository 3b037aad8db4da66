# SPDX-License-Identifier: EUPL-1.2
"""Queue numbers for officials: sit down, call, pass on; the figures of a day; services and desks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.fields import fields_on
from motcua.law.roles import COUNTER_ROLES, Role
from motcua.organisations.actors import Actor
from motcua.tickets import acts, queries
from motcua.tickets.errors import TicketError
from motcua.tickets.models import Hall, Ticket
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import day_in, number_or_0
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.refusal_words import refusal_words
from motcua.web.tickets.forms import DeskForm, ServiceForm
from motcua.web.tickets.words import span_words


@for_roles(*COUNTER_ROLES)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """My desk: whom I serve, who waits, who did not come."""
    actor = actor_for(request)
    hall = queries.hall_of(actor)
    if hall is None:
        return page(request, "tickets/none.html", {"head": _heads(actor)})
    desk = queries.desk_of(actor)
    context = {
        "hall": hall,
        "desk": desk,
        "desks": list(hall.desks.select_related("person")),
        "called": queries.served_at(desk) if desk else None,
        "waiting": queries.waiting_for(desk) if desk else [],
        "absent": queries.absent_today(hall) if desk else [],
        "services": queries.services_of(hall),
        "kiosk_url": reverse("ticket_kiosk", args=[hall.key]),
        "wall_url": reverse("ticket_wall", args=[hall.key]),
        "head": _heads(actor),
    }
    return page(request, "tickets/overview.html", context)


@for_roles(*COUNTER_ROLES)
@require_POST
def work(request: HttpRequest) -> HttpResponse:
    """One act on a number or a desk, then back to where the press came from."""
    actor, doing = actor_for(request), request.POST.get("viec", "")
    number = number_or_0(request.POST.get("so"))
    desk = number_or_0(request.POST.get("quay"))
    work: dict[str, Callable[[], object]] = {
        "ngoi": lambda: acts.sit(actor, desk),
        "roi": lambda: acts.leave(actor),
        "goi-tiep": lambda: _call_next(request, actor, number or None),
        "goi-lai": lambda: acts.call_again(actor, number),
        "vang": lambda: acts.no_show(actor, number),
        "co-mat": lambda: acts.back(actor, number),
        "chuyen": lambda: acts.pass_on(actor, number, desk),
        "xong": lambda: acts.finish(actor, number),
    }
    try:
        if doing in work:
            work[doing]()
    except TicketError as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("counter" if request.POST.get("tiep") == "quay" else "tickets")


def _call_next(request: HttpRequest, actor: Actor, seen: int | None) -> Ticket | None:
    ticket = acts.call_next(actor, seen)
    if ticket is None:
        messages.info(request, _("Không còn ai chờ ở quầy của bạn."))
    return ticket


@for_roles(*COUNTER_ROLES)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """A day by service: how many came, how long they waited."""
    hall = queries.hall_of(actor_for(request))
    day = day_in(request.GET.get("ngay", "")) or timezone.localdate()
    rows = [
        (
            one,
            span_words(one.median_wait),
            span_words(one.long_wait),
            span_words(one.longest_wait),
            span_words(one.median_service),
        )
        for one in (queries.day_of(hall, day) if hall else ())
    ]
    context = {
        "day": day,
        "rows": rows,
        "before": day - dt.timedelta(days=1),
        "after": day + dt.timedelta(days=1) if day < timezone.localdate() else None,
    }
    return page(request, "tickets/figures.html", context)


@for_roles(Role.CENTRE_HEAD)
@require_form
def setup(request: HttpRequest) -> HttpResponse:
    """The hall, its services and its desks."""
    actor = actor_for(request)
    hall = queries.hall_of(actor)
    doing = request.POST.get("viec", "")
    fields = fields_on(timezone.localdate())
    if request.method == "POST" and (hall is None or doing in ("mo", "dong")):
        return _open_or_close(request, actor, hall, doing)
    service = ServiceForm(request.POST if doing == "linh-vuc" else None, fields=fields)
    posted = request.POST if doing == "quay" else None
    desk = DeskForm(posted, hall=hall, auto_id="desk_%s") if hall else None  # both forms have a name
    status = 200
    if hall and doing in ("linh-vuc", "quay"):
        if _added(actor, hall, doing, service, desk):
            return redirect("ticket_setup")
        status = 422
    context = {
        "hall": hall,
        "service_form": service,
        "desk_form": desk,
        "services": list(hall.services.all()) if hall else [],
        "desks": list(hall.desks.prefetch_related("services")) if hall else [],
    }
    return page(request, "tickets/setup.html", context, status=status)


def _open_or_close(request: HttpRequest, actor: Actor, hall: Hall | None, doing: str) -> HttpResponse:
    try:
        if hall is None:
            unit = next(seat.unit_id for seat in actor.seats if seat.role is Role.CENTRE_HEAD)
            acts.open_hall(actor, unit)
        else:
            acts.set_open(actor, hall.pk, is_open=doing == "mo")
    except TicketError as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("ticket_setup")


def _added(actor: Actor, hall: Hall, doing: str, service: ServiceForm, desk: DeskForm | None) -> bool:
    form = service if doing == "linh-vuc" else desk
    if form is None or not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        if form is service:
            acts.add_service(actor, hall.pk, data["letter"], data["name"], data["fields_of"])
        else:
            acts.add_desk(actor, hall.pk, data["name"], [int(one) for one in data["services"]])
    except TicketError as refusal:
        form.refuse(refusal)
        return False
    return True


def _heads(actor: Actor) -> bool:
    return actor.holds(Role.CENTRE_HEAD)
