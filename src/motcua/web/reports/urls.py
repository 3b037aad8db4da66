# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the reports."""

from django.urls import path

from motcua.web.reports.views import causes, frozen, live, overview, procedures

urlpatterns = [
    path("", overview.overview, name="reports"),
    path("cap-duoi/", overview.below, name="reports_below"),
    path("so-theo-doi/", overview.register_file, name="report_register"),
    path("thu-tuc/", procedures.procedures, name="report_procedures"),
    path("qua-han/", causes.late, name="late_dossiers"),
    path("qua-han/<str:code>/", causes.cause, name="late_cause"),
    path("da-lap/<int:report_id>/", frozen.frozen, name="report_frozen"),
    path("da-lap/<int:report_id>/tep/", frozen.download, name="report_frozen_file"),
    path("da-lap/<int:report_id>/so-sanh/", frozen.compared, name="report_compared"),
    path("da-lap/<int:report_id>/so/", frozen.figure, name="report_frozen_figure"),
    path("da-lap/<int:report_id>/gui/", frozen.submit, name="report_submit"),
    path("da-lap/<int:report_id>/tra-lai/", frozen.return_back, name="report_return"),
    path("da-lap/<int:report_id>/khoa/", frozen.seal, name="report_seal"),
    path("bieu/<slug:form_slug>/", live.report, name="report"),
    path("bieu/<slug:form_slug>/tep/", live.download, name="report_file"),
    path("bieu/<slug:form_slug>/so/", live.figure, name="report_figure"),
    path("bieu/<slug:form_slug>/lap/", live.prepare, name="report_prepare"),
]
