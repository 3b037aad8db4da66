# SPDX-License-Identifier: EUPL-1.2
"""Every act that has a page on a dossier: its form, how it is called, how its button reads.

FILE and RECEIVE open a dossier and have pages of their own; all other acts are here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.errors import ProcedureUnknown
from motcua.desk.apologies import draft_apology
from motcua.documents import store
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn, Filing
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.performing import Call, Performed
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.web.forms import acting as forms
from motcua.web.forms.apology import ApologyForm, DraftApologyForm


@dataclass(frozen=True, slots=True)
class Work:
    """An act about to be called: who, on what, with which checked input."""

    actor: Actor
    dossier: Dossier
    data: dict[str, Any]
    call: Call

    @property
    def code(self) -> str:
        return self.dossier.code


@dataclass(frozen=True, slots=True)
class ActPage:
    """`final`: the act ends the dossier and gets a button of warning."""

    form: type[forms.ActForm]
    call: Callable[[Work], Performed]
    final: bool = False


def _draft(work: Work) -> Performed:
    stored = work.data.get("stored")
    if stored is None:
        return acts.draft(
            work.actor, work.code, Outcome(work.data["outcome"]), work.data["summary"], work.call
        )
    sha256, media_type = stored
    return acts.draft(
        work.actor,
        work.code,
        Outcome(work.data["outcome"]),
        work.data["summary"],
        work.call,
        file=store.read(sha256),
        media_type=media_type,
    )


def _return_at_counter(work: Work) -> Performed:
    return acts.return_at_counter(
        work.actor,
        work.code,
        work.data["collected_by"],
        Identification(work.data["identification"]),
        work.call,
        originals_returned=work.data["originals_returned"],
        originals=work.data.get("originals"),
        evidence=work.data.get("evidence", ""),
    )


def _correct(work: Work) -> Performed:
    """The correction is a new dossier of the same person under the version in force today."""
    old = work.dossier
    try:
        version = catalogue.version_on(old.procedure_code, work_day())
    except ProcedureUnknown as unknown:
        raise InputRefused(
            "reason", unknown.message, hint=_("Thủ tục không còn hiệu lực để đính chính.")
        ) from unknown
    cases = catalogue.cases_of(version, old.channel)
    case = next((one for one in cases if one.name == old.case.name), cases[0] if cases else old.case)
    owner = old.applicant
    filing = Filing(
        case=case,
        applicant=ApplicantIn(
            owner.name,
            owner.identifier,
            owner.kind,
            owner.address,
            owner.phone,
            owner.email,
            owner.is_made_up,
        ),
        receiving_unit=old.receiving_unit,
        competent_unit=old.competent_unit,
        subject=old.subject,
        return_channel=old.return_channel,
        return_address=old.return_address,
    )
    return acts.correct(work.actor, work.code, filing, work.data["reason"], work.call)


def work_day() -> dt.date:
    """Today, the day whose catalogue governs a new dossier."""
    return timezone.localdate()


def _plain(act: Callable[..., Performed], final: bool = False) -> ActPage:
    """An act that needs nothing but the press."""
    return ActPage(forms.ActForm, lambda w: act(w.actor, w.code, w.call), final)


def _with(
    act: Callable[..., Performed], form: type[forms.ActForm], *fields: str, final: bool = False
) -> ActPage:
    """An act called with these checked fields, in order, before the call."""
    return ActPage(form, lambda w: act(w.actor, w.code, *(w.data[name] for name in fields), w.call), final)


def _asking(act: Callable[..., Performed]) -> ActPage:
    return ActPage(
        forms.AskSupplementForm,
        lambda w: act(
            w.actor,
            w.code,
            w.data["items"],
            w.data["reason"],
            w.call,
            override_reason=w.data["override_reason"],
        ),
    )


ACT_PAGES: dict[Act, ActPage] = {
    Act.TAKE_IN: _plain(acts.take_in),
    Act.ASK_SUPPLEMENT_BEFORE_RECEPTION: _asking(acts.ask_supplement_before_reception),
    Act.ASK_SUPPLEMENT: _asking(acts.ask_supplement),
    Act.SUPPLEMENT_BEFORE_RECEPTION: _with(acts.supplement_before_reception, forms.SupplementForm, "papers"),
    Act.SUPPLEMENT: _with(acts.supplement, forms.SupplementForm, "papers"),
    Act.CLOSE_INCOMPLETE: _plain(acts.close_incomplete, final=True),
    Act.REFUSE: _with(acts.refuse, forms.ReasonForm, "reason", final=True),
    Act.TRANSFER: _with(acts.transfer, forms.TransferForm, "to_unit"),
    Act.RECALL_TRANSFER: _with(acts.recall_transfer, forms.ReasonForm, "reason"),
    Act.ASSIGN: ActPage(
        forms.AssignForm,
        lambda w: acts.assign(w.actor, w.code, w.data["handler"], w.call, note=w.data["note"]),
    ),
    Act.REASSIGN: _with(acts.reassign, forms.ReassignForm, "handler", "reason"),
    Act.CONSULT: _with(acts.consult, forms.ConsultForm, "unit", "question", "working_hours"),
    Act.ANSWER_CONSULTATION: _with(acts.answer_consultation, forms.AnswerForm, "answer"),
    Act.DRAFT: ActPage(forms.DraftForm, _draft),
    Act.SUBMIT: ActPage(
        forms.SubmitForm, lambda w: acts.submit(w.actor, w.code, w.call, note=w.data["note"])
    ),
    Act.RECALL: _with(acts.recall, forms.ReasonForm, "reason"),
    Act.SIGN: _with(acts.sign, forms.SignForm, "sha256"),
    Act.SEND_BACK: _with(acts.send_back, forms.ReasonForm, "reason"),
    Act.NUMBER: _with(acts.number, forms.NumberForm, "symbol"),
    Act.MAKE_READY: _plain(acts.make_ready),
    Act.RETURN_AT_COUNTER: ActPage(forms.ReturnForm, _return_at_counter),
    Act.RETURN_BY_POST: _with(acts.return_by_post, forms.PostForm, "consignment"),
    Act.RETURN_ELECTRONICALLY: _plain(acts.return_electronically),
    Act.ASK_PAYMENT: _with(acts.ask_payment, forms.PaymentForm, "amount", "reason"),
    Act.CONFIRM_PAYMENT: _with(acts.confirm_payment, forms.EvidenceForm, "evidence"),
    Act.SUSPEND: _with(acts.suspend, forms.SuspendForm, "reason", "authority"),
    Act.RESUME: _plain(acts.resume),
    Act.DRAFT_APOLOGY: _with(draft_apology, DraftApologyForm, "reason", "new_day"),
    Act.APOLOGISE: ActPage(
        ApologyForm,
        lambda w: acts.apologise(
            w.actor,
            w.code,
            w.data["reason"],
            w.data["new_day"],
            w.call,
            letter_is_late=w.data["letter_is_late"],
        ),
    ),
    Act.MOVE_TO_SUCCESSOR: _with(acts.move_to_successor, forms.DecisionForm, "decision"),
    Act.ASK_WITHDRAWAL: _with(acts.ask_withdrawal, forms.ReasonForm, "reason"),
    Act.ACCEPT_WITHDRAWAL: _plain(acts.accept_withdrawal, final=True),
    Act.REJECT_WITHDRAWAL: _with(acts.reject_withdrawal, forms.ReasonForm, "reason"),
    Act.STOP_ON_REQUEST: _with(acts.stop_on_request, forms.ReasonForm, "reason", final=True),
    Act.CORRECT: ActPage(forms.ReasonForm, _correct),
}
