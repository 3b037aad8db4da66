# SPDX-License-Identifier: EUPL-1.2
"""Spans of lives told in a few lines."""

from __future__ import annotations

from motcua.law.transitions import Act
from motcua.statistics.amendments import known_of, lateness_of
from motcua.statistics.lives import NEVER, Judged, Span, Told, spans_of

BEGINNING = {"unit": 7, "receiving": 8, "version": 3, "channel": "counter", "fee": True, "scanned": True}


def told(act: Act, at: int, before: str, after: str, **facts: object) -> Told:
    """An event that was entered when it happened, by the official 5."""
    return Told(act.value, at, int(str(facts.pop("known", at))), 5, before, after, **facts)


def received(at: int = 100, due: int = 1000, **facts: object) -> Told:
    return told(Act.RECEIVE, at, "", "received", received=at, due=due, **{**BEGINNING, **facts})


def shape(spans: list[Span]) -> list[tuple[str, str, str, int, int]]:
    return [(span.stage, span.begins, span.ends, span.began, span.ended) for span in spans]


def test_a_dossier_that_is_open_has_one_span_that_falls_due() -> None:
    (span,) = spans_of(1, [received()])
    assert shape([span]) == [("running", "received", "", 100, NEVER)]
    assert (span.due, span.fell, span.unit_id, span.receiver_id) == (1000, 1000, 7, 5)
    assert (span.digitised, span.must_pay, span.paid_online, span.date) == (True, True, None, Judged.NOTHING)


def test_what_ends_in_its_due_minute_never_fell_due_and_a_minute_later_it_did() -> None:
    def fell(ended: int) -> int:
        judged = {"date": "on_time", "taken": 5, "allowed": 6}
        (span,) = spans_of(
            1, [received(), told(Act.MAKE_READY, ended, "sealed", "result_ready", judged=judged)]
        )
        return span.fell

    assert (fell(999), fell(1000), fell(1001)) == (NEVER, NEVER, 1000)


def test_the_end_carries_the_judgement_of_its_event_and_nothing_else_is_on_time() -> None:
    judged = {"date": "early", "instant": "late", "taken": 5, "allowed": None}
    events = [
        received(),
        told(Act.ASSIGN, 110, "transferred", "assigned", holder=6),
        told(Act.DRAFT, 120, "assigned", "drafted", outcome="refused"),
        told(Act.MAKE_READY, 130, "sealed", "result_ready", judged=judged),
        told(Act.RETURN_BY_POST, 140, "result_ready", "returned_by_post"),
    ]
    (span,) = spans_of(1, events)
    assert (span.outcome, span.handler_id, span.returned, span.returned_by) == ("refused", 5, 140, "post")
    assert (span.date, span.instant, span.half_day) == (Judged.EARLY, Judged.LATE, Judged.UNKNOWN)
    assert (span.minutes_taken, span.minutes_allowed) == (5, None)


def test_a_wait_stands_between_two_runs_and_the_due_date_begins_anew() -> None:
    events = [
        received(),
        told(Act.ASK_SUPPLEMENT, 200, "assigned", "supplement_requested", clock="stopped", kind="supplement"),
        told(Act.SUPPLEMENT, 300, "supplement_requested", "assigned", clock="running", due=2000),
    ]
    first, waiting, second = spans_of(1, events)
    assert shape([first, waiting, second]) == [
        ("running", "received", "paused", 100, 200),
        ("waiting", "paused", "resumed", 200, 300),
        ("running", "resumed", "", 300, NEVER),
    ]
    assert (first.fell, waiting.due, waiting.waiting_for, second.due) == (NEVER, NEVER, "supplement", 2000)


def test_what_goes_on_after_its_due_date_is_overdue_from_then() -> None:
    events = [
        received(due=150),
        told(Act.ASK_WITHDRAWAL, 200, "assigned", "withdrawal_requested", clock="stopped", kind="withdrawal"),
        told(Act.REJECT_WITHDRAWAL, 300, "withdrawal_requested", "assigned", clock="running"),
    ]
    first, _, second = spans_of(1, events)
    assert (first.fell, second.due, second.fell) == (150, 150, 300)


def test_a_move_ends_one_unit_and_begins_the_next_and_after_the_end_it_changes_nothing() -> None:
    events = [
        received(),
        told(Act.MOVE_TO_SUCCESSOR, 400, "assigned", "assigned", unit=9),
        told(Act.MAKE_READY, 500, "sealed", "result_ready", judged={}),
        told(Act.MOVE_TO_SUCCESSOR, 600, "result_ready", "result_ready", unit=10),
    ]
    first, second = spans_of(1, events)
    assert (first.unit_id, first.ends, second.unit_id, second.begins, second.ends) == (
        7,
        "moved",
        9,
        "moved",
        "ended",
    )


def test_a_new_calendar_cuts_only_a_clock_that_runs_to_another_date() -> None:
    moved = told(Act.RECALCULATE_DUE, 400, "assigned", "assigned", due=1500)
    same = told(Act.RECALCULATE_DUE, 500, "assigned", "assigned")
    assert [span.due for span in spans_of(1, [received(), moved, same])] == [1000, 1500]


def test_a_filing_that_is_refused_or_withdrawn_was_never_received() -> None:
    filed = told(Act.FILE, 50, "", "submitted", filed=50, **BEGINNING)
    (refused,) = spans_of(1, [filed, told(Act.REFUSE, 60, "submitted", "refused_reception")])
    (dropped,) = spans_of(1, [filed, told(Act.ACCEPT_WITHDRAWAL, 60, "withdrawal_requested", "withdrawn")])
    assert (refused.stage, refused.ends, dropped.ends, dropped.outcome) == ("filed", "refused", "dropped", "")


def test_the_post_received_before_it_was_entered_and_that_is_a_late_entry() -> None:
    post = received(at=500)._replace(received=100)
    (span,) = spans_of(1, [post])
    late = lateness_of([post])
    assert (span.began, late.effect, late.known) == (100, 100, 500)
    assert not lateness_of([received()]).any


def test_what_was_entered_later_is_not_known_with_all_that_follows_it() -> None:
    events = [
        received(),
        told(Act.ASSIGN, 110, "transferred", "assigned", holder=6, known=900),
        told(Act.DRAFT, 120, "assigned", "drafted", known=120),
    ]
    assert known_of(events, 899) == events[:1] and known_of(events, 900) == events
