# SPDX-License-Identifier: EUPL-1.2
"""Addresses below /chi-so/: the index for everybody and for officials, published rankings of agencies."""

from django.urls import path

from motcua.web.scores import public, views

urlpatterns = [
    path("", public.index_public, name="index_public"),
    path("chi-tiet/", views.index_page, name="index"),
    path("xep-hang/", public.published, name="published"),
    path("xep-hang/<int:pk>/", public.published_ranking, name="published_ranking"),
]
