# SPDX-License-Identifier: EUPL-1.2
"""The settings without a room: a database has no table to wait for."""

from motcua.settings import *  # noqa: F403

INSTALLED_APPS: list[str] = []
