# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the risk list."""

from django.urls import path

from motcua.web.risks import views

urlpatterns = [path("", views.risks, name="risks")]
