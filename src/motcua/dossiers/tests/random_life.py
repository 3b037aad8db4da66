# SPDX-License-Identifier: EUPL-1.2
"""Random lives: at each step one of the acts that somebody may perform now, at a random later moment.

The choices come from outside, so Hypothesis can shrink them (`data.draw(st.sampled_from(options))`) and a seeded
`random.Random` can make many lives quickly (`rng.choice`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from motcua.dossiers import acts
from motcua.dossiers.acts import PaperIn
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.errors import ActRefused
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.performing import Call, Performed
from motcua.dossiers.rights import allowed_acts
from motcua.dossiers.tests.office import Office, at
from motcua.law.roles import Role
from motcua.law.transitions import Act
from motcua.organisations.actors import SYSTEM, Actor, actor_of, applicant
from motcua.organisations.models import Person

Option = TypeVar("Option")
Choose = Callable[[Sequence[Any]], Any]

BEGINNINGS = tuple(
    at(text)
    for text in (
        "2021-12-17 09:00",
        "2024-02-07 15:30",
        "2025-06-30 16:59",
        "2025-07-01 07:30",
        "2026-01-24 10:00",
        "2026-03-09 10:00",
        "2026-08-05 23:10",
    )
)
PAUSES = tuple(
    dt.timedelta(**length)
    for length in (
        {"seconds": 0},
        {"seconds": 1},
        {"minutes": 7},
        {"hours": 3, "microseconds": 250},
        {"hours": 16},
        {"days": 1},
        {"days": 4},
        {"days": 40},
    )
)
TEXTS = ("Theo quy định", "Thiếu chữ ký “Mẫu 01” – bản gốc\nvà \\ / \t 𠀋", "x" * 300)
OTHERS = ("specialist2", "land", "applicant", "system")


@dataclass
class Life:
    """One dossier on its random way. `performed` is what happened, `refused` what was tried and refused."""

    office: Office
    choose: Choose
    now: dt.datetime = BEGINNINGS[0]
    actors: dict[Role | str, Actor] = field(default_factory=dict)
    performed: list[Performed] = field(default_factory=list)
    refused: list[tuple[Act, ActRefused]] = field(default_factory=list)

    @property
    def dossier(self) -> Dossier:
        """The dossier as it stands in the database, read anew."""
        return Dossier.objects.get(pk=self.performed[0].dossier.pk)

    def begin(self) -> Performed:
        """File or receive a dossier of some procedure on some day."""
        self.now = self.choose(BEGINNINGS)
        office, call = self.office, Call(now=self.now)
        filing = office.filing(
            self.choose(("certificate", "same_day", "rolling")),
            subject=self.choose(TEXTS),
            papers=[
                PaperIn("Tờ khai", originals=1),
                PaperIn("Bản sao", copies=2),
            ][: self.choose((0, 1, 2))],
            return_address=self.choose(("", "Thôn Thử")),
        )
        opening = self.choose((acts.receive, acts.file))
        done: Performed = opening(self.actor(Role.RECEPTION), filing, call)
        self.performed.append(done)
        return done

    def actor(self, who: Role | str) -> Actor:
        """Somebody of the office. Their positions do not change, so each is looked up once."""
        if who not in self.actors:
            self.actors[who] = self._actor(who)
        return self.actors[who]

    def _actor(self, who: Role | str) -> Actor:
        day = self.now.date()
        if who == "system":
            return SYSTEM
        if who == "applicant":
            dossier = self.performed[0].dossier
            return applicant(dossier.applicant_id, dossier.applicant_name)
        if isinstance(who, Role) and who in self.office.people:
            return self.office.actor(who, day)
        return actor_of(Person.objects.get(username=f"t-{who}"), day)

    def step(self) -> bool:
        """Perform, or have refused, one allowed act; false when nobody may do anything any more."""
        dossier = self.performed[-1].dossier  # ⚡ as the act before left it
        options = self.options(dossier)
        if not options:
            return False
        act, actor = self.choose(options)
        self.now += self.choose(PAUSES)
        try:
            self.performed.append(PERFORM[act](self, actor, dossier.code))
        except ActRefused as refusal:
            self.refused.append((act, refusal))
        return True

    def options(self, dossier: Dossier) -> list[tuple[Act, Actor]]:
        """Every act with everybody who may perform it now. Correcting opens another dossier and is left out."""
        asked = dossier.consultations.filter(answered_at__isnull=True).values_list("unit_id", flat=True)
        return [
            (act, actor)
            for actor in map(self.actor, (*self.office.people, *OTHERS))
            for act in allowed_acts(actor, dossier, asked)
            if act in PERFORM
        ]

    def text(self) -> str:
        """Some text of a reason, an answer, a summary."""
        return str(self.choose(TEXTS))

    def call(self) -> Call:
        """A call at the moment of this step."""
        return Call(now=self.now)


def _handler(life: Life) -> Person:
    return life.choose((life.office.people[Role.SPECIALIST], life.office.second_specialist))


def _papers(life: Life) -> list[PaperIn]:
    return [PaperIn("Giấy bổ sung", copies=1)] * life.choose((0, 1, 3))


def _draft_apology(life: Life, actor: Actor, code: str) -> Performed:
    new_due = life.now + dt.timedelta(days=life.choose((1, 5, 20)))
    return acts.draft_apology(actor, code, life.text(), new_due, life.call())


def _apologise(life: Life, actor: Actor, code: str) -> Performed:
    new_due = life.now + dt.timedelta(days=life.choose((1, 5, 20)))
    late = life.choose((True, False))
    return acts.apologise(actor, code, life.text(), new_due, life.call(), letter_is_late=late)


def _draft(life: Life, actor: Actor, code: str) -> Performed:
    outcome, file = life.choose(list(Outcome)), life.choose((None, b"%PDF-1.7 made up"))
    return acts.draft(actor, code, outcome, life.text(), life.call(), file=file)


def _sign(life: Life, actor: Actor, code: str) -> Performed:
    shown = life.choose((life.dossier.result_sha256, "0" * 64))
    return acts.sign(actor, code, shown, life.call())


def _ask(life: Life, actor: Actor, code: str, *, before: bool) -> Performed:
    ask = acts.ask_supplement_before_reception if before else acts.ask_supplement
    override = life.choose(("", "Lý do đặc biệt"))
    return ask(actor, code, ["Căn cước", "Tờ khai"], life.text(), life.call(), override_reason=override)


PERFORM: dict[Act, Callable[[Life, Actor, str], Performed]] = {
    Act.TAKE_IN: lambda life, actor, code: acts.take_in(actor, code, life.call()),
    Act.ASK_SUPPLEMENT_BEFORE_RECEPTION: lambda life, actor, code: _ask(life, actor, code, before=True),
    Act.ASK_SUPPLEMENT: lambda life, actor, code: _ask(life, actor, code, before=False),
    Act.SUPPLEMENT_BEFORE_RECEPTION: lambda life, actor, code: acts.supplement_before_reception(
        actor, code, _papers(life), life.call()
    ),
    Act.SUPPLEMENT: lambda life, actor, code: acts.supplement(actor, code, _papers(life), life.call()),
    Act.CLOSE_INCOMPLETE: lambda life, actor, code: acts.close_incomplete(actor, code, life.call()),
    Act.REFUSE: lambda life, actor, code: acts.refuse(actor, code, life.text(), life.call()),
    Act.TRANSFER: lambda life, actor, code: acts.transfer(actor, code, life.office.section, life.call()),
    Act.RECALL_TRANSFER: lambda life, actor, code: acts.recall_transfer(
        actor, code, life.text(), life.call()
    ),
    Act.ASSIGN: lambda life, actor, code: acts.assign(actor, code, _handler(life), life.call()),
    Act.REASSIGN: lambda life, actor, code: acts.reassign(
        actor, code, _handler(life), life.text(), life.call()
    ),
    Act.CONSULT: lambda life, actor, code: acts.consult(
        actor, code, life.office.other_section, life.text(), life.choose((1, 8, 40)), life.call()
    ),
    Act.ANSWER_CONSULTATION: lambda life, actor, code: acts.answer_consultation(
        actor, code, life.text(), life.call()
    ),
    Act.DRAFT: _draft,
    Act.SUBMIT: lambda life, actor, code: acts.submit(actor, code, life.call(), note=life.text()),
    Act.RECALL: lambda life, actor, code: acts.recall(actor, code, life.text(), life.call()),
    Act.SIGN: _sign,
    Act.SEND_BACK: lambda life, actor, code: acts.send_back(actor, code, life.text(), life.call()),
    Act.NUMBER: lambda life, actor, code: acts.number(
        actor, code, life.choose(("GXN-UBND", "QĐ-UBND")), life.call()
    ),
    Act.MAKE_READY: lambda life, actor, code: acts.make_ready(actor, code, life.call()),
    Act.RETURN_AT_COUNTER: lambda life, actor, code: acts.return_at_counter(
        actor, code, "Nguyễn Văn Mẫu", life.choose(list(Identification)), life.call()
    ),
    Act.RETURN_BY_POST: lambda life, actor, code: acts.return_by_post(actor, code, "BG-0001", life.call()),
    Act.RETURN_ELECTRONICALLY: lambda life, actor, code: acts.return_electronically(actor, code, life.call()),
    Act.ASK_PAYMENT: lambda life, actor, code: acts.ask_payment(
        actor, code, life.choose((Decimal("50000"), Decimal("0"))), life.text(), life.call()
    ),
    Act.CONFIRM_PAYMENT: lambda life, actor, code: acts.confirm_payment(actor, code, "BL-1", life.call()),
    Act.SUSPEND: lambda life, actor, code: acts.suspend(actor, code, life.text(), "CV-1", life.call()),
    Act.RESUME: lambda life, actor, code: acts.resume(actor, code, life.call()),
    Act.DRAFT_APOLOGY: _draft_apology,
    Act.APOLOGISE: _apologise,
    Act.ASK_WITHDRAWAL: lambda life, actor, code: acts.ask_withdrawal(actor, code, life.text(), life.call()),
    Act.ACCEPT_WITHDRAWAL: lambda life, actor, code: acts.accept_withdrawal(actor, code, life.call()),
    Act.REJECT_WITHDRAWAL: lambda life, actor, code: acts.reject_withdrawal(
        actor, code, life.text(), life.call()
    ),
    Act.STOP_ON_REQUEST: lambda life, actor, code: acts.stop_on_request(
        actor, code, life.text(), life.call()
    ),
}
