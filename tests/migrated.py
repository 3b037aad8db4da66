# SPDX-License-Identifier: EUPL-1.2
"""A database with every migration run, made once; the test databases of all processes are copies of it.

Running the migrations takes as long as hundreds of tests, copying their outcome takes less than a second.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
_KEPT = 3
"""Older ones are removed; another run on the same checkout may be copying one of these."""
_LOCK = 7_302_117


def migrated(url: str) -> str:
    """Name of the database on the server of `url` to copy. Raises CalledProcessError when a migration fails."""
    name = f"migrated_{_fingerprint()}"
    with closing(psycopg.connect(_beside(url, "postgres"), autocommit=True)) as server:
        server.execute("select pg_advisory_lock(%s)", [_LOCK])  # freed with the connection
        made = [row[0] for row in server.execute(_MADE).fetchall()]
        if name not in made:
            _make(server, url, name)
            for old in made[_KEPT - 1 :]:
                server.execute(sql.SQL("drop database {}").format(sql.Identifier(old)))
    return name


@contextmanager
def copied(url: str, name: str) -> Iterator[str]:
    """Address of a copy of that name on the server of `url`, every table without a row; gone afterwards."""
    made = sql.SQL("create database {} template {}").format(
        sql.Identifier(name), sql.Identifier(migrated(url))
    )
    gone = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    with closing(psycopg.connect(_beside(url, "postgres"), autocommit=True)) as server:
        server.execute(gone)  # what a run that was killed has left
        server.execute(made)
        try:
            yield _beside(url, name)
        finally:
            server.execute(gone)


_MADE = "select datname from pg_database where datname like 'migrated\\_%' order by oid desc"


def _make(server: psycopg.Connection[tuple[str]], url: str, name: str) -> None:
    half_made = f"half_{name}"
    server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(half_made)))
    server.execute(
        sql.SQL("create database {} template template0 encoding 'UTF8'").format(sql.Identifier(half_made))
    )
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env={
            **os.environ,
            "DATABASE_URL": _beside(url, half_made),
            "DJANGO_SETTINGS_MODULE": "motcua.settings.testing",
        },
        check=True,
    )
    server.execute(
        sql.SQL("alter database {} rename to {}").format(sql.Identifier(half_made), sql.Identifier(name))
    )


def _fingerprint() -> str:
    """What the migrations and the libraries that bring some of their own are made of."""
    digest = hashlib.sha256((ROOT / "requirements/dev.txt").read_bytes())
    helper = ROOT / "src/motcua/append_only.py"
    for file in [helper, *sorted((ROOT / "src").glob("motcua/*/migrations/*.py"))]:
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _beside(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
