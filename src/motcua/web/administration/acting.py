# SPDX-License-Identifier: EUPL-1.2
"""What the pages of administration share: who may open them, and how a form becomes an act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.errors import MotCuaError
from motcua.law.roles import Role
from motcua.organisations import directory
from motcua.organisations.actors import Actor
from motcua.organisations.errors import NotAdministrator, SeparationRefused
from motcua.organisations.models import Person, Position, Unit
from motcua.web.administration.forms.base import AdministrationForm
from motcua.web.pages import page

ADMINISTRATORS = (Role.SYSTEM_ADMIN,)
"""Who administers units and people."""

READERS = (Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER, Role.INSPECTOR)
"""Who reads the log of who did what."""

UNUSABLE, FORBIDDEN = 422, 403
PAGE = 50
"""Rows of a page."""

_T = TypeVar("_T")


def performed(form: AdministrationForm, act: Callable[[dict[str, Any]], _T]) -> _T | None:
    """Perform `act` with what a valid form holds; None when the form or the act refused, which the form then says."""
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except MotCuaError as refusal:
        form.refuse(refusal)
        form.status = FORBIDDEN if isinstance(refusal, NotAdministrator | SeparationRefused) else UNUSABLE
        return None


def done(form: AdministrationForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Like `performed`, where only its success matters."""
    return performed(form, act) is not None


def form_page(request: HttpRequest, form: AdministrationForm, **context: Any) -> HttpResponse:
    """A page that is one form. `context`: title, lead, submit (words of the button), back (address), crumbs."""
    status = (form.status or UNUSABLE) if form.errors else 200
    return page(request, "administration/form.html", {"form": form, **context}, status=status)


def person_or_404(actor: Actor, person_id: int) -> Person:
    """A person the actor may manage; to everybody else there is none."""
    person = directory.people_of(actor).filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person


def position_or_404(actor: Actor, position_id: int) -> Position:
    """A position in a unit that the actor administers."""
    position = directory.position_for(actor, position_id)
    if position is None:
        raise Http404
    return position


def unit_or_404(unit_id: int) -> Unit:
    """A unit, whenever it was in force."""
    unit = directory.unit_named(unit_id)
    if unit is None:
        raise Http404
    return unit


def day_asked(request: HttpRequest) -> dt.date:
    """The day in the address; today when there is none or it is no day."""
    try:
        return dt.date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return timezone.localdate()
