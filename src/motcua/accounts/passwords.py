# SPDX-License-Identifier: EUPL-1.2
"""Rules for passwords that Django's own would tell in half-English."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.law.names import fold
from motcua.organisations.models import Person

_TOO_SIMILAR = 0.7


class NotLikeOneself:
    """Refuses a password that is nearly the name, the user name or the address of its person, accents aside."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises `ValidationError`."""
        if user is None:
            return
        wanted = fold(password)
        for own in (user.username, user.full_name, user.email):
            if own and SequenceMatcher(a=wanted, b=fold(own)).ratio() >= _TOO_SIMILAR:
                raise ValidationError(
                    _("Mật khẩu quá giống họ tên, tên đăng nhập hoặc thư điện tử của bạn."),
                    code="password_too_similar",
                )

    def get_help_text(self) -> str:
        """What the rule asks for."""
        return _("Mật khẩu không được giống họ tên, tên đăng nhập hoặc thư điện tử của bạn.")
