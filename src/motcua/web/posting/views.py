# SPDX-License-Identifier: EUPL-1.2
"""The public posting: units, one unit with its fields, a field, the board to print, one procedure in full.

Only versions in force are shown, and nothing of any dossier. A large screen uses the same pages (`posting.css`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import groupby
from typing import Any, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from motcua.catalogue import posting
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.searching import search_versions
from motcua.organisations.models import Unit
from motcua.web.pages import is_demonstration
from motcua.web.pictures import qr_of
from motcua.web.posting.words import board_line, sheet_of
from motcua.web.wording import tr

_P = ParamSpec("_P")
_UNITS = 100
_FOUND = 30
_KEPT = 300  # seconds for which a browser may show the page again without asking
_OTHER_WAYS = "Cổng Dịch vụ công quốc gia (dichvucong.gov.vn), mục Phản ánh kiến nghị"


def _public(view: Callable[_P, HttpResponse]) -> Callable[_P, HttpResponse]:
    """Open to everybody; only read; may be kept by the browser for a short while."""
    kept = cache_control(max_age=_KEPT, private=True)(require_safe(view))
    return login_not_required(kept)


@_public
def units(request: HttpRequest) -> HttpResponse:
    """One-stop desks, to be found by name."""
    wanted = request.GET.get("q", "").strip()[:100]
    found = posting.posting_units(wanted, timezone.localdate(), _UNITS + 1)
    context = {
        "wanted": wanted,
        "units": found[:_UNITS],
        "more": len(found) > _UNITS,
        "most": _UNITS,
        "demonstration": is_demonstration(),
    }
    return render(request, "web/posting/units.html", context)


@_public
def unit(request: HttpRequest, unit_code: str) -> HttpResponse:
    """One desk: its fields, the search of the counter over its procedures, how to reach it."""
    today = timezone.localdate()
    shown = _unit(unit_code, today)
    level, wanted = posting.level_of(shown), request.GET.get("q", "").strip()[:200]
    found = search_versions(wanted, 4 * _FOUND, today)
    here = posting.posted(level, today).filter(procedure__code__in=[one.code for one in found])
    names = dict(here.values_list("procedure__code", "name"))
    context = {
        **_context(shown),
        "crumbs": [(_("Niêm yết"), reverse("posting")), (shown.name, "")],
        "wanted": wanted,
        "found": [(one.code, names[one.code]) for one in found if one.code in names][:_FOUND],
        "fields": posting.posted_fields(level, today),
        "level": tr(level.label),
    }
    return render(request, "web/posting/unit.html", context)


@_public
def field(request: HttpRequest, unit_code: str, field_slug: str) -> HttpResponse:
    """The board of one field."""
    today = timezone.localdate()
    shown = _unit(unit_code, today)
    level = posting.level_of(shown)
    name = next((one.name for one in posting.posted_fields(level, today) if one.slug == field_slug), None)
    if name is None:
        raise Http404
    address = reverse("posting_field", args=[unit_code, field_slug])
    return _board(request, shown, name, posting.posted_in(level, today, name), address)


@_public
def board(request: HttpRequest, unit_code: str) -> HttpResponse:
    """The board of all fields of a desk, to be printed and hung up."""
    today = timezone.localdate()
    shown = _unit(unit_code, today)
    versions = posting.posted_in(posting.level_of(shown), today)
    return _board(request, shown, _("Tất cả lĩnh vực"), versions, reverse("posting_board", args=[unit_code]))


@_public
def procedure(request: HttpRequest, unit_code: str, posted_code: str) -> HttpResponse:
    """One procedure with all its parts in plain words."""
    today = timezone.localdate()
    shown = _unit(unit_code, today)
    version = posting.posted_procedure(posted_code, today)
    if version is None:
        raise Http404
    address = reverse("posting_procedure", args=[unit_code, posted_code])
    slug = posting.slug_of(version.field_name) if version.field_name else ""
    way = [(version.field_name, reverse("posting_field", args=[unit_code, slug]))] if slug else []
    if posting.level_of(shown).value not in version.levels:
        way = []  # its field may not be posted at this desk
    context = {
        **_context(shown),
        "crumbs": [
            (_("Niêm yết"), reverse("posting")),
            (shown.name, reverse("posting_unit", args=[unit_code])),
            *way,
            (version.procedure.code, ""),
        ],
        "version": version,
        "sheet": sheet_of(version),
        "picture": qr_of(address),
    }
    return render(request, "web/posting/procedure.html", context)


def _board(
    request: HttpRequest, shown: Unit, name: str, versions: list[ProcedureVersion], address: str
) -> HttpResponse:
    groups = [
        (field_name or _("Lĩnh vực khác"), [board_line(one) for one in group])
        for field_name, group in groupby(versions, key=lambda one: one.field_name)
    ]
    context = {
        **_context(shown),
        "crumbs": [
            (_("Niêm yết"), reverse("posting")),
            (shown.name, reverse("posting_unit", args=[shown.code])),
            (name, ""),
        ],
        "name": name,
        "groups": groups,
        "count": len(versions),
        "cut": len(versions) >= posting.POSTED_AT_MOST,
        "picture": qr_of(address),
    }
    return render(request, "web/posting/board.html", context)


def _unit(code: str, day: dt.date) -> Unit:
    unit = posting.posting_unit(code, day)
    if unit is None:
        raise Http404
    return unit


def _context(shown: Unit) -> dict[str, Any]:
    return {
        "unit": shown,
        "today": timezone.localdate(),
        "other_ways": _OTHER_WAYS,
        "demonstration": is_demonstration(),
    }
