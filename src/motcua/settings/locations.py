# SPDX-License-Identifier: EUPL-1.2
"""Where things lie: the data folder and the addresses of the embedded databases.

Only computes paths; ``motcua.database`` makes and runs what lies there. The address of an embedded server
follows from its path alone, so settings can name it before it runs.
"""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from motcua.settings.environment import Environment, environment

ROLE = "motcua"
DATABASE = "motcua"
PORT = 5432  # names the socket file only; no TCP port is opened
# sun_path holds 108 bytes on Linux and 104 on macOS, closing zero included.
_LONGEST_SOCKET_PATH = 103
# Where root keeps what the database's own system user could not reach below a closed folder such as /root.
_ROOT_FALLBACK = Path("/var/lib/motcua")


def checkout() -> Path | None:
    """The folder of the source checkout, or None when installed as a package."""
    folder = Path(__file__).resolve().parents[3]
    return folder if (folder / "pyproject.toml").is_file() else None


def data_dir(env: Environment = environment) -> Path:
    """The folder of everything that must be kept (see MOTCUA_DATA_DIR)."""
    given = env.path("MOTCUA_DATA_DIR")
    if given is not None:
        return given
    here = checkout()
    return here / "var" if here else Path.home() / ".local" / "share" / "motcua"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where one embedded server keeps its data (``folder``), its socket, its log and its locks."""

    folder: Path
    socket_dir: Path

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def locks(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.locks")

    def url(self, database: str = DATABASE, role: str = ROLE) -> str:
        """libpq address over the Unix socket; the server knows the caller by its system user."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket_dir), safe='')}&port={PORT}"


def cluster(name: str = "postgres", env: Environment = environment) -> Cluster:
    """The embedded server ``name`` of this data folder.

    PostgreSQL refuses to run as root, so root runs it as another system user, who must be able to reach the
    data. Below a folder closed to others (``/root``, a private temporary folder) the data therefore go to
    ``/var/lib/motcua/<digest of the intended path>`` instead of opening that folder to everybody.
    """
    folder = data_dir(env) / name
    if os.geteuid() == 0 and not folder.exists() and not open_to_others(folder.parent):
        folder = _ROOT_FALLBACK / _digest(folder.parent) / name
    return Cluster(folder, _socket_dir(folder))


def open_to_others(path: Path) -> bool:
    """Whether any system user may pass through ``path`` and all folders above it (missing ones do not hinder)."""
    return all(
        bool(folder.stat().st_mode & stat.S_IXOTH) for folder in (path, *path.parents) if folder.exists()
    )


def _socket_dir(folder: Path) -> Path:
    short = len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= _LONGEST_SOCKET_PATH
    inside = short and "," not in str(folder)  # a comma parts two hosts in an address
    return folder if inside else Path(tempfile.gettempdir()) / f"motcua-{_digest(folder)}"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
