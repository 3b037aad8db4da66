# SPDX-License-Identifier: EUPL-1.2
"""Addresses below /quay/."""

from django.urls import path

from motcua.web.views import counter, counter_parts, counter_scans

urlpatterns = [
    path("", counter.counter, name="counter"),
    path("da-nhan/<str:code>/", counter.received, name="received"),
    path("da-nhan/<str:code>/giay/", counter.receipt, name="received_receipt"),
    path("goi-y/", counter_parts.suggestions, name="counter_suggestions"),
    path("xem-truoc/", counter_parts.preview, name="counter_preview"),
    path("nguoi-nop/", counter_parts.known_person, name="counter_person"),
    path("ban-quet/", counter_scans.paper_pages, name="counter_pages"),
    path("ban-quet/<int:pk>/", counter_scans.page_picture, name="counter_page"),
    path("dien-thoai/", counter_scans.phone_link, name="counter_phone_link"),
    path("dien-thoai/<str:token>/", counter_scans.phone, name="counter_phone"),
]
