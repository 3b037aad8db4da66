# SPDX-License-Identifier: EUPL-1.2
"""Addresses of one's own account (`/tai-khoan/…`). The library finds its pages by these names."""

from django.urls import path

from motcua.web.account import own

urlpatterns = [
    path("", own.overview, name="mfa_index"),
    path("mat-khau/", own.ChangePassword.as_view(), name="account_change_password"),
    path("xac-nhan/", own.Confirm.as_view(), name="account_reauthenticate"),
    path("xac-nhan/ma/", own.ConfirmCode.as_view(), name="mfa_reauthenticate"),
    path("xac-nhan/khoa/", own.ConfirmKey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("hai-buoc/", own.choose, name="choose_second_factor"),
    path("ung-dung/", own.ActivateCodes.as_view(), name="mfa_activate_totp"),
    path("ung-dung/ma-qr.svg", own.totp_picture, name="totp_picture"),
    path("ung-dung/tat/", own.DeactivateCodes.as_view(), name="mfa_deactivate_totp"),
    path("ma-khoi-phuc/", own.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("ma-khoi-phuc/lap-moi/", own.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("khoa/them/", own.AddKey.as_view(), name="mfa_add_webauthn"),
    path("khoa/<int:pk>/doi-ten/", own.RenameKey.as_view(), name="mfa_edit_webauthn"),
    path("khoa/<int:pk>/xoa/", own.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("phien/", own.sessions, name="usersessions_list"),
    path("noi-dung-da-giu/", own.unsent_form, name="unsent_form"),
]
