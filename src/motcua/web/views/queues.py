# SPDX-License-Identifier: EUPL-1.2
"""The queues, the signing list and the return desk."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.documents import store
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.law.codes import tidy_code
from motcua.law.names import fold
from motcua.law.roles import RETURN_ROLES, SIGN_ROLES
from motcua.law.transitions import Act
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.acting import ReasonForm, SignForm
from motcua.web.forms.base import new_key
from motcua.web.pages import page
from motcua.web.phrases import Row, bar_of, deadline_of, row_of
from motcua.web.queue_table import count_words, queues_of
from motcua.web.uploads import SHOWN_IN_BROWSER

PAGE = 50
"""Rows of a page."""


@require_safe
def queues(request: HttpRequest) -> HttpResponse:
    """Straight to the first queue of the person."""
    mine = queues_of(actor_for(request))
    if mine:
        return redirect("queue", slug=mine[0].slug)
    return page(request, "no_queue.html")


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """One queue, fifty rows a page, first due first."""
    actor = actor_for(request)
    mine = queues_of(actor)
    current = next((one for one in mine if one.slug == slug), None)
    if current is None:
        raise PermissionDenied(_("Hàng đợi này không thuộc vị trí công tác của bạn."))
    tabs = [(one, count_words(one.rows(actor))) for one in mine]
    context = _paged(request, current.rows(actor))
    return page(request, "queue.html", {"current": current, "tabs": tabs, **context})


@for_roles(*RETURN_ROLES)
@require_safe
def returning(request: HttpRequest) -> HttpResponse:
    """Results to hand out: by code, by the beginning of a name, or the longest waiting."""
    wanted = request.GET.get("q", "").strip()
    rows = queries.to_return(actor_for(request))
    if wanted:
        named = Q(applicant__name_key__startswith=fold(wanted)) if fold(wanted) else Q()
        rows = rows.filter(Q(code=tidy_code(wanted)) | named)
    acts = {
        "counter_act": Act.RETURN_AT_COUNTER,
        "post_act": Act.RETURN_BY_POST,
        "online_act": Act.RETURN_ELECTRONICALLY,
    }
    return page(request, "returning.html", {"wanted": wanted, **acts, **_paged(request, rows)})


@for_roles(*SIGN_ROLES)
@csp_update({"frame-src": ["'self'"]})  # the document itself is shown on the page
@require_safe
def signing(request: HttpRequest) -> HttpResponse:
    """The drafts submitted to me, one at a time. What is signed is the file whose hash this page shows."""
    actor = actor_for(request)
    waiting = queries.to_sign(actor)
    codes = list(waiting.values_list("code", flat=True)[:500])
    if not codes:
        return page(request, "signing.html", {"dossier": None})
    wanted = request.GET.get("ma", "")
    place = codes.index(wanted) if wanted in codes else 0
    dossier = waiting.get(code=codes[place])
    now = timezone.now()
    intervals = list(dossier.intervals.all())
    submitted = queries.story_of(dossier).filter(act=Act.SUBMIT).last()
    hidden = {"key": new_key(), "seen": dossier.last_sequence}
    return page(
        request,
        "signing.html",
        {
            "dossier": dossier,
            "row": row_of(dossier, now),
            "bar": bar_of(dossier, deadline_of(dossier, now, intervals), now, intervals),
            "submitted": submitted,
            "shown_here": _shown_here(dossier),
            "sign_act": Act.SIGN,
            "back_act": Act.SEND_BACK,
            "place": place + 1,
            "total": len(codes),
            "previous": codes[place - 1] if place else "",
            "next": codes[place + 1] if place + 1 < len(codes) else "",
            "sign_form": SignForm(dossier=dossier, initial=hidden, auto_id="sign_%s"),
            "back_form": ReasonForm(dossier=dossier, initial={**hidden, "key": new_key()}, auto_id="back_%s"),
        },
    )


def _shown_here(dossier: Dossier) -> bool:
    """Whether a browser can show the draft within the page."""
    stored = store.find(dossier.result_sha256)
    return stored is not None and stored.media_type in SHOWN_IN_BROWSER


def _paged(request: HttpRequest, rows: QuerySet[Dossier]) -> dict[str, Any]:
    """One page of rows and whether there is a next one. The order of the queue is total, so pages never overlap."""
    number = request.GET.get("trang", "1")
    current = int(number) if number.isascii() and number.isdigit() and 0 < int(number) < 10_000 else 1
    start = (current - 1) * PAGE
    found = list(rows.prefetch_related("intervals")[start : start + PAGE + 1])
    now = timezone.now()
    lines: list[Row] = [row_of(dossier, now) for dossier in found[:PAGE]]
    return {
        "rows": lines,
        "number": current,
        "previous_page": current - 1,
        "next_page": current + 1 if len(found) > PAGE else 0,
    }
