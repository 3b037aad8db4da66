# SPDX-License-Identifier: EUPL-1.2
"""All registers at a glance, and the evidence kept in them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.registers import counts, queries
from motcua.registers.errors import EntryUnknown
from motcua.registers.rights import READERS
from motcua.web.acting import actor_for, for_roles
from motcua.web.downloads import stored_file, with_ending
from motcua.web.pages import page
from motcua.web.registers.shown import asked, number_words
from motcua.web.statistics.words import share_words


@for_roles(*READERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What each register says of a year."""
    told = asked(request)
    unit, year = told.unit, told.year
    trained = counts.officials_trained(unit, year, told.today)
    settled = counts.nonconformities_settled(unit, year)
    tiles = [
        ("initiatives", _("Sáng kiến"), str(counts.initiatives_recognised(unit, year)), _("được công nhận")),
        (
            "courses",
            _("Tập huấn"),
            share_words(trained.part, trained.whole),
            _("công chức được tập huấn (%(part)s/%(whole)s)")
            % {"part": trained.part, "whole": trained.whole},
        ),
        (
            "publicity",
            _("Truyền thông"),
            str(counts.publicity_items(unit, year)),
            _("hoạt động, %(reach)s lượt tiếp cận đã đếm")
            % {"reach": number_words(counts.publicity_reach(unit, year))},
        ),
        (
            "quality",
            _("ISO 9001:2015"),
            f"{settled.part}/{settled.whole}",
            _("điểm không phù hợp đã khắc phục có hiệu lực"),
        ),
    ]
    context = {
        "told": told,
        "tiles": [
            (f"{reverse(route)}?{told.query}", name, figure, words) for route, name, figure, words in tiles
        ],
        "by_unit": counts.initiatives_by_unit(unit, year),
    }
    return page(request, "registers/home.html", context)


@for_roles(*READERS)
@require_safe
def file(request: HttpRequest, step_id: int) -> HttpResponse:
    """Evidence of an entry; its hash is checked when it is read."""
    try:
        step, stored = queries.step_file(actor_for(request), step_id)
    except EntryUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    name = with_ending(f"minh-chung-{step.pk}", stored.media_type)
    return stored_file(stored.sha256, stored.media_type, name)
