# SPDX-License-Identifier: EUPL-1.2
"""Lives as stretches: worked examples in arrays, and lives lived through the acts."""

import datetime as dt

import numpy as np
import pytest
from django.utils import timezone

from motcua.dossiers import acts
from motcua.dossiers.acts import PaperIn
from motcua.dossiers.models import Outcome
from motcua.dossiers.tests.office import Office, at, on, open_office
from motcua.law.bulk import bulk_worked
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.organisations.calendars import load_calendar
from motcua.risks.history import Groups, cases_of, desks_at, minutes_of, read_history, stretches_at
from motcua.risks.steps import STEPS
from motcua.risks.stretches import STATES, UNSAID, Stretches, Told, desks_of, stretches_of


def told(*events: tuple[int, int, State, int, int, int]) -> Told:
    """Events as (dossier, minute, state, due, holder, stands)."""
    rows = [(*row[:2], STATES.index(row[2]), *row[3:]) for row in events]
    return Told(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))


def whole(minutes: np.ndarray) -> np.ndarray:
    """A calendar in which every minute is worked."""
    return minutes


N = UNSAID


def test_a_life_in_steps() -> None:
    life = told(
        (1, 100, State.RECEIVED, 1000, N, 0),
        (1, 150, State.TRANSFERRED, N, N, N),
        (1, 400, State.ASSIGNED, N, 7, N),
        (1, 900, State.RESULT_READY, N, 0, N),
    )
    found = stretches_of(life, whole, 5000)
    assert [STEPS[step] for step in found.step] == [State.RECEIVED, State.TRANSFERRED, State.ASSIGNED]
    assert found.left.tolist() == [900, 850, 600]
    assert found.still.tolist() == [50, 250, 500]
    assert found.to_go.tolist() == [800, 750, 500]
    assert not found.late.any() and found.decided.all()
    assert found.holder.tolist() == [0, 0, 7]


def test_what_the_clock_forgives_is_forgiven() -> None:
    """It stood from 300 to 800 and got a new date: measured by the first date, it was 100 too early all the same."""
    life = told(
        (1, 100, State.ASSIGNED, 1000, 7, 0),
        (1, 300, State.SUPPLEMENT_REQUESTED, N, N, 1),
        (1, 800, State.ASSIGNED, 1500, N, 0),
        (1, 1400, State.RESULT_READY, N, 0, N),
    )
    found = stretches_of(life, whole, 5000)
    assert found.left.tolist() == [900, 700]
    assert found.to_go.tolist() == [800, 600]


def test_late_open_waiting_and_withdrawn() -> None:
    lives = told(
        (1, 100, State.ASSIGNED, 1000, 7, 0),  # ended late
        (1, 1200, State.RESULT_READY, N, 0, N),
        (2, 100, State.ASSIGNED, 1000, 7, 0),  # open and late
        (3, 100, State.ASSIGNED, 9000, 7, 0),  # open, nobody knows
        (4, 100, State.ASSIGNED, 1000, 7, 0),  # its clock stands
        (4, 500, State.PAYMENT_DUE, N, N, 1),
        (5, 100, State.ASSIGNED, 1000, 7, 0),  # withdrawn while its clock stood, long after the date
        (5, 500, State.WITHDRAWAL_REQUESTED, N, N, 1),
        (5, 4000, State.WITHDRAWN, N, N, 0),
    )
    found = stretches_of(lives, whole, 5000)
    assert found.dossier.tolist() == [1, 2, 3, 4, 5]
    assert found.late.tolist() == [True, True, False, False, False]
    assert found.decided.tolist() == [True, True, False, False, True]
    assert found.to_go[0] == 1100 and found.to_go[1] == 4900


def test_only_what_was_known_then_is_known() -> None:
    life = told((1, 100, State.ASSIGNED, 1000, 7, 0), (1, 1200, State.RESULT_READY, N, 0, N))
    then = stretches_of(life.until(600), whole, 600)
    assert then.still.tolist() == [500] and not then.decided.any()


def test_desks_fill_and_empty() -> None:
    lives = told(
        (1, 100, State.ASSIGNED, 1000, 7, 0),
        (1, 500, State.RESULT_READY, N, 0, N),
        (2, 200, State.ASSIGNED, 1000, 7, 0),
        (2, 300, State.ASSIGNED, N, 8, N),
    )
    desks = desks_of(lives)
    asked = np.array([7, 7, 7, 7, 8, 8, 0, 9]), np.array([50, 150, 250, 600, 250, 350, 250, 250])
    assert desks.held(*asked).tolist() == [0, 1, 2, 0, 0, 1, 0, 0]
    assert not desks_of(lives.until(50)).person.size


def test_nothing_gives_nothing() -> None:
    empty = np.zeros(0, np.int64)
    assert stretches_of(Told(empty, empty, empty, empty, empty, empty), whole, 1).step.size == 0


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


def _stretches(until: str) -> Stretches:
    moment = at(until)
    history = read_history(
        moment, since=moment - dt.timedelta(days=400), most=10**9
    )  # every one: numbers have gaps
    found = stretches_at(history, minutes_of(moment))
    cases = cases_of(history, found, desks_at(history, minutes_of(moment)), Groups(), found.began)
    assert cases.size == found.step.size and (cases.scale == 1440).all()
    return found


def test_a_life_by_the_acts_reads_the_same(office: Office) -> None:
    """Received Monday 10:00 for three working days; papers asked for on Tuesday, brought on Thursday."""
    code = office.assigned().code
    worker = office.actor(Role.SPECIALIST)
    acts.ask_supplement(worker, code, ["Giấy khác"], "Thiếu", on("2026-03-10 10:00"))
    acts.supplement(office.actor(Role.RECEPTION), code, [PaperIn("Giấy khác")], on("2026-03-12 10:00"))
    acts.draft(worker, code, Outcome.GRANTED, "Cấp", on("2026-03-13 10:00"))
    acts.submit(worker, code, on("2026-03-13 11:00"))
    acts.sign(office.actor(Role.AGENCY_HEAD), code, "", on("2026-03-16 08:00"))
    acts.number(office.actor(Role.CLERK), code, "GXN-UBND", on("2026-03-16 09:00"))
    ready = acts.make_ready(office.actor(Role.CLERK), code, on("2026-03-16 10:00")).dossier
    found = _stretches("2026-04-01 08:00")
    assert [STEPS[step] for step in found.step] == [
        State.ASSIGNED, State.ASSIGNED, State.DRAFTED, State.SUBMITTED_TO_HEAD, State.SIGNED, State.SEALED,
    ]  # fmt: skip
    assert not found.late.any() and found.decided.all()
    assert (found.holder == office.people[Role.SPECIALIST].pk).all()
    calendar = load_calendar(ready.calendar_code)
    ends = bulk_worked(calendar, np.array([minutes_of(ready.ended_at), minutes_of(ready.due_original)]))
    assert (found.to_go[1:] == found.left[1:] - (ends[1] - ends[0])).all()
    assert timezone.localtime(ready.due_original).day == 17


def test_a_late_and_an_open_one_by_the_acts(office: Office) -> None:
    late = office.ready("2026-03-20 10:00")
    office.assigned("2026-03-30 10:00")
    found = _stretches("2026-03-31 08:00")
    mine = found.dossier == late.pk
    assert found.late[mine].all() and (found.to_go > found.left)[mine].all()
    assert not found.decided[~mine].any()
