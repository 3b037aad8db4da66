# SPDX-License-Identifier: EUPL-1.2
"""One act on many dossiers: choose, review with the effect on each, perform, a result for each.

What is sent twice is done once: each dossier's call carries a key made from the form's key and the dossier. So the
page may send the list in small pieces to show progress and then as a whole to show the results.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.dossiers import acts, queries
from motcua.dossiers.acts import ItemResult
from motcua.dossiers.errors import BeforeLastAct, Busy, ChangedMeanwhile, InputRefused
from motcua.dossiers.listing import with_related
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call, Performed
from motcua.dossiers.rights import allowed_acts
from motcua.law.codes import tidy_code
from motcua.law.statuses import STATE_NAMES, State
from motcua.law.transitions import ACT_NAMES, Act, standard_transitions
from motcua.organisations.actors import Actor
from motcua.web.acting import actor_for
from motcua.web.acts_table import ACT_PAGES, ActPage, Work
from motcua.web.addresses import number_in
from motcua.web.effects import effect_of
from motcua.web.forms.acting import ActForm
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.phrases import Row, row_of
from motcua.web.queue_filters import read_filters
from motcua.web.queue_table import ACT_KEYS, QUEUES
from motcua.web.refusal_words import refusal_text
from motcua.web.slugs import ACT_SLUGS
from motcua.web.wording import moment_phrase, tr

MOST = 100
"""Dossiers of one batch."""

_ACTS = {ACT_SLUGS[act]: act for act in ACT_KEYS}
_UNUSABLE = 422
_PASSING = (InputRefused, ChangedMeanwhile, BeforeLastAct, Busy)
"""Refusals that other words, another look or another moment may lift; the others stand as the dossier stands."""


@dataclass(frozen=True, slots=True)
class Item:
    """One dossier under review. `reason` says why the act cannot be done to it; empty when it can."""

    row: Row
    reason: str
    effect: str
    consignment: str = ""

    @property
    def code(self) -> str:
        """The code of the dossier."""
        return self.row.dossier.code


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one dossier, in words. `again`: refused, but another try or other words may do it."""

    code: str
    who: str
    done: bool
    text: str
    warnings: tuple[str, ...] = ()
    again: bool = False


@require_form
def batch(request: HttpRequest) -> HttpResponse:
    """GET reviews the chosen dossiers and asks what the act asks; POST performs it on each. Three queries to review,
    whatever the number."""
    sent = request.POST if request.method == "POST" else request.GET
    act = _ACTS.get(sent.get("viec", ""))
    if act is None and request.method != "POST" and "viec" not in sent:
        nothing = {
            "act_name": _("Làm cho nhiều hồ sơ"),
            "back": reverse("queues"),
            "origin_name": _("Hàng đợi"),
        }
        return page(request, "batch.html", nothing)
    if act is None:
        raise BadRequest(_("Không rõ việc cần làm cho các hồ sơ đã chọn."))
    actor, now = actor_for(request), timezone.now()
    key = request.POST.get("key", "")
    items = [_item(actor, act, dossier, now, request) for dossier in _chosen(actor, sent.getlist("ma"), key)]
    possible = [item for item in items if not item.reason]
    if request.method == "POST":
        return _performed(request, actor, act, items)
    first = possible[0].row.dossier if possible else None
    form = _form_of(act)(dossier=first, initial={"key": new_key(), "seen": 0}) if first else None
    return _review(request, act, items, form)


def _chosen(actor: Actor, codes: Sequence[str], key: str) -> list[Dossier]:
    """The dossiers that may be seen, in the order chosen. Two queries.

    What the person did to a dossier under this very key they are told again, even where the act took it out of their
    sight (given to another unit): one query more, only then.
    """
    wanted = list(dict.fromkeys(tidy_code(code) for code in codes))[:MOST]
    by_code = _by_code(queries.visible_to(actor).filter(code__in=wanted))
    gone = [code for code in wanted if code not in by_code]
    if gone and key:
        by_code |= _by_code(queries.acted_on(actor, gone, _key(actor, key, "")))
    return [by_code[code] for code in wanted if code in by_code]


def _by_code(rows: QuerySet[Dossier]) -> dict[str, Dossier]:
    return {row.code: row for row in with_related(rows).prefetch_related("intervals")}


def _key(actor: Actor, key: str, pk: object) -> str:
    """The idempotency key of one dossier within a batch."""
    return f"web:{actor.person_id}:{key}:{pk}"


def _item(actor: Actor, act: Act, dossier: Dossier, now: dt.datetime, request: HttpRequest) -> Item:
    possible = act in allowed_acts(actor, dossier)
    reason = "" if possible else _why_not(act, dossier)
    return Item(
        row_of(dossier, now),
        reason,
        effect_of(act, dossier, now)[0] if possible else "",
        request.POST.get(f"buu-gui-{dossier.pk}", "").strip()[:64],
    )


def _why_not(act: Act, dossier: Dossier) -> str:
    if dossier.state not in standard_transitions()[act].sources:
        return _("hồ sơ đang ở “%(state)s”") % {"state": tr(dossier.state_name)}
    return _("việc này không thuộc bạn, hoặc hồ sơ chưa đủ điều kiện")


def _possible_in(act: Act) -> str:
    """Where a dossier has to stand for the act."""
    sources = standard_transitions()[act].sources
    names = ", ".join(f"“{tr(STATE_NAMES[state])}”" for state in State if state in sources)
    return _("Việc này làm được khi hồ sơ ở: %(states)s.") % {"states": names}


