# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "motcua.plans"
    default_auto_field = "django.db.models.BigAutoField"
