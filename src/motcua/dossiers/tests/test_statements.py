# SPDX-License-Identifier: EUPL-1.2
"""Prepared statements behave as Django's own do: values, errors, transactions, whoever listens."""

from __future__ import annotations

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office
from motcua.organisations.models import Person, Unit
from motcua.statements import Statement, find, find_with

_ECHO = Statement(
    "select %s::text, %s::bigint, %s::boolean, %s::numeric, %s::timestamptz, %s::date, %s::time, "
    "%s::bigint[], %s::text[], %s::text"
)
_MOMENT = dt.datetime(2026, 3, 9, 8, 15, 0, 123456, tzinfo=dt.UTC)
_VALUES: list[Any] = [
    *("Thủ tục “%s” $1 'x' \\", -(2**40), True, Decimal("3.000"), _MOMENT, dt.date(2026, 3, 9)),
    *(dt.time(15, 0), [1, 2], ["a,b", '{"c"}', ""], None),
]


@pytest.mark.django_db
def test_every_kind_of_value_comes_back_as_it_went() -> None:
    assert _ECHO.one(_VALUES) == tuple(_VALUES)
    assert _ECHO.one(_VALUES) == tuple(_VALUES)  # prepared by now


@pytest.mark.django_db
def test_rows_nothing_and_how_many() -> None:
    series = Statement("select number from generate_series(1, %s) number")
    assert series.rows([3]) == [(1,), (2,), (3,)]
    assert series.rows([0]) == []
    assert series.one([0]) is None
    assert Statement("update organisations_unit set name = name where id = %s").changed([-1]) == 0


@pytest.mark.django_db
def test_find_reads_what_the_model_reads(office: Office) -> None:
    dossier = office.assigned()
    assert vars_of(find(Dossier, code=dossier.code)) == vars_of(Dossier.objects.get(pk=dossier.pk))
    assert vars_of(find(Unit, id=office.section.pk)) == vars_of(Unit.objects.get(pk=office.section.pk))
    assert find(Person, id=2**62) is None


@pytest.mark.django_db
def test_what_foreign_keys_name_comes_in_the_same_statement(office: Office) -> None:
    related = ("holder", "holder_unit", "applicant", "submitted_by")
    for dossier in (office.assigned(), office.received()):  # the second is held by nobody
        read = Dossier.objects.select_related(*related).get(pk=dossier.pk)
        with CaptureQueriesContext(connection) as asked:
            found = find_with(Dossier, related, code=dossier.code)
            assert found is not None
            assert vars_of(found) == vars_of(read)
            for name in related:
                one, other = getattr(found, name), getattr(read, name)
                assert (one is None) is (other is None)
                assert one is None or vars_of(one) == vars_of(other)
        assert len(asked) == 1
    assert find_with(Dossier, related, code="không có") is None


def vars_of(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.django_db
def test_errors_are_those_of_django() -> None:
    divided = Statement("select 1 / %s::int")
    with pytest.raises(DataError), transaction.atomic():
        divided.one([0])
    with pytest.raises(DataError), transaction.atomic():
        Statement("select %s::text").one(["a\x00b"])
    clash = Statement("insert into organisations_unit (code) values (%s)")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        clash.changed(["x"])
    assert isinstance(caught.value.__cause__, psycopg.errors.NotNullViolation)
    assert divided.one([1]) == (1,)


@pytest.mark.django_db
def test_a_broken_transaction_takes_no_statement() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            _ECHO.one(_VALUES)


@pytest.mark.django_db(transaction=True)
def test_it_is_part_of_the_transaction_around_it() -> None:
    inside = Statement("select pg_current_xact_id()::text")
    with transaction.atomic():
        first = inside.one([])
        with connection.cursor() as cursor:
            cursor.execute("select pg_current_xact_id()::text")
            assert cursor.fetchone() == first
    assert inside.one([]) != first
    write = Statement("insert into organisations_person (username, full_name, password, email, name_key, "
                      "is_active, is_made_up) values (%s, '', '', '', '', true, true)")  # fmt: skip
    with pytest.raises(RuntimeError), transaction.atomic():
        write.changed(["ai-đó"])
        raise RuntimeError
    assert not Person.objects.filter(username="ai-đó").exists()
    assert write.changed(["ai-đó"]) == 1
    assert Person.objects.filter(username="ai-đó").exists()


@pytest.mark.django_db(transaction=True)
def test_the_first_statement_of_a_transaction_begins_it() -> None:
    divided = Statement("select 1 / %s::int, now()")
    for divisor in (1, 0, 1):  # new to the connection, refused, well known
        with pytest.raises(DataError) if divisor == 0 else nullcontext(), transaction.atomic():
            answer = divided.one([divisor])
            assert answer is not None
            assert _ECHO.one(_VALUES) == tuple(_VALUES)
            assert divided.one([1]) == answer  # one moment: still the same transaction
    with transaction.atomic():
        assert _ECHO.one(_VALUES) == tuple(_VALUES)
    with transaction.atomic():
        assert Statement("update organisations_unit set name = name where id = %s").changed([-1]) == 0


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_a_row_does_not_hold_up_who_has_it() -> None:
    Unit.objects.create(code="t", name="t", name_key="t", kind="section", effective_from=dt.date(2026, 1, 1))
    lock = Statement("select name from organisations_unit where code = %s for update")
    waiting = Statement(
        "select count(*) from pg_locks where not granted and transactionid = pg_current_xact_id()::xid"
    )

    def wait_for_it() -> Any:
        try:
            with transaction.atomic():
                return lock.one(["t"])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Unit.objects.filter(code="t").update(name="mới")
            other = pool.submit(wait_for_it)
            until = time.monotonic() + 4  # locks are waited for no longer than five seconds
            while waiting.one([]) == (0,) and time.monotonic() < until:
                time.sleep(0.01)
            assert waiting.one([]) == (1,)
        assert other.result(timeout=10) == ("mới",)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("around", [nullcontext, transaction.atomic], ids=["alone", "first of a transaction"])
def test_a_lost_connection_is_an_operational_error_and_the_next_one_works(around: Any) -> None:
    ask = Statement("select pg_backend_pid()")
    row = ask.one([])
    assert row is not None
    with psycopg.connect(**_parameters()) as other:
        other.execute("select pg_terminate_backend(%s, 5000)", row)
    with pytest.raises(OperationalError), around():
        ask.one([])
    connection.close()
    with around():
        assert ask.one([]) not in (None, row)


def _parameters() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "user", "password", "host", "port") if name in given}


@pytest.mark.django_db
def test_whoever_counts_or_listens_hears_it() -> None:
    told: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        told.append(sql)
        return execute(sql, params, many, context)

    ask = Statement("select %s::text")
    with CaptureQueriesContext(connection) as captured, connection.execute_wrapper(listen):
        assert ask.one(["có"]) == ("có",)
    assert told == ["select %s::text"]
    assert [query["sql"] for query in captured] == ["select 'có'::text"]
