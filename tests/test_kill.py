# SPDX-License-Identifier: EUPL-1.2
"""Killing the server in the middle of its work, a few hundred times, and the database under it.

After every kill: what was acknowledged is there, to the last byte of its hash. In the end: nothing is half done,
no number is missing or given twice, every chain and every checkpoint holds.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from motcua.database import DURABLE, claimed, in_use, is_running
from motcua.settings.locations import Cluster, cluster

ROOT = Path(__file__).resolve().parent.parent
WORKER_KILLS = 220
SERVER_KILLS = 6
KILLED = -signal.SIGKILL
DATABASE_GONE = 3


@dataclass
class Site:
    """A durable database server of its own, and a database in it."""

    cluster: Cluster
    database: str

    @property
    def url(self) -> str:
        return self.cluster.url(database=self.database)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "MOTCUA_DATABASE_POOL": "0",
            "DJANGO_SETTINGS_MODULE": "motcua.settings.testing",
            "PYTHONPATH": str(ROOT / "src"),
        }

    def ask(self, sql: str) -> list[tuple]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(sql).fetchall()

    def command(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "motcua", *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def kill_server(self, how: signal.Signals) -> None:
        """SIGKILL to the main process, or SIGQUIT: shut down at once without writing anything more."""
        os.kill(int((self.cluster.folder / "postmaster.pid").read_text().split()[0]), how)
        until = time.monotonic() + 30
        while is_running(self.cluster):
            assert time.monotonic() < until, "the database server does not die"
            time.sleep(0.01)

    def start_server(self) -> None:
        """Starts the dead server; it goes on running, because the fixture uses it too."""
        with in_use(self.cluster, DURABLE):
            pass


@pytest.fixture
def site() -> Iterator[Site]:
    with claimed(cluster("kill-test"), "number") as number:
        own = cluster(f"kill-test-{number}")
        with in_use(own, DURABLE):
            name = f"kill_{os.getpid()}"
            with psycopg.connect(own.url(), autocommit=True) as connection:
                connection.execute(f"create database {name}")
            site = Site(own, name)
            yield site
            site.start_server()
            with psycopg.connect(own.url(), autocommit=True) as connection:
                connection.execute(f"drop database {name} with (force)")


@dataclass
class Stream:
    """The program under attack, and everything it ever acknowledged: code, sequence, act, hash."""

    process: subprocess.Popen[str]
    acknowledged: set[tuple[str, int, str, str]] = field(default_factory=set)

    def say(self, word: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def hear(self) -> list[str]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line.endswith("\n"), "the stream of acts ended by itself"
        return line.split()

    def go(self, seconds: float) -> None:
        self.say("go")
        time.sleep(seconds)

    def kill(self) -> int:
        """Kill the worker; how it ended (-9 when it was still at work)."""
        self.say("kill")
        while (line := self.hear())[0] == "ack":
            _, code, sequence, act, digest = line
            self.acknowledged.add((code, int(sequence), act, digest))
        assert line[0] == "ended"
        return int(line[1])


@pytest.fixture
def stream(site: Site) -> Iterator[Stream]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kill_stream"],
        env=site.environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    made = Stream(process)
    try:
        assert made.hear() == ["ready"]
        yield made
    finally:
        process.communicate(timeout=60)


@pytest.mark.longest
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(
    site: Site, stream: Stream, tmp_path: Path
) -> None:
    assert site.ask("select current_setting('fsync'), current_setting('synchronous_commit')") == [
        ("on", "on")
    ]
    rng = random.Random()  # noqa: S311  every run kills elsewhere
    server_kills = set(rng.sample(range(WORKER_KILLS), SERVER_KILLS))
    at_work = 0
    for number in range(WORKER_KILLS):
        stream.go(rng.uniform(0.01, 0.14))
        if number in server_kills:
            site.kill_server(rng.choice([signal.SIGKILL, signal.SIGQUIT]))
            assert stream.kill() in (KILLED, DATABASE_GONE)
            site.start_server()
        else:
            assert stream.kill() == KILLED
            at_work += 1
        nothing_lost(site, stream, kills=number + 1)
    assert at_work == WORKER_KILLS - SERVER_KILLS
    assert len(stream.acknowledged) > WORKER_KILLS / 2, "the worker hardly ever acted before it was killed"
    print(f"{WORKER_KILLS} kills, {len(stream.acknowledged)} acts acknowledged")
    nothing_half_done(site)
    no_number_twice_or_missing(site)
    everything_verifies(site, tmp_path)


def nothing_lost(site: Site, stream: Stream, kills: int) -> None:
    """Each kill may leave one act that was done and not acknowledged, no more."""
    kept = set(
        site.ask(
            "select d.code, e.sequence, e.act, e.hash from dossiers_event e "
            "join dossiers_dossier d on d.id = e.dossier_id"
        )
    )
    assert stream.acknowledged <= kept
    assert len(kept) <= len(stream.acknowledged) + kills


def nothing_half_done(site: Site) -> None:
    for name, sql in {
        "head": "select d.code from dossiers_dossier d left join lateral (select * from dossiers_event e "
        "where e.dossier_id = d.id order by sequence desc limit 1) e on true "
        "where (d.last_sequence, d.last_hash, d.state) is distinct from (e.sequence, e.hash, e.state_after)",
        "paper": "select d.code from dossiers_dossier d "
        "where (select count(*) from dossiers_paper p where p.dossier_id = d.id) <> 1",
        "receipt": "select d.code from dossiers_dossier d where (select count(*) from dossiers_letter l "
        "where l.dossier_id = d.id and l.role = 'receipt' and l.event_sequence = 1) <> 1",
        "originals": "select d.code from dossiers_dossier d join dossiers_paper p on p.dossier_id = d.id "
        "where (p.returned_at is not null) <> (d.state = 'returned_at_counter')",
        "numbered": "select code from dossiers_dossier where (result_number <> '') <> "
        "(state in ('sealed', 'result_ready', 'returned_at_counter'))",
    }.items():
        assert site.ask(sql) == [], name


def no_number_twice_or_missing(site: Site) -> None:
    codes = [code for (code,) in site.ask("select code from dossiers_dossier order by code")]
    days: dict[str, list[int]] = {}
    for code in codes:
        day, _, order = code.rpartition("-")
        days.setdefault(day, []).append(int(order))
    results = site.ask(
        "select split_part(result_number, '/', 1)::int from dossiers_dossier "
        "where result_number <> '' order by 1"
    )
    for orders in (*days.values(), [order for (order,) in results]):
        assert orders == list(range(1, len(orders) + 1))


def everything_verifies(site: Site, folder: Path) -> None:
    report = json.loads(site.command("audit", "verify", "--json"))
    assert report["ok"], report["broken"]
    assert report["checkpoints"] > 1
    site.command("audit", "export", "-o", str(folder / "log.jsonl.gz"))
    verifier = [sys.executable, str(ROOT / "verifier" / "verify_log.py"), str(folder / "log.jsonl.gz")]
    done = subprocess.run(verifier, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{report['events']} sự kiện" in done.stdout
