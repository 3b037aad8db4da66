# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ConformanceConfig(AppConfig):
    name = "motcua.conformance"
    default_auto_field = "django.db.models.BigAutoField"
