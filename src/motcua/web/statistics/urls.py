# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the figures and their lists."""

from django.urls import path

from motcua.web.statistics.views import explorer, lists

urlpatterns = [
    path("", explorer.figures, name="figures"),
    path("danh-sach/", lists.figure_list, name="figure_list"),
    path("danh-sach/tep/", lists.export, name="figure_export"),
]
