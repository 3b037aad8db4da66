# SPDX-License-Identifier: EUPL-1.2
"""One's own absences and the team's, who stands in, and ending both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.desk import absences as away
from motcua.errors import MotCuaError
from motcua.organisations.actors import Actor
from motcua.organisations.acts import end_delegation as end_standing_in
from motcua.organisations.errors import NotYours
from motcua.organisations.models import Person
from motcua.web.absence.forms import AbsenceForm
from motcua.web.acting import actor_for
from motcua.web.addresses import number_or_0
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.refusal_words import refusal_words

_UNUSABLE = 422


@require_safe
def absences(request: HttpRequest) -> HttpResponse:
    """My absences, who stands in for me, for whom I stand in; a head also sees the team's."""
    actor, today = actor_for(request), timezone.localdate()
    if actor.person_id is None:
        raise Http404
    heads = any(seat.role in away.HEADS for seat in actor.seats)
    context = {
        "own": away.own_absences(actor.person_id, today),
        "given": away.delegations_of(actor.person_id, today),
        "taken": away.delegated_to(actor.person_id, today),
        "heads": heads,
        "team": away.team_absences(actor, today) if heads else [],
        "people": away.people_headed(actor, today) if heads else [],
    }
    return page(request, "absence/absences.html", context)


@require_form
def record(request: HttpRequest) -> HttpResponse:
    """Record an absence for oneself, or, as a head, for somebody of the team (`?nguoi=`)."""
    person = _whose(request)
    today = timezone.localdate()
    if request.method != "POST":
        return _form_page(request, person, AbsenceForm(person_id=person.pk, today=today))
    form = AbsenceForm(request.POST, person_id=person.pk, today=today)
    if not form.is_valid():
        return _form_page(request, person, form, status=_UNUSABLE)
    data = form.cleaned_data
    try:
        recorded = away.record_with_stand_in(
            actor_for(request),
            person,
            away.Days(data["first_day"], data["last_day"]),
            data["reason"],
            data["stand_in"],
            [position.pk for position in data["positions"]],
            data["document"].strip(),
        )
    except MotCuaError as refusal:
        form.refuse(refusal)
        return _form_page(request, person, form, status=403 if isinstance(refusal, NotYours) else _UNUSABLE)
    days = away.working_days(recorded.effective_from, data["last_day"])
    told = _("Đã khai vắng mặt: %(days)s ngày làm việc.") % {"days": days}
    if data["stand_in"]:
        told += " " + _("%(name)s làm thay.") % {"name": data["stand_in"].full_name}
    messages.success(request, told)
    return redirect("absences")


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an absence: today is the first working day again, so its last day was yesterday."""
    return _ended(request, away.end_with_stand_ins, pk, _("Đã kết thúc vắng mặt và việc làm thay kèm theo."))


@require_POST
def end_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """End a delegation; what was done under it stays as it is."""
    return _ended(request, end_standing_in, pk, _("Đã kết thúc ủy quyền."))


def _ended(
    request: HttpRequest, act: Callable[[Actor, int, dt.date], object], pk: int, told: str
) -> HttpResponse:
    try:
        act(actor_for(request), pk, timezone.localdate() - dt.timedelta(days=1))
    except ObjectDoesNotExist as unknown:
        raise Http404 from unknown
    except NotYours as refused:
        raise PermissionDenied(refusal_words(refused)) from refused
    except MotCuaError as refusal:
        messages.warning(request, refusal_words(refusal))
        return redirect("absences")
    messages.success(request, told)
    return redirect("absences")


def _whose(request: HttpRequest) -> Person:
    """Whose absence is recorded. Somebody who is neither oneself nor of the team is not found."""
    actor = actor_for(request)
    wanted = request.POST.get("nguoi", request.GET.get("nguoi", ""))
    if not isinstance(request.user, Person):
        raise Http404
    if not wanted or wanted == str(actor.person_id):
        return request.user
    found = away.people_headed(actor, timezone.localdate()).filter(pk=number_or_0(wanted)).first()
    if found is None:
        raise Http404
    return found


def _form_page(request: HttpRequest, person: Person, form: AbsenceForm, *, status: int = 200) -> HttpResponse:
    return page(request, "absence/record.html", {"form": form, "person": person}, status=status)
