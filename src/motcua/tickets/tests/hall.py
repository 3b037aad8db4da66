# SPDX-License-Identifier: EUPL-1.2
"""A waiting hall for tests: two services, two desks, two officials who call. Everybody is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of
from motcua.tickets import acts
from motcua.tickets.models import Desk, Hall, Priority, Service


@dataclass
class TestHall:
    """The hall, its services by letter, its desks by number, and who calls at them."""

    __test__ = False

    hall: Hall
    services: dict[str, Service]
    desks: list[Desk]
    callers: list[Actor]


def open_test_hall(office: Office) -> TestHall:
    """A hall of the office's centre. Desk 1 calls A and B, desk 2 calls A only; nobody sits yet."""
    head = office.actor(Role.CENTRE_HEAD)
    hall = acts.open_hall(head, office.centre.pk)
    a = acts.add_service(head, hall.pk, "a", "Hộ tịch", ["hotich"])
    b = acts.add_service(head, hall.pk, "B", "Đất đai", [])
    desks = [
        acts.add_desk(head, hall.pk, "Quầy 1", [a.pk, b.pk]),
        acts.add_desk(head, hall.pk, "Quầy 2", [a.pk]),
    ]
    second = person("reception2", office.centre, Role.RECEPTION, "Công chức tiếp nhận")
    callers = [office.actor(Role.RECEPTION), actor_of(second, dt.date(2026, 3, 9))]
    return TestHall(hall, {"A": a, "B": b}, desks, callers)


def priority(code: str) -> Priority:
    """One of the priorities that come with the project."""
    return Priority.objects.get(code=code)
