# SPDX-License-Identifier: EUPL-1.2
"""A rebuild beside a site that answers: it rests, tells how far it is, and gives way to one in a hurry."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from motcua.dossiers.tests.office import Office, open_office
from motcua.statistics import FiguresBehind, rebuilding
from motcua.statistics.checking import check
from motcua.statistics.position import remade
from motcua.statistics.rebuilding import Pace, rebuild
from motcua.statistics.tests.hearing import Hearing

pytestmark = pytest.mark.django_db(transaction=True)


class _Clock:
    """Stands still unless somebody moves it or rests."""

    def __init__(self) -> None:
        self.now, self.rests = 10.0, list[float]()

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.now += seconds


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    """Four dossiers, committed, each a portion of its own."""
    office = open_office()
    for _ in range(4):
        office.ready()
    monkeypatch.setattr(rebuilding, "SMALL_PORTION", 1)
    return office


def test_rest_is_in_proportion_to_work(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = _Clock()
    monkeypatch.setattr(rebuilding, "time", clock)
    pace, hurried = Pace(2.0), Pace()
    for worked in (0.5, 3.0):
        clock.now += worked
        pace()
        hurried()
    assert clock.rests == [1.0, 6.0]


def test_it_rests_after_each_portion_and_tells_how_far_it_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float] = []
    clock = _Clock()
    monkeypatch.setattr(rebuilding, "time", clock)
    done = rebuild(2, Hearing(lambda *_: told.append(remade() or 0.0)), rest=0.5)
    assert done.dossiers == 4
    assert len(clock.rests) > len(told) >= 4
    assert told == sorted(told) and told[0] < told[-1] == 1.0
    assert remade() is None
    assert check().ok


def test_it_gives_way_to_one_in_a_hurry(office: Office) -> None:
    found: list[rebuilding.Rebuilt] = []

    def hurried() -> None:
        try:
            found.append(rebuild())
        finally:
            connection.close()

    hurry = threading.Thread(target=hurried)

    def joined(dossiers: int, events: int, count: int) -> None:
        if dossiers == 1:
            hurry.start()
            for _ in range(200):
                if rebuilding._is_awaited():
                    return
                time.sleep(0.05)

    with pytest.raises(FiguresBehind):
        rebuild(progress=Hearing(joined), rest=0.01)
    hurry.join()
    assert found[0].dossiers == 3  # it goes on where the other stopped
    assert remade() is None and check().ok
