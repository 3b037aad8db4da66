# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "motcua.risks"
    default_auto_field = "django.db.models.BigAutoField"
