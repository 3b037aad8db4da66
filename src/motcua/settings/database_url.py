# SPDX-License-Identifier: EUPL-1.2
"""Turns a libpq address into Django's database settings."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from motcua.settings.environment import ConfigurationError


def django_database(url: str, *, pool: int) -> dict[str, Any]:
    """Settings of one PostgreSQL database; ``pool`` is the most connections kept open, 0 for no pool.

    Query parameters of the address that libpq knows (``sslmode``, ``options`` …) are handed on.
    Raises ConfigurationError when the address is not one of PostgreSQL or names no database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ConfigurationError(
            "DATABASE_URL không phải là địa chỉ PostgreSQL.",
            hint="Hãy ghi theo mẫu postgresql://người_dùng:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu.",
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ConfigurationError(
            "DATABASE_URL thiếu tên cơ sở dữ liệu.", hint="Hãy thêm /tên vào cuối địa chỉ."
        )
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    port = query.pop("port", "") or str(parts.port or "")
    # An act waits this long for a row that somebody else holds, then says that it is busy.
    options: dict[str, Any] = {"application_name": "motcua", "options": "-c lock_timeout=5s", **query}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,  # the pool keeps connections; Django refuses both
    }
