# SPDX-License-Identifier: EUPL-1.2
"""Forms of signing in and of one's own account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.password_change import change_password
from allauth.account.models import Login
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.organisations.models import Person
from motcua.web.forms.base import HouseForm

_LONGEST_PASSWORD = 128  # hashing takes the longer the more there is
_CODE_SPENT_FOR = 120  # seconds: longer than a code stays valid with its tolerance


def _password(label: Any, autocomplete: str, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, strip=False, max_length=_LONGEST_PASSWORD, widget=widget, help_text=hint
    )


def _code(label: Any, hint: Any = "") -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(
        label=label, max_length=32, widget=forms.TextInput(attrs=attributes), help_text=hint
    )


class SignInForm(HouseForm):
    """Name and password. Which of the two was wrong is told to nobody."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=64,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = _password(gettext_lazy("Mật khẩu"), "current-password")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.person: AbstractBaseUser | None = None

    @override
    def clean(self) -> dict[str, Any]:
        """Compare the password; one message for all that can be wrong."""
        typed = dict(self.cleaned_data)
        if self.errors:
            return typed
        adapter = get_adapter(self.request)
        name = typed["username"].strip().lower()
        self.person = adapter.authenticate(self.request, username=name, password=typed["password"])
        if self.person is None:
            raise adapter.validation_error("username_password_mismatch")
        return typed

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Go on with the stages of signing in."""
        login = Login(user=self.person, redirect_url=redirect_url)
        return perform_password_login(request, {"username": self.cleaned_data["username"]}, login)


class PasswordForm(HouseForm):
    """A new password."""

    oldpassword = _password(gettext_lazy("Mật khẩu hiện tại"), "current-password")
    password1 = _password(
        gettext_lazy("Mật khẩu mới"),
        "new-password",
        gettext_lazy(
            "Từ 12 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó nhớ; khoảng trắng và dấu đều dùng được."
        ),
    )
    password2 = _password(gettext_lazy("Nhập lại mật khẩu mới"), "new-password")

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_oldpassword(self) -> str:
        """A wrong one counts like a wrong password at sign-in."""
        password = str(self.cleaned_data["oldpassword"])
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def clean_password1(self) -> str:
        """What the rules for passwords say, and never the old one again."""
        password = str(self.cleaned_data["password1"])
        if password == self.data.get("oldpassword"):
            raise ValidationError(_("Mật khẩu mới phải khác mật khẩu hiện tại."))
        validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        """Typed twice the same."""
        again = str(self.cleaned_data["password2"])
        if again != self.data.get("password1"):
            raise ValidationError(_("Hai lần nhập mật khẩu mới không giống nhau. Hãy nhập lại."))
        return again

    def save(self) -> None:
        """Set the password."""
        change_password(self.user, self.cleaned_data["password1"])


class ConfirmForm(HouseForm):
    """The password once more, before something sensitive."""

    password = _password(gettext_lazy("Mật khẩu"), "current-password")

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """A wrong one counts like a wrong password at sign-in."""
        password = str(self.cleaned_data["password"])
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class _SpentOnce(code_forms.BaseAuthenticateForm):
    """A code opens once. The library forgets it after one period, but it is valid for three."""

    @override
    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split()).replace("-", "")
        self.cleaned_data["code"] = code
        key = f"motcua.code:{self.user.pk}:{code}"
        if cache.get(key):
            raise get_adapter().validation_error("incorrect_code")
        right: str = super().clean_code()
        if not cache.add(key, 1, _CODE_SPENT_FOR):
            raise get_adapter().validation_error("incorrect_code")
        return right


class CodeForm(HouseForm, _SpentOnce, code_forms.AuthenticateForm):
    """The second step of signing in."""

    code = _code(
        gettext_lazy("Mã xác thực"),
        gettext_lazy("6 số đang hiện trên ứng dụng tạo mã, hoặc một mã khôi phục 8 số chưa dùng."),
    )


class ConfirmCodeForm(HouseForm, _SpentOnce, code_forms.ReauthenticateForm):
    """A code once more, before something sensitive."""

    code = _code(gettext_lazy("Mã xác thực"), gettext_lazy("6 số đang hiện trên ứng dụng tạo mã."))


class ActivateCodesForm(HouseForm, totp_forms.ActivateTOTPForm):
    """The first code of an application, which proves that it has the secret."""

    code = _code(gettext_lazy("Mã đang hiện trên ứng dụng"), gettext_lazy("6 số, đổi sau mỗi 30 giây."))

    @override
    def clean_code(self) -> str:
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        right: str = super().clean_code()
        return right


@contextmanager
def _whatever_the_browser_sends() -> Iterator[None]:
    """What is no answer of a passkey at all is refused like a wrong one; the library trips over some of it."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class KeyForm(HouseForm, key_forms.AuthenticateWebAuthnForm):
    """A passkey as the second step."""

    @override
    def clean_credential(self) -> Authenticator:
        with _whatever_the_browser_sends():
            return super().clean_credential()


class KeySignInForm(HouseForm, key_forms.LoginWebAuthnForm):
    """A passkey instead of name and password."""

    @override
    def clean_credential(self) -> Authenticator:
        with _whatever_the_browser_sends():
            return super().clean_credential()


class ConfirmKeyForm(HouseForm, key_forms.ReauthenticateWebAuthnForm):
    """A passkey once more, before something sensitive."""

    @override
    def clean_credential(self) -> Authenticator:
        with _whatever_the_browser_sends():
            return super().clean_credential()


class AddKeyForm(HouseForm, key_forms.AddWebAuthnForm):
    """A new passkey. What the browser answers is filled in by the script."""

    name = forms.CharField(
        label=gettext_lazy("Tên của khóa"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Để bạn nhận ra sau này, ví dụ: điện thoại của tôi, khóa USB ở bàn làm việc."),
    )
    passwordless = forms.BooleanField(
        label=gettext_lazy("Đăng nhập không cần mật khẩu bằng khóa này"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Khóa phải có mã PIN, vân tay hoặc nhận diện khuôn mặt."),
    )

    @override
    def clean(self) -> dict[str, Any]:
        with _whatever_the_browser_sends():
            typed: dict[str, Any] = super().clean()
            return typed


class RenameKeyForm(HouseForm, key_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=gettext_lazy("Tên của khóa"), max_length=60)
