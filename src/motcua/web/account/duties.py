# SPDX-License-Identifier: EUPL-1.2
"""Whoever must change a password or set up a second factor does that before anything else.

What is left to do stands in the session since sign-in, so asking costs no query.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.accounts.duties import Duty
from motcua.accounts.listening import DUTY

_ALWAYS = frozenset({"sign_in", "account_login", "sign_out", "lookup", "account_reauthenticate"})
_SECOND_FACTOR = frozenset(
    {
        *("choose_second_factor", "mfa_activate_totp", "totp_picture", "mfa_add_webauthn"),
        *("mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    }
)
_PAGES = {Duty.PASSWORD: "account_change_password", Duty.SECOND_FACTOR: "choose_second_factor"}
_ALLOWED = {Duty.PASSWORD: frozenset({"account_change_password"}), Duty.SECOND_FACTOR: _SECOND_FACTOR}


class DutiesFirst:
    """Middleware: leads to the page of the duty, from every page that is not needed to fulfil it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, keywords: Any
    ) -> HttpResponse | None:
        """The redirection, or None when nothing is to be done first."""
        word = request.session.get(DUTY) if request.user.is_authenticated else None
        if word is None:
            return None
        duty = Duty(word)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in _ALWAYS or name in _ALLOWED[duty]:
            return None
        if duty is Duty.PASSWORD:
            messages.warning(request, _("Mật khẩu này chỉ dùng một lần. Hãy đặt mật khẩu của riêng bạn."))
        else:
            messages.warning(
                request, _("Vị trí của bạn phải đăng nhập hai bước. Hãy thiết lập bước thứ hai.")
            )
        return redirect(_PAGES[duty])
