# SPDX-License-Identifier: EUPL-1.2
"""Where the sign-in library asks us: nobody signs up, names are locked, words are Vietnamese, secrets sealed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.accounts import duties, locking
from motcua.accounts.errors import SignInLocked
from motcua.accounts.factors import factors_of
from motcua.accounts.listening import origin_of
from motcua.accounts.vault import seal, unseal
from motcua.organisations.models import Person
from motcua.web.account import unsent
from motcua.web.refusal_words import refusal_words

_SECRET_OF_FACTOR = "factor"  # noqa: S105  names a purpose

_NOTES: dict[str, Any] = {
    "account/messages/password_changed.txt": gettext_lazy(
        "Đã đổi mật khẩu. Các phiên khác của bạn đã kết thúc."
    ),
    "account/messages/logged_out.txt": gettext_lazy("Bạn đã đăng xuất."),
    "mfa/messages/totp_activated.txt": gettext_lazy("Đã bật ứng dụng tạo mã."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Đã tắt ứng dụng tạo mã."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Đã thêm khóa truy cập."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Đã xóa khóa truy cập."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("Đã lập mã khôi phục. Hãy in hoặc chép lại."),
}
"""What we say where the library has a template of its own; about everything else it stays silent."""


class AccountAdapter(DefaultAccountAdapter):
    """Signing in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi nhập lại."
        ),
        "incorrect_password": gettext_lazy("Mật khẩu không đúng. Hãy nhập lại."),
        "enter_current_password": gettext_lazy("Mật khẩu hiện tại không đúng. Hãy nhập lại."),
        "incorrect_code": gettext_lazy(
            "Mã hoặc khóa không đúng, hoặc đã dùng rồi. Hãy thử lại với mã đang hiện."
        ),
        "too_many_login_attempts": gettext_lazy("Đã thử quá nhiều lần. Hãy đợi ít phút rồi thử lại."),
        "rate_limited": gettext_lazy("Đã thử quá nhiều lần. Hãy đợi ít phút rồi thử lại."),
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    @override
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        try:
            locking.knock(credentials["username"], timezone.now())
        except SignInLocked as locked:
            raise ValidationError(refusal_words(locked), code=locked.code) from locked

    @override
    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        person = super().authenticate(request, **credentials)
        if person is None:
            return None
        locking.succeeded(credentials["username"])
        if isinstance(person, Person) and duties.one_time_password_is_over(person, timezone.now()):
            raise ValidationError(
                _("Mật khẩu dùng một lần đã hết hạn. Hãy nhờ quản trị hệ thống cấp mật khẩu mới."),
                code="one_time_password_over",
            )
        return person

    @override
    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        locking.failed(credentials["username"], origin_of(request), timezone.now())

    @override
    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, _("Tài khoản đã ngừng hoạt động. Hãy liên hệ quản trị hệ thống."))
        return redirect("sign_in")

    @override
    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if isinstance(user, Person):
            unsent.welcome(request, response, user)
        return response

    @override
    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or _NOTES.get(message_template or "", "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return str(redirect("mfa_index").url)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: how people and the site are called in them, and how their secrets are kept."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    @override
    def encrypt(self, text: str) -> str:
        return seal(text.encode(), _SECRET_OF_FACTOR).decode()

    @override
    def decrypt(self, encrypted_text: str) -> str:
        content = unseal(encrypted_text.encode(), _SECRET_OF_FACTOR)
        # An unreadable secret matches no code: the person is refused, and the administrator removes the factor.
        return content.decode() if content is not None else ""

    @override
    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = len(factors_of(user).keys) + 1 if isinstance(user, Person) else 1
        return _("Khóa truy cập số %(number)d") % {"number": number}

    @override
    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    @override
    def _get_site_name(self) -> str:
        return "Một Cửa"
