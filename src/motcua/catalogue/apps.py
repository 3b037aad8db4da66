# SPDX-License-Identifier: EUPL-1.2
"""The catalogue room as a Django application."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Procedures, their versions and the import of national records."""

    name = "motcua.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
