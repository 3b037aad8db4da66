# SPDX-License-Identifier: EUPL-1.2
"""Parts of the counter's page that answer while the officer types. Without scripts nobody asks for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.searching import search_versions
from motcua.dossiers import choices
from motcua.law.roles import COUNTER_ROLES
from motcua.web.acting import for_roles
from motcua.web.forms.counter import tidy_identifier
from motcua.web.reception import at_hand, key_of, preview_of, unsaved_form

SUGGESTIONS = 8
"""As many as are seen without scrolling."""


@for_roles(*COUNTER_ROLES)
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Procedures that fit the letters typed so far, best first."""
    words = request.GET.get("tim", "").strip()
    found = search_versions(words, limit=SUGGESTIONS) if words else []
    return render(request, "web/_suggestions.html", {"found": found, "words": words})


@for_roles(*COUNTER_ROLES)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The receipt as it would be printed now. Saves nothing."""
    known = at_hand(request, request.POST.get("thu-tuc", "").strip(), key_of(request))
    if known is None:
        return HttpResponse(_("Thủ tục này không có hiệu lực hôm nay."), status=404)
    form = unsaved_form(request, known, key_of(request))
    context = {"form": form, "preview": preview_of(request, form), "case": form.chosen}
    return render(request, "web/_promise.html", context)


@for_roles(*COUNTER_ROLES)
@require_POST
def known_person(request: HttpRequest) -> JsonResponse:
    """Whoever handed in a dossier under this number before. Asked by POST, so that no log keeps the number."""
    identifier = tidy_identifier(request.POST.get("identifier", ""))
    known = choices.known_applicant(request.POST.get("kind", "person"), identifier)
    if known is None:
        return JsonResponse({"found": False})
    return JsonResponse(
        {
            "found": True,
            "applicant_name": known.name,
            "address": known.address,
            "phone": known.phone,
            "email": known.email,
        },
        headers={"Cache-Control": "no-store"},
    )
