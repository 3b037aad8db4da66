# SPDX-License-Identifier: EUPL-1.2
"""Sets of criteria: looked at, taken home, brought in, and a round begun by one."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.organisations.models import Unit
from motcua.organisations.queries import unit_by_id
from motcua.reform import acts, queries
from motcua.reform.computing import SOURCE_TITLES
from motcua.reform.errors import Problem, ReformRefused, RuleBroken, SheetUnreadable, TreeBroken
from motcua.reform.models import CriteriaSet
from motcua.reform.own_sets import own_sets
from motcua.reform.rights import READERS, own_judged, scoring_seat
from motcua.reform.sheets import read_set
from motcua.reform.summing import tree_in
from motcua.reform.tables import set_table
from motcua.reform.tree import LEVEL_NAMES, Level, Tree
from motcua.web.acting import actor_for, for_roles
from motcua.web.downloads import as_file
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.reform.forms import RoundForm, SetForm
from motcua.web.reform.shown import about
from motcua.web.reform.views.common import UNUSABLE, XLSX, crumbs, read
from motcua.web.uploads import content_of
from motcua.web.wording import tr


@for_roles(*READERS)
@require_safe
def criteria_set(request: HttpRequest, set_id: int) -> HttpResponse:
    """A set with every criterion: points, how they come about, what is not sure."""
    row = read(queries.set_of, request, set_id)
    tree = tree_in(row)
    context = {
        "crumbs": crumbs((row.title, "")),
        "row": row,
        "level": tr(LEVEL_NAMES[tree.level]),
        "tree": tree,
        "rows": [(one, about(one), tr(SOURCE_TITLES.get(one.source, ""))) for one in tree.criteria],
        "doubtful": sum(bool(about(one).doubts) for one in tree.criteria),
        "may_open": scoring_seat(actor_for(request), row.unit) is not None,
    }
    return page(request, "reform/set.html", context)


@for_roles(*READERS)
@require_safe
def set_file(request: HttpRequest, set_id: int) -> HttpResponse:
    """The set as a spreadsheet that can be changed and brought in again."""
    row = read(queries.set_of, request, set_id)
    return as_file(set_table(tree_in(row)), f"bo-tieu-chi-{row.level}-{row.year}.xlsx", XLSX)


@for_roles(*READERS)
@require_safe
def sample_file(request: HttpRequest, sample: str) -> HttpResponse:
    """One of the examples of the house as a spreadsheet."""
    tree = own_sets().get(sample)
    if tree is None:
        raise Http404
    return as_file(set_table(tree), f"bo-tieu-chi-mau-{sample}.xlsx", XLSX)


@for_roles(*READERS)
@require_form
def import_set(request: HttpRequest) -> HttpResponse:
    """Bring a set in. Every defective cell is named; nothing comes in until all are right."""
    unit = _judge(request)
    usual = {"year": timezone.localdate().year, "level": Level.COMMUNE.value}
    form = SetForm(request.POST or None, request.FILES or None, initial=usual)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.import_set(actor_for(request), unit, _tree(form), form.cleaned_data["key"])
        except TreeBroken as broken:
            problems = broken.problems
            form.add_error("file", _("Bộ tiêu chí chưa đúng; các ô phải sửa được nêu ở dưới."))
        except (ReformRefused, SheetUnreadable, RuleBroken) as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Đã nhập bộ tiêu chí."))
            return redirect("reform_set", set_id=made.pk)
    context = {
        "crumbs": crumbs((_("Nhập bộ tiêu chí"), "")),
        "unit": unit,
        "form": form,
        "problems": problems,
        "samples": [(name, tree.title) for name, tree in own_sets().items()],
    }
    return page(request, "reform/import_set.html", context, status=UNUSABLE if form.errors else 200)


def _judge(request: HttpRequest) -> Unit:
    """The agency for which the official brings in sets. Raises `PermissionDenied`."""
    own = own_judged(actor_for(request))
    unit = unit_by_id(own[0]) if own else None
    if unit is None:
        raise PermissionDenied(_("Việc này thuộc cán bộ đầu mối hoặc lãnh đạo của cơ quan chấm điểm."))
    return unit


def _tree(form: SetForm) -> Tree:
    told = form.cleaned_data
    if told["sample"]:
        sample = own_sets()[told["sample"]]
        words = {"title": told["title"] or sample.title, "decision": told["decision"]}
        return dataclasses.replace(sample, year=told["year"], **words)
    return read_set(
        content_of(told["file"]),
        title=told["title"],
        level=Level(told["level"]),
        year=told["year"],
        decision=told["decision"],
    )


@for_roles(*READERS)
@require_form
def open_round(request: HttpRequest, set_id: int) -> HttpResponse:
    """Begin a year's judging by a set."""
    row: CriteriaSet = read(queries.set_of, request, set_id)
    if scoring_seat(actor_for(request), row.unit) is None:
        raise PermissionDenied(_("Việc này thuộc cán bộ đầu mối hoặc lãnh đạo của cơ quan chấm điểm."))
    units = queries.units_judged(row.unit, Level(row.level), timezone.localdate())
    form = RoundForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        chosen = [unit for unit in units if unit.pk in form.cleaned_data["units"]]
        try:
            made = acts.open_round(actor_for(request), row, chosen, form.days(), form.cleaned_data["key"])
        except ReformRefused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Đã mở đợt chấm."))
            return redirect("reform_round", round_id=made.pk)
    context: dict[str, Any] = {
        "crumbs": crumbs((row.title, reverse("reform_set", args=[row.pk])), (_("Mở đợt chấm"), "")),
        "row": row,
        "level": tr(LEVEL_NAMES[Level(row.level)]),
        "form": form,
        "units": units,
    }
    return page(request, "reform/open.html", context, status=UNUSABLE if form.errors else 200)
