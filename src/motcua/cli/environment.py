# SPDX-License-Identifier: EUPL-1.2
"""What a command needs around it: the server running, Django ready, the tables up to date."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from pkgutil import iter_modules

import psycopg

from motcua.cli.migrating import make_tables
from motcua.database import DURABLE, in_use, revive
from motcua.errors import MotCuaError
from motcua.settings.environment import environment
from motcua.settings.locations import cluster

OLDEST_POSTGRESQL = 150_000
_MIGRATION_LOCK = 0x4D6F744375610001  # any number that nobody else uses; "MotCua" and 1


class DatabaseUnreachable(MotCuaError):
    """The server named by DATABASE_URL does not answer or refuses us."""

    code = "database_unreachable"


class DatabaseFailed(MotCuaError):
    """The database stopped, or refused to go on, in the middle of a command."""

    code = "database_failed"


class DatabaseNotUnicode(MotCuaError):
    """The database named by DATABASE_URL cannot hold Vietnamese."""

    code = "database_not_unicode"


class DatabaseTooOld(MotCuaError):
    """The server named by DATABASE_URL is older than the oldest version supported."""

    code = "database_too_old"


class MigrationsMissing(MotCuaError):
    """The tables are older than the program, and this command must not change them."""

    code = "migrations_missing"


@contextmanager
def with_server(settings: Mapping[str, str] = DURABLE) -> Iterator[None]:
    """The database server answers inside this block: the embedded one is started unless DATABASE_URL is given.

    `settings` are those of an embedded server that does not run yet. Raises a DatabaseError when it cannot start.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
    if environment.text("DATABASE_URL"):
        yield
        return
    with in_use(cluster(), settings):
        yield


def revive_server() -> None:
    """Start the embedded server again when it fell; never somebody else's. Raises a DatabaseError."""
    if not environment.text("DATABASE_URL"):
        revive(cluster())


@contextmanager
def with_database(*, migrate: bool = True, settings: Mapping[str, str] = DURABLE) -> Iterator[None]:
    """Inside this block (or the function so decorated) models work on tables that are up to date.

    ``migrate=False`` refuses outdated tables instead of changing them. Raises DatabaseUnreachable,
    DatabaseTooOld, DatabaseNotUnicode, MigrationsMissing, a DatabaseError of the embedded server, and
    DatabaseFailed when the server goes away or stays busy in the middle.
    """
    with with_server(settings):
        import django
        from django.db import InterfaceError, OperationalError

        _check_server()
        django.setup()
        try:
            _check_tables(migrate=migrate)
            yield
        except (InterfaceError, OperationalError) as error:
            raise DatabaseFailed(
                f"Cơ sở dữ liệu ngừng trả lời hoặc đang bận giữa chừng: {str(error).strip()}.",
                hint="Những gì đã báo xong vẫn còn; việc đang làm dở không được ghi. Hãy chạy lại lệnh này.",
            ) from error
        finally:
            disconnect()


def disconnect() -> None:
    """Closes this process's connections and pool, as must be before it forks and before the server stops."""
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _check_tables(*, migrate: bool) -> None:
    if not _unapplied():
        return
    if not migrate:
        raise MigrationsMissing(
            "Cơ sở dữ liệu chưa được nâng cấp theo bản phần mềm này.",
            hint="Hãy sao lưu rồi chạy: ./run manage migrate",
        )
    with taking_turns(_MIGRATION_LOCK):  # the second of two commands finds nothing left to do
        if _unapplied():
            make_tables()


@contextmanager
def taking_turns(lock: int) -> Iterator[None]:
    """Inside this block no other command holds the same number; waits as long as that takes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # making all tables takes longer than an act may wait
        cursor.execute("SELECT pg_advisory_lock(%s)", [lock])
        cursor.execute("RESET lock_timeout")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


def _check_server() -> None:
    # Asked without Django's pool, which would hide the reason behind a long wait.
    try:
        with psycopg.connect(environment.text("DATABASE_URL") or cluster().url(), connect_timeout=5) as probe:
            version = probe.info.server_version
            encoding = probe.info.parameter_status("server_encoding")
    except psycopg.Error as error:  # of an address with a word that libpq does not know, too
        raise DatabaseUnreachable(
            f"Không kết nối được cơ sở dữ liệu: {str(error).strip()}.",
            hint="Hãy kiểm tra DATABASE_URL và máy chủ PostgreSQL.",
        ) from error
    if version < OLDEST_POSTGRESQL:
        raise DatabaseTooOld(
            f"Máy chủ cơ sở dữ liệu là PostgreSQL {version // 10_000}, quá cũ.",
            hint="Hãy dùng PostgreSQL từ bản 15, hoặc bỏ DATABASE_URL để dùng máy chủ đi kèm.",
        )
    if encoding != "UTF8":
        raise DatabaseNotUnicode(
            f"Cơ sở dữ liệu dùng bảng mã {encoding}, không giữ được chữ tiếng Việt.",
            hint="Hãy tạo lại: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'.",
        )


def _unapplied() -> bool:
    """Whether a migration has not run. ⚡ By their names alone: to read them all takes longer than most commands."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connection).applied_migrations().keys()
    for app in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(app.label)
        folder = Path(app.path, "migrations")
        if module is None or not folder.is_dir():
            continue
        for _, name, is_package in iter_modules([str(folder)]):
            if not is_package and name[0] not in "_~" and (app.label, name) not in applied:
                return True
    return False
