# SPDX-License-Identifier: EUPL-1.2
"""Exact numbers of SQL statements per act: a new query is a decision, not an accident.

Counted are the statements inside the act, without BEGIN and COMMIT; the savepoint pair is what a transaction inside
the test's own costs.
"""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import acts, queries
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.models import Outcome
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.roles import Role

LATER = on("2026-03-11 14:00")


def _receive(office: Office) -> Callable[[], object]:
    actor, filing = office.actor(Role.RECEPTION), office.filing()
    return lambda: acts.receive(actor, filing, LATER)


def _transfer(office: Office) -> Callable[[], object]:
    code, actor = office.received().code, office.actor(Role.RECEPTION)
    return lambda: acts.transfer(actor, code, office.section, LATER)


def _assign(office: Office) -> Callable[[], object]:
    code, actor = office.received().code, office.actor(Role.SECTION_HEAD)
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 11:00"))
    return lambda: acts.assign(actor, code, office.people[Role.SPECIALIST], LATER)


def _draft(office: Office) -> Callable[[], object]:
    code, actor = office.assigned().code, office.actor(Role.SPECIALIST)
    return lambda: acts.draft(actor, code, Outcome.GRANTED, "Cấp", LATER)


def _sign(office: Office) -> Callable[[], object]:
    code, actor = office.submitted().code, office.actor(Role.AGENCY_HEAD)
    return lambda: acts.sign(actor, code, "", LATER)


def _number(office: Office) -> Callable[[], object]:
    code, actor = office.submitted().code, office.actor(Role.CLERK)
    acts.sign(office.actor(Role.AGENCY_HEAD), code, "", on("2026-03-10 11:00"))
    return lambda: acts.number(actor, code, "UBND", LATER)


def _return(office: Office) -> Callable[[], object]:
    code, actor = office.ready("2026-03-11 10:00").code, office.actor(Role.RETURN_OFFICER)
    return lambda: acts.return_at_counter(actor, code, "Mẫu", Identification.RECEIPT, LATER)


def _supplement(office: Office) -> Callable[[], object]:
    code, desk = office.assigned().code, office.actor(Role.RECEPTION)
    acts.ask_supplement(office.actor(Role.SPECIALIST), code, ["A"], "thiếu", on("2026-03-10 09:00"))
    return lambda: acts.supplement(desk, code, [], LATER)


def _pay(office: Office) -> Callable[[], object]:
    code, actor = office.assigned().code, office.actor(Role.SPECIALIST)
    return lambda: acts.ask_payment(actor, code, Decimal(1000), "Phí", LATER)


def _ask(office: Office) -> Callable[[], object]:
    code, actor = office.assigned().code, office.actor(Role.SPECIALIST)
    return lambda: acts.ask_supplement(actor, code, ["A"], "thiếu", LATER)


def _apologise(office: Office) -> Callable[[], object]:
    code, actor = office.assigned().code, office.actor(Role.AGENCY_HEAD)
    new = at("2026-03-16 17:30")
    return lambda: acts.apologise(actor, code, "Xác minh", new, on("2026-03-11 09:00"))


BUDGETS: list[tuple[str, int, Callable[[Office], Callable[[], object]]]] = [
    ("receive", 8, _receive),
    ("transfer", 2, _transfer),
    ("assign", 3, _assign),
    ("draft", 3, _draft),
    ("sign", 3, _sign),
    ("number", 3, _number),
    ("return", 3, _return),
    ("ask supplement", 10, _ask),
    ("supplement", 6, _supplement),
    ("ask payment", 3, _pay),
    ("apologise", 8, _apologise),
]


@pytest.mark.parametrize(("name", "budget", "prepare"), BUDGETS, ids=[name for name, _, _ in BUDGETS])
def test_an_act_stays_within_its_budget(
    office: Office, name: str, budget: int, prepare: Callable[[Office], Callable[[], object]]
) -> None:
    act = prepare(office)
    with CaptureQueriesContext(connection) as captured:
        act()
    statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == budget, "\n".join(statements)


def test_a_queue_costs_the_same_for_one_row_and_for_many(office: Office) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows = list(queries.held_by(office.actor(Role.SPECIALIST))[:50])
            for row in rows:
                queries.urgency_of(row, at("2026-03-10 09:00"))
                assert row.receiving_unit.name and row.holder and row.applicant.name
        return len(captured)

    office.assigned()
    one = cost()
    for _ in range(7):
        office.assigned()
    assert cost() == one
