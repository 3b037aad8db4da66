# SPDX-License-Identifier: EUPL-1.2
"""The queues: what is due when, filters that can be kept and sent, pages by key."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.desk.saved import FilterRefused, filters_for, remove_filter, save_filter
from motcua.dossiers.listing import BEHIND, COUNT_UP_TO, Cursor, DueGroup, Slice, counts, page_of, survey
from motcua.dossiers.models import Dossier
from motcua.law.transitions import ACT_NAMES
from motcua.organisations.actors import Actor
from motcua.web.acting import actor_for
from motcua.web.pages import page
from motcua.web.phrases import row_of
from motcua.web.queue_filters import GROUP_NAMES, Filters, choices_of, read_filters
from motcua.web.queue_table import ACT_KEYS, Queue, Tab, count_words, queues_of
from motcua.web.refusal_words import refusal_words
from motcua.web.slugs import ACT_SLUGS
from motcua.web.wording import tr

PAGE = 40
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class ManyAct:
    """An act that can be done to everything selected; `key` is its letter."""

    slug: str
    name: str
    key: str


@require_safe
def queues(request: HttpRequest) -> HttpResponse:
    """Straight to the first queue of the person."""
    mine = queues_of(actor_for(request))
    if mine:
        return redirect("queue", slug=mine[0].slug)
    return page(request, "no_queue.html")


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """One queue, filtered as the address says, forty rows a page, first due first. Six queries."""
    actor = actor_for(request)
    mine = queues_of(actor)
    current = queue_named(mine, slug)
    now = timezone.now()
    filters = read_filters(request.GET.dict())
    everything = current.rows(actor)
    shown = filters.narrow(everything, now)
    found = page_of(
        shown,
        PAGE,
        after=Cursor.read(request.GET.get("sau", "")),
        before=Cursor.read(request.GET.get("truoc", "")),
        column=current.column,
    )
    return page(
        request,
        "queue.html",
        {
            "current": current,
            "tabs": _tabs(actor, mine, current),
            "groups": _groups(everything, filters, now) if current.by_due else [],
            "filters": filters,
            "choices": choices_of(everything, filters),
            "saved": list(filters_for(actor, slug)),
            "rows": [row_of(dossier, now) for dossier in found.rows],
            "selected": frozenset(request.GET.getlist("chon")[:PAGE]),
            "many_acts": [ManyAct(ACT_SLUGS[act], tr(ACT_NAMES[act]), ACT_KEYS[act]) for act in current.acts],
            **paging(filters, found),
        },
    )


def queue_named(mine: list[Queue], slug: str) -> Queue:
    """The queue `slug` of these. Raises `PermissionDenied`."""
    current = next((one for one in mine if one.slug == slug), None)
    if current is None:
        raise PermissionDenied(_("Hàng đợi này không thuộc vị trí công tác của bạn."))
    return current


def paging(filters: Filters, found: Slice) -> dict[str, Any]:
    """Addresses of the pages before and after, empty where there is none."""
    base = f"{filters.query}&" if filters else ""
    return {
        "earlier": f"?{base}truoc={found.before}" if found.before else "",
        "further": f"?{base}sau={found.after}" if found.after else "",
    }


def _tabs(actor: Actor, mine: list[Queue], current: Queue) -> list[Tab]:
    """The queues of the person, each with its count. One query."""
    numbers = counts({one.slug: one.rows(actor) for one in mine})
    return [
        Tab(str(one.name), count_words(numbers[one.slug]), reverse("queue", args=[one.slug]), one is current)
        for one in mine
    ]


def _groups(rows: QuerySet[Dossier], filters: Filters, now: dt.datetime) -> list[Tab]:
    """What is due when, each with its count; only groups that hold something, and the chosen one. One query."""
    found = survey(filters.in_group(None).narrow(rows, now), now)
    offered = [(None, found.number), *((group, found.groups.get(group, 0)) for group in DueGroup)]
    return [
        Tab(
            str(GROUP_NAMES[group]) if group else _("Tất cả"),
            count_words(number) if found.whole else f"{min(number, COUNT_UP_TO)}+",
            f"?{filters.in_group(group).query}",
            filters.group is group,
            group in BEHIND and number > 0,
        )
        for group, number in offered
        if number or group in (None, filters.group)
    ]


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the filter of the page under a name."""
    actor = actor_for(request)
    queue_named(queues_of(actor), slug)
    filters = read_filters({name: request.POST.get(name, "") for name in request.POST})
    try:
        kept = save_filter(
            actor, slug, request.POST.get("ten", ""), filters.query, shared=request.POST.get("chung") == "on"
        )
    except FilterRefused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, _("Đã lưu bộ lọc “%(name)s”.") % {"name": kept.name})
    return redirect(f"{reverse('queue', args=[slug])}?{filters.query}")


@require_POST
def forget(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove one's own saved filter."""
    actor = actor_for(request)
    queue_named(queues_of(actor), slug)
    try:
        remove_filter(actor, pk)
    except FilterRefused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, _("Đã xóa bộ lọc."))
    return redirect("queue", slug=slug)
