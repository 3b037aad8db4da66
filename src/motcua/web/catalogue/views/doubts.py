# SPDX-License-Identifier: EUPL-1.2
"""The doubts of the import: worked through one by one from the keyboard, or many that are alike at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.editing import EDITORS, READERS, Answer, Decision, previewed, settle, settle_like
from motcua.catalogue.editing.answers import KINDS, proposal_words
from motcua.catalogue.editing.doubts import row_of, standing_of, target_of, targets_of, with_versions
from motcua.catalogue.editing.parts import contents
from motcua.catalogue.errors import EditRefused, QuarantineItemUnknown
from motcua.catalogue.listing import alike, doubts_wanted, progress
from motcua.catalogue.models import ProcedureVersion, QuarantineItem, QuarantineState
from motcua.catalogue.queries import quarantine_item
from motcua.errors import MotCuaError
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_in, number_or_0
from motcua.web.catalogue.acting import UNUSABLE, crumbs, keeps
from motcua.web.catalogue.forms import AnswerForm
from motcua.web.catalogue.words import kind_words, reason_words, row_words
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.refusal_words import refusal_words
from motcua.web.wording import tr, tr_limit

DOUBTS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Card:
    """One doubt with everything that is needed to decide it."""

    item: QuarantineItem
    name: str
    kind: str
    reason: str
    hint: str
    proposals: list[str]
    can_accept: bool
    can_correct: bool
    now: str
    row: str
    alike: int
    target: ProcedureVersion | None
    text: str = ""
    why: str = ""
    refusal: str = ""
    refused_field: str = ""


@for_roles(*READERS)
@require_safe
def doubts(request: HttpRequest) -> HttpResponse:
    """Open doubts by reason, kind and procedure, twenty a page."""
    return _list(request, request.GET.dict())


@for_roles(*EDITORS)
@require_POST
def settle_one(request: HttpRequest, doubt_id: int) -> HttpResponse:
    """Decide one doubt and go on with the next of the list; a refusal keeps what was typed."""
    item = quarantine_item(doubt_id).first()
    if item is None:
        raise Http404
    back = request.POST.get("tro-lai", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = reverse("catalogue_doubts")
    answer = _answer(request.POST)
    try:
        done = settle(actor_for(request), doubt_id, answer)
    except QuarantineItemUnknown as gone:  # pressed twice, or somebody else was quicker
        messages.info(request, str(gone))
        return redirect(back)
    except MotCuaError as refusal:
        query = dict(parse_qsl(back.partition("?")[2]))
        return _list(request, query, failed=(doubt_id, answer, refusal))
    words = f"{kind_words(done.kind)}: {done.decided or tr(done.get_state_display())}"
    messages.success(request, _("Đã ghi: %(words)s") % {"words": words})
    return redirect(back)


@for_roles(*EDITORS)
@require_form
def settle_alike(request: HttpRequest, doubt_id: int) -> HttpResponse:
    """Decide all doubts like this one: first what would become of each, then do it."""
    item = with_versions(quarantine_item(doubt_id)).first()
    if item is None:
        raise Http404
    done = None
    if request.method == "POST":
        form = AnswerForm(request.POST)
        ids = [pk for one in request.POST.getlist("muc") if (pk := number_in(one)) is not None]
        if form.is_valid() and ids:
            done = settle_like(actor_for(request), ids, _answer(form.cleaned_data))
    else:
        form = AnswerForm(request.GET if "decision" in request.GET else None)
    start = Decision.ACCEPT if item.proposal else Decision.CORRECT
    outcomes = []
    if done is None and form.is_bound and form.is_valid():
        outcomes = previewed(item, _answer(form.cleaned_data))
    if done is None and not form.is_bound:
        form = AnswerForm(initial={"decision": start.value})
    kind = KINDS.get(item.kind)
    context = {
        "crumbs": crumbs((_("Điểm nghi vấn"), reverse("catalogue_doubts")), (_("Giống nhau"), "")),
        "item": item,
        "kind": kind_words(item.kind),
        "reason": reason_words(item.reason),
        "hint": tr(kind.hint) if kind else "",
        "form": form,
        "outcomes": outcomes,
        "works": sum(one.plan is not None for one in outcomes),
        "done": done,
        "succeeded": sum(one.plan is not None for one in done or []),
        "count": alike([item]).get(item.likeness, 0),
        "state": item.state == QuarantineState.OPEN,
    }
    refused = form.is_bound and not form.is_valid()
    return page(request, "catalogue/alike.html", context, status=UNUSABLE if refused else 200)


def _answer(data: Mapping[str, str]) -> Answer:
    try:
        decision = Decision(data.get("decision", ""))
    except ValueError:
        decision = Decision.CORRECT  # Enter in the field of the correction
    return Answer(decision, data.get("text", "")[:2000], data.get("reason", "")[:1000])


def _list(
    request: HttpRequest,
    query: Mapping[str, str],
    failed: tuple[int, Answer, MotCuaError] | None = None,
) -> HttpResponse:
    kept = {name: query.get(name, "") for name in ("ly-do", "phan", "ma")}
    kept = {name: value for name, value in kept.items() if value}
    after = query.get("sau", "")
    start = number_or_0(after)
    found = doubts_wanted(kept.get("ly-do", ""), kept.get("phan", ""), kept.get("ma", ""), start)
    items = list(with_versions(found)[: DOUBTS_A_PAGE + 1])
    shown, here = items[:DOUBTS_A_PAGE], {**kept, **({"sau": str(start)} if start else {})}
    more = urlencode({**kept, "sau": shown[-1].pk}) if len(items) > DOUBTS_A_PAGE else ""
    told = progress(kept.get("ly-do", ""))
    context = {
        "crumbs": crumbs((_("Điểm nghi vấn"), "")),
        "cards": _cards(shown, failed),
        "progress": told,
        "reasons": [(one, reason_words(one), number) for one, number in told.by_reason],
        "kinds": [(one, kind_words(one), number) for one, number in told.by_kind],
        "chosen": _chosen(kept),
        "reason": kept.get("ly-do", ""),
        "kind": kept.get("phan", ""),
        "code": kept.get("ma", ""),
        "more": more,
        "here": f"{reverse('catalogue_doubts')}?{urlencode(here)}",
        "may_write": keeps(request),
    }
    return page(request, "catalogue/doubts.html", context, status=UNUSABLE if failed else 200)


def _chosen(kept: Mapping[str, str]) -> list[str]:
    """What the list is narrowed to, in words."""
    named = (("ly-do", reason_words), ("phan", kind_words), ("ma", str))
    return [words(kept[name]) for name, words in named if name in kept]


def _cards(items: list[QuarantineItem], failed: tuple[int, Answer, MotCuaError] | None) -> list[Card]:
    targets, likes = targets_of(items), alike(items)
    cards = [_card(item, targets, likes.get(item.likeness, 1)) for item in items]
    if failed is None:
        return cards
    number, answer, refusal = failed
    field = refusal.field if isinstance(refusal, EditRefused) else ""
    return [
        replace(
            card, text=answer.text, why=answer.reason, refusal=refusal_words(refusal), refused_field=field
        )
        if card.item.pk == number
        else card
        for card in cards
    ]


def _card(item: QuarantineItem, targets: Mapping[int, ProcedureVersion], likes: int) -> Card:
    target = target_of(item, targets)
    held = contents(target) if target else None
    kind = KINDS.get(item.kind)
    proposals = proposal_words(item.proposal)
    return Card(
        item=item,
        name=target.name if target else "",
        kind=kind_words(item.kind),
        reason=reason_words(item.reason),
        hint=tr(kind.hint) if kind else "",
        proposals=proposals,
        can_accept=bool(kind and kind.accept and held) and len(proposals) == 1,
        can_correct=bool(kind and kind.correct and held),
        now=tr_limit(standing_of(item, held)),
        row=row_words(row_of(item, held)),
        alike=likes,
        target=target,
    )
