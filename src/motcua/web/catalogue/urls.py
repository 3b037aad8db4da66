# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the catalogue. Fixed words come before the code of a procedure."""

from django.urls import path

from motcua.web.catalogue.views import doubts, drafts, procedures, publishing

urlpatterns = [
    path("", procedures.catalogue, name="catalogue"),
    path("them/", drafts.add, name="catalogue_add"),
    path("nghi-van/", doubts.doubts, name="catalogue_doubts"),
    path("nghi-van/<int:doubt_id>/", doubts.settle_one, name="catalogue_doubt"),
    path("nghi-van/<int:doubt_id>/giong-nhau/", doubts.settle_alike, name="catalogue_alike"),
    path("ban/<int:version_id>/", procedures.version, name="catalogue_version"),
    path("ban/<int:version_id>/so-sanh/", procedures.difference, name="catalogue_difference"),
    path("ban/<int:version_id>/lap-du-thao/", drafts.begin, name="catalogue_draft"),
    path("ban/<int:version_id>/sua/<slug:part_slug>/", drafts.edit, name="catalogue_edit"),
    path("ban/<int:version_id>/bo/", drafts.give_up, name="catalogue_discard"),
    path("ban/<int:version_id>/cong-bo/", publishing.publish, name="catalogue_publish"),
    path("thu-hoi/<int:change_id>/", publishing.undo, name="catalogue_undo"),
    path("<str:procedure_code>/", procedures.procedure, name="catalogue_procedure"),
    path("<str:procedure_code>/bai-bo/", publishing.end, name="catalogue_abolish"),
]
