# SPDX-License-Identifier: EUPL-1.2
"""Two people, two different acts, one dossier, one moment: the first holds, the second is told; and midnight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from motcua.dossiers import acts
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.audit import verify
from motcua.dossiers.errors import ChangedMeanwhile, DossierError, NotEntitled, WrongState
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.performing import Call, Performed
from motcua.dossiers.tests.office import Office, at, on, open_office
from motcua.dossiers.tests.test_concurrency import at_once
from motcua.law.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)
NOON = at("2026-03-11 12:00")
Act = Callable[[Call], Performed]


@pytest.fixture
def office() -> Office:
    """The office, committed."""
    return open_office()


def sealed(office: Office) -> Dossier:
    code = office.submitted().code
    acts.sign(office.actor(Role.AGENCY_HEAD), code, "", on("2026-03-11 10:00"))
    return acts.number(office.actor(Role.CLERK), code, "GXN-UBND", on("2026-03-11 10:10")).dossier


def asked_back(office: Office) -> Dossier:
    code = office.submitted().code
    return acts.ask_withdrawal(
        office.actor(Role.RECEPTION), code, "Không cần nữa", on("2026-03-11 10:00")
    ).dossier


def signing_or_withdrawal(office: Office) -> tuple[str, Act, Act]:
    code = office.submitted().code
    head, desk = office.actor(Role.AGENCY_HEAD), office.actor(Role.RECEPTION)
    return (
        code,
        lambda call: acts.sign(head, code, "", call),
        lambda call: acts.ask_withdrawal(desk, code, "Người nộp xin rút", call),
    )


def ready_or_new_date(office: Office) -> tuple[str, Act, Act]:
    code = sealed(office).code
    clerk, head = office.actor(Role.CLERK), office.actor(Role.AGENCY_HEAD)
    return (
        code,
        lambda call: acts.make_ready(clerk, code, call),
        lambda call: acts.apologise(head, code, "Quá tải", at("2026-03-16 17:00"), call, letter_is_late=True),
    )


def given_back_or_kept(office: Office) -> tuple[str, Act, Act]:
    code, head = asked_back(office).code, office.actor(Role.SECTION_HEAD)
    return (
        code,
        lambda call: acts.accept_withdrawal(head, code, call),
        lambda call: acts.reject_withdrawal(head, code, "Đã có kết quả", call),
    )


def supplement_or_new_hand(office: Office) -> tuple[str, Act, Act]:
    code, hand = office.assigned().code, office.actor(Role.SPECIALIST)
    head = office.actor(Role.SECTION_HEAD)
    return (
        code,
        lambda call: acts.ask_supplement(hand, code, ["Giấy khai sinh"], "Thiếu", call),
        lambda call: acts.reassign(head, code, office.second_specialist, "Đổi việc", call),
    )


def two_hand_over(office: Office) -> tuple[str, Act, Act]:
    code = office.ready().code
    returning, desk = office.actor(Role.RETURN_OFFICER), office.actor(Role.RECEPTION)
    return (
        code,
        lambda call: acts.return_at_counter(returning, code, "Người nộp", Identification.RECEIPT, call),
        lambda call: acts.return_at_counter(desk, code, "Người nộp", Identification.RECEIPT, call),
    )


PAIRS = [signing_or_withdrawal, ready_or_new_date, given_back_or_kept, two_hand_over]
EXCLUSIVE = [signing_or_withdrawal, given_back_or_kept, two_hand_over]


@pytest.mark.parametrize("pair", PAIRS)
def test_both_looked_at_the_same_page(office: Office, pair: Any) -> None:
    code, one, other = pair(office)
    seen = Dossier.objects.get(code=code).last_sequence
    one_holds(code, one, other, Call(now=NOON, seen=seen), ChangedMeanwhile)


def test_whoever_loses_the_dossier_meanwhile_is_told_so_or_has_no_right_to_it_any_more(
    office: Office,
) -> None:
    code, one, other = supplement_or_new_hand(office)
    seen = Dossier.objects.get(code=code).last_sequence
    one_holds(code, one, other, Call(now=NOON, seen=seen), ChangedMeanwhile, NotEntitled)


@pytest.mark.parametrize("pair", EXCLUSIVE)
def test_one_makes_the_other_impossible(office: Office, pair: Any) -> None:
    code, one, other = pair(office)
    one_holds(code, one, other, Call(now=NOON), WrongState)


def one_holds(code: str, one: Act, other: Act, call: Call, *expected: type[DossierError]) -> None:
    before = Event.objects.filter(dossier__code=code).count()
    answers = at_once(lambda: one(call), lambda: other(call))
    (done,) = [answer for answer in answers if isinstance(answer, Performed)]
    (refusal,) = [answer for answer in answers if not isinstance(answer, Performed)]
    assert type(refusal) in expected and refusal.message and refusal.hint
    assert Event.objects.filter(dossier__code=code).count() == before + 1
    dossier = Dossier.objects.get(code=code)
    assert (dossier.state, dossier.last_hash) == (done.dossier.state, done.event.hash)
    assert verify().ok


def test_numbers_begin_anew_at_midnight_for_whoever_comes_then(office: Office) -> None:
    desk, filing = office.actor(Role.RECEPTION), office.filing()
    last, first = on("2026-03-09 23:59"), on("2026-03-10 00:00")
    done = at_once(*[lambda call=call: acts.receive(desk, filing, call) for call in (last, first) * 10])
    codes = sorted(performed.dossier.code for performed in done)
    assert codes == [f"H99.50.05-{day}-{order:04d}" for day in ("260309", "260310") for order in range(1, 11)]
    assert verify().ok
