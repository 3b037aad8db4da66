# SPDX-License-Identifier: EUPL-1.2
"""For officials: the tablets of the return desk, and how satisfied people are, in sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.evaluations import acts, figures
from motcua.evaluations.errors import EvaluationError
from motcua.evaluations.figures import Satisfaction
from motcua.evaluations.policy import policy
from motcua.evaluations.queries import tablets_of
from motcua.evaluations.questions import OVERALL, QUESTIONS, Question
from motcua.law.roles import RETURN_ROLES
from motcua.scores.rights import READERS
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_or_0
from motcua.web.evaluations.forms import InviteForm, TabletForm
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.refusal_words import refusal_words
from motcua.web.scores.choosing import chosen_for
from motcua.web.statistics.bars import Part, bar
from motcua.web.statistics.words import number_words, share_words


@for_roles(*RETURN_ROLES)
@require_form
def tablets(request: HttpRequest) -> HttpResponse:
    """Invite the person at the desk to rate; set up a tablet."""
    actor = actor_for(request)
    doing = request.POST.get("viec", "")
    invite = InviteForm(
        request.POST if doing == "moi" else None, initial={"ma": request.GET.get("ma", "")[:128]}
    )
    new = TabletForm(request.POST if doing == "them" else None)
    if request.method == "POST":
        if doing == "thoi":
            return _dismissed(request)
        form = new if doing == "them" else invite
        try:
            if form.is_valid():
                _done(request, doing, form.cleaned_data)
                return redirect("rate_tablets")
        except EvaluationError as refusal:
            form.add_error(None, refusal_words(refusal))
    known = tablets_of(actor)
    context = {"tablets": known, "invite": invite, "new": new, "bad": invite.errors or new.errors}
    return page(request, "evaluations/tablets.html", context, status=422 if context["bad"] else 200)


def _dismissed(request: HttpRequest) -> HttpResponse:
    try:
        acts.dismiss(actor_for(request), number_or_0(request.POST.get("may")))
    except EvaluationError as refusal:
        messages.warning(request, refusal_words(refusal))
    return redirect("rate_tablets")


def _done(request: HttpRequest, doing: str, data: dict[str, str]) -> None:
    actor = actor_for(request)
    if doing == "them":
        acts.open_tablet(actor, data["ten"])
        messages.success(request, _("Đã thêm máy. Mở liên kết của máy trên màn hình đặt ở quầy."))
    else:
        acts.invite(actor, number_or_0(request.POST.get("may")), data["ma"])
        messages.success(request, _("Máy đang mời đánh giá hồ sơ này."))


@for_roles(*READERS)
@require_safe
def satisfaction(request: HttpRequest) -> HttpResponse:
    """How satisfied people are: levels, groups of fields against their targets, answers, units below, remarks."""
    asked = chosen_for(request)
    today = timezone.localdate()
    first, last, unit = asked.window.first, asked.window.last, asked.unit
    told = figures.overall(unit.pk, first, last, today)
    below = figures.by_child(unit, first, last, today)
    context = {
        "asked": asked,
        "told": told,
        "rate": rate_words(told),
        "levels": [
            (words, bar([Part("ended", told.levels.get(level, 0))], told.ballots), told.levels.get(level, 0))
            for level, words in OVERALL
        ],
        "questions": [_answers(question, told) for question in QUESTIONS] if told.ballots else [],
        "groups": [_shown(one, one.label) for one in figures.by_group(unit.pk, first, last, today)],
        "children": [
            _shown(below[child.pk], child.name, asked.address(child))
            for child in asked.named(below)
            if child.pk != unit.pk
        ],
        "remarks": figures.remarks(unit.pk, first, last, today),
        "policy": policy(),
    }
    return page(request, "evaluations/satisfaction.html", context)


@dataclass(frozen=True, slots=True)
class Shown:
    """Ballots of a group or unit in words."""

    name: str
    url: str
    bar: SafeString
    rate: str
    target: str
    ballots: str


def _shown(told: Satisfaction, name: str, url: str = "") -> Shown:
    target = float(told.target) if told.target is not None else None
    tone = "ended" if told.reached is not False else "soon"
    return Shown(
        name,
        url,
        bar([Part(tone, float(told.rate or 0))], 1, mark=target if told.rate is not None else None),
        rate_words(told),
        f"{number_words(100 * target)} %" if target is not None else "",
        number_words(told.ballots) if told.ballots else _("chưa đủ"),
    )


def rate_words(told: Satisfaction) -> str:
    """The satisfied share; `–` when there are too few ballots to tell."""
    return share_words(told.satisfied, told.ballots)


def _answers(question: Question, told: Satisfaction) -> tuple[Any, list[tuple[Any, int]]]:
    counted = told.answers[question.asked.value]
    return question.words, [(words, counted[answer]) for answer, words in question.answers]
