# SPDX-License-Identifier: EUPL-1.2
"""Connections that were lost are not lent; a transaction that cannot end says why."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from motcua.database.backend.base import DatabaseWrapper

pytestmark = pytest.mark.django_db(transaction=True)


def _own() -> DatabaseWrapper:
    """A wrapper of its own with a pool, beside that of the test."""
    options = {**connection.settings_dict["OPTIONS"], "pool": {"min_size": 1, "max_size": 1, "timeout": 5}}
    return DatabaseWrapper({**connection.settings_dict, "OPTIONS": options}, alias=connection.alias)


def _number(wrapper: Any) -> int:
    with wrapper.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _end(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [number])


def test_a_lost_connection_is_replaced_before_it_is_lent() -> None:
    pooled = _own()
    try:
        first = _number(pooled)
        pooled.close()
        assert _number(pooled) == first  # lent again
        pooled.close()
        _end(first)
        assert _number(pooled) != first
    finally:
        pooled.close()
        pooled.close_pool()


def test_a_server_that_said_something_harmless_keeps_its_connection() -> None:
    pooled = _own()
    try:
        first = _number(pooled)
        with pooled.cursor() as cursor:
            cursor.execute("listen motcua_test")
        pooled.close()
        with connection.cursor() as cursor:
            cursor.execute("notify motcua_test")
        assert _number(pooled) == first
    finally:
        pooled.close()
        pooled.close_pool()


def test_what_only_the_end_of_a_transaction_refuses_is_told_and_undone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table late (id int primary key deferrable initially deferred)")
    try:
        with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("insert into late values (1), (1)")
        assert isinstance(caught.value.__cause__, psycopg.errors.UniqueViolation)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from late")
            assert cursor.fetchone() == (0,)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("drop table late")


def test_a_transaction_whose_server_goes_away_does_not_end_well() -> None:
    pooled = _own()
    try:
        pooled.set_autocommit(False)
        number = _number(pooled)
        _end(number)
        with pytest.raises(OperationalError):
            pooled.commit()
    finally:
        pooled.close()
        pooled.close_pool()
