# SPDX-License-Identifier: EUPL-1.2
"""The service index for everybody: best and worst units, each indicator in figures, no dossier and no official."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.organisations.models import Unit
from motcua.scores import index, queries
from motcua.scores.index import UnitIndex
from motcua.scores.models import Publication
from motcua.statistics import together
from motcua.web.pages import is_demonstration
from motcua.web.scores import shown
from motcua.web.scores.choosing import Asked, asked_of
from motcua.web.scores.views import publication_context

_KEPT: Final = 60
"""Seconds for which the public figures are kept: whoever calls the page often costs the house nothing."""


@login_not_required
@require_safe
def index_public(request: HttpRequest) -> HttpResponse:
    """Units compared, one unit with its indicators."""
    top = queries.home_unit()
    unit = queries.unit_with_code(request.GET.get("don-vi", "")[:64]) or top
    if unit is None or top is None:
        return render(request, "web/scores/public.html", {"demonstration": is_demonstration()})
    if not queries.stands_below(unit, top):
        raise Http404
    asked = asked_of(request, unit, [top])
    found, below = _kept(unit, asked)
    context = {
        **shown.page_of(asked, found, below, opening=False),
        "demonstration": is_demonstration(),
    }
    return render(request, "web/scores/public.html", context)


def _kept(unit: Unit, asked: Asked) -> tuple[UnitIndex, list[UnitIndex]]:
    key = f"index:{unit.pk}:{asked.word}"
    kept: tuple[UnitIndex, list[UnitIndex]] | None = caches["process"].get(key)
    if kept is None:
        with together():
            kept = index.index_of(unit, asked.window), index.indices_below(unit, asked.window)
        caches["process"].set(key, kept, _KEPT)
    return kept


@login_not_required
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Rankings of agencies that were published."""
    context = {"found": shown.published_of(queries.published_agencies()), "demonstration": is_demonstration()}
    return render(request, "web/scores/published_public.html", context)


@login_not_required
@require_safe
def published_ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """One published ranking of agencies. That of officials does not exist here."""
    made = queries.publication(pk)
    if made is None or made.kind != Publication.Kind.AGENCIES:
        raise Http404
    context = {**publication_context(made), "demonstration": is_demonstration(), "public": True}
    return render(request, "web/scores/publication.html", context)
