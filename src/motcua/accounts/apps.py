# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from typing_extensions import override


class AccountsConfig(AppConfig):
    name = "motcua.accounts"
    label = "accounts"

    @override
    def ready(self) -> None:
        from motcua.accounts import listening
        from motcua.accounts.duties import required_roles

        required_roles()  # a mistyped role is told when the program starts, not when somebody signs in
        listening.connect()
