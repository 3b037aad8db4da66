# SPDX-License-Identifier: EUPL-1.2
"""Rating without signing in: by the link of one dossier, by its code and secret, on the tablet of a return desk.

A page names the procedure and the code and nobody. Ballots and wrong codes have their brake by network address; a
tablet stands in the office, so there it is the tablet that has one.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.dossiers import queries
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.models import Dossier
from motcua.evaluations import acts, links
from motcua.evaluations.errors import AnswerRefused, EvaluationError
from motcua.evaluations.models import Ballot, Tablet
from motcua.evaluations.policy import policy
from motcua.evaluations.queries import tablet_with
from motcua.web.braking import TOO_MANY, Brake, address_of
from motcua.web.evaluations.forms import BallotForm, FindForm
from motcua.web.methods import require_form
from motcua.web.pages import is_demonstration
from motcua.web.refusal_words import refusal_words

LOOK_AGAIN: Final = 4
"""Seconds after which a tablet looks whether somebody is invited."""
INVITED_FOR: Final = dt.timedelta(minutes=10)
"""How long a tablet asks about one dossier."""
THANKS_FOR: Final = 8
"""Seconds for which a tablet thanks before it rests again."""


@login_not_required
@never_cache
@require_form
def find(request: HttpRequest) -> HttpResponse:
    """Code and secret lead to the page of the ballot. The secret never stands in an address."""
    form = FindForm(request.POST or None, initial={"ma": request.GET.get("ma", "")[:128]})
    status = 200
    if request.method == "POST":
        if _ballots().holds(address_of(request)):
            form.add_error(None, _("Đã thử quá nhiều lần. Hãy đợi 10 phút rồi thử lại."))
            return _page(request, "find.html", {"form": form}, TOO_MANY)
        if form.is_valid():
            data = form.cleaned_data
            try:
                found = queries.with_secret(data["ma"], data["ma_bi_mat"])
                return redirect("rate", rate_token=links.token_of(found))
            except DossierUnknown:
                _ballots().count(address_of(request))
                form.add_error(
                    "ma_bi_mat",
                    _("Mã hồ sơ hoặc mã bí mật không đúng. Cả hai được in trên giấy tiếp nhận."),
                )
        status = 422
    return _page(request, "find.html", {"form": form}, status)


@login_not_required
@never_cache
@require_form
def rate(request: HttpRequest, rate_token: str) -> HttpResponse:
    """The ballot of one dossier: one big question first."""
    dossier = links.dossier_of(rate_token)
    if dossier is None:
        raise Http404
    context: dict[str, object] = {"dossier": dossier, "form": BallotForm()}
    if request.method != "POST":
        try:
            acts.require_open(dossier, timezone.now())
        except EvaluationError as refusal:
            return _page(request, "rate.html", {**context, "over": refusal_words(refusal)})
        return _page(request, "rate.html", context)
    if _ballots().holds(address_of(request)):
        too_many = _("Nhiều đánh giá từ cùng một mạng. Hãy đợi 10 phút rồi gửi lại.")
        return _page(request, "rate.html", {**context, "over": too_many}, TOO_MANY)
    form = BallotForm(request.POST)
    refused = _cast(form, dossier, Ballot.Way.LINK, _device(request))
    if refused is not None:
        return _page(request, "rate.html", {**context, "form": form, "over": refused}, 422)
    _ballots().count(address_of(request))
    return _page(request, "thanks.html", context)


@login_not_required
@never_cache
@require_form
def tablet(request: HttpRequest, tablet_key: str) -> HttpResponse:
    """The screen beside a return desk: rests, asks about the dossier the desk shows, thanks, rests again."""
    shown = tablet_with(tablet_key)
    if shown is None:
        raise Http404
    context: dict[str, object] = {"tablet": shown, "again": LOOK_AGAIN}
    if request.method != "POST":
        if not _invites(shown):
            return _page(request, "tablet_rest.html", context)
        return _page(request, "tablet.html", {**context, "form": BallotForm(), "shows": shown.dossier_id})
    if _on_one_tablet().holds(shown.key):
        too_many = _("Máy này vừa được bấm quá nhiều lần. Hãy đợi 10 phút hoặc nhờ công chức ở quầy.")
        return _page(
            request, "tablet_thanks.html", {**context, "thanks": THANKS_FOR, "over": too_many}, TOO_MANY
        )
    _on_one_tablet().count(shown.key)
    return _cast_on(request, shown, context)


def _invites(shown: Tablet) -> bool:
    """Whether the tablet asks somebody now. Who was invited and walked away is not waited for."""
    if shown.dossier is None or shown.shown_at is None:
        return False
    return timezone.now() - shown.shown_at < INVITED_FOR


def _cast_on(request: HttpRequest, shown: Tablet, context: dict[str, object]) -> HttpResponse:
    """A press on the tablet. It counts for the dossier that was on the screen, never for the next one."""
    dossier = shown.dossier
    if dossier is None or request.POST.get("ho-so") != str(dossier.pk):
        return redirect("rate_tablet", tablet_key=shown.key)
    if request.POST.get("viec") == "bo-qua":
        acts.clear(shown)
        return redirect("rate_tablet", tablet_key=shown.key)
    form = BallotForm(request.POST)
    refused = _cast(form, dossier, Ballot.Way.TABLET, f"tablet {shown.pk}")
    if refused is not None and "overall" in form.errors:
        return _page(request, "tablet.html", {**context, "form": form, "shows": dossier.pk}, 422)
    acts.clear(shown)
    return _page(request, "tablet_thanks.html", {**context, "thanks": THANKS_FOR, "over": refused})


def _cast(form: BallotForm, dossier: Dossier, way: Ballot.Way, device: str) -> str | None:
    """Cast what was handed in; what is to be told when it was refused ("" when the form itself tells)."""
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    try:
        acts.cast(dossier, data["overall"], form.answers, way, remark=data["remark"], device=device)
    except AnswerRefused as refusal:
        form.refuse(refusal)
        return ""
    except EvaluationError as refusal:
        return refusal_words(refusal)
    return None


def _device(request: HttpRequest) -> str:
    return f"{address_of(request)} {request.headers.get('User-Agent', '')[:200]}"


def _ballots() -> Brake:
    """Ballots and wrong codes of one network address."""
    return Brake("rate", policy().casts_from_one_address, minutes=10)


def _on_one_tablet() -> Brake:
    """Presses on the screen of one tablet, wherever they come from."""
    return Brake("rate-tablet", policy().presses_on_one_tablet, minutes=10)


def _page(request: HttpRequest, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    full = {"demonstration": is_demonstration(), **context}
    return render(request, f"web/evaluations/{name}", full, status=status)
