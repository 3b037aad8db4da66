# SPDX-License-Identifier: EUPL-1.2
"""Gives every test run a real PostgreSQL, and only when a test asks for the database.

One server serves all runs on this checkout at the same time; each process (each xdist worker too) claims a
number of its own and with it the name of its test database, so runs never meet.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from tests.migrated import copied, migrated

from motcua.settings.environment import Environment, environment
from motcua.settings.locations import cluster, data_dir

# No property is held against the clock: on a busy machine that would tell of the machine.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first; the order of all others stays as it was drawn."""
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)


@pytest.fixture(scope="session", autouse=True)
def letters_of_the_world() -> None:
    """Hypothesis' table of all letters, made before a property asks for it.

    On a new checkout making it takes more than a second. Inside a property that would count as its own slowness.
    """
    st.text().validate()


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """A running server; yields the name of this process's test database."""
    from motcua.database import FORGETFUL, claimed, in_use

    own = cluster("test-postgres")
    with claimed(own, "test-database") as number:
        name = f"test_motcua_{number}"
        if environment.text("DATABASE_URL"):
            yield name
            return
        with in_use(own, FORGETFUL):
            yield name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: str) -> None:
    from django.conf import settings

    url = environment.text("DATABASE_URL") or cluster("test-postgres").url()
    testing = settings.DATABASES["default"].setdefault("TEST", {})
    testing.update(NAME=database_server, TEMPLATE=migrated(url))


@pytest.fixture
def own_database(database_server: str) -> Iterator[str]:
    """Address of a database with all tables, for a command that runs as a process of its own."""
    url = environment.text("DATABASE_URL") or cluster("test-postgres").url()
    with copied(url, f"{database_server}_apart") as address:
        yield address


@pytest.fixture(scope="session")
def server_once_started() -> Iterator[Path]:
    """Folder of a durable server that was made, started and stopped: to copy, because making one takes seconds."""
    from motcua.database import in_use

    # Not in pytest's own folders: they are closed to the system user who runs the server for root.
    home = Path(tempfile.mkdtemp(dir=data_dir(), prefix="test-started-"))
    home.chmod(0o755)
    made = cluster("postgres", Environment({"MOTCUA_DATA_DIR": str(home)}))
    with in_use(made):
        pass
    yield made.folder
    for folder in {home, made.folder.parent}:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real input beside the checkout; the test is skipped where it is absent."""
    folder = environment.path("MOTCUA_SHARED_DATA") or Path(__file__).resolve().parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no real input at {folder}; set MOTCUA_SHARED_DATA")
    return folder


_KINDS = {"django_content_type", "auth_permission"}
"""What Django writes down about the models: the same after every test."""


@pytest.fixture(scope="session", autouse=True)
def emptying_of_tables() -> Iterator[None]:
    """How the test runner empties the tables after a transactional test.

    ⚡ Those with rows only, and row by row: to truncate one, its files and those of its indexes are made anew, and
    there are hundreds. Keys into other tables need no look, because everything goes (only a superuser can say so).
    Append-only tables refuse this: their triggers are off inside that one transaction of the test database, tests
    themselves meet them armed. What Django knows about the models stays, instead of being written anew each time.
    """
    from django.core.management.commands import flush
    from django.db.backends.postgresql.operations import DatabaseOperations

    def emptying(
        operations: DatabaseOperations, _style: Any, tables: list[str], **_options: Any
    ) -> list[str]:
        with operations.connection.cursor() as cursor:
            look = " union all ".join(
                f"select '{name}' where exists (select from {name})"  # noqa: S608  tables of the house
                for name in tables
                if name not in _KINDS
            )
            cursor.execute(look)
            filled = [name for (name,) in cursor.fetchall()]
            cursor.execute(
                "select tgrelid::regclass::text, tgname from pg_trigger where tgname like '%\\_append\\_only'"
            )
            armed = [(table, trigger) for table, trigger in cursor.fetchall() if table in filled]
            cursor.execute("select current_setting('is_superuser')")
            (superuser,) = cursor.fetchall()[0]
        return [
            *(["set local session_replication_role = replica"] if superuser == "on" else []),
            *(f"alter table {table} disable trigger {trigger}" for table, trigger in armed),
            *(f"delete from {table}" for table in filled),  # noqa: S608  as above
            "set constraints all immediate",  # what waits for the end would keep triggers as they are
            *(f"alter table {table} enable always trigger {trigger}" for table, trigger in armed),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", emptying)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_args, **_options: None)
        yield
