# SPDX-License-Identifier: EUPL-1.2
"""The report of a plan on any day, as a page and as files."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.plans.models import Plan, PlanState
from motcua.plans.report import PlanReport, TaskLine, report_of
from motcua.plans.working.standing import Standing
from motcua.plans.writing.report_files import CONTENT_TYPES, Format, write
from motcua.plans.writing.report_tables import file_name
from motcua.web.acting import actor_for, taken_out
from motcua.web.downloads import as_file
from motcua.web.pages import page
from motcua.web.plans.acting import crumbs_of, plan_read
from motcua.web.plans.work.shown import State, state_of


@require_safe
def report(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Status by task with evidence, targets with their values, the drafted narrative; as of the end of a day."""
    plan = plan_read(request, plan_id)
    day, wrong = _day(request, plan)
    made = report_of(plan, day, timezone.now())
    context = {
        "plan": plan,
        "crumbs": crumbs_of(plan, (_("Báo cáo"), "")),
        "report": made,
        "asked": day,
        "wrong": wrong,
        "today": timezone.localdate(),
        "first": _first(plan),
        "counts": [(state_of(standing), count) for standing, count in made.counts.items()],
        "sections": _sections(made),
        "formats": [
            (
                one.value.upper(),
                f"{reverse('plan_report_file', args=[plan.pk])}?ngay={day:%Y-%m-%d}&tep={one.value}",
            )
            for one in (Format.DOCX, Format.XLSX, Format.PDF)
        ],
    }
    return page(request, "plans/report.html", context)


@require_safe
def download(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The report as a file; that it was taken is on record before it leaves."""
    plan = plan_read(request, plan_id)
    day, _wrong = _day(request, plan)
    try:
        wanted = Format(request.GET.get("tep", Format.DOCX))
    except ValueError as unknown:
        raise Http404("Không có dạng tệp này.") from unknown
    actor = actor_for(request)
    if not actor.seats:
        raise PermissionDenied
    with override("vi"):
        made = report_of(plan, day, timezone.now())
        content = write(made, wanted)
    name = file_name(made, wanted.value)
    taken_out(request, f"Báo cáo {name}", actor.seats[0].role)
    return as_file(content, name, CONTENT_TYPES[wanted])


def _first(plan: Plan) -> dt.date:
    """The first day a report can be about."""
    return timezone.localdate(plan.put_in_force_at or plan.created_at)


def _day(request: HttpRequest, plan: Plan) -> tuple[dt.date, str]:
    """The day asked for, kept between the plan's first and today; what was wrong with it. Raises `Http404`."""
    if plan.state not in (PlanState.IN_FORCE, PlanState.CLOSED):
        raise Http404("Kế hoạch chưa được đưa vào thực hiện.")
    today = timezone.localdate()
    told = request.GET.get("ngay", "")
    try:
        day = dt.date.fromisoformat(told) if told else today
    except ValueError:
        return today, _("Ngày chưa đúng; đang xem hôm nay.")
    if day > today:
        return today, _("Ngày này chưa tới; đang xem hôm nay.")
    if day < _first(plan):
        return _first(plan), _("Kế hoạch chưa được thực hiện vào ngày này; đang xem ngày đầu tiên.")
    return day, ""


def _sections(made: PlanReport) -> list[tuple[str, list[tuple[TaskLine, State]]]]:
    found: dict[str, list[tuple[TaskLine, State]]] = {}
    for line in made.tasks:
        found.setdefault(line.section, []).append((line, state_of(line.standing or Standing.AHEAD)))
    return [(name or _("Nhiệm vụ"), lines) for name, lines in found.items()]
