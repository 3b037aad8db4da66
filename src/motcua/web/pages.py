# SPDX-License-Identifier: EUPL-1.2
"""How every page is put together: the template, who is acting, and the menu of what they may open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.law.roles import COUNTER_ROLES, RETURN_ROLES, ROLE_NAMES, SIGN_ROLES, Role
from motcua.organisations.actors import Actor
from motcua.organisations.queries import has_made_up_people
from motcua.web.acting import actor_for


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the menu."""

    label: str
    url: str
    current: bool


_MENU: tuple[tuple[Any, str, tuple[Role, ...]], ...] = (
    (_("Việc của tôi"), "home", ()),
    (_("Quầy"), "counter", COUNTER_ROLES),
    (_("Hàng đợi"), "queues", ()),
    (_("Ký"), "signing", SIGN_ROLES),
    (_("Trả kết quả"), "returning", RETURN_ROLES),
)


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page for the signed-in official."""
    actor = actor_for(request)
    full = {
        "actor": actor,
        "role_words": _role_words(actor),
        "menu": _menu(request, actor),
        "now": timezone.now(),
        **(context or {}),
    }
    return render(request, f"web/{template}", full, status=status)


def is_demonstration() -> bool:
    """Whether made-up officials work here; asked of the database once a minute."""
    return bool(cache.get_or_set("demonstration", has_made_up_people, 60))


def _menu(request: HttpRequest, actor: Actor) -> list[Link]:
    held = {seat.role for seat in actor.seats}
    return [
        Link(label, url, request.path == url if name == "home" else request.path.startswith(url))
        for label, name, roles in _MENU
        if not roles or held.intersection(roles)
        for url in (reverse(name),)
    ]


def _role_words(actor: Actor) -> str:
    words = (
        f"{ROLE_NAMES[seat.role]} ({_('theo ủy quyền')})" if seat.delegation else ROLE_NAMES[seat.role]
        for seat in actor.seats
    )
    return "; ".join(dict.fromkeys(words))
