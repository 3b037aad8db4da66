# SPDX-License-Identifier: EUPL-1.2
"""The procedures behind a figure of a report: those with dossiers, or those of the catalogue."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.organisations.queries import unit_names
from motcua.reports.behind import Behind, Kind, procedures_of
from motcua.reports.readers import READERS
from motcua.statistics import QuestionRefused, labelled
from motcua.statistics.rights import may_list, may_see
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_or_0
from motcua.web.pages import page
from motcua.web.statistics.links import CELL, REPORT, figure_url
from motcua.web.statistics.upward import report_named
from motcua.web.statistics.words import cell_name, key_name

PAGE = 100


@for_roles(*READERS)
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """A hundred procedures a page, by field and name; where dossiers make the figure, each with theirs."""
    behind = _behind(request)
    actor, unit = actor_for(request), behind.cell.question.unit
    if not may_see(actor, unit):
        raise PermissionDenied(_("Vị trí công tác của bạn hôm nay không mở số liệu của đơn vị này."))
    begin = number_or_0(request.GET.get("sau"), 6)
    found, total = procedures_of(behind, begin, PAGE)
    opens = behind.kind is Kind.PROCEDURES and may_list(actor, unit)
    report = report_named(request.GET.get(REPORT, ""))
    above = {REPORT: report} if report else {}
    query = {CELL: request.GET[CELL], **above}
    context = {
        "crumbs": [(_("Báo cáo"), report or reverse("reports")), (_("Danh sách thủ tục"), "")],
        "total": total,
        "unit": unit_names([unit]).get(unit, ""),
        "facts": _facts(behind),
        "counted": behind.kind is Kind.PROCEDURES,
        "what": cell_name(behind.cell),
        "day": behind.cell.question.last,
        "first_day": behind.cell.question.first,
        "rows": [(one, figure_url(one.cell, **above) if one.cell and opens else "") for one in found],
        "earlier": urlencode({**query, "sau": max(0, begin - PAGE)}) if begin else "",
        "further": urlencode({**query, "sau": begin + PAGE}) if begin + PAGE < total else "",
    }
    return page(request, "reports/procedures.html", context)


def _behind(request: HttpRequest) -> Behind:
    try:
        behind = Behind.of_token(request.GET.get(CELL, ""))
    except QuestionRefused as refusal:
        raise Http404(str(refusal)) from refusal
    if behind.kind is Kind.CAUSE:
        raise Http404("Con số này là của hồ sơ, không phải của thủ tục.")
    return behind


def _facts(behind: Behind) -> list[str]:
    """Which row of the report, in words."""
    return [key_name(key) for key in labelled(behind.cell.keys)]
