# SPDX-License-Identifier: EUPL-1.2
"""Makes, starts and stops one embedded server.

Clients come in by the Unix socket only, and the server knows them by their system user (``peer``): there is
no open port and no password to lose. The program works as the role ``motcua``, which owns its database and
may create others for tests, but is no superuser.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psycopg

from motcua.database.errors import (
    FolderNameUnusable,
    FolderOfAnotherUser,
    FolderUnusable,
    ServerDidNotStart,
    SocketRefused,
    WrongVersion,
)
from motcua.database.filesystems import may_compress
from motcua.database.programs import Account, program_folder, server_account
from motcua.settings.locations import DATABASE, PORT, ROLE, Cluster

# Durability (fsync, synchronous_commit) stays at the server's own "on": what was acknowledged is on the disk.
DURABLE: Mapping[str, str] = {
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_connections": "100",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "Asia/Ho_Chi_Minh",
    "log_timezone": "Asia/Ho_Chi_Minh",
    "log_min_duration_statement": "1s",
    "log_line_prefix": "%m [%p] %d ",
}
# For tests only: the data are thrown away, so nothing waits for the disk.
FORGETFUL: Mapping[str, str] = {
    **DURABLE,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Tests roll back what they fill: counted in between, a table of thousands of rows is planned for as an empty one.
    "autovacuum": "off",
    "log_min_duration_statement": "-1",
}
# While tables are filled in bulk and nobody else works: what one transaction both empties and fills needs no log of
# its pages, they are on the disk before it ends. The next start takes the ordinary settings again.
LOADING: Mapping[str, str] = {
    **DURABLE,
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
    "shared_buffers": "512MB",
    "log_min_duration_statement": "-1",
}
_MARK = "motcua-ready"
_START_SECONDS = 120  # crash recovery after a power cut included
_LOG_BYTES = 10_000_000


def is_running(cluster: Cluster) -> bool:
    """Whether the server answers on its socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(cluster.socket_dir / f".s.PGSQL.{PORT}"))
        except OSError:
            return False
    return True


def ensure(cluster: Cluster, settings: Mapping[str, str] = DURABLE) -> None:
    """Makes sure that the server runs and has our role and database; makes its data folder first at need.

    The caller holds the start lock; whatever an earlier caller was killed in the middle of is completed here.
    Raises a DatabaseError that names the cause: disk, owner, version, socket, or the server's last words.
    """
    if is_running(cluster):
        _await_ready(cluster)
    else:
        _start(cluster, settings)
    mark = cluster.folder / _MARK
    if not mark.exists():
        _create_role_and_database(cluster)
        mark.touch()


def _await_ready(cluster: Cluster) -> None:
    """Waits while a server that somebody else started still recovers."""
    status = ""
    for _ in range(_START_SECONDS * 10):
        status = (cluster.folder / "postmaster.pid").read_text("ascii").strip().splitlines()[-1].strip()
        if status == "ready":
            return
        time.sleep(0.1)
    raise ServerDidNotStart("start", cluster.log, status)


def _start(cluster: Cluster, settings: Mapping[str, str]) -> None:
    _check_name(cluster.folder)
    account = server_account(cluster.folder)
    try:
        if not (cluster.folder / "PG_VERSION").exists():
            _initialise(cluster, account, durable=settings.get("fsync") != "off")
        _check_owner(cluster.folder, account)
        _check_version(cluster.folder)
        cluster.folder.chmod(0o700)  # the server refuses more, and a restored copy often has more
        _prepare_socket_dir(cluster, account)
        _configure(cluster, account, settings)
        _shorten_log(cluster.log)
    except OSError as error:
        raise FolderUnusable(cluster.folder, error) from error
    _launch(cluster, account)


def stop(cluster: Cluster) -> None:
    """Stops the server; sessions in the middle of a transaction are rolled back. No error when not running."""
    if not is_running(cluster):
        return
    account = server_account(cluster.folder)
    _run(
        "stop",
        cluster,
        account,
        ["pg_ctl", "-D", str(cluster.folder), "-m", "fast", "-w", "-t", "60", "stop"],
    )


def _check_name(folder: Path) -> None:
    # pg_ctl hands the path to a shell between double quotes.
    if bad := set('"$`\\\n') & set(str(folder)):
        raise FolderNameUnusable(folder, "".join(sorted(bad)))


