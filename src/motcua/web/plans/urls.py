# SPDX-License-Identifier: EUPL-1.2
"""Addresses of plans and of confirming them."""

from django.urls import include, path

from motcua.web.plans.views import confirm, documents, many, report

urlpatterns = [
    path("", documents.plans, name="plans"),
    path("moi/", documents.new, name="plan_new"),
    path("<int:plan_id>/", documents.plan, name="plan"),
    path("<int:plan_id>/doc-lai/", documents.read_again, name="plan_read_again"),
    path("<int:plan_id>/them-tep/", documents.add_file, name="plan_add_file"),
    path("<int:plan_id>/tep/<int:file_id>/", documents.file, name="plan_file"),
    path("<int:plan_id>/trang/<int:reading_id>/<int:number>/", documents.picture, name="plan_picture"),
    path("<int:plan_id>/xac-nhan/", confirm.confirm, name="plan_confirm"),
    path("<int:plan_id>/xac-nhan/them/", confirm.add, name="plan_add"),
    path("<int:plan_id>/xac-nhan/chac-chan/", many.sure, name="plan_sure"),
    path("<int:plan_id>/xac-nhan/hoan-tac/", confirm.undo, name="plan_undo"),
    path("<int:plan_id>/xac-nhan/don-vi/", many.units, name="plan_units"),
    path("<int:plan_id>/xac-nhan/phan-dau/", many.head, name="plan_head"),
    path("<int:plan_id>/xac-nhan/diem-can-xem/", many.warnings, name="plan_warnings"),
    path("<int:plan_id>/xac-nhan/<int:task_id>/", confirm.decide, name="plan_decide"),
    path("<int:plan_id>/xac-nhan/<int:task_id>/tach/", confirm.split, name="plan_split"),
    path("<int:plan_id>/xac-nhan/<int:task_id>/gop/", confirm.merge, name="plan_merge"),
    path("<int:plan_id>/dua-vao-thuc-hien/", documents.force, name="plan_force"),
    path("<int:plan_id>/bao-cao/", report.report, name="plan_report"),
    path("<int:plan_id>/bao-cao/tep/", report.download, name="plan_report_file"),
    path("<int:plan_id>/ket-thuc/", documents.close, name="plan_close"),
    path("", include("motcua.web.plans.targets.urls")),
]
