# SPDX-License-Identifier: EUPL-1.2
"""One piece of work: what it is, how it stands, its story and evidence, and everything that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.errors import MotCuaError
from motcua.organisations.queries import person_names
from motcua.plans.acts.working import takers_of
from motcua.plans.errors import PlanUnknown
from motcua.plans.models import TaskEntry, TaskWork
from motcua.plans.work_performing import Press
from motcua.plans.work_queries import work_of
from motcua.plans.work_rights import rights_on
from motcua.web.acting import actor_for
from motcua.web.downloads import stored_file
from motcua.web.forms.base import new_key
from motcua.web.pages import page
from motcua.web.plans.acting import crumbs_of
from motcua.web.plans.work import forms
from motcua.web.plans.work.acts import ACTS, Doing, WorkAct, open_to
from motcua.web.plans.work.shown import people_named, row_of, said_of
from motcua.web.refusal_words import refusal_words
from motcua.web.wording import period_phrase

_UNUSABLE = 422
_FIRST = frozenset({Doing.DECIDE, Doing.TAKE, Doing.PROGRESS})
"""Acts whose form lies open: the first of these that can be done."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One act on the page, with its form; `is_open`: its form is not folded."""

    act: WorkAct
    form: forms.WorkForm
    url: str
    is_open: bool
    is_main: bool


@require_safe
def work(request: HttpRequest, work_id: int) -> HttpResponse:
    """The page of one piece of work."""
    return _shown(request, _work(request, work_id))


@require_POST
def act(request: HttpRequest, work_id: int, work_act: str) -> HttpResponse:
    """Do something with it. What was refused is shown again with everything that was filled in."""
    if work_act not in ACTS:
        raise Http404
    chosen = ACTS[Doing(work_act)]
    one = _work(request, work_id)
    form = _form(chosen, one, request)
    if form.is_valid():
        press = Press(form.cleaned_data["key"], timezone.now())
        try:
            chosen.perform(actor_for(request), one.pk, form, press)
        except MotCuaError as refused:
            form.refuse(refused)
        else:
            messages.success(request, str(chosen.told))
            return redirect(_back(request, one))
    return _shown(request, one, chosen.doing, form, status=_UNUSABLE)


@require_safe
def evidence(request: HttpRequest, work_id: int, entry_id: int) -> HttpResponse:
    """A file that shows what was done. Its hash is checked when it is read."""
    one = _work(request, work_id)
    entry = one.entries.select_related("file").filter(pk=entry_id).first()
    if entry is None or entry.file is None:
        raise Http404
    return stored_file(entry.file.sha256, entry.file.media_type, entry.file_name)


def _work(request: HttpRequest, work_id: int) -> TaskWork:
    try:
        return work_of(actor_for(request), work_id)
    except PlanUnknown as unknown:
        raise Http404(refusal_words(unknown)) from unknown


def _back(request: HttpRequest, one: TaskWork) -> str:
    """The page of the work, or the list one came from when the form names it."""
    wanted = request.POST.get("tiep", "")
    inside = wanted.startswith("/ke-hoach/viec/") and "//" not in wanted and "\\" not in wanted
    return wanted[:500] if inside else reverse("plan_work", args=[one.pk])


def _form(chosen: WorkAct, one: TaskWork, request: HttpRequest | None = None) -> forms.WorkForm:
    told: dict[str, Any] = {"work": one, "auto_id": f"{chosen.doing}_%s"}
    if chosen.form is forms.HandOverForm:
        told["people"] = takers_of(one)
    if request is None:
        return chosen.form(**told)
    return chosen.form(request.POST, request.FILES, **told)


def _shown(
    request: HttpRequest,
    one: TaskWork,
    refused: Doing | None = None,
    form: forms.WorkForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    actor = actor_for(request)
    story: list[TaskEntry] = one.story  # type: ignore[attr-defined]  # prefetched under this name
    offered = open_to(one, rights_on(actor, one), actor.person_id)
    first = refused or next((doing for doing in offered if doing in _FIRST), None)
    names = person_names(people_named(story))
    row = row_of(one, timezone.localdate())
    context = {
        "crumbs": crumbs_of(
            one.plan,
            (_("Việc"), f"{reverse('plan_works')}?ke-hoach={one.plan_id}"),
            (one.task.content[:60], ""),
        ),
        "work": one,
        "row": row,
        "period": period_phrase(one.period_label),
        "story": [said_of(entry, names) for entry in story],
        "evidence": [entry for entry in story if entry.file_id],
        "acts": [
            Offered(
                ACTS[doing],
                form if form is not None and doing is refused else _form(ACTS[doing], one),
                reverse("plan_work_act", args=[one.pk, doing.value]),
                doing is first,
                doing is first,
            )
            for doing in offered
        ],
        "form": form,
        "refused": refused is not None and refused not in offered,
        "key": new_key(),
    }
    return page(request, "plans/work/one.html", context, status=status)
