# SPDX-License-Identifier: EUPL-1.2
"""Is the house well: for administrators what to do, for machines only that it answers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.web.acting import for_roles
from motcua.web.administration.acting import ADMINISTRATORS
from motcua.web.administration.health import Wellness, checks
from motcua.web.pages import page


@for_roles(*ADMINISTRATORS)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Every check with what to do, the worst first."""
    found = sorted(checks(timezone.now()), key=lambda check: _ORDER[check.wellness])
    counts = {word: sum(check.wellness is word for check in found) for word in Wellness}
    context = {"checks": found, "bad": counts[Wellness.BAD], "warn": counts[Wellness.WARN]}
    return page(request, "administration/health.html", context)


@login_not_required
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """For whatever watches the program: it answers. Says nothing about what is inside and asks no database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


_ORDER = {Wellness.BAD: 0, Wellness.WARN: 1, Wellness.GOOD: 2}