def _initialise(cluster: Cluster, account: Account, *, durable: bool) -> None:
    # Made aside and moved into place: a power cut here leaves no half-made folder behind.
    aside = cluster.folder.with_name(f"{cluster.folder.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    _make_folders(aside.parent)
    aside.mkdir(mode=0o700)
    _give(aside, account)
    command = ["initdb", "-D", str(aside), "--username=postgres", "--encoding=UTF8", "--auth=peer"]
    # The server's own UTF-8 rules: the same everywhere, with no trust in the locales of the machine.
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    command += ["--data-checksums"] if durable else ["--no-sync"]
    _run("initdb", cluster, account, command)
    with (aside / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\ninclude = 'motcua.conf'\n")
    aside.rename(cluster.folder)


def _make_folders(folder: Path) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            path.chmod(0o755)  # whatever the umask: the server's system user passes through


def _give(path: Path, account: Account) -> None:
    if os.geteuid() == 0:
        os.chown(path, account.uid, account.gid)


def _check_owner(folder: Path, account: Account) -> None:
    owner = folder.stat().st_uid
    if owner == account.uid:
        return
    try:
        name = pwd.getpwuid(owner).pw_name
    except KeyError:
        name = str(owner)
    raise FolderOfAnotherUser(folder, name)


def _check_version(folder: Path) -> None:
    found = (folder / "PG_VERSION").read_text("ascii").strip()
    answer = subprocess.run(  # noqa: S603  no shell, a program of our own choice
        [program_folder() / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    own = answer.stdout.split()[2].split(".")[0]
    if found != own:
        raise WrongVersion(folder, found, own)


def _prepare_socket_dir(cluster: Cluster, account: Account) -> None:
    folder = cluster.socket_dir
    if folder == cluster.folder:
        return
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700)
            _give(folder, account)
    except OSError as error:
        raise SocketRefused(folder, error.strerror or str(error)) from error
    if folder.is_symlink() or folder.stat().st_uid != account.uid:
        raise SocketRefused(folder, "thuộc người dùng khác (owned by another user)")


def _configure(cluster: Cluster, account: Account, settings: Mapping[str, str]) -> None:
    """Writes what may change between starts: tuning, socket folder, who may come in."""
    own = {
        **settings,
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": f'"{cluster.socket_dir}"',
        "unix_socket_permissions": "0700",
    }
    if may_compress(cluster.folder):
        own["file_extend_method"] = "write_zeros"  # space that was only reserved would never be compressed
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in own.items()]
    _write(cluster.folder / "motcua.conf", lines, account)
    _write(cluster.folder / "pg_hba.conf", ["local all all peer map=motcua"], account)
    people = sorted({account.name, "root"})
    roles = ("postgres", ROLE)
    _write(
        cluster.folder / "pg_ident.conf",
        [f'motcua "{person}" {role}' for person in people for role in roles],
        account,
    )


def _write(path: Path, lines: list[str], account: Account) -> None:
    path.write_text("# Written at every start.\n" + "\n".join(lines) + "\n", encoding="utf-8")
    _give(path, account)


def _shorten_log(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


def _launch(cluster: Cluster, account: Account) -> None:
    command = [
        "pg_ctl",
        "-D",
        str(cluster.folder),
        "-l",
        str(cluster.log),
        "-w",
        "-t",
        str(_START_SECONDS),
        "start",
    ]
    _forget_dead_server(cluster)
    _run("start", cluster, account, command)


def _forget_dead_server(cluster: Cluster) -> None:
    """Removes left-over pid files that the server would take for those of a living one.

    That happens after the main process was killed, when its number now belongs to another program or to a
    zombie that nobody collects (containers without an init). Safe because the caller found the socket dead and
    no process works in the folder any more; without /proc the server judges for itself.
    """
    pid_files = (cluster.folder / "postmaster.pid", cluster.socket_dir / f".s.PGSQL.{PORT}.lock")
    if not any(path.exists() for path in pid_files) or not Path("/proc/self/cwd").exists():
        return
    # The children of a killed main process need a moment to notice and to let go of the shared memory.
    for _ in range(50):
        if not _processes_in(cluster.folder):
            for path in pid_files:
                path.unlink(missing_ok=True)
            return
        time.sleep(0.1)


def _processes_in(folder: Path) -> list[str]:
    return [
        entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit() and _works_in(entry, folder)
    ]


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").samefile(folder) and (process / "comm").read_text(
            "utf-8"
        ).strip() == "postgres"
    except OSError:
        return False  # ended meanwhile, a zombie, or somebody else's


def _create_role_and_database(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")


def _run(doing: str, cluster: Cluster, account: Account, command: list[str]) -> None:
    """Runs a server program as ``account``. Raises ServerDidNotStart with its last words."""
    root = os.geteuid() == 0
    # A file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open for ever.
    with tempfile.TemporaryFile() as output:
        size = cluster.log.stat().st_size if cluster.log.exists() else 0
        done = subprocess.run(  # noqa: S603  no shell, a program of our own choice
            [str(program_folder() / command[0]), *command[1:]],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            user=account.uid if root else None,
            group=account.gid if root else None,
            extra_groups=[] if root else None,
        )
        if done.returncode == 0:
            return
        output.seek(0)
        words = output.read().decode("utf-8", "replace")
    if cluster.log.exists():
        with cluster.log.open("rb") as log:
            log.seek(size)
            words += log.read().decode("utf-8", "replace")
    raise ServerDidNotStart(doing, cluster.log, words.strip())
