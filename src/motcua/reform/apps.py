# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ReformConfig(AppConfig):
    name = "motcua.reform"
    label = "reform"
