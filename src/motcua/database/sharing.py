# SPDX-License-Identifier: EUPL-1.2
"""Start or reuse: many programs share one embedded server, and the last one to leave stops it.

Two lock files, freed by the operating system even when a program is killed:

- ``start``: held alone while somebody starts or stops the server;
- ``users``: held together by everyone who uses it. Whoever can take it alone is the last.

A file ``keep`` says that an operator started the server to stay (``motcua database start``), a file ``stopped`` that
one stopped it under the programs that use it, which then must not start it again.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from motcua.database import server
from motcua.database.errors import FolderUnusable
from motcua.settings.locations import Cluster


@contextmanager
def in_use(cluster: Cluster, settings: Mapping[str, str] = server.DURABLE) -> Iterator[None]:
    """The server runs inside this block, however many programs share it. Raises a DatabaseError."""
    users = _open(cluster, "users")
    try:
        with exclusively(cluster, "start"):
            server.ensure(cluster, settings)
            _stopped(cluster).unlink(missing_ok=True)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with exclusively(cluster, "start"):
                fcntl.flock(users, fcntl.LOCK_UN)
                if not _keep(cluster).exists() and _nobody_else(users):
                    server.stop(cluster)
    finally:
        os.close(users)


def start_to_stay(cluster: Cluster) -> None:
    """Starts the server, or keeps the running one, until ``stop_for_good``."""
    with exclusively(cluster, "start"):
        server.ensure(cluster)
        _stopped(cluster).unlink(missing_ok=True)
        _keep(cluster).touch()


def stop_for_good(cluster: Cluster) -> None:
    """Stops the server now, also under programs that still use it."""
    with exclusively(cluster, "start"):
        _keep(cluster).unlink(missing_ok=True)
        server.stop(cluster)
        _stopped(cluster).touch()


def revive(cluster: Cluster) -> None:
    """Starts the server again that fell under the programs that use it, as a full disk makes it fall.

    Nothing happens while it runs, or when an operator stopped it. Raises a DatabaseError.
    """
    with exclusively(cluster, "start"):
        if not _stopped(cluster).exists():
            server.ensure(cluster)


@contextmanager
def claimed(cluster: Cluster, name: str, *, most: int = 64) -> Iterator[int]:
    """The lowest number below ``most`` that no other program holds under ``name``, for this block."""
    for number in range(most):
        descriptor = _open(cluster, f"{name}-{number}")
        if _nobody_else(descriptor):
            try:
                yield number
            finally:
                os.close(descriptor)
            return
        os.close(descriptor)
    raise RuntimeError(f"all {most} numbers of {name} are taken")


def _nobody_else(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def exclusively(cluster: Cluster, name: str) -> Iterator[None]:
    """Waits until no other program is inside a block of this ``name``."""
    descriptor = _open(cluster, name)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(cluster: Cluster, name: str) -> int:
    try:
        cluster.locks.mkdir(parents=True, exist_ok=True)
        return os.open(cluster.locks / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise FolderUnusable(cluster.locks, error) from error


def _keep(cluster: Cluster) -> Path:
    return cluster.locks / "keep"


def _stopped(cluster: Cluster) -> Path:
    return cluster.locks / "stopped"
