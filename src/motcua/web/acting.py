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

from motcua.accesses.models import What
from motcua.accesses.recording import prepared, record_export
from motcua.dossiers import queries
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.models import Dossier
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person
from motcua.web.reasons import given_reason

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
    """The dossier `code`, for whoever may see it; who looked is on record before anything is shown.

    To everybody else it does not exist (404). Raises `ReasonNeeded` for an official without a task on the dossier.
    """
    dossier = seen(request, code, with_related=with_related)
    looked(request, dossier)
    return dossier


def seen(request: HttpRequest, code: str, *, with_related: bool = True) -> Dossier:
    """The dossier `code` for whoever may see it, without a record. Only for answers that show nothing of it."""
    try:
        return queries.access_dossier(actor_for(request), code, with_related=with_related)
    except DossierUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def looked(request: HttpRequest, dossier: Dossier, what: What | None = None, subject: str = "") -> None:
    """Write down that the signed-in official is about to see `dossier`. Raises `ReasonNeeded`.

    `opened` does it for every page with the code in its address; a page that comes to a dossier in another way
    calls it itself. `what` and `subject` are told by the address unless they are given.
    """
    looking(request, dossier, what, subject)()


def looking(
    request: HttpRequest, dossier: Dossier, what: What | None = None, subject: str = ""
) -> Callable[[], None]:
    """What `looked` writes, by a call of its own: for a form whose act is written in the same transaction."""
    match = request.resolver_match
    if what is None:
        what = _WHAT.get(match.url_name or "", What.PAGE) if match else What.PAGE
    if not subject and match:
        subject = " ".join(str(value) for name, value in match.kwargs.items() if name != "code")
    now = timezone.now()
    _ground, write = prepared(
        actor_for(request),
        dossier,
        what,
        now,
        subject=subject,
        address=request.META.get("REMOTE_ADDR", ""),
        reason=given_reason(request, dossier.code, now),
    )
    return write


def taken_out(request: HttpRequest, subject: str, role: Role) -> None:
    """Write down that a list leaves the house, in the position of `role`; `subject`: what it holds, in Vietnamese."""
    address = request.META.get("REMOTE_ADDR", "")
    record_export(actor_for(request), subject, timezone.now(), role=role, address=address)


_WHAT = {
    "letter": What.LETTER,
    "file": What.FILE,
    "paper": What.FILE,
    "control_slip": What.SLIP,
    "act": What.FORM,
}
"""What a route shows of a dossier; all others show its page."""
