# SPDX-License-Identifier: EUPL-1.2
"""``motcua serve``: the site on this machine."""

import ctypes
import errno
import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from motcua.cli.environment import disconnect, with_database
from motcua.cli.preloading import keep_loaded, load_site
from motcua.errors import MotCuaError
from motcua.settings.environment import environment

APPLICATION = "motcua.settings.wsgi:application"
_PR_SET_PDEATHSIG = 1
CHECKPOINT_MINUTES = 10
TEND_MINUTES = 5
READ_MINUTES = 0.05  # somebody waits in front of a page for their plan to be read
FOLD_MINUTES = 0.5
_THREADS = 4  # per worker; measured best for synchronous Django on two cores


class PortTaken(MotCuaError):
    """Another program already listens on the port."""

    code = "port_taken"


class HostUnknown(MotCuaError):
    """The name or address to listen on means nothing on this machine."""

    code = "host_unknown"


@click.command
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng.")
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình phục vụ."
)
def serve_command(host: str, port: int, workers: int) -> None:
    """Phục vụ trang web cho tới khi bấm Ctrl+C."""
    host = address_of(host)
    check_port(host, port)
    # Somebody else's server is upgraded by its operator, at a moment of his choice.
    with with_database(migrate=not environment.text("DATABASE_URL")):
        serve(host, port, workers)


def serve(host: str, port: int, workers: int) -> None:
    """Serves until interrupted; the caller has made the database ready. Raises PortTaken."""
    check_port(host, port)
    prepare_static_files()
    load_site()
    keep_loaded()
    disconnect()  # the workers are forked and must not share a connection
    os.register_at_fork(after_in_child=_follow_parent)
    with _beside():
        _serve_until_interrupted(host, port, workers)


@contextmanager
def _beside() -> Iterator[None]:
    """While the site is served, other processes do what comes up every few minutes.

    One binds the event log by a checkpoint, one sends mails and tidies up, one reads plans, one brings figures
    forward. A pause between rounds is theirs to keep.
    """
    with (
        _every(CHECKPOINT_MINUTES, "audit", "checkpoint"),
        _every(TEND_MINUTES, "tend"),
        _every(READ_MINUTES, "plan", "work"),
        _every(FOLD_MINUTES, "statistics", "fold", "--gently"),
    ):
        yield


@contextmanager
def _every(minutes: float, *command: str) -> Iterator[None]:
    """Run `motcua <command> --every <minutes>` beside the site, and end it with the site."""
    arguments = [sys.executable, "-m", "motcua", *command, "--every", str(minutes)]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, preexec_fn=_stand_back) as beside:  # noqa: S603  no shell, a program of our own choice
        try:
            yield
        finally:
            beside.terminate()


def _stand_back() -> None:
    """Leaves the processors to those who serve pages."""
    os.nice(10)


def _serve_until_interrupted(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    click.echo(f"Một Cửa: http://{host}:{port}/  (bấm Ctrl+C để dừng)")
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def address_of(host: str) -> str:
    """The network address of a host name, version 4 first: the server itself knows no names. Raises HostUnknown."""
    try:
        found = sorted(socket.getaddrinfo(host or "?", None, type=socket.SOCK_STREAM))
    except (OSError, ValueError) as error:  # a name that cannot even be asked for
        raise HostUnknown(
            f"Không có địa chỉ nào tên “{host}”.",
            hint="Ví dụ: --host 127.0.0.1, hoặc --host 0.0.0.0 cho mọi nơi.",
        ) from error
    return str(found[0][4][0])


def check_port(host: str, port: int) -> None:
    """Raises PortTaken when the port cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = "đã có chương trình khác dùng" if error.errno == errno.EADDRINUSE else error.strerror
            raise PortTaken(
                f"Không mở được cổng {port} trên {host}: {reason}.",
                hint=f"Hãy dừng chương trình kia hoặc thêm lựa chọn cổng khác, ví dụ: --port {port + 1}",
            ) from error


def _follow_parent() -> None:
    """This process ends when the main process says so or is killed, and at no other time.

    Ctrl+C reaches every process of the terminal's group. A worker that heard it there and from the main process as
    well now and then heard neither, and stopping the site took ten seconds. Killed alone, the main process would
    leave its workers behind holding the port: Linux is asked to end them.
    """
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def prepare_static_files() -> None:
    """Collects scripts, styles and fonts under hashed names; does nothing when none has changed."""
    from django.conf import settings
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / ".made-from"
    print_of_sources = _fingerprint()
    if mark.is_file() and mark.read_text("ascii") == print_of_sources:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(print_of_sources, "ascii")


def _fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = os.stat(storage.path(name))
            digest.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
