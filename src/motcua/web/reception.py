# SPDX-License-Identifier: EUPL-1.2
"""A reception that is not finished: what its form is about, and the receipt as it would be printed now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalogue.at_counter import missing_of, version_at_counter
from motcua.catalogue.models import ProcedureCase
from motcua.documents import scans
from motcua.dossiers import choices, clock
from motcua.dossiers.acts import PaperIn
from motcua.dossiers.models import Channel, Dossier
from motcua.law.deadlines import Deadline
from motcua.organisations.models import Unit
from motcua.web.acting import actor_for
from motcua.web.forms.base import new_key
from motcua.web.forms.counter import AtHand, CounterForm, tidy_identifier
from motcua.web.forms.papers import PaperRow, other_papers
from motcua.web.phrases import fee_phrase
from motcua.web.timebar import TimeBar, draw

_KEY: Final = re.compile(r"[\w-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Promise:
    """What the receipt will say if the dossier is received now."""

    case: ProcedureCase
    deadline: Deadline
    fee: str
    bar: TimeBar


@dataclass(frozen=True, slots=True)
class Beside:
    """An open dossier of the same person and procedure, and whether the officer may open it."""

    dossier: Dossier
    may_open: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The receipt while it is being typed. `promise` is None as long as the limit is not known."""

    now: dt.datetime
    promise: Promise | None
    name: str
    identifier: str
    papers: Sequence[PaperRow]
    others: Sequence[PaperIn]
    missing: Sequence[str]
    beside: Sequence[Beside]
    return_words: str

    @property
    def beside_codes(self) -> str:
        """The codes that the button past them carries."""
        return " ".join(one.dossier.code for one in self.beside)


def at_hand(request: HttpRequest, code: str, key: str) -> AtHand | None:
    """Everything the form needs; None when no version of the procedure is in force today."""
    today = timezone.localdate()
    version = version_at_counter(code, today)
    if version is None:
        return None
    actor = actor_for(request)
    return AtHand(
        version,
        choices.desks_with_agencies(actor, today),
        scans.of_reception(actor.person_id or 0, key),
    )


def key_of(request: HttpRequest) -> str:
    """The key of the form that was sent; a new one for a form that is shown for the first time."""
    told = request.POST.get("key", "") if request.method == "POST" else ""
    return told if _KEY.fullmatch(told) else new_key()


def unsaved_form(request: HttpRequest, known: AtHand, key: str) -> CounterForm:
    """The form with whatever was typed, not judged yet."""
    typed: dict[str, Any] = request.POST.dict() if request.method == "POST" else {}
    for name in [name for name in ("receiving_unit", "competent_unit") if not typed.get(name)]:
        typed.pop(name, None)
    doing = typed.get("viec")
    # The Enter key, which a card reader types too: whose number is this, as long as nothing else is known.
    asks_who = doing == "enter" and typed.get("identifier") and not typed.get("applicant_name")
    if doing == "tra-nguoi" or asks_who:
        _fill_in(request, typed)
    typed["key"] = key
    form = CounterForm(initial=typed, at_hand=known)
    if doing == "du":
        for line in form.papers.lines:
            if line.listed:
                typed[f"{line.key}_given"] = "on"
    form.begin_at(_next_field(typed))
    return form


def _next_field(typed: dict[str, Any]) -> str:
    """Where typing goes on: the number on a fresh page, then the first field about the person still empty."""
    if "viec" not in typed:
        return "identifier"
    return next((name for name in ("applicant_name", "address", "phone") if not typed.get(name)), "")


def _fill_in(request: HttpRequest, typed: dict[str, Any]) -> None:
    identifier = tidy_identifier(str(typed.get("identifier", "")))
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


def preview_of(request: HttpRequest, form: CounterForm) -> Preview:
    """The receipt as it would be printed now, from what was typed so far."""
    now = timezone.now()
    identifier = tidy_identifier(form.told("identifier"))
    ticked = form.papers.ticked()
    others = other_papers(form.told("other"))
    given = {row.line.requirement_id for row in ticked}
    covered = actor_for(request).covered
    return Preview(
        now=now,
        promise=promise_of(form.chosen, form.desk, now) if form.chosen and form.desk else None,
        name=form.told("applicant_name"),
        identifier=identifier,
        papers=ticked,
        others=others,
        missing=missing_of(form.version, form.chosen.name, given)
        if form.chosen and (ticked or others)
        else [],
        beside=[
            Beside(one, not covered.isdisjoint((one.receiving_unit_id, one.competent_unit_id)))
            for one in choices.open_of(form.told("kind") or "person", identifier, form.version.procedure.code)
        ],
        return_words=_return_words(form),
    )


def _return_words(form: CounterForm) -> str:
    if form.told("return_channel") == Channel.POST:
        return form.told("return_address") or _("Qua bưu chính (chưa có địa chỉ)")
    if form.told("return_channel") == Channel.ONLINE:
        return _("Trực tuyến")
    return form.desk.name if form.desk else ""


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
