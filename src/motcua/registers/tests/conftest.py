# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable

import pytest

from motcua.documents import store
from motcua.dossiers.tests.office import Office, at, open_office, person
from motcua.law.roles import Role
from motcua.registers.keeping import Evidence, Press

Pressing = Callable[..., Press]


@pytest.fixture
def office(db: None) -> Office:
    made = open_office()
    made.people[Role.CONTROL_OFFICER] = person(
        "control", made.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát"
    )
    return made


@pytest.fixture
def press(office: Office) -> Pressing:
    """A button pressed by somebody of the office; each under a key of its own unless one is given."""
    count = iter(range(1000))

    def pressed(role: Role, when: str = "2026-03-09 10:00", key: str = "", *, file: bool = False) -> Press:
        evidence = (
            Evidence(store.put(b"%PDF-1.4 proof", "application/pdf").sha256, "a.pdf") if file else Evidence()
        )
        return Press(office.actor(role), key or f"p{next(count)}", at(when), evidence=evidence)

    return pressed
