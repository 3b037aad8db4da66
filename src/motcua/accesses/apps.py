# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class AccessesConfig(AppConfig):
    name = "motcua.accesses"
    label = "accesses"
    default_auto_field = "django.db.models.BigAutoField"
