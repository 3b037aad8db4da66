# SPDX-License-Identifier: EUPL-1.2
"""Turns a libpq address into Django's database settings."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from motcua.settings.environment import ConfigurationError

_PATTERN = "Hãy ghi theo mẫu postgresql://người_dùng:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu."


def django_database(url: str, *, pool: int) -> dict[str, Any]:
    """Settings of one PostgreSQL database; ``pool`` is the most connections kept open, 0 for no pool.

    Query parameters of the address that libpq knows (``sslmode``, ``options`` …) are handed on.
    Raises ConfigurationError when the address is not one of PostgreSQL or names no database.
    """
    parts, named_port = _taken_apart(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ConfigurationError(
            "DATABASE_URL không phải là địa chỉ PostgreSQL.",
            hint=_PATTERN,
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ConfigurationError(
            "DATABASE_URL thiếu tên cơ sở dữ liệu.", hint="Hãy thêm /tên vào cuối địa chỉ."
        )
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    port = query.pop("port", "") or named_port
    # An act waits this long for a row that somebody else holds, then says that it is busy.
    options: dict[str, Any] = {"application_name": "motcua", "options": "-c lock_timeout=5s", **query}
    if pool:
        # A server that was restarted is found again within seconds: the pool gives up a series of attempts
        # (which it would space out further and further) and begins anew with the next request.
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 5, "reconnect_timeout": 4}
    return {
        "ENGINE": "motcua.database.backend",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,  # the pool keeps connections; Django refuses both
        "CONN_HEALTH_CHECKS": False,  # the backend looks at each before lending it
    }


def _taken_apart(url: str) -> tuple[SplitResult, str]:
    try:
        parts = urlsplit(url)
        return parts, str(parts.port or "")
    except ValueError as error:  # a port that is no number, brackets that do not close
        raise ConfigurationError(f"DATABASE_URL sai cú pháp: {error}.", hint=_PATTERN) from error
