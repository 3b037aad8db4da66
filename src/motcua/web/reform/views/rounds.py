# SPDX-License-Identifier: EUPL-1.2
"""The first page: what waits for the official; and one round with its ranking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.law.timeliness import Urgency
from motcua.reform import acts, queries
from motcua.reform.errors import ReformRefused
from motcua.reform.models import ReformAssessment, ReformRound, RoundState
from motcua.reform.rights import READERS, closing_seat, judging_seat, own_judged
from motcua.reform.summing import tree_in
from motcua.reform.tables import ranking_table
from motcua.reform.tree import LEVEL_NAMES, Level
from motcua.statistics.rights import scope_of
from motcua.web.acting import actor_for, for_roles
from motcua.web.downloads import as_file
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.reform.forms import ClosingForm
from motcua.web.reform.shown import ranks_of, total_of
from motcua.web.reform.views.common import UNUSABLE, XLSX, crumbs, read
from motcua.web.reform.words import points_words
from motcua.web.wording import tr

_SHEETS = 30


@for_roles(*READERS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The sheets of one's units, remedial tasks that wait, rounds, and the sets one judges by."""
    actor = actor_for(request)
    judging = own_judged(actor)
    sheets = list(queries.sheets_seen(actor)[:_SHEETS])
    today = timezone.localdate()
    remedies = queries.open_remedies(actor)
    context = {
        "sheets": [_sheet_line(one) for one in sheets],
        "rounds": [(one, tr(LEVEL_NAMES[Level(one.level)])) for one in queries.rounds_seen(actor)],
        "remedies": remedies,
        "late": sum(one.due < today for one in remedies),
        "today": today,
        "overdue": Urgency.LATE,
        "sets": [(one, tr(LEVEL_NAMES[Level(one.level)])) for one in queries.sets_of(judging)],
        "judges": bool(judging),
    }
    return page(request, "reform/overview.html", context)


def _sheet_line(sheet: ReformAssessment) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "state": tr(sheet.get_state_display()),
        "level": tr(LEVEL_NAMES[Level(sheet.round.level)]),
        "total": total_of(sheet, tree_in(sheet.round.criteria)),
    }


@for_roles(*READERS)
@require_form
def round_page(request: HttpRequest, round_id: int) -> HttpResponse:
    """A round: the units with their places, their fields side by side, and publishing the result."""
    row = read(queries.round_of, request, round_id)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            acts.close_round(actor_for(request), row.pk, told["document"], told["key"])
        except ReformRefused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Đã công bố kết quả."))
            return redirect("reform_round", round_id=row.pk)
    return page(
        request, "reform/round.html", _round(request, row, form), status=UNUSABLE if form.errors else 200
    )


def _round(request: HttpRequest, row: ReformRound, form: ClosingForm) -> dict[str, Any]:
    actor, tree = actor_for(request), tree_in(row.criteria)
    judges = judging_seat(actor, row) is not None
    ranked = queries.ranking(row)
    return {
        "crumbs": crumbs((f"{tr(LEVEL_NAMES[Level(row.level)])}, {row.year}", "")),
        "round": row,
        "level": tr(LEVEL_NAMES[Level(row.level)]),
        "state": tr(row.get_state_display()),
        "closed": row.state == RoundState.CLOSED,
        "tree": tree,
        "rows": ranks_of(
            ranked,
            tree,
            published=row.state == RoundState.CLOSED,
            opens=_opens(request, [one.sheet for one in ranked], judges=judges),
        ),
        "fields": tree.fields,
        "form": form,
        "may_close": row.state == RoundState.OPEN and closing_seat(actor, row) is not None,
        "several": len(ranked) > 1,
    }


def _opens(request: HttpRequest, sheets: list[ReformAssessment], *, judges: bool) -> frozenset[int]:
    """The units whose sheets the official may open: all for whoever judges, else those they see figures of."""
    scope = set(scope_of(actor_for(request)) or ())
    return frozenset(one.unit_id for one in sheets if judges or not scope.isdisjoint(one.unit.lineage))


@for_roles(*READERS)
@require_safe
def ranking_file(request: HttpRequest, round_id: int) -> HttpResponse:
    """The ranking as a spreadsheet, with what this person may see of it."""
    row = read(queries.round_of, request, round_id)
    with override("vi"):  # files are Vietnamese whoever takes them home
        shown = _round(request, row, ClosingForm())
    head = ["Thứ hạng", "Đơn vị", "Trạng thái", "Điểm", "Trên 100", "Năm trước", "Tăng, giảm"]
    fields = [f"{one.code}. {one.name} ({points_words(one.most)})" for one in shown["fields"]]
    rows = [
        [one.place, one.name, one.state, one.points, one.scaled, one.before, one.change, *one.groups]
        for one in shown["rows"]
    ]
    content = ranking_table(f"{row.criteria.title}, {row.year}", head + fields, rows)
    return as_file(content, f"xep-hang-cchc-{row.year}-{row.level}.xlsx", XLSX)
