# SPDX-License-Identifier: EUPL-1.2
"""The return desk: find by what the person has in hand, and the record of what was handed to the post."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.dossiers import queries
from motcua.dossiers.listing import Cursor, counts, page_of, posted
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.searching import find, narrowed, spoken_code
from motcua.law.codes import tidy_code
from motcua.law.roles import RETURN_ROLES
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.web.acting import actor_for, for_roles, taken_out
from motcua.web.addresses import day_in
from motcua.web.pages import page
from motcua.web.phrases import Row, row_of
from motcua.web.queue_table import count_words

PAGE = 25
"""Results on a page."""


@for_roles(*RETURN_ROLES)
@require_safe
def returning(request: HttpRequest) -> HttpResponse:
    """Results to hand out, the longest waiting first; by code, QR code, name or number straight to what is meant."""
    actor, now = actor_for(request), timezone.now()
    wanted = request.GET.get("q", "").strip()[:200]
    ready = queries.to_return(actor)
    if wanted and (exact := ready.filter(code=tidy_code(spoken_code(wanted))).first()):
        return redirect(f"{reverse('act', args=[exact.code, _way(exact)])}?tiep=tra-ket-qua")
    found = page_of(
        narrowed(ready, wanted),
        PAGE,
        after=Cursor.read(request.GET.get("sau", "")),
        before=Cursor.read(request.GET.get("truoc", "")),
        column="ended_at",
    )
    number = counts({"all": ready, "post": ready.filter(return_channel=Channel.POST)})
    return page(
        request,
        "returning.html",
        {
            "wanted": wanted,
            "rows": [(row_of(dossier, now), _way(dossier)) for dossier in found.rows],
            "elsewhere": _elsewhere(actor, wanted) if wanted and not found.rows else [],
            "waiting": count_words(number["all"]),
            "by_post": count_words(number["post"]) if number["post"] else "",
            "today": timezone.localdate(),
            "earlier": f"?truoc={found.before}" if found.before and not wanted else "",
            "further": f"?sau={found.after}" if found.after and not wanted else "",
            "more": bool(found.after and wanted),
        },
    )


def _way(dossier: Dossier) -> Act:
    """How the result is handed out, as the person chose it."""
    if dossier.return_channel == Channel.POST:
        return Act.RETURN_BY_POST
    if dossier.return_channel == Channel.ONLINE and dossier.result_sha256:
        return Act.RETURN_ELECTRONICALLY
    return Act.RETURN_AT_COUNTER


def _elsewhere(actor: Actor, wanted: str) -> list[Row]:
    """Dossiers that were meant but are not ready: where they are and when to come again."""
    now = timezone.now()
    return [row_of(dossier, now) for dossier in find(actor, wanted).rows[:5]]


@for_roles(*RETURN_ROLES)
@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    """The record of results handed to the public post, for two signatures: of chosen dossiers, or of a day."""
    actor = actor_for(request)
    codes = [tidy_code(code) for code in request.GET.getlist("ma")[:200]]
    day = day_in(request.GET.get("ngay", ""))
    lines = posted(actor, codes=codes) if codes else posted(actor, day=day or timezone.localdate())
    units = {line.dossier.receiving_unit.name for line in lines}
    if lines:
        _leaves_the_house(request, actor, [line.dossier.code for line in lines])
    return page(
        request,
        "handover.html",
        {
            "lines": lines,
            "day": day or (timezone.localdate(lines[0].at) if lines else timezone.localdate()),
            "units": ", ".join(sorted(units)) or _("Bộ phận Một cửa"),
        },
    )


def _leaves_the_house(request: HttpRequest, actor: Actor, codes: list[str]) -> None:
    """Names and addresses go out on this sheet, so it is on record like every export."""
    role = next(seat.role for seat in actor.seats if seat.role in RETURN_ROLES)
    subject = f"Biên bản giao nhận bưu chính, {len(codes)} hồ sơ: {', '.join(codes)}"
    taken_out(request, subject, role)
