# SPDX-License-Identifier: EUPL-1.2
"""Addresses of absence and standing in."""

from django.urls import path

from motcua.web.absence import views

urlpatterns = [
    path("", views.absences, name="absences"),
    path("khai/", views.record, name="absence_record"),
    path("<int:pk>/ket-thuc/", views.end, name="absence_end"),
    path("uy-quyen/<int:pk>/ket-thuc/", views.end_delegation, name="delegation_end"),
]
