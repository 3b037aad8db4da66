# SPDX-License-Identifier: EUPL-1.2
"""Who stands behind what a command does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from motcua.organisations.actors import Actor


def acting(username: str | None) -> Actor:
    """The official of this user name with the positions of today; without a name the system itself."""
    from django.utils import timezone

    from motcua.organisations.actors import SYSTEM, actor_of
    from motcua.organisations.models import Person

    if username is None:
        return SYSTEM
    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise click.UsageError(
            f"Không có người dùng “{username}” đang hoạt động. Tên đăng nhập ở trang Người (Quản trị)."
        )
    return actor_of(person, timezone.localdate())
