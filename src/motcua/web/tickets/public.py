# SPDX-License-Identifier: EUPL-1.2
"""Pages without signing in: the kiosk and the wall open with the key of their hall, a number with its own secret.

They tell numbers, services and desks, never a name.
"""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.tickets import acts, queries
from motcua.tickets.errors import TicketError
from motcua.tickets.models import Hall, Ticket
from motcua.web.addresses import number_in, number_or_0
from motcua.web.braking import TOO_MANY, Brake, address_of
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pictures import qr_of
from motcua.web.refusal_words import refusal_words
from motcua.web.tickets.words import wait_words

LOOK_AGAIN: Final = 8
"""Seconds after which the wall and the page of a number look again."""
NUMBERS = Brake("kiosk", most=200, minutes=10)
"""Presses for numbers of one hall from one network address. The largest centres give about 300 numbers in their
busiest hour; whoever learns the address of a kiosk cannot fill the hall with numbers nobody waits with."""


@login_not_required
@never_cache
@require_form
def kiosk(request: HttpRequest, key: str) -> HttpResponse:
    """Take a number: one big button for each service. Pressing twice gives one number."""
    hall = _hall(key)
    error, status = "", 200
    if request.method == "POST":
        if NUMBERS.holds(hall.key, address_of(request)):
            error = _("Đã lấy quá nhiều số trong ít phút. Hãy đợi 10 phút hoặc nhờ công chức hướng dẫn.")
            return _kiosk_page(request, hall, error, TOO_MANY)
        NUMBERS.count(hall.key, address_of(request))
        try:
            ticket = acts.take(
                number_or_0(request.POST.get("linh-vuc")),
                f"{hall.pk}:{request.POST.get('ma', '')[:40] or new_key()}",
                number_in(request.POST.get("uu-tien")),
            )
            return redirect(f"{reverse('ticket_slip', args=[ticket.secret])}?noi={key}")
        except TicketError as refusal:
            error, status = refusal_words(refusal), 422
    return _kiosk_page(request, hall, error, status)


def _kiosk_page(request: HttpRequest, hall: Hall, error: str, status: int) -> HttpResponse:
    context = {
        "hall": hall,
        "services": queries.services_of(hall),
        "priorities": queries.priorities(),
        "new_key": new_key(),
        "error": error,
    }
    return render(request, "web/tickets/kiosk.html", context, status=status)


@login_not_required
@never_cache
@require_safe
def slip(request: HttpRequest, secret: str) -> HttpResponse:
    """The slip to print: the number, the service, how many are before it, the code of its own page."""
    ticket = _ticket(secret)
    back = request.GET.get("noi", "")
    context = {
        **_standing(ticket),
        "picture": qr_of(reverse("ticket_own", args=[secret])),
        "back": back if back and back == ticket.hall.key else "",
    }
    return render(request, "web/tickets/slip.html", context)


@login_not_required
@never_cache
@require_safe
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The number on one's own telephone: how many before, about how long, which desk calls."""
    ticket = _ticket(secret)
    context = {**_standing(ticket), "again": LOOK_AGAIN}
    return render(request, "web/tickets/own.html", context)


@login_not_required
@never_cache
@require_safe
def wall(request: HttpRequest, key: str) -> HttpResponse:
    """The screen on the wall: who is called to which desk, large."""
    hall = _hall(key)
    called = queries.called_now(hall)
    context = {
        "hall": hall,
        "called": called[:1],
        "others": called[1:],
        "services": queries.services_of(hall),
        "again": LOOK_AGAIN,
        "now": timezone.now(),
    }
    return render(request, "web/tickets/wall.html", context)


def _standing(ticket: Ticket) -> dict[str, object]:
    place = queries.place_of(ticket, timezone.now())
    return {
        "ticket": ticket,
        "place": place,
        "wait": wait_words(place.wait),
        "over": ticket.day != timezone.localdate(),
    }


def _hall(key: str) -> Hall:
    hall = queries.hall_by_key(key)
    if hall is None:
        raise Http404
    return hall


def _ticket(secret: str) -> Ticket:
    ticket = queries.ticket_with(secret)
    if ticket is None:
        raise Http404
    return ticket
