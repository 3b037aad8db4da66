# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the reform index."""

from django.urls import path

from motcua.web.reform.views import criteria, one, rounds, sheets

urlpatterns = [
    path("", rounds.overview, name="reform"),
    path("bo-tieu-chi/nhap/", criteria.import_set, name="reform_set_import"),
    path("bo-tieu-chi/mau/<slug:sample>/", criteria.sample_file, name="reform_sample"),
    path("bo-tieu-chi/<int:set_id>/", criteria.criteria_set, name="reform_set"),
    path("bo-tieu-chi/<int:set_id>/tep/", criteria.set_file, name="reform_set_file"),
    path("bo-tieu-chi/<int:set_id>/mo-dot/", criteria.open_round, name="reform_open"),
    path("dot/<int:round_id>/", rounds.round_page, name="reform_round"),
    path("dot/<int:round_id>/tep/", rounds.ranking_file, name="reform_round_file"),
    path("phieu/<int:sheet_id>/", sheets.sheet, name="reform_sheet"),
    path("phieu/<int:sheet_id>/mat-diem/", sheets.lost, name="reform_lost"),
    path("phieu/<int:sheet_id>/tep/", sheets.sheet_file, name="reform_sheet_file"),
    path("phieu/<int:sheet_id>/nhap/", sheets.import_scores, name="reform_import"),
    path("phieu/<int:sheet_id>/tai-lieu/<int:evidence_id>/", one.evidence, name="reform_evidence"),
    path("phieu/<int:sheet_id>/tai-lieu/<int:evidence_id>/rut/", one.withdraw, name="reform_withdraw"),
    path("phieu/<int:sheet_id>/<str:criterion>/", one.criterion_page, name="reform_criterion"),
    path("viec/<int:remedy_id>/", one.remedy, name="reform_remedy"),
]
