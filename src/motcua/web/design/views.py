# SPDX-License-Identifier: EUPL-1.2
"""The page of all parts, and each person's own appearance: colours and single-letter keys, kept in cookies."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.web.design.samples import samples
from motcua.web.methods import require_form
from motcua.web.pages import MENU, is_demonstration, page
from motcua.web.shortcuts import PLACES

COOKIE_AGE: Final = 400 * 24 * 60 * 60
"""Seconds: the longest that browsers keep a cookie."""

CHOICES: Final[dict[str, tuple[str, ...]]] = {"giao_dien": ("may", "sang", "toi"), "phim_tat": ("bat", "tat")}
"""Cookie and its values, the usual one first: the usual one is kept as no cookie."""


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Every part of the design system in its states."""
    return page(request, "design/parts.html", samples())


@login_not_required
@require_form
def appearance(request: HttpRequest) -> HttpResponse:
    """GET: colours and keys to choose, and all keys. POST keeps the choice in this browser and goes back."""
    if request.method == "POST":
        return _keep(request)
    goes = [entry for entry in MENU if entry.key]
    return render(
        request,
        "web/design/appearance.html",
        {"places": PLACES, "goes": goes, "demonstration": is_demonstration()},
    )


def _keep(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("tiep", "")
    within = wanted.startswith("/")
    safe = within and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    answer = redirect(wanted if safe else "appearance")
    for name, values in CHOICES.items():
        value = request.POST.get(name, "")
        if value == values[0]:
            answer.delete_cookie(name, samesite="Lax")
        elif value in values:
            answer.set_cookie(
                name, value, COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
            )
    if not safe:
        messages.success(request, _("Đã lưu cho trình duyệt này."))
    return answer
