# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the control room."""

from django.urls import path

from motcua.web.statistics.views import control

urlpatterns = [
    path("", control.control, name="control"),
    path("luc-nay/", control.now, name="control_now"),
]
