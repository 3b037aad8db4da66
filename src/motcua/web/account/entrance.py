# SPDX-License-Identifier: EUPL-1.2
"""Addresses of signing in (`/dang-nhap/…`)."""

from django.urls import path

from motcua.web.account import views

urlpatterns = [
    path("", views.SignIn.as_view(), name="sign_in"),
    path("", views.SignIn.as_view(), name="account_login"),
    path("buoc-hai/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("khoa/", views.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("lam-lai/", views.give_up, name="give_up_sign_in"),
]
