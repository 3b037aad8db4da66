# SPDX-License-Identifier: EUPL-1.2
"""Numbers without gap, one number for one desk, order of calling, waits that are measured or unknown."""

import datetime as dt
import itertools
import threading

import pytest
from django.db import connection, connections
from django.utils import timezone

from motcua.dossiers.tests.office import Office, at, open_office
from motcua.law.roles import Role
from motcua.tickets import acts, queries
from motcua.tickets.errors import DeskTaken, HallClosed, NotAtDesk, NotYourTicket, SetupRefused, TicketUnknown
from motcua.tickets.models import Ticket, TicketState
from motcua.tickets.tests.hall import TestHall, open_test_hall, priority

_KEYS = itertools.count()


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


@pytest.fixture
def hall(office: Office, monkeypatch: pytest.MonkeyPatch) -> TestHall:
    clock(monkeypatch, "2026-03-09 08:00")
    made = open_test_hall(office)
    for actor, desk in zip(made.callers, made.desks, strict=True):
        acts.sit(actor, desk.pk)
    return made


def clock(monkeypatch: pytest.MonkeyPatch, local: str) -> None:
    moment = at(local).astimezone(dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def take(hall: TestHall, letter: str = "A", who: str = "") -> Ticket:
    priority_id = priority(who).pk if who else None
    return acts.take(hall.services[letter].pk, f"k{next(_KEYS)}", priority_id)


def test_numbers_have_no_gap_and_begin_anew_each_day(hall: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [take(hall).label for _ in range(3)] == ["A001", "A002", "A003"]
    assert take(hall, "B").label == "B001"
    # 17:30 UTC on the 9th is already the 10th in Vietnam
    clock(monkeypatch, "2026-03-10 00:30")
    first = take(hall)
    assert (first.label, first.day) == ("A001", dt.date(2026, 3, 10))


def test_pressing_twice_takes_one_number(hall: TestHall) -> None:
    once = acts.take(hall.services["A"].pk, "same")
    again = acts.take(hall.services["A"].pk, "same")
    assert once.pk == again.pk
    assert take(hall).label == "A002"
    assert once.events.count() == 1


def test_a_closed_hall_gives_no_numbers(hall: TestHall, office: Office) -> None:
    acts.set_open(office.actor(Role.CENTRE_HEAD), hall.hall.pk, is_open=False)
    with pytest.raises(HallClosed):
        take(hall)
    with pytest.raises(HallClosed):
        acts.take(0, "nothing")
    assert not Ticket.objects.exists()


def test_priority_goes_first_then_the_longer_wait(hall: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute, who in enumerate(("", "", "elderly", "disability"), start=1):
        clock(monkeypatch, f"2026-03-09 08:0{minute}")
        take(hall, who=who)
    caller, called, seen = hall.callers[1], [], None
    while (ticket := acts.call_next(caller, seen)) is not None:
        called.append(ticket.label)
        seen = ticket.pk
    assert called == ["A004", "A003", "A001", "A002"]


def test_a_desk_calls_only_its_services(hall: TestHall) -> None:
    take(hall, "B")
    assert acts.call_next(hall.callers[1], None) is None
    called = acts.call_next(hall.callers[0], None)
    assert called is not None and called.label == "B001"


def test_the_next_call_finishes_the_one_before_and_a_stale_press_calls_nobody(hall: TestHall) -> None:
    one, two, three = take(hall), take(hall), take(hall)
    caller = hall.callers[0]
    assert acts.call_next(caller, None) == one
    assert acts.call_next(caller, one.pk) == two
    one.refresh_from_db()
    assert one.state == TicketState.DONE
    # the same press once more: its page still showed number one
    assert acts.call_next(caller, one.pk) == two
    three.refresh_from_db()
    assert three.state == TicketState.WAITING
    assert [event.kind for event in one.events.all()] == ["taken", "called", "done"]


def test_no_show_and_back_again(hall: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket, other = take(hall), take(hall)
    caller = hall.callers[0]
    acts.call_next(caller, None)
    again = acts.call_again(caller, ticket.pk)
    assert again.calls == 2
    acts.no_show(caller, ticket.pk)
    assert queries.served_by(caller) is None
    clock(monkeypatch, "2026-03-09 08:20")
    acts.back(caller, ticket.pk)
    with pytest.raises(TicketUnknown):
        acts.back(caller, ticket.pk)
    # behind those who were there all the time
    assert [one.label for one in queries.waiting_for(hall.desks[0])] == [other.label, ticket.label]


def test_passed_on_to_another_desk_is_the_next_there(hall: TestHall) -> None:
    ticket, waiting = take(hall, "A"), take(hall, "A", "disability")
    acts.call_next(hall.callers[0], None)
    assert queries.served_by(hall.callers[0]) == waiting
    acts.pass_on(hall.callers[0], waiting.pk, hall.desks[1].pk)
    assert acts.call_next(hall.callers[0], None) == ticket  # desk 1 no longer calls it
    assert acts.call_next(hall.callers[1], None) == waiting
    with pytest.raises(TicketUnknown):
        acts.pass_on(hall.callers[1], waiting.pk, hall.desks[1].pk)


def test_only_the_desk_that_serves_a_number_acts_on_it(hall: TestHall, office: Office) -> None:
    ticket = take(hall)
    acts.call_next(hall.callers[0], None)
    with pytest.raises(NotYourTicket):
        acts.no_show(hall.callers[1], ticket.pk)
    acts.leave(hall.callers[1])
    with pytest.raises(NotAtDesk):
        acts.finish(hall.callers[1], ticket.pk)
    with pytest.raises(DeskTaken, match="Quầy 1"):
        acts.sit(hall.callers[1], hall.desks[0].pk)
    with pytest.raises(TicketUnknown):
        acts.sit(office.actor(Role.SPECIALIST), hall.desks[1].pk)
    acts.finish(hall.callers[0], ticket.pk)
    assert acts.finish(hall.callers[0], ticket.pk).events.count() == 3  # a second press adds nothing


def test_a_reception_is_remembered_with_its_number(hall: TestHall, office: Office) -> None:
    ticket = take(hall)
    acts.call_next(hall.callers[0], None)
    first, second = office.received(), office.received("same_day")
    acts.link(hall.callers[0], ticket.pk, first)
    acts.link(hall.callers[0], ticket.pk, second)
    ticket.refresh_from_db()
    assert ticket.dossier == first


def test_a_wait_that_cannot_be_measured_is_unknown(hall: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    tickets = [take(hall) for _ in range(9)]
    place = queries.place_of(tickets[8], timezone.now())
    assert (place.ahead, place.wait) == (8, None)
    seen = None
    for minute in range(5):  # one call every four minutes
        clock(monkeypatch, f"2026-03-09 08:{10 + 4 * minute:02d}")
        called = acts.call_next(hall.callers[0], seen)
        assert called is not None
        seen = called.pk
        place = queries.place_of(tickets[8], timezone.now())
        assert (place.wait is None) is (minute < 4)
    clock(monkeypatch, "2026-03-09 08:30")
    place = queries.place_of(tickets[8], timezone.now())
    assert place.ahead == 3
    # five calls in twenty minutes, four more until this one
    assert place.wait == dt.timedelta(minutes=16)
    acts.leave(hall.callers[0])  # nobody calls any more: no pace
    assert queries.place_of(tickets[8], timezone.now()).wait is None


def test_the_day_in_figures(hall: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    tickets = [take(hall) for _ in range(3)]
    caller = hall.callers[0]
    clock(monkeypatch, "2026-03-09 08:10")
    acts.call_next(caller, None)
    clock(monkeypatch, "2026-03-09 08:16")
    acts.call_next(caller, tickets[0].pk)
    acts.no_show(caller, tickets[1].pk)
    a, b = queries.day_of(hall.hall, dt.date(2026, 3, 9))
    assert (a.taken, a.served, a.no_show, a.waiting) == (3, 1, 1, 1)
    assert (a.median_wait, a.longest_wait, a.median_service) == (13 * 60, 16 * 60, 6 * 60)
    assert (b.taken, b.median_wait, b.median_service) == (0, None, None)


def test_setting_up_is_refused_where_it_makes_no_sense(hall: TestHall, office: Office) -> None:
    head = office.actor(Role.CENTRE_HEAD)
    for letter, name in (("A", "Khác"), ("1", "Số"), ("ABC", "Dài"), ("C", "  ")):
        with pytest.raises(SetupRefused):
            acts.add_service(head, hall.hall.pk, letter, name, [])
    with pytest.raises(SetupRefused):
        acts.add_desk(head, hall.hall.pk, "Quầy 1", [hall.services["A"].pk])
    with pytest.raises(SetupRefused):
        acts.add_desk(head, hall.hall.pk, "Quầy 9", [])
    with pytest.raises(SetupRefused):
        acts.open_hall(office.actor(Role.SPECIALIST), office.centre.pk)


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_once_never_call_one_number() -> None:
    hall = open_test_hall(open_office())
    for actor, desk in zip(hall.callers, hall.desks, strict=True):
        acts.sit(actor, desk.pk)
    barrier = threading.Barrier(8)
    taken: list[Ticket] = []

    def taking(number: int) -> None:
        barrier.wait()
        taken.extend(acts.take(hall.services["A"].pk, f"t{number}-{turn}") for turn in range(5))
        connections.close_all()

    run([lambda number=number: taking(number) for number in range(8)])
    assert sorted(one.number for one in taken) == list(range(1, 41))

    called: list[int] = []
    start = threading.Barrier(2)

    def calling(caller: int) -> None:
        seen = None
        start.wait()
        while (ticket := acts.call_next(hall.callers[caller], seen)) is not None:
            called.append(ticket.number)
            seen = ticket.pk
        connections.close_all()

    run([lambda caller=caller: calling(caller) for caller in range(2)])
    assert sorted(called) == list(range(1, 41))
    assert Ticket.objects.filter(state=TicketState.DONE).count() == 40
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from tickets_ticketevent where kind = 'called'")
        assert cursor.fetchone() == (40,)


def run(works: list[object]) -> None:
    """All at once; what one of them raises is raised here."""
    failed: list[BaseException] = []

    def guarded(work: object) -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
