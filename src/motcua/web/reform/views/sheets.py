# SPDX-License-Identifier: EUPL-1.2
"""The sheet of a unit: how it stands, what was lost, sending it on, and scores from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.reform import acts, comparing, queries
from motcua.reform.errors import ReformRefused, SheetUnreadable
from motcua.reform.models import ReformAssessment, SheetState
from motcua.reform.rights import (
    READERS,
    closing_seat,
    heading_seat,
    judging_seat,
    owns_itself,
    scoring_seat,
)
from motcua.reform.sheets import read_scores
from motcua.reform.summing import tree_in
from motcua.reform.tables import score_table
from motcua.reform.tree import LEVEL_NAMES, Level
from motcua.web.acting import actor_for, for_roles
from motcua.web.downloads import as_file
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.reform.forms import SheetFileForm
from motcua.web.reform.shown import SHOW, groups_of, is_shown, rows_of, total_of
from motcua.web.reform.views.common import UNUSABLE, XLSX, crumbs, sheet_crumb, sheet_for
from motcua.web.reform.words import points_words
from motcua.web.refusal_words import refusal_words
from motcua.web.uploads import content_of
from motcua.web.wording import tr

_CONFLICT = 409


@for_roles(*READERS)
@require_form
def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The sheet of a unit. What was pressed is named by `viec`."""
    row = sheet_for(request, sheet_id)
    if request.method != "POST":
        return _shown(request, row)
    act = _ACTS.get(request.POST.get("viec", ""))
    if act is None:
        raise Http404
    words = request.POST.get("words", "")
    key = request.POST.get("key", "")[:40]
    try:
        act(request, row.pk, words, key)
    except ReformRefused as refused:
        return _shown(request, row, refusal_words(refused), words, _CONFLICT)
    messages.success(request, _("Đã ghi nhận."))
    return redirect("reform_sheet", sheet_id=row.pk)


_Act = Callable[[HttpRequest, int, str, str], ReformAssessment]
_ACTS: dict[str, _Act] = {
    "lay-so-lieu": lambda request, pk, _words, key: acts.compute_all(actor_for(request), pk, key),
    "gui": lambda request, pk, _words, key: acts.submit(actor_for(request), pk, key),
    "tra-lai": lambda request, pk, words, key: acts.send_back(actor_for(request), pk, words, key),
    "dong-y": lambda request, pk, _words, key: acts.agree_rest(actor_for(request), pk, key),
    "xong": lambda request, pk, words, key: acts.finish_appraisal(actor_for(request), pk, words, key),
    "chot": lambda request, pk, _words, key: acts.finalise(actor_for(request), pk, key),
}


def _shown(
    request: HttpRequest, row: ReformAssessment, refusal: str = "", words: str = "", status: int = 200
) -> HttpResponse:
    tree, scores = tree_in(row.round.criteria), queries.scores_of(row)
    earlier = queries.year_before(row)
    was = {}
    if earlier is not None:
        was = comparing.earlier_of(tree, tree_in(earlier.round.criteria), queries.scores_of(earlier))
    show = request.GET.get("xem", SHOW[0])
    show = show if show in SHOW else SHOW[0]
    held = {score.code: score for score in scores}
    context: dict[str, Any] = {
        "crumbs": crumbs((f"{row.unit.name}, {row.round.year}", "")),
        "sheet": row,
        "tree": tree,
        "level": tr(LEVEL_NAMES[Level(row.round.level)]),
        "state": tr(row.get_state_display()),
        "total": total_of(row, tree),
        "groups": groups_of(row, tree, earlier),
        "earlier": earlier,
        "rows": rows_of(row, tree, scores, was, show),
        "filters": [
            (
                word,
                label,
                sum(one.code in held and is_shown(one, held[one.code], word) for one in tree.leaves),
                word == show,
            )
            for word, label in _filters()
        ],
        "steps": [(step, tr(step.get_act_display())) for step in queries.steps_of(row)],
        "refusal": refusal,
        "words": words,
        "key": new_key(),
        **_may(request, row),
    }
    return page(request, "reform/sheet.html", context, status=status)


def _filters() -> list[tuple[str, str]]:
    return [
        ("tat-ca", _("Tất cả")),
        ("chua-cham", _("Chưa chấm")),
        ("mat-diem", _("Mất điểm")),
        ("khac-diem", _("Thẩm định khác")),
        ("thieu-tai-lieu", _("Thiếu tài liệu")),
        ("kien-nghi", _("Có kiến nghị")),
    ]


def _may(request: HttpRequest, row: ReformAssessment) -> dict[str, bool]:
    """What the person may do with the sheet as it stands."""
    actor, state = actor_for(request), SheetState(row.state)
    scores = state is SheetState.SCORING and scoring_seat(actor, row.unit) is not None
    judges = state is SheetState.SUBMITTED and judging_seat(actor, row.round) is not None
    return {
        "may_score": scores,
        "may_submit": state is SheetState.SCORING and heading_seat(actor, row.unit) is not None,
        "may_judge": judges,
        "own_judge": owns_itself(row),
        "may_finalise": state is SheetState.APPRAISED and closing_seat(actor, row.round) is not None,
    }


@for_roles(*READERS)
@require_safe
def lost(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """Lost points, the most first: cause, owner, remedial tasks."""
    row = sheet_for(request, sheet_id)
    tree = tree_in(row.round.criteria)
    found = comparing.losses(tree, queries.scores_of(row))
    remedies: dict[str, list[Any]] = {}
    for task in queries.remedies_of(row):
        remedies.setdefault(task.code, []).append((task, tr(task.get_state_display())))
    context = {
        "crumbs": crumbs(sheet_crumb(row), (_("Điểm bị mất"), "")),
        "sheet": row,
        "rows": [
            (
                one,
                points_words(one.points),
                tr(one.score.get_cause_display()),
                remedies.get(one.criterion.code, []),
            )
            for one in found
        ],
        "total": points_words(sum((one.points for one in found), Fraction(0))),
        "bare": sum(not one.score.cause for one in found),
    }
    return page(request, "reform/lost.html", context)


@for_roles(*READERS)
@require_safe
def sheet_file(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The sheet as a spreadsheet that can be filled in and brought in again."""
    row = sheet_for(request, sheet_id)
    content = score_table(row, tree_in(row.round.criteria), queries.scores_of(row))
    return as_file(content, f"phieu-cham-cchc-{row.round.year}-{row.unit.code}.xlsx", XLSX)


@for_roles(*READERS)
@require_form
def import_scores(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """Scores from a spreadsheet: sound rows come in, the others are told with their cells."""
    row = sheet_for(request, sheet_id)
    form = SheetFileForm(request.POST or None, request.FILES or None)
    told: list[str] = []
    taken = None
    if request.method == "POST" and form.is_valid():
        try:
            read = read_scores(content_of(form.cleaned_data["file"]), tree_in(row.round.criteria))
            problems = [one.told for one in read.problems]
            told = acts.import_scores(
                actor_for(request), row.pk, read.said, problems, form.cleaned_data["key"]
            )
        except (ReformRefused, SheetUnreadable) as refused:
            form.refuse(refused)
        else:
            taken = len(read.said) + len(problems) - len(told)
    context = {
        "crumbs": crumbs(sheet_crumb(row), (_("Nhập từ bảng tính"), "")),
        "sheet": row,
        "form": form,
        "told": told,
        "taken": taken,
        "may_score": _may(request, row)["may_score"],
    }
    return page(request, "reform/import_scores.html", context, status=UNUSABLE if form.errors else 200)
