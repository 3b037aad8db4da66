# SPDX-License-Identifier: EUPL-1.2
"""Addresses of warnings, their mails and the calendar feed."""

from django.urls import path

from motcua.web.desk import views

urlpatterns = [
    path("", views.reminders, name="reminders"),
    path("so/", views.count, name="reminder_count"),
    path("da-xem/<int:pk>/", views.seen_mention, name="mention_seen"),
    path("thu/", views.mail_settings, name="mail_settings"),
    path("thu/lich/", views.feed_address, name="feed_address"),
    path("lich/<str:token>.ics", views.feed, name="feed"),
]
