# SPDX-License-Identifier: EUPL-1.2
"""The brake on what anybody may press: what it counts, how long, and that nothing is lost between processes."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from motcua.accounts.models import CacheRow
from motcua.web.braking import Brake

BRAKE = Brake("trial", most=3, minutes=10)


@pytest.mark.django_db
def test_doors_are_counted_apart() -> None:
    for _ in range(3):
        assert not BRAKE.holds("key", "192.0.2.1")
        BRAKE.count("key", "192.0.2.1")
    assert BRAKE.holds("key", "192.0.2.1")
    assert not BRAKE.holds("key", "192.0.2.2")
    assert not Brake("another", most=3, minutes=10).holds("key", "192.0.2.1")


@pytest.mark.django_db
def test_further_presses_do_not_prolong_the_wait() -> None:
    BRAKE.count("key")
    until = CacheRow.objects.get().expires
    for _ in range(5):
        BRAKE.count("key")
    assert CacheRow.objects.get().expires == until
    CacheRow.objects.update(expires=timezone.now() - dt.timedelta(seconds=1))
    assert not BRAKE.holds("key")
    BRAKE.count("key")
    row = CacheRow.objects.get()
    assert row.expires > until - dt.timedelta(minutes=1)
    assert cache.get(row.cache_key.rpartition(":1:")[2]) == 1


@pytest.mark.django_db
def test_what_is_not_counted_cannot_grow() -> None:
    with pytest.raises(ValueError, match="nothing"):
        cache.incr("nothing")


@pytest.mark.django_db(transaction=True)
def test_no_press_is_lost_when_many_come_at_once() -> None:
    def press(_number: int) -> None:
        Brake("many", most=100, minutes=10).count("door")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, range(40)))
    assert Brake("many", most=40, minutes=10).holds("door")
    assert not Brake("many", most=41, minutes=10).holds("door")
