# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the access log."""

from django.urls import path

from motcua.web.accesses import views

urlpatterns = [
    path("", views.log, name="access_log"),
    path("bat-thuong/", views.unusual, name="access_unusual"),
    path("tep.csv", views.export, name="access_export"),
]
