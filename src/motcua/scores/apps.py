# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ScoresConfig(AppConfig):
    name = "motcua.scores"
    label = "scores"
