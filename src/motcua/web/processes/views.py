# SPDX-License-Identifier: EUPL-1.2
"""Where a dossier is in its internal process."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.web.acting import opened
from motcua.web.pages import page
from motcua.web.processes.course import course_of


@require_safe
def course(request: HttpRequest, code: str) -> HttpResponse:
    """What is done, what runs, what is ahead, and how long each step took."""
    shown = opened(request, code)
    found = course_of(shown, timezone.now())
    context = {
        "crumbs": [(shown.code, reverse("dossier", args=[shown.code])), (_("Quy trình"), "")],
        "dossier": shown,
        "course": found,
        "drawing": mark_safe(found.drawing()) if found else "",  # noqa: S308 (words are escaped by `draw`)
    }
    return page(request, "processes/course.html", context)
