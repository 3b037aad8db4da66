# SPDX-License-Identifier: EUPL-1.2
"""The transition table says nothing unknown, and refuses to."""

from typing import Any

import pytest

from motcua.law.roles import GRANTABLE, ROLE_NAMES, Role
from motcua.law.statuses import (
    ENDED,
    NATIONAL_STATUS,
    NATIONAL_STATUS_NAMES,
    NOT_YET_RECEIVED,
    PAUSED,
    SETTLED,
    STATE_NAMES,
    WAITING_FOR_APPLICANT,
    NationalStatus,
    State,
)
from motcua.law.transitions import (
    ACT_NAMES,
    CONDITION_REFUSALS,
    Act,
    Condition,
    TransitionTableError,
    read_transitions,
    standard_transitions,
)

ROW: dict[str, Any] = {
    "act": "transfer",
    "from": ["received"],
    "to": "transferred",
    "roles": ["reception"],
    "at": "receiving",
    "article": "NĐ 61/2018 Đ.18.2",
}


def test_every_act_has_a_row_a_name_and_somebody_who_may() -> None:
    table = standard_transitions()
    assert set(table) == set(Act) == set(ACT_NAMES)
    assert all(transition.roles and transition.article for transition in table.values())
    assert set(CONDITION_REFUSALS) == set(Condition)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("act", "teleport"),
        ("from", ["recieved"]),
        ("to", "somewhere"),
        ("roles", ["chairwoman"]),
        ("at", "anywhere"),
        ("conditions", ["payok"]),
        ("form", "fee_receipt"),
        ("frm", ["received"]),
    ],
)
def test_an_unknown_word_is_refused_and_never_true(key: str, value: object) -> None:
    with pytest.raises(TransitionTableError, match="row 1"):
        read_transitions([{**ROW, key: value}])


@pytest.mark.parametrize("missing", ["act", "from", "to", "roles", "at", "article"])
def test_a_missing_word_is_refused(missing: str) -> None:
    with pytest.raises(TransitionTableError):
        read_transitions([{key: value for key, value in ROW.items() if key != missing}])


def test_a_row_that_nobody_may_perform_is_refused() -> None:
    with pytest.raises(TransitionTableError, match="nobody"):
        read_transitions([{**ROW, "roles": []}])


def test_an_act_stands_once() -> None:
    with pytest.raises(TransitionTableError, match=r"row 2.*twice"):
        read_transitions([ROW, ROW])


def test_every_state_can_be_reached_and_every_open_one_left() -> None:
    table = standard_transitions().values()
    reached = {transition.target for transition in table if transition.target is not None}
    left = {state for transition in table if transition.target is not None for state in transition.sources}
    left |= {state for transition in table if transition.back for state in transition.sources}
    assert reached == set(State)
    assert set(State) - ENDED <= left
    # Only a correction touches what has ended, and it leaves it where it is.
    touching = {transition.act for transition in table if transition.sources & ENDED}
    assert touching == {Act.CORRECT}


def test_national_codes_are_kept_exactly() -> None:
    assert [status.value for status in NationalStatus] == list(range(1, 11))
    assert set(NATIONAL_STATUS) == set(STATE_NAMES) == set(State)
    assert set(NATIONAL_STATUS_NAMES) == set(NationalStatus)
    # Waiting for papers is 5 and a stop is 8; neither is ever told as processed.
    processed = {state for state in State if NATIONAL_STATUS[state] is NationalStatus.PROCESSED}
    assert processed == {State.RESULT_READY}
    assert not processed & (WAITING_FOR_APPLICANT | PAUSED)


def test_ends_and_waits_do_not_overlap() -> None:
    assert ENDED < SETTLED
    assert not SETTLED & (WAITING_FOR_APPLICANT | PAUSED)
    assert NOT_YET_RECEIVED - {State.REFUSED_RECEPTION} <= set(State) - SETTLED


def test_applicants_and_the_system_hold_no_position() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert set(Role) - GRANTABLE == {Role.APPLICANT, Role.SYSTEM}
