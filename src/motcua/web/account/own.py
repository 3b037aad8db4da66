# SPDX-License-Identifier: EUPL-1.2
"""One's own account: password, second factor, passkeys, recovery codes, sessions, what happened."""

from __future__ import annotations

import io
from typing import Any

import segno
from allauth.account import views as account_views
from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import views as code_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import views as key_views
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts import acts
from motcua.accounts.duties import required_roles
from motcua.accounts.factors import factors_of
from motcua.accounts.listening import origin_of
from motcua.accounts.log import latest_of
from motcua.organisations.models import Person
from motcua.web.account import forms, unsent
from motcua.web.account.phrases import browser_phrase, field_phrase
from motcua.web.account.views import options_of
from motcua.web.acting import actor_for
from motcua.web.addresses import number_in
from motcua.web.methods import require_form
from motcua.web.pages import page

_NOT_TYPED = frozenset({"key", "seen", "viec"})
"""Fields that our pages fill in by themselves."""


def person_of(request: HttpRequest) -> Person:
    """The signed-in official. The middleware lets nobody else through."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How one signs in, and what happened to the account lately."""
    person = person_of(request)
    return page(
        request,
        "account/overview.html",
        {
            "person": person,
            "factors": factors_of(person),
            "events": latest_of(person),
            "required": not required_roles().isdisjoint(seat.role for seat in actor_for(request).seats),
        },
    )


@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which second factor to set up."""
    return page(request, "account/choose.html")


@never_cache
@require_form
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; POST ends one session (`phien`) or all others."""
    person = person_of(request)
    key = request.session.session_key or ""
    if request.method != "POST":
        running = [(one, browser_phrase(one.user_agent)) for one in acts.sessions_of(person)]
        return page(request, "account/sessions.html", {"sessions": running, "own_key": key})
    chosen = request.POST.get("phien", "")
    only = number_in(chosen)
    if chosen and only is None:
        raise Http404
    number = acts.end_sessions(person, origin_of(request), timezone.now(), only=only, keep=key)
    if number:
        messages.success(request, _("Đã kết thúc %(number)d phiên.") % {"number": number})
    else:
        messages.info(request, _("Không còn phiên nào khác để kết thúc."))
    return redirect("usersessions_list")


@never_cache
@require_form
def unsent_form(request: HttpRequest) -> HttpResponse:
    """What was typed when the session ended, as plain text to copy; POST throws it away."""
    if request.method == "POST":
        unsent.forget(request)
        messages.success(request, _("Đã bỏ nội dung giữ lại."))
        return redirect("home")
    form = unsent.waiting_form(request)
    typed = [
        (field_phrase(name), value)
        for name, value in (form.fields if form else ())
        if value and name not in _NOT_TYPED
    ]
    return page(request, "account/unsent.html", {"form": form, "typed": typed})


class Challenging:
    """A view of the library that asks a passkey: what is asked goes into an attribute, never into a script."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The library's context, with `options` for the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # mixed into views of the library
        return {**context, "options": options_of(context)}


class ChangePassword(account_views.PasswordChangeView):
    """A new password. Other sessions end with it."""

    template_name = "web/account/password.html"
    form_class: Any = forms.PasswordForm


class Confirm(account_views.ReauthenticateView):
    """The password once more."""

    template_name = "web/account/confirm.html"
    form_class: Any = forms.ConfirmForm


class ConfirmCode(code_views.ReauthenticateView):
    """A code once more."""

    template_name = "web/account/confirm.html"
    form_class: Any = forms.ConfirmCodeForm


class ConfirmKey(Challenging, key_views.ReauthenticateWebAuthnView):
    """The passkey once more."""

    template_name = "web/account/confirm_key.html"
    form_class: Any = forms.ConfirmKeyForm


class ActivateCodes(totp_views.ActivateTOTPView):
    """Set up an application that makes codes."""

    template_name = "web/account/codes_on.html"
    form_class: Any = forms.ActivateCodesForm


class DeactivateCodes(totp_views.DeactivateTOTPView):
    """Do without the application."""

    template_name = "web/account/codes_off.html"


class RecoveryCodes(recovery_views.ViewRecoveryCodesView):
    """The recovery codes, to be printed."""

    template_name = "web/account/recovery.html"


class NewRecoveryCodes(recovery_views.GenerateRecoveryCodesView):
    """Other recovery codes in place of the old ones."""

    template_name = "web/account/recovery_new.html"


class AddKey(Challenging, key_views.AddWebAuthnView):
    """Add a passkey."""

    template_name = "web/account/key_add.html"
    form_class: Any = forms.AddKeyForm


class RenameKey(key_views.EditWebAuthnView):
    """Call a passkey something else."""

    template_name = "web/account/key_rename.html"
    form_class: Any = forms.RenameKeyForm
    success_url = reverse_lazy("mfa_index")


class RemoveKey(key_views.RemoveWebAuthnView):
    """Remove a passkey."""

    template_name = "web/account/key_remove.html"
    success_url = reverse_lazy("mfa_index")


@never_cache
@require_safe
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]  # the library has no types here
def totp_picture(request: HttpRequest) -> HttpResponse:
    """The QR code that an application scans. It stands for the secret of this session and is kept nowhere."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    address = get_factor_adapter().build_totp_url(person_of(request), secret)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=6, border=4, light="#fff", dark="#000", omitsize=True
    )
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
