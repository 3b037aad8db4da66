# SPDX-License-Identifier: EUPL-1.2
import errno
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from motcua.database import (
    FORGETFUL,
    claimed,
    errors,
    in_use,
    is_running,
    revive,
    server,
    start_to_stay,
    stop_for_good,
)
from motcua.database.programs import Account
from motcua.settings.locations import Cluster, data_dir


@pytest.fixture
def nothing() -> Iterator[Cluster]:
    """Where a server will lie."""
    # Not tmp_path: that lies below a folder closed to the system user who runs the server for root.
    home = Path(tempfile.mkdtemp(dir=data_dir(), prefix="test-server-"))
    home.chmod(0o755)
    own = Cluster(home / "it's data", home / "it's data")
    yield own
    stop_for_good(own)
    shutil.rmtree(home)


@pytest.fixture
def cluster(nothing: Cluster, server_once_started: Path) -> Cluster:
    """A server that was started before and does not run now."""
    subprocess.run(["cp", "-a", server_once_started, nothing.folder], check=True)
    return nothing


def ask(cluster: Cluster, question: str) -> tuple[object, ...]:
    with psycopg.connect(cluster.url()) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row


def test_a_fresh_server_is_durable_closed_to_the_network_and_knows_vietnamese(nothing: Cluster) -> None:
    with in_use(nothing):
        assert ask(
            nothing,
            "SELECT current_setting('fsync'), current_setting('synchronous_commit'),"
            " current_setting('data_checksums'), current_setting('listen_addresses'),"
            " current_setting('server_encoding'), lower('ĐƯỜNG')",
        ) == ("on", "on", "on", "", "UTF8", "đường")
        assert ask(nothing, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user") == (
            False,
            True,
        )
    assert not is_running(nothing)


def test_an_existing_folder_starts_within_a_second(cluster: Cluster) -> None:
    seconds = []
    for _ in range(3):  # the best of three: another program may have the machine for a moment
        began = time.perf_counter()
        with in_use(cluster, FORGETFUL):
            seconds.append(time.perf_counter() - began)
    assert min(seconds) < 1


def test_a_killed_server_starts_again_with_what_was_committed(cluster: Cluster) -> None:
    start_to_stay(cluster)
    with psycopg.connect(cluster.url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    pid = int((cluster.folder / "postmaster.pid").read_text("ascii").splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    while is_running(cluster):
        time.sleep(0.01)
    start_to_stay(cluster)
    assert ask(cluster, "SELECT number FROM kept") == (7,)


def test_a_server_that_fell_is_started_again_but_not_one_that_was_stopped(cluster: Cluster) -> None:
    with in_use(cluster, FORGETFUL):
        revive(cluster)  # it runs: nothing happens
        os.kill(int((cluster.folder / "postmaster.pid").read_text("ascii").splitlines()[0]), signal.SIGKILL)
        while is_running(cluster):
            time.sleep(0.01)
        revive(cluster)
        assert ask(cluster, "SELECT 7") == (7,)
        stop_for_good(cluster)
        revive(cluster)
        assert not is_running(cluster)
    with in_use(cluster, FORGETFUL):
        assert ask(cluster, "SELECT 7") == (7,)


def test_a_full_disk_is_called_so() -> None:
    words = "FATAL: could not write lock file: No space left on device\n" + "x" * 3000
    told = errors.ServerDidNotStart("start", Path("server.log"), words)
    assert "Đĩa đã đầy: hãy giải phóng" in told.hint and len(told.message) < 2200
    assert "Đĩa" not in errors.ServerDidNotStart("start", Path("server.log"), "FATAL: x").hint


def test_a_folder_restored_with_wider_rights_starts_again(cluster: Cluster) -> None:
    cluster.folder.chmod(0o755)
    with in_use(cluster, FORGETFUL):
        assert ask(cluster, "SELECT 1") == (1,)


def test_pid_files_that_name_another_living_program_do_not_hinder(cluster: Cluster) -> None:
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        path = cluster.folder / name
        path.write_text(
            f"{os.getpid()}\n{cluster.folder}\n1\n5432\n{cluster.folder}\n\n1 1\nready\n", "ascii"
        )
        shutil.chown(path, cluster.folder.stat().st_uid)
    with in_use(cluster, FORGETFUL):
        assert ask(cluster, "SELECT 1") == (1,)


def test_the_last_user_stops_the_server_unless_it_was_started_to_stay(cluster: Cluster) -> None:
    with in_use(cluster, FORGETFUL):
        with in_use(cluster, FORGETFUL):
            pass
        assert is_running(cluster)
    assert not is_running(cluster)
    start_to_stay(cluster)
    with in_use(cluster, FORGETFUL):
        pass
    assert is_running(cluster)


def test_a_start_that_was_cut_short_leaves_nothing_in_the_way(nothing: Cluster) -> None:
    half_made = nothing.folder.with_name(f"{nothing.folder.name}.new")
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18")
    with in_use(nothing, FORGETFUL):
        assert ask(nothing, "SELECT 1") == (1,)


def test_a_first_start_that_was_cut_short_is_completed(cluster: Cluster) -> None:
    start_to_stay(cluster)
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE motcua")
    (cluster.folder / "motcua-ready").unlink()
    start_to_stay(cluster)
    assert ask(cluster, "SELECT 1") == (1,)


def test_data_of_another_major_version_are_refused(cluster: Cluster) -> None:
    (cluster.folder / "PG_VERSION").write_text("99\n")
    with pytest.raises(errors.WrongVersion, match="PostgreSQL 99"):
        start_to_stay(cluster)


def test_a_socket_folder_that_is_not_ours_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(errors.SocketRefused):
        start_to_stay(Cluster(cluster.folder, tmp_path / "link"))


def test_a_folder_that_cannot_be_made_is_named() -> None:
    with pytest.raises(errors.FolderUnusable, match="/proc/motcua"):
        start_to_stay(Cluster(Path("/proc/motcua/data"), Path("/proc/motcua/data")))


def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    stranger = Account("stranger", tmp_path.stat().st_uid + 1, 0)
    with pytest.raises(errors.FolderOfAnotherUser):
        server._check_owner(tmp_path, stranger)


@pytest.mark.parametrize("name", ['a"b', "a$b", "a`b", "a\\b"])
def test_a_path_that_a_shell_would_change_is_refused(nothing: Cluster, name: str) -> None:
    folder = nothing.folder.with_name(name)
    with pytest.raises(errors.FolderNameUnusable):
        server.ensure(Cluster(folder, folder))


def test_a_read_only_disk_is_called_so() -> None:
    error = errors.FolderUnusable(Path("/data"), OSError(errno.EROFS, "Read-only file system"))
    assert "đĩa chỉ đọc" in error.message
    assert "MOTCUA_DATA_DIR" in error.hint


def test_numbers_are_claimed_by_one_and_freed(nothing: Cluster) -> None:
    with claimed(nothing, "seat") as first:
        with claimed(nothing, "seat") as second:
            assert (first, second) == (0, 1)
        with claimed(nothing, "seat", most=2) as again:
            assert again == 1
            with pytest.raises(RuntimeError), claimed(nothing, "seat", most=2):
                pass
