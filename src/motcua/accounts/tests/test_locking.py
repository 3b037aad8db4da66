# SPDX-License-Identifier: EUPL-1.2
"""Locks and the shared cache with many at once: threads with connections of their own, and a process of its own."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache, caches
from django.db import connection, connections
from django.utils import timezone

from motcua.accounts import locking
from motcua.accounts.errors import SignInLocked
from motcua.accounts.log import COMMAND_LINE, record
from motcua.accounts.models import AccountEvent, AccountEventKind, SignInCount


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_no_way_around_the_lock() -> None:
    together = threading.Barrier(12)

    def attempt(_: int) -> bool:
        together.wait()
        try:
            locking.knock("somebody", timezone.now())
        except SignInLocked:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(12) as pool:
        let_through = sum(pool.map(attempt, range(12)))
    assert let_through == 5


@pytest.mark.django_db(transaction=True)
def test_one_name_can_sign_in_at_several_browsers_at_the_same_moment() -> None:
    together = threading.Barrier(4)

    def sign_in_again_and_again(_: int) -> int:
        together.wait()
        let_in = 0
        try:
            for _turn in range(40):
                try:
                    locking.knock("somebody", timezone.now())
                except SignInLocked:
                    continue  # the tries of the other three count as well
                finally:
                    locking.succeeded("somebody")
                let_in += 1
        finally:
            connections.close_all()
        return let_in

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(sign_in_again_and_again, range(4))) > 0
    assert not SignInCount.objects.exists()


# Another worker of the site: it has its own memory and the same database.
OTHER = """
import os, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["NAME_OF_DATABASE"]
django.setup()
from django.core.cache import cache, caches
print(cache.get("told-to-all"), caches["process"].get("told-to-all"))
cache.set("answer", 8, 60)
from motcua.accounts import locking
from django.utils import timezone
print(locking.locked_until("somebody", timezone.now()) is not None)
"""


@pytest.mark.django_db(transaction=True)
def test_all_processes_count_together() -> None:
    cache.set("told-to-all", 7, 60)
    caches["process"].set("told-to-all", 7, 60)
    for _ in range(5):
        locking.knock("somebody", timezone.now())
    other = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OTHER],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "motcua.settings.testing",
            "NAME_OF_DATABASE": connection.settings_dict["NAME"],
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert other.stdout.split() == ["7", "None", "True"], other.stderr
    assert cache.get("answer") == 8


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "update accounts_accountevent set kind = 'signed_in'",
        "delete from accounts_accountevent",
        "truncate accounts_accountevent",
    ],
)
def test_what_happened_is_never_changed(change: str) -> None:
    from django.db import DatabaseError, transaction

    record(AccountEventKind.SIGN_IN_FAILED, None, COMMAND_LINE, timezone.now())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("set constraints all immediate")
        cursor.execute(change)
    assert AccountEvent.objects.count() == 1