def _form_of(act: Act) -> type[ActForm]:
    """The form that is filled in once for all. Numbers of consignments are asked for with each dossier."""
    return ActForm if act is Act.RETURN_BY_POST else ACT_PAGES[act].form


def _performed(request: HttpRequest, actor: Actor, act: Act, items: list[Item]) -> HttpResponse:
    if not items:
        return _review(request, act, items, None, status=_UNUSABLE)
    form = _form_of(act)(request.POST, request.FILES, dossier=items[0].row.dossier)
    if not form.is_valid():
        return _review(request, act, items, form, status=_UNUSABLE)
    results = _results(request, actor, act, items, form.cleaned_data)
    if "application/json" in request.headers.get("Accept", ""):
        told = [{"code": one.code, "done": one.done, "text": one.text} for one in results]
        return JsonResponse({"results": told})
    return _done_page(request, act, results)


def _results(
    request: HttpRequest, actor: Actor, act: Act, items: list[Item], data: dict[str, Any]
) -> list[Outcome]:
    described: ActPage = ACT_PAGES[act]
    by_code = {item.code: item for item in items}

    def perform(code: str) -> Performed:
        item = by_code[code]
        dossier = item.row.dossier
        call = Call(key=_key(actor, data["key"], dossier.pk), seen=_seen(request, dossier))
        return described.call(Work(actor, dossier, {**data, "consignment": item.consignment}, call))

    return [_outcome(one, by_code[one.code]) for one in acts.in_batch(perform, by_code)]


def _seen(request: HttpRequest, dossier: Dossier) -> int | None:
    """The last event of the dossier when the review was shown."""
    text = request.POST.get(f"da-xem-{dossier.pk}", "")
    return number_in(text, 9)


def _outcome(result: ItemResult, item: Item) -> Outcome:
    who = item.row.dossier.applicant_name
    if result.refusal is not None:
        again = not item.reason and isinstance(result.refusal, _PASSING)
        return Outcome(result.code, who, False, refusal_text(result.refusal), again=again)
    performed = result.performed
    if performed is None:
        raise ValueError(f"{result.code} was neither performed nor refused")
    dossier = performed.dossier
    told = _("Xong: %(state)s.") % {"state": tr(dossier.state_name)}
    if dossier.result_number and performed.event.act == Act.NUMBER:
        told = _("Xong: số %(number)s.") % {"number": dossier.result_number}
    elif dossier.ended_at is None and dossier.due_current and not dossier.paused_since:
        told += " " + _("Hẹn trả %(due)s.") % {"due": moment_phrase(dossier.due_current)}
    return Outcome(result.code, who, True, told, performed.warnings)


def _review(
    request: HttpRequest, act: Act, items: list[Item], form: ActForm | None, *, status: int = 200
) -> HttpResponse:
    possible = [item for item in items if not item.reason]
    place = _place(request, act)
    return page(
        request,
        "batch.html",
        {
            **place,
            "back": _keeping(place["back"], [item.code for item in items]),
            "items": possible,
            "impossible": [item for item in items if item.reason],
            "possible_in": _possible_in(act),
            "form": form,
            "article": standard_transitions()[act].article,
            "by_post": act is Act.RETURN_BY_POST,
        },
        status=status,
    )


def _done_page(request: HttpRequest, act: Act, results: list[Outcome]) -> HttpResponse:
    done = [one.code for one in results if one.done]
    refused = [one for one in results if not one.done]
    place = _place(request, act)
    return page(
        request,
        "batch_done.html",
        {
            **place,
            "results": results,
            "done": len(done),
            "refused": len(refused),
            "back": _keeping(place["back"], [one.code for one in refused]),
            "again": _asking_again(act, place, [one.code for one in refused if one.again]),
            "possible_in": _possible_in(act) if any(not one.again for one in refused) else "",
            "handover": f"{reverse('handover')}?{urlencode([('ma', code) for code in done])}"
            if act is Act.RETURN_BY_POST and done
            else "",
        },
    )


def _keeping(back: str, codes: list[str]) -> str:
    """The way back to the list, with these dossiers still chosen."""
    if not codes:
        return back
    return f"{back}{'&' if '?' in back else '?'}{urlencode([('chon', code) for code in codes])}"


def _asking_again(act: Act, place: dict[str, Any], codes: list[str]) -> str:
    """The query that reviews these dossiers anew; empty where there is none for which it is of use."""
    if not codes:
        return ""
    told = (("viec", ACT_SLUGS[act]), ("tu", place["origin"]), ("loc", place["filter_query"]))
    return "?" + urlencode([*told, *(("ma", code) for code in codes)])


def _place(request: HttpRequest, act: Act) -> dict[str, Any]:
    """What is done, and the list it was chosen from."""
    sent = request.POST if request.method == "POST" else request.GET
    origin = sent.get("tu", "")
    known = next((queue for queue in QUEUES if queue.slug == origin), None)
    back = reverse("queue", args=[known.slug]) if known else reverse("queues")
    filters = _filters(sent.get("loc", ""))
    return {
        "act_name": tr(ACT_NAMES[act]),
        "act_slug": ACT_SLUGS[act],
        "origin": known.slug if known else "",
        "origin_name": known.name if known else _("Hàng đợi"),
        "filter_query": filters,
        "back": f"{back}?{filters}" if filters else back,
    }


def _filters(query: str) -> str:
    """The filter the list was shown with, as our own words: nothing that was sent stands in a link."""
    return read_filters(QueryDict(query[:1000]).dict()).query
