# SPDX-License-Identifier: EUPL-1.2
"""The program that `test_kill.py` kills: a server that acts without rest and says what it has acknowledged.

The parent stays warm and holds no connection. At each line `go` on standard input it forks a worker, at the line
`kill` it kills that one with SIGKILL and tells how it ended. A worker opens its own connection, takes up the dossiers
that the one before left behind, goes on with new ones, binds the log now and then, and after each act that returned
it writes one line `ack CODE SEQUENCE ACT HASH`.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, InterfaceError, connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from motcua.dossiers import acts  # noqa: E402
from motcua.dossiers.acts.returning import Identification  # noqa: E402
from motcua.dossiers.audit import make_checkpoint  # noqa: E402
from motcua.dossiers.errors import WrongState  # noqa: E402
from motcua.dossiers.models import Dossier, Outcome  # noqa: E402
from motcua.dossiers.performing import Performed  # noqa: E402
from motcua.dossiers.tests.office import Office, open_office  # noqa: E402
from motcua.law.roles import Role  # noqa: E402
from motcua.law.statuses import ENDED, State  # noqa: E402

Steps = dict[State, Callable[[str], Performed]]


def next_acts(office: Office) -> Steps:
    """What is done next with a dossier in each state."""
    actors = {role: office.actor(role) for role in office.people}
    specialist = actors[Role.SPECIALIST]
    return {
        State.RECEIVED: lambda code: acts.transfer(actors[Role.RECEPTION], code, office.section),
        State.TRANSFERRED: lambda code: acts.assign(
            actors[Role.SECTION_HEAD], code, office.people[Role.SPECIALIST]
        ),
        State.ASSIGNED: lambda code: acts.draft(specialist, code, Outcome.GRANTED, "Cấp"),
        State.DRAFTED: lambda code: acts.submit(specialist, code),
        State.SUBMITTED_TO_HEAD: lambda code: acts.sign(actors[Role.AGENCY_HEAD], code, ""),
        State.SIGNED: lambda code: acts.number(actors[Role.CLERK], code, "GXN-UBND"),
        State.SEALED: lambda code: acts.make_ready(actors[Role.CLERK], code),
        State.RESULT_READY: lambda code: acts.return_at_counter(
            actors[Role.RETURN_OFFICER], code, "Nguyễn Văn Mẫu", Identification.RECEIPT
        ),
    }


def acknowledge(done: Performed) -> None:
    """One write of one short line: either all of it reaches the pipe or nothing."""
    event = done.event
    os.write(1, f"ack {done.dossier.code} {event.sequence} {event.act} {event.hash}\n".encode())


def work(steps: Steps, receive: Callable[[], Performed]) -> None:
    """Act until killed: first what was left behind, then new dossiers."""
    left = Dossier.objects.exclude(state__in=ENDED).order_by("id").values_list("code", "state")
    for code, state in list(left):
        live(steps, code, State(state))
    while True:
        done = receive()
        acknowledge(done)
        live(steps, done.dossier.code, State(done.dossier.state))


def live(steps: Steps, code: str, state: State) -> None:
    """Take one dossier to its end, then bind what happened."""
    while state in steps:
        try:
            done = steps[state](code)
        except WrongState:  # what a killed worker had sent went through after we had looked
            state = State(Dossier.objects.get(code=code).state)
            continue
        acknowledge(done)
        state = State(done.dossier.state)
    make_checkpoint(timezone.now())


def worker(steps: Steps, receive: Callable[[], Performed]) -> None:
    """Work; 3 means that the database went away, 4 that something is wrong with us."""
    try:
        work(steps, receive)
    except (DatabaseError, InterfaceError):
        os._exit(3)
    except BaseException:
        traceback.print_exc()
        os._exit(4)


def warm_up(steps: Steps, receive: Callable[[], Performed]) -> None:
    """One life that never happened, so that every worker starts with calendars and tables at hand."""
    with transaction.atomic():
        done = receive()
        while State(done.dossier.state) in steps:
            done = steps[State(done.dossier.state)](done.dossier.code)
        transaction.set_rollback(True)


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    office = open_office()
    steps, desk, filing = next_acts(office), office.actor(Role.RECEPTION), office.filing()
    warm_up(steps, lambda: acts.receive(desk, filing))
    connection.close()
    os.write(1, b"ready\n")
    while sys.stdin.readline() == "go\n":
        child = os.fork()
        if child == 0:
            worker(steps, lambda: acts.receive(desk, filing))
        if sys.stdin.readline() != "kill\n":
            raise ValueError("a round is one line go and one line kill")
        os.kill(child, signal.SIGKILL)  # not collected yet, so the number is nobody else's
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
