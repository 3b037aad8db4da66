# SPDX-License-Identifier: EUPL-1.2
"""The service index for officials, scores and rankings, and what was published of them."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.law import report_windows as windows
from motcua.scores import acts, index, queries, rankings
from motcua.scores.errors import ScoreError
from motcua.scores.models import Publication
from motcua.scores.rights import INSIDERS, READERS
from motcua.statistics import together
from motcua.statistics.rights import may_list, may_see, scope_of
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.base import new_key
from motcua.web.pages import page
from motcua.web.refusal_words import refusal_words
from motcua.web.scores import shown
from motcua.web.scores.choosing import chosen_for
from motcua.web.statistics.words import number_words

_KINDS = {"can-bo": Publication.Kind.OFFICERS, "co-quan": Publication.Kind.AGENCIES}


@for_roles(*INSIDERS)
@require_safe
def index_page(request: HttpRequest) -> HttpResponse:
    """The index of a unit: every indicator with its formula, what is missing and which dossiers."""
    asked = chosen_for(request)
    with together():  # one moment for all figures
        found = index.index_of(asked.unit, asked.window)
        below = index.indices_below(asked.unit, asked.window)
        months = index.trend(asked.unit, _year_upto(asked.window.last))
    opening = may_list(actor_for(request), asked.unit.pk)
    context = {
        **shown.page_of(asked, found, below, opening=opening),
        "months": shown.trend_of(months),
    }
    return page(request, "scores/index.html", context)


def _year_upto(last: dt.date) -> windows.Window:
    """The twelve statistical months that end with the window, as one window."""
    year = windows.year_of(last.year)
    first = windows.statistical_month(last.year - 1, last.month).last + dt.timedelta(days=1)
    return windows.Window(windows.Period.YEAR, first, last, year.label)


@for_roles(*READERS)
@require_safe
def scores(request: HttpRequest) -> HttpResponse:
    """Scores of officials or agencies, ranked; each number of dossiers opens its list."""
    asked = chosen_for(request, months=False)
    actor = actor_for(request)
    kind = _KINDS.get(request.GET.get("loai", ""), Publication.Kind.OFFICERS)
    of = rankings.officer_scores if kind is Publication.Kind.OFFICERS else rankings.agency_scores
    ranking = of(asked.unit, asked.window)
    opening = may_list(actor, asked.unit.pk)
    table = shown.table_of(ranking.rows, ranking.indicators, opening=opening)
    had = {column.number for column in table.columns}
    may_publish = asked.over and acts.may_publish(actor, asked.unit) is not None
    context = {
        "asked": asked,
        "kind": kind,
        "kinds": [(word, value.label, value is kind) for word, value in _KINDS.items()],
        "word": next(word for word, value in _KINDS.items() if value is kind),
        "table": table,
        "fields": shown.table_of(ranking.fields, ranking.indicators, opening=opening, graded=False),
        "missing": rankings.lacking(one for one in ranking.indicators if one not in had),
        "may_publish": may_publish,
        "published": queries.last_published(asked.unit, kind, asked.word) if may_publish else None,
        "key": new_key(),
    }
    return page(request, "scores/scores.html", context)


@for_roles(*READERS)
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Freeze and publish the ranking that was shown."""
    actor = actor_for(request)
    unit = queries.unit_with_code(request.POST.get("don-vi", "")[:64])
    kind = _KINDS.get(request.POST.get("loai", ""))
    if unit is None or kind is None or not may_see(actor, unit.pk):
        raise Http404
    word = request.POST.get("ky", "")[:8]
    try:
        key = f"web:{actor.person_id}:{request.POST.get('key', '')[:40]}"
        made = acts.publish(actor, kind, unit, windows.window_named(word), key)
    except (ScoreError, windows.WindowRefused) as refusal:
        messages.error(request, refusal_words(refusal))
        chosen = f"?don-vi={unit.code}&ky={word}&loai={request.POST.get('loai', '')}"
        return redirect(reverse("scores") + chosen)
    messages.success(request, _("Đã công bố. Bản công bố không thay đổi được nữa."))
    if kind is Publication.Kind.AGENCIES:
        return redirect("published_ranking", pk=made.pk)
    return redirect("published_officers_ranking", pk=made.pk)


@for_roles(*INSIDERS)
@require_safe
def published_officers(request: HttpRequest) -> HttpResponse:
    """Rankings of officials that were published in one's own agency."""
    scope = scope_of(actor_for(request)) or ()
    context = {
        "found": shown.published_of(queries.published_for(scope)),
        "public": shown.published_of(queries.published_agencies()),
    }
    return page(request, "scores/published.html", context)


@for_roles(*INSIDERS)
@require_safe
def published_officers_ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """One published ranking of officials, for those of the agency only."""
    made = queries.publication(pk)
    if (
        made is None
        or made.kind != Publication.Kind.OFFICERS
        or not may_see(actor_for(request), made.unit_id)
    ):
        raise Http404
    return page(request, "scores/publication.html", publication_context(made))


def publication_context(made: Publication) -> dict[str, object]:
    """A published ranking as it was frozen: nothing is reckoned anew."""
    content = json.loads(made.content)
    rows = [
        {
            "place": row["place"] or "–",
            "name": row["name"],
            "total": shown.decimal_words(Decimal(row["total"]) if row["total"] else None),
            "most": row["most"],
            "dossiers": number_words(row["dossiers"]),
            "note": shown.grade_words(row["grade"], row["place"]),
        }
        for row in content["rows"]
    ]
    return {"made": made, "content": content, "rows": rows}
