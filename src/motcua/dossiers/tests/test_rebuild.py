# SPDX-License-Identifier: EUPL-1.2
"""After every act of any life: the chain verifies, the row is what its events tell, refusals leave nothing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.dossiers.audit import current, differences, rebuilt, verify
from motcua.dossiers.log import plain
from motcua.dossiers.models import (
    ClockInterval,
    Consultation,
    Dossier,
    Event,
    Letter,
    NumberSeries,
    Paper,
    SupplementRequest,
)
from motcua.dossiers.performing import TRACKED
from motcua.dossiers.tests.office import Office
from motcua.dossiers.tests.random_life import PERFORM, Life
from motcua.law.statuses import SETTLED, State
from motcua.law.transitions import Act

STEPS = 12
LIVES = 150  # at most; fewer when every act was met
# A dossier is closed as incomplete only where the rules give a time to complete it; the standard ones give none.
WITHOUT_SPECIAL_RULES = set(PERFORM) - {Act.CLOSE_INCOMPLETE}
TABLES = (Dossier, Event, Letter, Paper, ClockInterval, SupplementRequest, Consultation, NumberSeries)


def everything() -> list[list[tuple[str]]]:
    """Every row of every table, whole, as the database itself writes it down."""
    with connection.cursor() as cursor:
        return [
            cursor.execute(f"select t::text from {table._meta.db_table} t order by id").fetchall()  # noqa: S608
            for table in TABLES
        ]


def check(life: Life) -> None:
    dossier = life.dossier
    events = list(dossier.events.order_by("sequence"))
    assert [event.act for event in events] == [done.event.act for done in life.performed]
    told = rebuilt(event.data["changes"] for event in events)
    assert differences(current([dossier.pk])[dossier.pk], told) == []
    assert {name: plain(getattr(dossier, name)) for name in TRACKED} == {**dict.fromkeys(TRACKED), **told}
    report = verify(dossier=dossier.code)
    assert report.ok and report.events == len(events), report.broken
    assert (dossier.due_current is None) == (dossier.received_at is None) == (dossier.due_original is None)
    assert (dossier.ended_at is not None) == (State(dossier.state) in SETTLED)
    assert (dossier.paused_since is not None) == dossier.intervals.filter(ended_at__isnull=True).exists()
    assert all(before.state_after == after.state_before for before, after in pairwise(events))
    assert events[-1].state_after == dossier.state


def live(life: Life, steps: int) -> None:
    life.begin()
    check(life)
    for _ in range(steps):
        before, done = everything(), len(life.performed)
        if not life.step():
            break
        if len(life.performed) == done:
            assert everything() == before, life.refused[-1]
        else:
            check(life)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_life_can_be_told_from_its_events(office: Office, data: st.DataObject) -> None:
    with transaction.atomic():
        live(Life(office, lambda options: data.draw(st.sampled_from(options))), STEPS)
        transaction.set_rollback(True)


def test_lives_that_seek_what_was_seldom_done_meet_every_act(office: Office) -> None:
    rng = random.Random(20260309)  # noqa: S311
    chosen: Counter[Act] = Counter()
    met: set[Act] = set()

    def choose(options: Sequence[Any]) -> Any:
        if not isinstance(options[0], tuple):
            return rng.choice(options)
        seldom = min(options, key=lambda option: (option[0] in met, chosen[option[0]], rng.random()))
        chosen[seldom[0]] += 1
        return seldom

    for _ in range(LIVES):
        life = Life(office, choose)
        life.begin()
        for _ in range(60):
            if not life.step():
                break
        met |= {Act(done.event.act) for done in life.performed}
        if met >= WITHOUT_SPECIAL_RULES:
            break
    assert met >= WITHOUT_SPECIAL_RULES
    report = verify()
    assert report.ok, report.broken
    assert report.events == Event.objects.count()


def test_a_row_edited_past_the_acts_is_found(office: Office) -> None:
    dossier = office.assigned()
    with connection.cursor() as cursor:
        cursor.execute(
            "update dossiers_dossier set due_current = due_current + interval '1 day' where id = %s",
            [dossier.pk],
        )
    (broken,) = verify().broken
    assert (broken.kind, broken.dossier) == ("row", dossier.code)
    assert "due_current" in broken.message
