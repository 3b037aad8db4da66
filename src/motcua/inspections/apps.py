# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "motcua.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"
