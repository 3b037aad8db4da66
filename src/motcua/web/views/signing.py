# SPDX-License-Identifier: EUPL-1.2
"""Signing: one draft after the other, each shown in full; those agreed to are signed in one go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.documents import store
from motcua.dossiers import acts, queries
from motcua.dossiers.acts import ItemResult
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call, Performed
from motcua.law.roles import SIGN_ROLES
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.web import drafts_shown
from motcua.web.acting import actor_for, for_roles, looked
from motcua.web.forms.acting import ReasonForm, SignForm
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.phrases import bar_of, deadline_of, row_of
from motcua.web.policies import shows_files
from motcua.web.refusal_words import refusal_words
from motcua.web.story import last_of
from motcua.web.uploads import EXTENSIONS, SHOWN_IN_BROWSER

_LISTED = 500
"""Drafts one goes through; whoever has more signs these first."""


@for_roles(*SIGN_ROLES)
@shows_files
@require_form
def signing(request: HttpRequest) -> HttpResponse:
    """The drafts submitted to me, one at a time. POST agrees to one that was shown, or takes that back."""
    actor = actor_for(request)
    waiting = queries.to_sign(actor)
    codes = list(waiting.values_list("code", flat=True)[:_LISTED])
    wanted = request.POST.get("ma", "") or request.GET.get("ma", "")
    if request.method == "POST":
        return _agree(request, actor, codes, wanted)
    pile = drafts_shown.agreed(request)
    if not codes:
        return page(request, "signing.html", {"dossier": None})
    first = next((code for code in codes if code not in pile), codes[0])
    code = wanted if wanted in codes else first
    dossier = waiting.get(code=code)
    looked(request, dossier)
    if not dossier.result_sha256:
        drafts_shown.remember_shown(request, dossier)
    place = codes.index(code)
    return page(
        request,
        "signing.html",
        {
            **_shown(dossier),
            "place": place + 1,
            "total": len(codes),
            "previous": codes[place - 1] if place else "",
            "next": codes[place + 1] if place + 1 < len(codes) else "",
            "agreed": code in pile,
            "pile": len([one for one in codes if one in pile]),
        },
    )


def _agree(request: HttpRequest, actor: Actor, codes: list[str], code: str) -> HttpResponse:
    if code not in codes:
        raise Http404
    dossier = queries.to_sign(actor).get(code=code)
    here = f"{reverse('signing')}?ma={code}"
    if request.POST.get("viec") == "bo":
        drafts_shown.take_back(request, code)
        return redirect(here)
    if not drafts_shown.was_shown(request, dossier):
        messages.error(
            request, _("Văn bản chưa mở trong phiên làm việc này. Hãy xem văn bản rồi mới đồng ý.")
        )
        return redirect(here)
    drafts_shown.agree(request, dossier)
    pile = drafts_shown.agreed(request)
    behind = codes[codes.index(code) + 1 :] + codes
    following = next((one for one in behind if one not in pile), "")
    return redirect(f"{reverse('signing')}?ma={following}" if following else "sign_pile")


def _shown(dossier: Dossier) -> dict[str, Any]:
    """The draft and the facts that justify it. Four queries."""
    now = timezone.now()
    intervals = list(dossier.intervals.all())
    hidden = {"key": new_key(), "seen": dossier.last_sequence}
    return {
        "dossier": dossier,
        "row": row_of(dossier, now),
        "bar": bar_of(dossier, deadline_of(dossier, now, intervals), now, intervals),
        "submitted": last_of(dossier, Act.SUBMIT),
        "papers": list(dossier.papers.select_related("file").order_by("order")),
        "consultations": list(dossier.consultations.select_related("unit").order_by("id")),
        "extensions": EXTENSIONS,
        "shown_here": _in_browser(dossier),
        "sign_act": Act.SIGN,
        "back_act": Act.SEND_BACK,
        "sign_form": SignForm(dossier=dossier, initial=hidden, auto_id="sign_%s"),
        "back_form": ReasonForm(dossier=dossier, initial={**hidden, "key": new_key()}, auto_id="back_%s"),
    }


def _in_browser(dossier: Dossier) -> bool:
    """Whether a browser can show the draft within the page."""
    stored = store.find(dossier.result_sha256) if dossier.result_sha256 else None
    return stored is not None and stored.media_type in SHOWN_IN_BROWSER


@for_roles(*SIGN_ROLES)
@require_form
def pile(request: HttpRequest) -> HttpResponse:
    """Everything agreed to, once more in a list; POST signs it, with a result for each."""
    actor = actor_for(request)
    known = drafts_shown.agreed(request)
    waiting = {one.code: one for one in queries.to_sign(actor).filter(code__in=list(known))}
    ready = [one for code, one in waiting.items() if known[code].holds(one)]
    if request.method == "POST":
        return _sign(request, actor, ready)
    gone = [code for code in known if code not in waiting]
    if gone:
        drafts_shown.take_back(request, *gone)
    changed = [one for code, one in waiting.items() if not known[code].holds(one)]
    return page(request, "sign_pile.html", {"ready": ready, "changed": changed, "key": new_key()})


def _sign(request: HttpRequest, actor: Actor, ready: list[Dossier]) -> HttpResponse:
    by_code = {one.code: one for one in ready if one.code in request.POST.getlist("ma")}
    key = request.POST.get("key", "")[:40] or new_key()

    def sign(code: str) -> Performed:
        dossier = by_code[code]
        call = Call(key=f"web:{actor.person_id}:{key}:{dossier.pk}", seen=dossier.last_sequence)
        return acts.sign(actor, code, dossier.result_sha256, call)

    results = acts.in_batch(sign, by_code)
    signed = [one.code for one in results if one.refusal is None]
    drafts_shown.take_back(request, *signed)
    told = [_told(one, by_code[one.code]) for one in results]
    context = {"results": told, "done": len(signed), "refused": len(results) - len(signed)}
    return page(request, "sign_done.html", context)


def _told(result: ItemResult, dossier: Dossier) -> dict[str, Any]:
    text = dossier.result_summary
    if result.refusal is not None:
        text = refusal_words(result.refusal)
    return {
        "code": result.code,
        "who": dossier.applicant_name,
        "done": result.refusal is None,
        "text": text,
    }
