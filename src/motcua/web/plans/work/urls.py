# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the work on plans, below those of plans."""

from django.urls import path

from motcua.web.plans.work import lists, one, whole

urlpatterns = [
    path("viec/", lists.table, name="plan_works"),
    path("viec/cot/", lists.board, name="plan_work_board"),
    path("viec/lich/", lists.calendar, name="plan_work_calendar"),
    path("viec/thoi-gian/", lists.timeline, name="plan_work_timeline"),
    path("viec/tep/", lists.download, name="plan_works_file"),
    path("viec/luu/", lists.save, name="plan_works_save"),
    path("viec/xoa/<int:pk>/", lists.forget, name="plan_works_forget"),
    path("viec/<int:work_id>/", one.work, name="plan_work"),
    path("viec/<int:work_id>/tep/<int:entry_id>/", one.evidence, name="plan_work_file"),
    path("viec/<int:work_id>/<slug:work_act>/", one.act, name="plan_work_act"),
    path("<int:plan_id>/giao-ban/", whole.meeting, name="plan_meeting"),
    path("<int:plan_id>/giao-ban/tep/", whole.meeting_file, name="plan_meeting_file"),
    path("<int:plan_id>/do-phu/", whole.covered, name="plan_coverage"),
    path("<int:plan_id>/do-phu/tep/", whole.covered_file, name="plan_coverage_file"),
    path("<int:plan_id>/cap-tren/", whole.ties, name="plan_ties"),
]
