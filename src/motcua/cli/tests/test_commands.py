# SPDX-License-Identifier: EUPL-1.2
import contextlib
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPMessage
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.migrated import copied

from motcua.bench.http import Browser
from motcua.cli import BENCHMARKS, COMMANDS, main
from motcua.database import FORGETFUL, in_use, is_running, program_folder, start_to_stay, stop_for_good
from motcua.settings.environment import Environment
from motcua.settings.locations import Cluster, cluster, data_dir


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=data_dir(), prefix="test-command-"))
    folder.chmod(0o755)
    yield folder
    stop_for_good(own_cluster(folder))
    shutil.rmtree(folder)


@pytest.fixture
def server(home: Path, server_once_started: Path) -> Cluster:
    """The server of the home, made and not running."""
    made = own_cluster(home)
    made.folder.parent.mkdir(exist_ok=True)
    subprocess.run(["cp", "-a", server_once_started, made.folder], check=True)
    return made


def own_cluster(home: Path) -> Cluster:
    return cluster("postgres", Environment({"MOTCUA_DATA_DIR": str(home)}))


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    path = os.pathsep.join(filter(None, [str(Path(__file__).resolve().parents[3]), kept.get("PYTHONPATH")]))
    return {**kept, "PYTHONPATH": path, "MOTCUA_DATA_DIR": str(home), **more}


def motcua(home: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "motcua", *arguments],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=120,
    )


def tables(url: str) -> list[str]:
    """Everything a database is made of but its rows."""
    dump = [program_folder() / "pg_dump", "--schema-only", url]
    told = subprocess.run(dump, capture_output=True, text=True, check=True).stdout
    return [line for line in told.splitlines() if not re.match(r"\\(un)?restrict ", line)]  # a random word


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def first_answer(port: int) -> tuple[int, HTTPMessage]:
    until = time.monotonic() + 90  # a busy machine is not a failure
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                return answer.status, answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


@pytest.mark.parametrize("name", [*COMMANDS, *(f"bench {name}" for name in BENCHMARKS)])
def test_every_command_in_the_table_loads(name: str) -> None:
    table = BENCHMARKS if name.startswith("bench ") else COMMANDS
    table[name.removeprefix("bench ")].load()


def test_an_unknown_command_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["deadlin"])
    assert left.value.code == 2
    assert "Có phải ý bạn là “deadline”?" in capsys.readouterr().err


def test_the_list_of_commands_does_not_wait_for_django(home: Path) -> None:
    code = "import sys, atexit; atexit.register(lambda: print('django' in sys.modules))\n"
    code += "from motcua.cli import main; main(['--help'])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(home), capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("False\n")


def test_a_named_error_is_a_message_not_a_traceback(home: Path) -> None:
    done = motcua(home, "manage", "check", DATABASE_URL="mysql://h/x")
    assert done.returncode == 1
    assert done.stderr.startswith("Lỗi: DATABASE_URL")
    assert "Traceback" not in done.stderr


def test_a_server_that_does_not_answer_is_named(home: Path) -> None:
    done = motcua(home, "serve", DATABASE_URL=f"postgresql://127.0.0.1:{free_port()}/x")
    assert done.returncode == 1, done.stderr
    assert "Không kết nối được cơ sở dữ liệu" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_named_with_a_way_out(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = motcua(home, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "đã có chương trình khác dùng" in done.stderr
    assert "--port" in done.stderr


def test_the_site_serves_from_nothing_and_leaves_nothing_running(home: Path, database_server: str) -> None:
    port = free_port()
    site = subprocess.Popen(
        [sys.executable, "-m", "motcua", "serve", "--port", str(port), "--workers", "1"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        status, headers = first_answer(port)
        assert status < 500
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert is_running(own_cluster(home))
        applied = motcua(home, "manage", "showmigrations", "--plan").stdout
        made = tables(own_cluster(home).url())
    finally:
        site.send_signal(signal.SIGTERM)
        output, _ = site.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}/" in output
    assert not is_running(own_cluster(home))
    assert re.search(r"\[X\]", applied)
    assert not re.search(r"\[ \]", applied)
    ordinary = cluster("test-postgres")  # a server of the same version, whatever the tests run on
    with in_use(ordinary, FORGETFUL), copied(ordinary.url(), f"{database_server}_ordinary") as url:
        assert made == tables(url)  # the quick way of a new database makes what Django's own way makes


def test_the_site_of_the_demonstration_opens_a_letter(home: Path, own_database: str) -> None:
    """The demonstration sets letters before it serves; a worker forked after that could set none."""
    port = free_port()
    site = subprocess.Popen(
        [sys.executable, "-m", "motcua", "demo", "--port", str(port)],
        env=environment(home, DATABASE_URL=own_database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        first_answer(port)
        with contextlib.closing(Browser(port, "hotich")) as officer:
            queue = officer.read("/hang-doi/").decode()
            dossier = re.search(r"/ho-so/[^/\"]+/", queue)
            assert dossier, queue
            letter = re.search(r"/ho-so/[^/\"]+/van-ban/\d+/", officer.read(dossier.group()).decode())
            assert letter
            paper = officer.read(letter.group())
        text = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
        assert f"127.0.0.1:{port}" in text  # the receipt names the site it was made on
    finally:
        os.killpg(site.pid, signal.SIGINT)  # what Ctrl+C does
        site.wait(timeout=9)  # before workers that did not listen are killed


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert left.value.code == 0
    return capsys.readouterr().out


def test_the_server_stays_until_it_is_stopped(
    server: Cluster, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert "Đang chạy" not in told(capsys, "database", "status")
    assert motcua(home, "database", "start").returncode == 0
    assert '"running": true' in told(capsys, "database", "status", "--json")
    assert told(capsys, "database", "url").strip() == server.url()
    told(capsys, "database", "stop")
    assert not is_running(server)


def test_two_first_commands_at_once_both_get_their_tables(home: Path) -> None:
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(motcua, home, "demo", "--check") for _ in range(2)]
    for done in (run.result() for run in both):
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["chain"]["ok"]


def test_a_database_that_dies_meanwhile_is_named(server: Cluster, home: Path) -> None:
    start_to_stay(server)
    script = (
        "import os, signal, sys\n"
        "from motcua.cli.environment import with_database\n"
        "from motcua.errors import MotCuaError\n"
        "from motcua.settings.locations import cluster\n"
        "try:\n"
        "    with with_database():\n"
        "        from django.db import connection\n"
        "        with connection.cursor() as cursor:\n"
        "            os.kill(int((cluster().folder / 'postmaster.pid').read_text().split()[0]), signal.SIGKILL)\n"
        "            cursor.execute('SELECT pg_sleep(60)')\n"
        "except MotCuaError as error:\n"
        "    sys.exit(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(home, DJANGO_SETTINGS_MODULE="motcua.cli.tests.roomless"),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr.splitlines()[-1] == "database_failed", done.stderr
