# SPDX-License-Identifier: EUPL-1.2
"""Signing in in one or two steps. The flow is the library's; words, forms and addresses are ours."""

from __future__ import annotations

import json
from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.base import views as code_views
from allauth.mfa.webauthn import views as key_views
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from typing_extensions import override

from motcua.accounts.factors import factors_of
from motcua.web.account.forms import CodeForm, KeyForm, KeySignInForm, SignInForm
from motcua.web.pages import is_demonstration


class SignIn(account_views.LoginView):
    """Name and password, or a passkey."""

    template_name = "web/sign_in.html"
    form_class: Any = SignInForm

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return {**context, "demonstration": is_demonstration(), "next": wanted}


class SecondStep(code_views.AuthenticateView):
    """The second step: a code, a recovery code, or a passkey."""

    template_name = "web/account/second_step.html"
    form_class: Any = CodeForm
    webauthn_form_class: Any = KeyForm

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        factors = factors_of(self.stage.login.user)
        return {
            **context,
            "demonstration": is_demonstration(),
            "options": options_of(context),
            "has_codes": factors.codes,
            "has_recovery": bool(factors.recovery),
            "has_keys": bool(factors.keys),
        }


def options_of(context: dict[str, Any]) -> str:
    """What the browser has to ask the passkey, as JSON for an attribute of the form."""
    (options,) = context["js_data"].values()
    return json.dumps(options, cls=DjangoJSONEncoder)


@login_not_required
@require_POST
def give_up(request: HttpRequest) -> HttpResponse:
    """Leave the second step and begin with the name again."""
    clear_login(request)
    return redirect("sign_in")


class PasskeySignIn(key_views.LoginWebAuthnView):
    """Signing in with a passkey alone; the script asks here for the challenge and sends the answer."""

    form_class: Any = KeySignInForm


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many requests from one address (`handler429`)."""
    return render(request, "429.html", {"demonstration": is_demonstration()}, status=429)
