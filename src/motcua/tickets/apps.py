# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "motcua.tickets"
    label = "tickets"
