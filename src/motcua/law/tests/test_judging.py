# SPDX-License-Identifier: EUPL-1.2
"""The judgement at the end, by examples: from Monday 9 March 2026 10:00, due on Thursday at 17:00."""

from __future__ import annotations

import datetime as dt

import pytest

from motcua.law.clock import VIETNAM
from motcua.law.judging import judge
from motcua.law.tests.test_timeliness import CALENDAR
from motcua.law.timeliness import Outcome


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


RECEIPT, DUE = at("2026-03-09 10:00"), at("2026-03-12 17:00")


def judged(ended: str, **changes: object) -> dict[str, str | int | None]:
    values: dict[str, object] = {
        "receipt": RECEIPT,
        "ended": at(ended),
        "due": DUE,
        "outcome": Outcome.SETTLED,
    }
    return judge(CALENDAR, **{**values, **changes})


@pytest.mark.parametrize(
    ("ended", "date", "instant", "half_day", "index766"),
    [
        ("2026-03-11 16:00", "early", "early", "early", "on_time"),
        ("2026-03-12 09:00", "on_time", "early", "early", "on_time"),
        ("2026-03-12 14:00", "on_time", "early", "on_time", "on_time"),
        ("2026-03-12 17:00", "on_time", "on_time", "on_time", "on_time"),
        ("2026-03-12 17:01", "late", "late", "late", "late"),
    ],
)
def test_one_end_under_every_policy(
    ended: str, date: str, instant: str, half_day: str, index766: str
) -> None:
    found = judged(ended)
    assert (found["date"], found["instant"], found["half_day"], found["index766"]) == (
        date, instant, half_day, index766,
    )  # fmt: skip


def test_a_promise_moves_only_the_judgement_that_asks_for_it() -> None:
    found = judged("2026-03-13 09:00", promised=at("2026-03-16 17:00"))
    assert (found["date"], found["promised"]) == ("late", "early")


def test_the_clock_that_stood_is_judged_when_it_stopped() -> None:
    stood = at("2026-03-11 09:00")
    found = judged(
        "2026-03-30 09:00",
        stood_since=stood,
        pauses=[(stood, at("2026-03-30 09:00"))],
        outcome=Outcome.STOPPED,
    )
    assert (found["date"], found["instant"], found["index766"]) == ("early", "early", "late")


def test_waiting_is_taken_off_both_times() -> None:
    wait = (at("2026-03-10 10:00"), at("2026-03-11 10:00"))
    whole, less = judged("2026-03-12 10:00"), judged("2026-03-12 10:00", pauses=[wait])
    assert isinstance(whole["taken"], int) and isinstance(whole["allowed"], int)
    assert (less["taken"], less["allowed"]) == (whole["taken"] - 480, whole["allowed"] - 480)


def test_without_a_due_date_nothing_is_on_time() -> None:
    found = judged("2026-03-11 16:00", due=None)
    assert {found[name] for name in ("date", "instant", "half_day", "index766", "promised")} == {"unknown"}
    assert found["allowed"] is None


def test_two_supplements_are_late_under_the_index() -> None:
    one = (at("2026-03-09 11:00"), at("2026-03-09 14:00"))
    two = (at("2026-03-10 11:00"), at("2026-03-10 14:00"))
    assert judged("2026-03-12 09:00", waitings=[one], due_first=DUE)["index766"] == "on_time"
    assert judged("2026-03-12 09:00", waitings=[one, two], due_first=DUE)["index766"] == "late"
