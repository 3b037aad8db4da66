# SPDX-License-Identifier: EUPL-1.2
"""The counter: find a procedure, take a dossier in, hand out the receipt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import ProcedureCase, ProcedureVersion
from motcua.dossiers import acts, choices, clock
from motcua.dossiers.errors import NotEntitled
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call
from motcua.errors import MotCuaError
from motcua.law.deadlines import Deadline
from motcua.law.forms import FormRole
from motcua.law.roles import COUNTER_ROLES
from motcua.law.transitions import Act
from motcua.organisations.models import Unit
from motcua.web.acting import actor_for, for_roles, made_up, opened
from motcua.web.forms.base import new_key
from motcua.web.forms.counter import CounterForm
from motcua.web.pages import page
from motcua.web.phrases import fee_phrase
from motcua.web.timebar import TimeBar, draw


@dataclass(frozen=True, slots=True)
class Promise:
    """What the receipt will say if the dossier is received now."""

    case: ProcedureCase
    deadline: Deadline
    fee: str
    bar: TimeBar


@for_roles(*COUNTER_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """Find a procedure (GET), preview, fill in a known applicant, receive (POST)."""
    asked = request.POST if request.method == "POST" else request.GET
    code = asked.get("thu-tuc", "").strip()
    if not code:
        return _search(request)
    try:
        version = (
            catalogue.valid_on(timezone.localdate())
            .select_related("procedure")
            .prefetch_related("cases", "papers")
            .get(procedure__code=code)
        )
    except ProcedureVersion.DoesNotExist:
        messages.warning(
            request, _("Thủ tục %(code)s không có hiệu lực hôm nay. Hãy tìm lại.") % {"code": code}
        )
        return redirect("counter")
    if request.method == "POST" and request.POST.get("viec") == "tiep-nhan":
        return _receive(request, version)
    return _form_page(request, version, _unsaved_form(request, version))


def _search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("tim", "").strip()
    found = catalogue.search_versions(words, limit=20) if words else []
    return page(request, "counter_search.html", {"words": words, "found": found})


def _unsaved_form(request: HttpRequest, version: ProcedureVersion) -> CounterForm:
    """The form with whatever was typed, not judged yet."""
    typed: dict[str, Any] = request.POST.dict() if request.method == "POST" else {}
    if typed:
        for name in [name for name in ("receiving_unit", "competent_unit") if not typed.get(name)]:
            del typed[name]
    # The Enter key, which a card reader types too: whose number is this, as long as nothing else is known.
    asks_who = typed.get("viec") == "enter" and typed.get("identifier") and not typed.get("applicant_name")
    if typed.get("viec") == "tra-nguoi" or asks_who:
        _fill_in(request, typed)
    typed.setdefault("key", new_key())
    form = CounterForm(
        initial=typed, version=version, actor=actor_for(request), case_id=_number(typed.get("case"))
    )
    form.begin_at(_next_field(typed))
    return form


def _next_field(typed: dict[str, Any]) -> str:
    """Where typing goes on: the number on a fresh page, then the first field about the person still empty."""
    if "viec" not in typed:
        return "identifier"
    return next((name for name in ("applicant_name", "address", "phone") if not typed.get(name)), "")


def _fill_in(request: HttpRequest, typed: dict[str, Any]) -> None:
    identifier = str(typed.get("identifier", "")).replace(" ", "")
    known = choices.known_applicant(str(typed.get("kind", "person")), identifier)
    if known is None:
        messages.info(request, _("Chưa có ai mang số này trong hệ thống. Hãy nhập họ tên và địa chỉ."))
        return
    typed.update(
        applicant_name=known.name,
        address=known.address,
        phone=known.phone,
        email=known.email,
        identifier=identifier,
    )
    messages.info(request, _("Đã điền thông tin đã biết. Hãy hỏi lại người nộp xem còn đúng không."))


def _receive(request: HttpRequest, version: ProcedureVersion) -> HttpResponse:
    actor = actor_for(request)
    form = CounterForm(request.POST, version=version, actor=actor, case_id=_number(request.POST.get("case")))
    if not form.is_valid():
        return _form_page(request, version, form, status=422)
    call = Call(key=f"web:{actor.person_id}:{form.cleaned_data['key']}")
    try:
        performed = acts.receive(
            actor,
            form.filing(is_made_up=made_up(request)),
            call,
            handed_over_at=form.cleaned_data.get("handed_over_at"),
        )
    except MotCuaError as refusal:
        form.refuse(refusal)
        return _form_page(request, version, form, status=403 if isinstance(refusal, NotEntitled) else 422)
    for warning in performed.warnings:
        messages.warning(request, warning)
    return redirect("received", code=performed.dossier.code)


def _form_page(
    request: HttpRequest, version: ProcedureVersion, form: CounterForm, *, status: int = 200
) -> HttpResponse:
    promise = promise_of(form.chosen, form.desk, timezone.now()) if form.chosen and form.desk else None
    context = {"version": version, "form": form, "promise": promise, "case": form.chosen}
    return page(request, "counter.html", context, status=status)


def promise_of(case: ProcedureCase, desk: Unit, now: dt.datetime) -> Promise | None:
    """Due date, its reasons and the fee, by the same clock that the act starts. None: the limit is not known."""
    if not case.limit_unit:
        return None
    trial = Dossier(
        limit_value=case.limit_value,
        limit_unit=case.limit_unit,
        count_mode=case.count_mode,
        cutoff=case.cutoff,
        calendar_code=desk.calendar_code,
    )
    deadline = clock.start(trial, now)
    fee = fee_phrase(case.fee_amount, case.fee_currency, case.fee_free)
    return Promise(case, deadline, fee, draw(deadline.explanation.segments, deadline.due_at, now))


@for_roles(*COUNTER_ROLES)
@require_safe
def received(request: HttpRequest, code: str) -> HttpResponse:
    """After reception: the receipt to print, the next thing to do."""
    shown = opened(request, code)
    receipt = shown.letters.filter(role=FormRole.RECEIPT).order_by("id").first()
    explanation = clock.explain(shown, timezone.now()).explanation if shown.received_at else None
    context = {"dossier": shown, "receipt": receipt, "explanation": explanation, "transfer": Act.TRANSFER}
    return page(request, "received.html", context)


def _number(text: object) -> int | None:
    word = str(text or "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 19 else None
