# SPDX-License-Identifier: EUPL-1.2
"""``motcua bench lifecycle``: whole lives through the acts, through HTTP, and the same rows as bare SQL."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import click
import psycopg
from psycopg import sql

from motcua.cli.environment import with_server
from motcua.errors import MotCuaError
from motcua.settings.environment import environment, for_child
from motcua.settings.locations import cluster

DATABASE = "motcua_bench"

_CLIENTS = 4
"""Who sends forms, for each worker of the site. A connection stays with the worker that took it: with half as many
clients, all forms on their way are now and then at one worker, and a processor has nothing to do."""


class BenchmarkFailed(MotCuaError):
    """A process of the measurement ended with an error."""

    code = "benchmark_failed"


@click.command
@click.option(
    "--seconds", default=10.0, show_default=True, type=click.FloatRange(1), help="Thời gian mỗi phép đo."
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 32), help="Số tiến trình cùng làm."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_lifecycle(seconds: float, workers: int, as_json: bool) -> None:
    """Đo số vòng đời hồ sơ trọn vẹn mỗi giây và so với SQL trần của cùng các dòng dữ liệu."""
    with with_server(), own_database(DATABASE) as url:
        _run(url, "prepare", seconds, 0)
        acts = _together(url, "acts", seconds, workers)
        bare = _together(url, "bare", seconds, workers)
        share = _finish(_start(url, "share", seconds, 0))
        with serving(url, workers) as port:
            http = _together(url, "http", seconds, _CLIENTS * workers, port)
    told = {
        "lives_per_second": round(acts, 1),
        "bare_lives_per_second": round(bare, 1),
        "ratio": round(acts / bare, 3),
        "http_lives_per_second": round(http, 1),
        "acts_per_life": 9,
        "workers": workers,
        "seconds": seconds,
        "statistics": share,
    }
    if as_json:
        click.echo(json.dumps(told))
        return
    for name, value in told.items():
        click.echo(f"{name:<24}{value}")


@contextmanager
def own_database(named: str) -> Iterator[str]:
    """An empty database on the server of the site, for a measurement; dropped before and afterwards."""
    given = environment.text("DATABASE_URL") or cluster().url()
    name = sql.Identifier(named)
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        server.execute(sql.SQL("create database {} template template0 encoding 'UTF8'").format(name))
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{named}"))
        finally:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(name))


@contextmanager
def serving(url: str, workers: int) -> Iterator[int]:
    """The site on a free port, served by `workers` processes, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "motcua", "serve", "--port", str(port), "--workers", str(workers)]
    server = subprocess.Popen(command, env=for_child(DATABASE_URL=url), stdout=subprocess.DEVNULL)  # noqa: S603  no shell, a program of our own choice
    try:
        _await(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise BenchmarkFailed("Trang web của phép đo không khởi động được.", hint="Hãy xem lỗi in ở trên.")


def _together(url: str, kind: str, seconds: float, workers: int, port: int = 0) -> float:
    """Lives a second of `workers` processes at the same time."""
    running = [_start(url, kind, seconds, number, port) for number in range(workers)]
    return sum(float(told["lives"]) / float(told["seconds"]) for told in map(_finish, running))


def _run(url: str, kind: str, seconds: float, number: int) -> None:
    process = _start(url, kind, seconds, number)
    if process.wait():
        raise BenchmarkFailed(f"Phép đo “{kind}” thất bại.", hint="Hãy xem lỗi in ở trên.")


def _start(url: str, kind: str, seconds: float, number: int, port: int = 0) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "motcua.cli.bench_worker", kind, str(seconds), str(number), str(port)]
    return subprocess.Popen(command, env=for_child(DATABASE_URL=url), stdout=subprocess.PIPE)  # noqa: S603  no shell, a program of our own choice


def _finish(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    output, _ = process.communicate()
    if process.returncode:
        raise BenchmarkFailed("Một tiến trình đo thất bại.", hint="Hãy xem lỗi in ở trên.")
    told: dict[str, Any] = json.loads(output)
    return told
