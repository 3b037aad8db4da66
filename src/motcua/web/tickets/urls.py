# SPDX-License-Identifier: EUPL-1.2
"""Addresses below /so/. Those with a key or a secret are open to whoever holds it."""

from django.urls import path

from motcua.web.tickets import public, views

urlpatterns = [
    path("", views.overview, name="tickets"),
    path("goi/", views.work, name="ticket_work"),
    path("thong-ke/", views.figures, name="ticket_figures"),
    path("cai-dat/", views.setup, name="ticket_setup"),
    path("lay/<str:key>/", public.kiosk, name="ticket_kiosk"),
    path("man-hinh/<str:key>/", public.wall, name="ticket_wall"),
    path("phieu/<str:secret>/", public.slip, name="ticket_slip"),
    path("xem/<str:secret>/", public.own, name="ticket_own"),
]
