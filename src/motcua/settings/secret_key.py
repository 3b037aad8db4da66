# SPDX-License-Identifier: EUPL-1.2
"""The key that signs sessions and forms: made once, kept beside the data."""

import os
import secrets
from pathlib import Path

from motcua.settings.environment import ConfigurationError

_SHORTEST = 50


def secret_key(given: str, folder: Path) -> str:
    """``given`` when not empty, else the key kept in ``folder``, made at the first call (mode 0600).

    Raises ConfigurationError for a key under 50 characters and when the key cannot be kept.
    """
    key = given or _kept(folder / "secret-key")
    if len(key) < _SHORTEST:
        raise ConfigurationError(
            "Khóa bí mật MOTCUA_SECRET_KEY quá ngắn.",
            hint=f"Hãy dùng một chuỗi ngẫu nhiên từ {_SHORTEST} ký tự.",
        )
    return key


def _kept(path: Path) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
        return path.read_text("ascii").strip()
    except OSError as error:
        raise ConfigurationError(
            f"Không ghi hoặc đọc được khóa bí mật tại {path}: {error.strerror}.",
            hint="Hãy cấp quyền ghi cho thư mục này, giải phóng đĩa nếu đã đầy, hoặc đặt MOTCUA_DATA_DIR sang "
            "thư mục khác.",
        ) from error


def _make(path: Path) -> None:
    if path.exists():
        return
    # Written aside and linked into place, so that two first starts agree on one complete key.
    aside = path.with_name(f".secret-key.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(aside, path)
    except FileExistsError:
        return
    finally:
        aside.unlink()
