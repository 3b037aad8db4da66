# SPDX-License-Identifier: EUPL-1.2
"""Addresses below /danh-gia/. Those with a token or a key are open to whoever holds it."""

from django.urls import path

from motcua.web.evaluations import public, views

urlpatterns = [
    path("", public.find, name="rate_find"),
    path("ho-so/<str:rate_token>/", public.rate, name="rate"),
    path("may/<str:tablet_key>/", public.tablet, name="rate_tablet"),
    path("tai-quay/", views.tablets, name="rate_tablets"),
    path("ket-qua/", views.satisfaction, name="satisfaction"),
]
