# SPDX-License-Identifier: EUPL-1.2
"""Who did what: the logs searched page by page, and taken out as a file, which is itself on record."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from motcua.dossiers.audit.searching import last_checkpoint
from motcua.law.roles import Role
from motcua.organisations import directory
from motcua.organisations.records import AdminAct, record
from motcua.organisations.searching import Asked, Place
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_in
from motcua.web.administration.acting import PAGE, READERS, UNUSABLE
from motcua.web.administration.forms.log import LogForm
from motcua.web.administration.log_lines import LOGS, Log, LogLine, lines_of
from motcua.web.downloads import as_stream
from motcua.web.pages import page

EXPORTED_AT_MOST = 50_000
P = ParamSpec("P")
T = TypeVar("T")
_HEAD = ("Thời điểm", "Ai", "Chức danh", "Đơn vị", "Việc", "Đối tượng", "Ghi chú")


class _Echo:
    """A file that gives back what is written to it, so that a large export is never held as a whole."""

    def write(self, text: str) -> str:
        return text


@for_roles(*READERS)
@require_safe
def log(request: HttpRequest, log_slug: str = "ho-so") -> HttpResponse:
    """One of the logs, latest first, fifty a page."""
    chosen = _log_or_404(log_slug)
    form = _form(request, chosen)
    rows = []
    if form.is_valid():
        rows = list(chosen.rows(actor_for(request), form.asked(), _after(request))[: PAGE + 1])
    shown = rows[:PAGE]
    more = ""
    if len(rows) > PAGE:
        kept = {name: request.GET.get(name, "") for name in form.fields}
        more = urlencode({**kept, "sau": shown[-1].at.isoformat(), "so": shown[-1].pk})
    context = {
        "log": chosen,
        "logs": LOGS,
        "form": form,
        "lines": lines_of(chosen, shown),
        "more": more,
        "most": EXPORTED_AT_MOST,
        "checkpoint": last_checkpoint(),
        "verified": directory.latest_record(AdminAct.VERIFY_LOG),
        "sees_accesses": _sees_accesses(request),
    }
    return page(request, "administration/log.html", context, status=UNUSABLE if form.errors else 200)


@for_roles(*READERS)
@require_POST
def export_log(request: HttpRequest, log_slug: str) -> HttpResponseBase:
    """The answer to the same question as a file. That it was taken is on record before it leaves."""
    chosen = _log_or_404(log_slug)
    form = LogForm(request.POST, acts=list(chosen.acts), today=timezone.localdate())
    if not form.is_valid():
        raise Http404
    actor, asked = actor_for(request), form.asked()
    rows = chosen.rows(actor, asked, None)[:EXPORTED_AT_MOST]
    number = rows.count()
    record(
        actor,
        AdminAct.EXPORT_LOG,
        "log",
        None,
        _vietnamese(str, chosen.name),
        after={"question": _vietnamese(_question, asked), "rows": number},
    )
    name = f"nhat-ky-{chosen.slug}-{asked.first_day:%Y%m%d}-{asked.last_day:%Y%m%d}.csv"
    return as_stream(_file(chosen, rows.iterator(2000)), name, "text/csv; charset=utf-8")


def _file(chosen: Log, rows: Iterator[object]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + _vietnamese(writer.writerow, _HEAD)
    chunk: list[object] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == 2000:
            yield from (writer.writerow(_cells(line)) for line in _vietnamese(lines_of, chosen, chunk))
            chunk = []
    yield from (writer.writerow(_cells(line)) for line in _vietnamese(lines_of, chosen, chunk))


def _vietnamese(told: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What is kept or leaves the house is Vietnamese, whatever language the page has."""
    with override("vi"):
        return told(*args, **kwargs)


def _cells(line: LogLine) -> list[str]:
    when = f"{timezone.localtime(line.at):%d/%m/%Y %H:%M:%S}"
    cells = [when, line.who, line.title, line.unit, str(line.act), line.subject, line.note]
    # A cell that begins like a formula would be run by a spreadsheet.
    return [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells]


def _form(request: HttpRequest, chosen: Log) -> LogForm:
    today = timezone.localdate()
    return LogForm(request.GET, acts=list(chosen.acts), today=today)


def _log_or_404(slug: str) -> Log:
    for one in LOGS:
        if one.slug == slug:
            return one
    raise Http404


def _question(asked: Asked) -> str:
    words = [f"{asked.first_day:%d/%m/%Y} – {asked.last_day:%d/%m/%Y}"]
    named = ((_("ai"), asked.name), (_("việc"), asked.act), (_("đơn vị"), asked.unit), (_("mã"), asked.code))
    return "; ".join(words + [f"{name}: {value}" for name, value in named if value])


def _after(request: HttpRequest) -> Place | None:
    number = number_in(request.GET.get("so"))
    try:
        at = dt.datetime.fromisoformat(request.GET.get("sau", ""))
    except ValueError:
        return None
    if at.tzinfo is None or number is None:
        return None
    return Place(at, number)


def _sees_accesses(request: HttpRequest) -> bool:
    actor = actor_for(request)
    return actor.holds(Role.CONTROL_OFFICER) or actor.holds(Role.INSPECTOR)
