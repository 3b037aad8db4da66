# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "motcua.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"
