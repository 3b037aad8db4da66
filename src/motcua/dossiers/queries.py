# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads of dossiers. Pages, commands and the API read through these and never touch the tables."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from motcua.dossiers import rows, separation
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.rights import allowed_acts, held_for, matter_of, over
from motcua.law.codes import tidy_code
from motcua.law.deadlines import intake_due
from motcua.law.roles import COUNTER_ROLES, RETURN_ROLES, SIGN_ROLES, Role
from motcua.law.statuses import ENDED, PAUSED, SETTLED, WAITING_FOR_APPLICANT, NationalStatus, State
from motcua.law.timeliness import Urgency, urgency
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import load_calendar

ENDED_LATE = Q(ended_at__gte=F("due_original") + dt.timedelta(minutes=1))
"""Ended after the due minute. The law counts whole minutes (`law.clock`): at 17:30:59 it is still 17:30."""

_WITH = ("receiving_unit", "competent_unit", "holder_unit", "holder", "applicant")


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Dossiers the actor may see: received, settled or held by a unit they cover, or asked for their opinion, as far
    as their positions take the field or procedure.

    An applicant sees their own. Nobody else sees anything.
    """
    if actor.kind == "applicant":
        return Dossier.objects.filter(
            Q(applicant_id=actor.applicant_id) | Q(submitted_by_id=actor.applicant_id)
        )
    asked = Q(pk__in=Dossier.objects.filter(over(actor, "consultations__unit_id")).values("pk"))
    return Dossier.objects.filter(
        over(actor, "receiving_unit_id", "competent_unit_id", "holder_unit_id") | asked
    )


def access_dossier(actor: Actor, code: str, *, with_related: bool = True) -> Dossier:
    """The dossier, for whoever may see it. `with_related` brings its units, holder and applicant along.

    Raises `DossierUnknown` when there is none or the actor may not see it; the two are told apart by nobody.
    """
    tidy = tidy_code(code)
    dossier = rows.read_with(tidy, _WITH) if with_related else rows.read(tidy)
    if dossier is None or not may_see(actor, dossier):
        raise DossierUnknown(code)
    return dossier


def may_see(actor: Actor, dossier: Dossier) -> bool:
    """The same rule as `visible_to`, for one dossier at hand."""
    if actor.kind == "applicant":
        return actor.applicant_id in (dossier.applicant_id, dossier.submitted_by_id)
    units = actor.covering(matter_of(dossier))
    if not units.isdisjoint((dossier.receiving_unit_id, dossier.competent_unit_id, dossier.holder_unit_id)):
        return True
    return dossier.consultations.filter(unit_id__in=units).exists()


def held_count(person_id: int) -> int:
    """How many open dossiers a person holds, exact up to a thousand."""
    return Dossier.objects.filter(holder_id=person_id, ended_at__isnull=True)[:1000].count()


def acted_on(actor: Actor, codes: Iterable[str], keys: str) -> QuerySet[Dossier]:
    """Those of `codes` on which the actor performed an act under a key that begins with `keys`: who did something is
    told what became of it, even where it took the dossier out of their sight.
    """
    mine = Event.objects.filter(dossier__code__in=codes, person_id=actor.person_id, key__startswith=keys)
    return Dossier.objects.filter(pk__in=mine.values("dossier_id"))


def acts_open_to(actor: Actor, dossier: Dossier) -> tuple[Act, ...]:
    """What the actor may do to the dossier now, open questions to their units included.

    One query, and one more where an act on offer is subject to a rule of separation.
    """
    asked = dossier.consultations.filter(answered_at__isnull=True).values_list("unit_id", flat=True)
    return separation.allowed(allowed_acts(actor, dossier, asked), actor, dossier, timezone.localdate())


def held_by(actor: Actor) -> QuerySet[Dossier]:
    """My queue: open dossiers that I, or those I stand in for, hold; first due first."""
    return _queue(held_for(actor))


def at_desk(actor: Actor) -> QuerySet[Dossier]:
    """The counter's queue: online filings to take in and received dossiers not handed over yet."""
    mine = over(actor, "receiving_unit_id", roles=COUNTER_ROLES)
    states = [State.SUBMITTED, State.RECEPTION_SUPPLEMENT, State.RECEIVED, State.SUPPLEMENT_REQUESTED]
    return _queue(mine & Q(state__in=[*states, State.WITHDRAWAL_REQUESTED]))


