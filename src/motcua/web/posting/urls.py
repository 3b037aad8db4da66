# SPDX-License-Identifier: EUPL-1.2
"""Public addresses of the posting. They hold no more than the code of a unit and of a procedure."""

from django.urls import path

from motcua.web.posting import views

urlpatterns = [
    path("", views.units, name="posting"),
    path("<str:unit_code>/", views.unit, name="posting_unit"),
    path("<str:unit_code>/bang/", views.board, name="posting_board"),
    path("<str:unit_code>/linh-vuc/<str:field_slug>/", views.field, name="posting_field"),
    path("<str:unit_code>/thu-tuc/<str:posted_code>/", views.procedure, name="posting_procedure"),
]
