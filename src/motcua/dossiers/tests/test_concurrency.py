# SPDX-License-Identifier: EUPL-1.2
"""Many at once: threads with connections of their own, on committed data."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from motcua.dossiers import acts
from motcua.dossiers.audit import verify
from motcua.dossiers.errors import Busy, ChangedMeanwhile, DossierError, WrongState
from motcua.dossiers.models import Dossier, Event, Letter, Paper
from motcua.dossiers.numbers import next_of_day
from motcua.dossiers.performing import Call, Performed
from motcua.dossiers.tests.office import Office, at, on, open_office
from motcua.errors import MotCuaError
from motcua.law.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    """The office, committed."""
    return open_office()


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Every task in a thread of its own, all let go at the same moment; answers and refusals in order."""
    gate = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            gate.wait(60)
            return task()
        except MotCuaError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result(60) for future in [pool.submit(run, task) for task in tasks]]


def test_fifty_receivers_get_fifty_consecutive_codes(office: Office) -> None:
    desk, filing, call = office.actor(Role.RECEPTION), office.filing(), on("2026-03-09 10:00")
    done = at_once(*[lambda: acts.receive(desk, filing, call)] * 50)
    codes = sorted(performed.dossier.code for performed in done)
    assert codes == [f"H99.50.05-260309-{order:04d}" for order in range(1, 51)]
    assert Letter.objects.filter(role="receipt").count() == Paper.objects.count() == 50
    report = verify()
    assert report.ok and (report.dossiers, report.events) == (50, 50)


@pytest.mark.parametrize(("seen", "expected"), [(2, ChangedMeanwhile), (None, WrongState)])
def test_two_officers_assign_one_dossier(
    office: Office, seen: int | None, expected: type[DossierError]
) -> None:
    code = office.received().code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 10:10"))
    call = Call(now=at("2026-03-09 10:20"), seen=seen)
    head, chief = office.actor(Role.SECTION_HEAD), office.actor(Role.AGENCY_HEAD)
    answers = at_once(
        lambda: acts.assign(head, code, office.people[Role.SPECIALIST], call),
        lambda: acts.assign(chief, code, office.second_specialist, call),
    )
    exactly_one(answers, code, "assign", expected)


@pytest.mark.parametrize(("seen", "expected"), [(5, ChangedMeanwhile), (None, WrongState)])
def test_a_signature_given_twice_is_one(
    office: Office, seen: int | None, expected: type[DossierError]
) -> None:
    code, chief = office.submitted().code, office.actor(Role.AGENCY_HEAD)
    call = Call(now=at("2026-03-11 09:00"), seen=seen)
    answers = at_once(
        lambda: acts.sign(chief, code, "", call), lambda: acts.send_back(chief, code, "Sai mẫu", call)
    )
    assert Event.objects.filter(dossier__code=code, act__in=["sign", "send_back"]).count() == 1
    exactly_one(
        answers, code, answers[0].event.act if isinstance(answers[0], Performed) else "send_back", expected
    )


def exactly_one(answers: list[Any], code: str, act: str, expected: type[DossierError]) -> None:
    refusals = [answer for answer in answers if not isinstance(answer, Performed)]
    assert [type(refusal) for refusal in refusals] == [expected]
    assert refusals[0].message and refusals[0].hint
    (done,) = [answer for answer in answers if isinstance(answer, Performed)]
    dossier = Dossier.objects.get(code=code)
    assert Event.objects.filter(dossier=dossier, act=act).count() == 1
    assert (dossier.state, dossier.holder_id) == (done.dossier.state, done.dossier.holder_id)
    assert verify().ok


def test_one_key_receives_once(office: Office) -> None:
    desk, filing = office.actor(Role.RECEPTION), office.filing()
    call = Call(key="receive-1", now=at("2026-03-09 10:00"))
    answers = at_once(*[lambda: acts.receive(desk, filing, call)] * 20)
    answers.append(acts.receive(desk, filing, call))
    one_event_and_equal_answers(answers)
    assert Dossier.objects.count() == Letter.objects.count() == Paper.objects.count() == 1
    # The nineteen gave their numbers back: the next dossier is the second of the day.
    assert office.received().code.endswith("-0002")


def test_one_key_assigns_once(office: Office) -> None:
    code = office.received().code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 10:10"))
    head, handler = office.actor(Role.SECTION_HEAD), office.people[Role.SPECIALIST]
    call = Call(key="assign-1", seen=2, now=at("2026-03-09 10:20"))
    answers = at_once(*[lambda: acts.assign(head, code, handler, call)] * 20)
    answers.append(acts.assign(head, code, handler, call))
    one_event_and_equal_answers(answers)
    assert Event.objects.count() == 3


def one_event_and_equal_answers(answers: list[Any]) -> None:
    assert all(isinstance(answer, Performed) for answer in answers), answers
    assert sum(not answer.repeated for answer in answers) == 1
    assert answers[-1].repeated
    facts = {
        (answer.event.pk, answer.event.hash, answer.dossier.code, answer.dossier.state, answer.warnings)
        for answer in answers
    }
    assert len(facts) == 1
    assert verify().ok


def test_a_receiver_who_fails_takes_back_only_the_own_number(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tenth of twenty breaks after its number was drawn and its rows were written."""
    desk, call = office.actor(Role.RECEPTION), on("2026-03-09 10:00")

    class Broken(Exception):
        pass

    from motcua.dossiers.acts import filing as module

    issue = module.issue_receipt

    def issue_or_break(performing: Any, *rest: Any) -> None:
        issue(performing, *rest)
        if performing.dossier.subject == "hỏng":
            raise Broken

    monkeypatch.setattr(module, "issue_receipt", issue_or_break)

    def receive(subject: str) -> str:
        try:
            return acts.receive(desk, office.filing(subject=subject), call).dossier.code
        except Broken:
            return ""

    codes = at_once(*[lambda order=order: receive("hỏng" if order == 9 else "") for order in range(20)])
    assert codes.count("") == 1
    assert sorted(filter(None, codes)) == [f"H99.50.05-260309-{order:04d}" for order in range(1, 20)]
    assert Dossier.objects.count() == Letter.objects.count() == 19
    assert verify().ok


@pytest.mark.parametrize("held", ["dossier", "series"])
def test_who_waits_too_long_is_told_so_and_nothing_changed(office: Office, held: str) -> None:
    code = office.received().code
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                if held == "dossier":
                    Dossier.objects.select_for_update().get(code=code)
                else:
                    next_of_day(office.centre.pk, at("2026-03-09 10:00").date())
                holding.set()
                done.wait(60)
                transaction.set_rollback(True)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert holding.wait(60)
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '100ms'")
    try:
        with pytest.raises(Busy) as refusal:
            if held == "dossier":
                acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 11:00"))
            else:
                office.received()
    finally:
        done.set()
        thread.join()
        connection.close()
    assert refusal.value.message and refusal.value.hint
    assert Event.objects.count() == Dossier.objects.count() == 1
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 11:00"))
    assert office.received().code.endswith("-0002")
