# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "motcua.evaluations"
    label = "evaluations"
