# SPDX-License-Identifier: EUPL-1.2
"""Addresses of inspections."""

from django.urls import path

from motcua.web.inspections.views import findings, overview, visits

urlpatterns = [
    path("", overview.overview, name="inspections"),
    path("ke-hoach/moi/", overview.new, name="inspection_new"),
    path("ke-hoach/<int:plan_id>/", overview.plan, name="inspection_plan"),
    path("ke-hoach/<int:plan_id>/boc-tham/", overview.draws, name="inspection_draws"),
    path("dot/<int:visit_id>/", visits.visit, name="inspection_visit"),
    path("dot/<int:visit_id>/thong-bao/", visits.announce, name="inspection_announce"),
    path("dot/<int:visit_id>/bang-kiem/", visits.checklist, name="inspection_checklist"),
    path("dot/<int:visit_id>/mau/", visits.sample, name="inspection_sample"),
    path("dot/<int:visit_id>/mau/<int:row_id>/", visits.dossier, name="inspection_dossier"),
    path("dot/<int:visit_id>/ket-luan/<slug:form_slug>/", visits.letter, name="inspection_letter"),
    path("dot/<int:visit_id>/phat-hien/", findings.new, name="inspection_find"),
    path("phat-hien/<int:finding_id>/", findings.finding, name="inspection_finding"),
    path("theo-doi/", findings.followed, name="inspection_followed"),
    path("theo-doi/xlsx/", findings.export, name="inspection_export"),
    path("tep/<int:step_id>/", findings.file, name="inspection_file"),
]