def to_assign(actor: Actor) -> QuerySet[Dossier]:
    """Dossiers handed over to a unit the actor heads and not assigned yet."""
    mine = over(actor, "holder_unit_id", roles=(Role.SECTION_HEAD, Role.AGENCY_HEAD))
    return _queue(mine & Q(state=State.TRANSFERRED))


def to_sign(actor: Actor) -> QuerySet[Dossier]:
    """Drafts submitted for the actor's signature."""
    mine = over(actor, "competent_unit_id", roles=SIGN_ROLES)
    return _queue(mine & Q(state=State.SUBMITTED_TO_HEAD))


def to_number(actor: Actor) -> QuerySet[Dossier]:
    """Signed results to number and seal, and sealed ones to send to the return desk."""
    mine = over(actor, "competent_unit_id", roles=(Role.CLERK,))
    return _queue(mine & Q(state__in=[State.SIGNED, State.SEALED]))


def to_return(actor: Actor) -> QuerySet[Dossier]:
    """Results at the return desk, longest waiting first."""
    mine = over(actor, "receiving_unit_id", roles=RETURN_ROLES)
    ready = Dossier.objects.filter(mine, state=State.RESULT_READY)
    return ready.select_related(*_WITH).order_by("ended_at", "id")


def asked_of(actor: Actor) -> QuerySet[Dossier]:
    """Dossiers on which another unit waits for the opinion of one of the actor's."""
    asked = Dossier.objects.filter(
        over(actor, "consultations__unit_id"), consultations__answered_at__isnull=True
    ).values("pk")
    return _queue(Q(pk__in=asked))


def urgency_of(dossier: Dossier, now: dt.datetime) -> Urgency:
    """Which of the six states of the house the dossier is in at `now`; the same function colours every list."""
    state = State(dossier.state)
    if state in SETTLED:
        return Urgency.DONE
    waiting_citizen = state in WAITING_FOR_APPLICANT or state in PAUSED
    if dossier.due_original is None and not waiting_citizen:
        return urgency(now, _intake_due(dossier), calendar=load_calendar(dossier.calendar_code))
    return urgency(
        now,
        dossier.due_original,
        waiting_citizen=waiting_citizen,
        waiting_office=dossier.holder_id is None and state is State.TRANSFERRED,
        calendar=load_calendar(dossier.calendar_code),
    )


def story_of(dossier: Dossier) -> QuerySet[Event]:
    """The dossier's events in order."""
    return dossier.events.order_by("sequence")


@dataclass(frozen=True, slots=True)
class PublicProgress:
    """What anybody may know of a dossier by its code alone (TT 01/2018 Đ.16.2.d): how far it has come."""

    code: str
    status: NationalStatus
    done: int
    steps: int


_STEPS: tuple[frozenset[State], ...] = (
    frozenset({State.SUBMITTED, State.RECEPTION_SUPPLEMENT}),
    frozenset({State.RECEIVED}),
    frozenset(set(State) - SETTLED - {State.SUBMITTED, State.RECEPTION_SUPPLEMENT, State.RECEIVED}),
    frozenset({State.RESULT_READY}),
    ENDED,
)


def public_progress(code: str) -> PublicProgress:
    """How far a dossier has come, without any personal data. Raises `DossierUnknown`."""
    dossier = Dossier.objects.filter(code=tidy_code(code)).first()
    if dossier is None:
        raise DossierUnknown(code)
    state = State(dossier.state)
    done = next(number for number, states in enumerate(_STEPS, start=1) if state in states)
    return PublicProgress(dossier.code, dossier.national_status, done, len(_STEPS))


def with_secret(code: str, secret: str) -> Dossier:
    """The dossier for whoever holds its receipt. A wrong secret is told apart from a wrong code by nobody."""
    dossier = Dossier.objects.select_related(*_WITH).filter(code=tidy_code(code)).first()
    given = "".join(secret.split()).upper()
    if dossier is None or not hmac.compare_digest(dossier.secret.encode(), given.encode()):
        raise DossierUnknown(code)
    return dossier


def _queue(condition: Q) -> QuerySet[Dossier]:
    waiting = Dossier.objects.filter(condition, ended_at__isnull=True)
    return waiting.select_related(*_WITH).order_by(F("due_original").asc(nulls_first=True), "id")


def _intake_due(dossier: Dossier) -> dt.datetime:
    return intake_due(load_calendar(dossier.calendar_code), dossier.filed_at)
