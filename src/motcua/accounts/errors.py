# SPDX-License-Identifier: EUPL-1.2
"""Why something about an account was refused."""

import datetime as dt

from django.utils import timezone

from motcua.errors import MotCuaError


class SignInLocked(MotCuaError):
    """Too many wrong passwords for this name, whether anybody has it or not."""

    code = "sign_in_locked"

    def __init__(self, until: dt.datetime) -> None:
        super().__init__(
            f"Đã nhập sai nhiều lần nên tên đăng nhập này tạm khóa đến {timezone.localtime(until):%H:%M}.",
            hint="Hãy đợi đến giờ đó rồi thử lại, hoặc nhờ quản trị hệ thống mở khóa.",
        )
        self.until = until


class UsernameRefused(MotCuaError):
    """The name cannot be one to sign in with, or somebody has it already."""

    code = "username_refused"


class PersonUnknown(MotCuaError):
    """Nobody signs in with this name."""

    code = "person_unknown"


class UnknownRole(MotCuaError):
    """The settings demand a second factor of a role that does not exist."""

    code = "unknown_role"
