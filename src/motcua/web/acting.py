# SPDX-License-Identifier: EUPL-1.2
"""Who the signed-in person is acting as: built once per request from the positions of today."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.dossiers import queries
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.models import Dossier
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person

_P = ParamSpec("_P")
_View = Callable[Concatenate[HttpRequest, _P], HttpResponseBase]


def actor_for(request: HttpRequest) -> Actor:
    """The actor of this request. Raises `PermissionDenied` for anybody who is not a signed-in official."""
    known: Actor | None = getattr(request, "motcua_actor", None)
    if known is None:
        if not isinstance(request.user, Person):
            raise PermissionDenied
        known = actor_of(request.user, timezone.localdate())
        request.motcua_actor = known  # type: ignore[attr-defined]  # kept for the rest of the request
    return known


def made_up(request: HttpRequest) -> bool:
    """Whether the signed-in person is one of a demonstration; so is then everybody they take in."""
    return isinstance(request.user, Person) and request.user.is_made_up


def for_roles(*roles: Role) -> Callable[[_View[_P]], _View[_P]]:
    """Let only people through who hold one of `roles` today; everybody else is told so (403)."""
    wanted = frozenset(roles)

    def decorate(view: _View[_P]) -> _View[_P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponseBase:
            if wanted.isdisjoint(seat.role for seat in actor_for(request).seats):
                raise PermissionDenied(_("Vị trí công tác của bạn hôm nay không dùng trang này."))
            return view(request, *args, **kwargs)

        return cast("_View[_P]", guarded)

    return decorate


def opened(request: HttpRequest, code: str, *, with_related: bool = True) -> Dossier:
    """The dossier `code`, for whoever may see it. To everybody else it does not exist (404)."""
    try:
        return queries.access_dossier(actor_for(request), code, with_related=with_related)
    except DossierUnknown as unknown:
        raise Http404(str(unknown)) from unknown
