# SPDX-License-Identifier: EUPL-1.2
"""Giving a reason to look, and the pages of those who control who looked."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.accesses import queries
from motcua.accesses.models import Access, Ground, What
from motcua.accesses.queries import CONTROL_ROLES, MANY_AN_HOUR, Wanted
from motcua.law.roles import ROLE_NAMES, Role
from motcua.web.accesses.forms import ReasonToLookForm, SearchForm
from motcua.web.acting import actor_for, for_roles, looked, seen, taken_out
from motcua.web.addresses import number_in
from motcua.web.downloads import as_file
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.reasons import REASON_HOLDS, keep_reason
from motcua.web.wording import tr

PAGE = 50
EXPORTED_AT_MOST = 10_000
BURST_DAYS = 7

_HEAD = (
    "Thời điểm",
    "Mã hồ sơ",
    "Đã xem gì",
    "Chi tiết",
    "Công chức",
    "Đơn vị",
    "Vị trí",
    "Ủy quyền",
    "Căn cứ",
)


@require_form
def reason(request: HttpRequest, code: str) -> HttpResponse:
    """Say why, before a dossier that is not one's own work is shown. Shows nothing of it but its code."""
    wanted = seen(request, code, with_related=False)
    form = ReasonToLookForm(request.POST or None, initial={"tiep": request.GET.get("tiep", "")})
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        keep_reason(request, wanted.code, form.cleaned_data["reason"], now)
        looked(request, wanted, What.REASON)
        onward = form.cleaned_data["tiep"]
        if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/"):
            return redirect(onward)
        return redirect("dossier", code=wanted.code)
    context = {"code": wanted.code, "form": form, "hours": REASON_HOLDS // dt.timedelta(hours=1)}
    return page(request, "accesses/reason.html", context, status=422 if form.errors else 200)


@for_roles(*CONTROL_ROLES)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Who looked at what, latest first, fifty a page."""
    form = SearchForm(request.GET or None)
    form.is_valid()
    found = list(
        queries.search(actor_for(request), form.wanted(), before=number_in(request.GET.get("truoc")))[
            : PAGE + 1
        ]
    )
    asked = request.GET.copy()
    asked.pop("truoc", None)
    context = {
        "form": form,
        "rows": _rows(found[:PAGE]),
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "asked": asked.urlencode(),
        "most": EXPORTED_AT_MOST,
    }
    return page(request, "accesses/log.html", context)


@for_roles(*CONTROL_ROLES)
@require_safe
def unusual(request: HttpRequest) -> HttpResponse:
    """Looks outside hours or tasks, and officials who opened very many dossiers within an hour."""
    actor, today = actor_for(request), timezone.localdate()
    first = today - dt.timedelta(days=BURST_DAYS - 1)
    wanted = Wanted(first_day=first, last_day=today, unusual=True)
    context = {
        "bursts": queries.bursts(actor, first, today),
        "rows": _rows(list(queries.search(actor, wanted)[:PAGE])),
        "days": BURST_DAYS,
        "many": MANY_AN_HOUR,
        "most": PAGE,
    }
    return page(request, "accesses/unusual.html", context)


@for_roles(*CONTROL_ROLES)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The search as a CSV file. That it was taken is on record before it leaves."""
    actor = actor_for(request)
    form = SearchForm(request.GET or None)
    form.is_valid()
    role = next(seat.role for seat in actor.seats if seat.role in CONTROL_ROLES)
    taken_out(request, f"Nhật ký xem hồ sơ {request.GET.urlencode()}".strip(), role)
    found = list(queries.search(actor, form.wanted())[:EXPORTED_AT_MOST])
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(_HEAD)
    for row in _in_vietnamese(found):
        writer.writerow([_safe(cell) for cell in _cells(row)])
    return as_file("\ufeff" + sheet.getvalue(), "nhat-ky-xem-ho-so.csv", "text/csv; charset=utf-8")


def _rows(looks: list[Access]) -> list[dict[str, Any]]:
    units = queries.units_named(looks)
    return [
        {
            "look": look,
            "code": look.dossier.code if look.dossier else "",
            "what": tr(What(look.what).label),
            "ground": tr(Ground(look.ground).label),
            "unit": units.get(look.unit_id or 0, ""),
            "role": tr(ROLE_NAMES[Role(look.role)]) if look.role else "",
        }
        for look in looks
    ]


def _in_vietnamese(looks: list[Access]) -> list[dict[str, Any]]:
    """What leaves the house is Vietnamese, whatever language the page has."""
    with override("vi"):
        return _rows(looks)


def _cells(row: dict[str, Any]) -> list[str]:
    look: Access = row["look"]
    ground = f"{row['ground']}: {look.reason}" if look.reason else str(row["ground"])
    when = f"{timezone.localtime(look.at):%d/%m/%Y %H:%M:%S}"
    who = [look.person_name, row["unit"], look.title or row["role"], look.delegation]
    return [when, row["code"], str(row["what"]), look.subject, *who, ground]


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell
