# SPDX-License-Identifier: EUPL-1.2
"""The shared cache does what Django's own does, with one statement each."""

import time

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from motcua.accounts import cache as shared
from motcua.accounts.models import CacheRow

pytestmark = pytest.mark.django_db


def test_it_keeps_adds_touches_and_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_TIDIED_EVERY", 10**9)
    cache.set("a", {"đủ": [1, None]}, 60)
    assert cache.get("a") == {"đủ": [1, None]}
    assert not cache.add("a", 2, 60)
    assert cache.add("b", 2, 60)
    assert cache.get_many(["a", "b", "c"]) == {"a": {"đủ": [1, None]}, "b": 2}
    cache.set("b", 3, None)
    assert cache.get("b") == 3
    assert cache.touch("b", 60) and not cache.touch("c", 60)
    cache.delete("b")
    assert cache.get("b", "gone") == "gone"
    cache.set("short", 1, 0.01)
    time.sleep(0.05)
    assert cache.add("short", 2, 60), "what is over does not stand in the way"
    assert cache.get("short") == 2


def test_one_statement_each(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "_TIDIED_EVERY", 10**9)
    for work in (lambda: cache.set("a", 1, 60), lambda: cache.add("a", 1, 60), lambda: cache.get("a")):
        with django_assert_num_queries(1):
            work()


def test_what_is_over_leaves_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_TIDIED_EVERY", 1)
    with connection.cursor() as cursor:
        cursor.execute("insert into accounts_cacherow values ('old', '', now() - interval '1 hour')")
    cache.set("a", 1, 60)
    assert [row.cache_key for row in CacheRow.objects.all()] == [":1:a"]
