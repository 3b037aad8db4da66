# SPDX-License-Identifier: EUPL-1.2
"""Sign-in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy


class SignInForm(AuthenticationForm):
    """Name and password. Which of the two was wrong is told to nobody."""

    use_required_attribute = False
    error_messages = {
        "invalid_login": gettext_lazy(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi nhập lại."
        ),
        "inactive": gettext_lazy("Tài khoản đã ngừng hoạt động. Hãy liên hệ quản trị hệ thống."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = gettext_lazy("Tên đăng nhập")
        self.fields["password"].label = gettext_lazy("Mật khẩu")
        for field in self.fields.values():
            field.error_messages["required"] = gettext_lazy("Chưa điền ô này.")
