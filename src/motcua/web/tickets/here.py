# SPDX-License-Identifier: EUPL-1.2
"""What the counter shows of the number that is being served, and what a reception tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from motcua.catalogue.queries import valid_on
from motcua.dossiers.models import Dossier
from motcua.tickets import acts, queries
from motcua.tickets.errors import TicketError
from motcua.tickets.models import Ticket
from motcua.web.acting import actor_for
from motcua.web.addresses import number_in
from motcua.web.refusal_words import refusal_words

_MOST = 12
"""Procedures of a service that are shown before anything is typed."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure on offer."""

    code: str
    name: str


def at_desk(request: HttpRequest) -> dict[str, Any]:
    """The desk of the hall where the officer sits, and the number it serves: two queries, one without a desk."""
    desk = queries.desk_of(actor_for(request))
    return {"at_desk": desk, "called": queries.served_at(desk) if desk else None}


def procedures_of(called: Ticket | None) -> list[Procedure]:
    """What the people of the called service most likely want: the procedures of its fields, by name."""
    codes = called.service.field_codes if called else []
    if not codes:
        return []
    found = valid_on(timezone.localdate()).filter(field_code__in=codes).order_by("name_key", "id")
    return [Procedure(code, name) for code, name in found.values_list("procedure__code", "name")[:_MOST]]


def link(request: HttpRequest, dossier: Dossier) -> None:
    """The number that was served learns its dossier; one passed on meanwhile is no reason to refuse a reception."""
    number = number_in(request.POST.get("so"))
    if number is not None:
        try:
            acts.link(actor_for(request), number, dossier)
        except TicketError as refusal:
            messages.warning(request, refusal_words(refusal))
