# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
