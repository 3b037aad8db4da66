# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the conformance watch."""

from django.urls import path

from motcua.web.conformance import views

urlpatterns = [
    path("", views.overview, name="conformance"),
    path("<slug:rule>/", views.findings, name="conformance_rule"),
    path("<slug:rule>/<str:code>/<int:sequence>/", views.finding, name="conformance_finding"),
]
