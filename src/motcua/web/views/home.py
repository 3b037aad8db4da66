# SPDX-License-Identifier: EUPL-1.2
"""Home: what waits for me. And finding a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.dossiers import searching
from motcua.dossiers.listing import BEHIND, DueGroup, counts, in_group
from motcua.reports.queries import to_submit
from motcua.web.acting import actor_for
from motcua.web.pages import page
from motcua.web.phrases import row_of
from motcua.web.plans.work.tile import tile_of
from motcua.web.queue_filters import GROUP_NAMES, Filters
from motcua.web.queue_table import Queue, count_words, queues_of
from motcua.web.statistics.small import small_of


@dataclass(frozen=True, slots=True)
class Urgent:
    """A part of a queue that cannot wait."""

    count: str
    words: Any
    url: str
    behind: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of home: how many wait, for what, where."""

    count: str
    words: Any
    url: str
    urgent: tuple[Urgent, ...] = ()


_URGENT: Final = (*BEHIND, DueGroup.TODAY)
_REPORTS, _LATE_REPORTS = "reports", "late reports"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the signed-in person, and what is late in it: one query for all of it; below, their figures."""
    actor = actor_for(request)
    mine, now = queues_of(actor), timezone.now()
    lists: dict[str, QuerySet[Any]] = {one.slug: one.rows(actor) for one in mine}
    lists |= {
        f"{one.slug} {group}": one.rows(actor).filter(in_group(group, now))
        for one in mine
        if one.by_due
        for group in _URGENT
    }
    reports = to_submit(actor)
    today = timezone.localdate(now)
    lists |= {_REPORTS: reports, _LATE_REPORTS: reports.filter(due_on__lt=today)}
    numbers = counts(lists)
    waiting = [
        Waiting(
            count_words(numbers[one.slug]),
            one.waiting,
            reverse("returning") if one.slug == "tra-ket-qua" else reverse("queue", args=[one.slug]),
            _urgent(one, numbers),
        )
        for one in mine
    ]
    waiting += _reports(numbers)
    plans = tile_of(actor, today)
    return page(request, "home.html", {"waiting": waiting, "plans": plans, "small": small_of(actor, now)})


def _reports(numbers: dict[str, int]) -> list[Waiting]:
    """The reports a head has to submit, when there are any."""
    if not numbers[_REPORTS]:
        return []
    url, late = f"{reverse('reports')}#cho-gui", numbers[_LATE_REPORTS]
    urgent = (Urgent(count_words(late), GROUP_NAMES[DueGroup.LATE], url, behind=True),) if late else ()
    return [Waiting(count_words(numbers[_REPORTS]), _("báo cáo đã lập, chờ bạn gửi"), url, urgent)]


def _urgent(queue: Queue, numbers: dict[str, int]) -> tuple[Urgent, ...]:
    """What is behind and what is due today, where there is any."""
    return tuple(
        Urgent(
            count_words(number),
            GROUP_NAMES[group],
            f"{reverse('queue', args=[queue.slug])}?{query}",
            group in BEHIND,
        )
        for group in _URGENT
        if (number := numbers.get(f"{queue.slug} {group}", 0))
        for query in (Filters(group=group).query,)
    )


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """A dossier by whatever is known of it; a whole code leads straight to it."""
    wanted = request.GET.get("q", "").strip()[:200]
    found = searching.find(actor_for(request), wanted)
    if found.exact is not None:
        return redirect("dossier", code=found.exact.code)
    now = timezone.now()
    rows = [row_of(dossier, now) for dossier in found.rows]
    context = {"wanted": wanted, "rows": rows, "full": len(rows) == searching.FOUND_AT_MOST}
    return page(request, "find.html", context)
