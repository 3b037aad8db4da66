# SPDX-License-Identifier: EUPL-1.2
"""Addresses below /cham-diem/: scores of officials and agencies after TT 01/2018/TT-VPCP."""

from django.urls import path

from motcua.web.scores import views

urlpatterns = [
    path("", views.scores, name="scores"),
    path("cong-bo/", views.publish, name="score_publish"),
    path("da-cong-bo/", views.published_officers, name="published_officers"),
    path("da-cong-bo/<int:pk>/", views.published_officers_ranking, name="published_officers_ranking"),
]
