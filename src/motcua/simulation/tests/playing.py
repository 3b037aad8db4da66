# SPDX-License-Identifier: EUPL-1.2
"""Plays planned lives through the acts of the house in the order of time, and reads back what is there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from motcua.catalogue.models import ProcedureCase
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn, Filing, PaperIn
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.models import Applicant, Dossier, Outcome
from motcua.dossiers.performing import TRACKED, Call, Performed
from motcua.law.transitions import Act
from motcua.organisations.actors import SYSTEM, Actor, actor_of, applicant
from motcua.organisations.models import Person, Unit
from motcua.simulation import moments
from motcua.simulation.lives import Life, Step
from motcua.simulation.offices import Hand

_SIMPLE = {
    Act.TAKE_IN: acts.take_in,
    Act.SUBMIT: acts.submit,
    Act.MAKE_READY: acts.make_ready,
    Act.RETURN_ELECTRONICALLY: acts.return_electronically,
    Act.RESUME: acts.resume,
    Act.ACCEPT_WITHDRAWAL: acts.accept_withdrawal,
}
_WITH_REASON = {
    Act.REFUSE: acts.refuse,
    Act.SEND_BACK: acts.send_back,
    Act.ASK_WITHDRAWAL: acts.ask_withdrawal,
    Act.STOP_ON_REQUEST: acts.stop_on_request,
}
_ASKS = {
    Act.ASK_SUPPLEMENT: acts.ask_supplement,
    Act.ASK_SUPPLEMENT_BEFORE_RECEPTION: acts.ask_supplement_before_reception,
}
_GETS = {
    Act.SUPPLEMENT: acts.supplement,
    Act.SUPPLEMENT_BEFORE_RECEPTION: acts.supplement_before_reception,
}


class Player:
    """Everything a play needs: who the applicants are, and the two files."""

    def __init__(self, applicants: dict[int, ApplicantIn], files: dict[str, bytes]) -> None:
        self.applicants, self.files = applicants, files
        self.codes: dict[int, str] = {}

    def play(self, lives: list[Life]) -> None:
        """All steps of all lives in the order of time; the dossiers' own order where two fall on one second."""
        steps = [
            (step.at, number, index)
            for number, life in enumerate(lives)
            for index, step in enumerate(life.steps)
        ]
        for _, number, index in sorted(steps):
            self.perform(lives[number], number, lives[number].steps[index])

    def perform(self, life: Life, number: int, step: Step) -> None:
        """One act."""
        call, told = Call(now=moments.moment(step.at)), step.told
        actor = self.actor(life, step.hand, step.at)
        if step.act in (Act.FILE, Act.RECEIVE):
            opened = (acts.file if step.act is Act.FILE else acts.receive)(actor, self.filing(life), call)
            self.codes[number] = opened.dossier.code
            return
        code = self.codes[number]
        if step.act in _SIMPLE:
            _SIMPLE[step.act](actor, code, call)
        elif step.act in _WITH_REASON:
            _WITH_REASON[step.act](actor, code, told["reason"], call)
        elif step.act in _ASKS:
            _ASKS[step.act](actor, code, told["items"], told["reason"], call)
        elif step.act in _GETS:
            _GETS[step.act](actor, code, [PaperIn(name, originals=1) for name in told["papers"]], call)
        else:
            self.perform_other(actor, code, step, call)

    def perform_other(  # noqa: C901  one case for each act
        self, actor: Actor, code: str, step: Step, call: Call
    ) -> Performed:
        """Acts with inputs of their own."""
        told = step.told
        match step.act:
            case Act.TRANSFER:
                return acts.transfer(actor, code, Unit.objects.get(pk=told["unit"]), call)
            case Act.ASSIGN:
                return acts.assign(actor, code, _person(told["handler"]), call)
            case Act.REASSIGN:
                return acts.reassign(actor, code, _person(told["handler"]), told["reason"], call)
            case Act.CONSULT:
                unit = Unit.objects.get(pk=told["unit"])
                return acts.consult(actor, code, unit, told["question"], told["hours"], call)
            case Act.ANSWER_CONSULTATION:
                return acts.answer_consultation(actor, code, told["answer"], call)
            case Act.DRAFT:
                file = self.files[told["sha256"]] if told["sha256"] else None
                return acts.draft(actor, code, Outcome(told["outcome"]), told["summary"], call, file=file)
            case Act.SIGN:
                return acts.sign(actor, code, Dossier.objects.get(code=code).result_sha256, call)
            case Act.NUMBER:
                return acts.number(actor, code, told["symbol"], call)
            case Act.RETURN_AT_COUNTER:
                way = Identification(told["identification"])
                return acts.return_at_counter(actor, code, told["collected_by"], way, call)
            case Act.RETURN_BY_POST:
                return acts.return_by_post(actor, code, told["consignment"], call)
            case Act.ASK_PAYMENT:
                return acts.ask_payment(actor, code, Decimal(told["amount"]), told["reason"], call)
            case Act.CONFIRM_PAYMENT:
                return acts.confirm_payment(actor, code, told["evidence"], call)
            case Act.SUSPEND:
                return acts.suspend(actor, code, told["reason"], told["authority"], call)
            case Act.APOLOGISE:
                new_due = moments.moment(told["new_due"] * 60)
                return acts.apologise(actor, code, told["reason"], new_due, call, letter_is_late=True)
            case Act.MOVE_TO_SUCCESSOR:
                return acts.move_to_successor(actor, code, told["decision"], call)
        raise AssertionError(step.act)

    def actor(self, life: Life, hand: Hand, at: int) -> Actor:
        """Who performs the step, with the positions of that day."""
        if hand.kind == "system":
            return SYSTEM
        if hand.kind == "applicant":
            told = self.applicants[life.applicant_id]
            known, _ = Applicant.objects.get_or_create(
                kind=told.kind, identifier=told.identifier, defaults={"name": told.name, "is_made_up": True}
            )
            return applicant(known.pk, told.name)
        return actor_of(_person(hand), moments.date_of(at))

    def filing(self, life: Life) -> Filing:
        """What the life begins with."""
        online = life.job.channel == "online"
        papers = [
            PaperIn(
                paper.name,
                0 if online else paper.originals,
                0 if online else paper.copies,
                paper.requirement_id,
                life.scan,
            )
            for paper in life.papers
        ]
        return Filing(
            case=ProcedureCase.objects.select_related("version__procedure").get(pk=life.job.case_id),
            applicant=self.applicants[life.applicant_id],
            receiving_unit=Unit.objects.select_related("parent").get(pk=life.office.desk.pk),
            competent_unit=Unit.objects.select_related("parent").get(pk=life.office.agency.pk),
            papers=papers,
            subject=life.subject,
            return_channel=life.return_channel,
            return_address=life.return_address,
        )


def _person(hand: Hand) -> Person:
    return Person.objects.get(pk=hand.person_id)


def snapshot() -> dict[str, dict[str, Any]]:
    """Everything that is told of every dossier, by code; ids that two runs cannot share are left out."""
    told = {}
    for dossier in Dossier.objects.select_related("applicant").order_by("code"):
        row = {name: getattr(dossier, name) for name in TRACKED if name not in ("applicant_id",)}
        person = dossier.applicant
        told[dossier.code] = {
            "row": row,
            "sequence": dossier.last_sequence,
            "last_event_at": dossier.last_event_at,
            "applicant": (person.kind, person.identifier, person.name, person.name_key, person.address, person.phone),
            "events": [_event(event) for event in dossier.events.order_by("sequence")],
            "papers": list(
                dossier.papers.order_by("order").values_list(
                    "order", "requirement_id", "name", "originals", "copies", "file_id", "received_at",
                    "supplement__number", "returned_at",
                )
            ),
            "intervals": _rows(dossier.intervals.order_by("started_at", "kind")),
            "requests": _rows(dossier.supplement_requests.order_by("number")),
            "consultations": _rows(dossier.consultations.order_by("asked_at")),
            "letters": [
                {**row, "content": row["content"].replace(dossier.secret, "")}
                for row in _rows(dossier.letters.order_by("issued_at", "role"))
            ],
            "words": str(dossier.search_entry.words),
        }  # fmt: skip
    return told


def _rows(rows: Any) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in row.items() if key not in ("id", "dossier_id")} for row in rows.values()
    ]


def _event(event: Any) -> dict[str, Any]:
    names = (
        "act", "at", "actor_kind", "person_id", "actor_name", "unit_id", "role", "title", "delegation",
        "state_before", "state_after", "key",
    )  # fmt: skip
    data = {**event.data, "changes": {**event.data["changes"]}}
    data["changes"].pop("applicant_id", None)
    return {**{name: getattr(event, name) for name in names}, "data": data}
