# SPDX-License-Identifier: EUPL-1.2
"""Addresses of targets."""

from django.urls import path

from motcua.web.plans.targets import editing, views

urlpatterns = [
    path("<int:plan_id>/chi-tieu/", views.targets, name="plan_targets"),
    path("<int:plan_id>/chi-tieu/nhan-het/", editing.accept_all, name="plan_targets_accept"),
    path("<int:plan_id>/chi-tieu/them/", editing.add, name="plan_target_add"),
    path("chi-tieu/<int:target_id>/", views.target, name="plan_target"),
    path("chi-tieu/<int:target_id>/bao/", views.give, name="plan_target_give"),
    path("chi-tieu/<int:target_id>/sua/", editing.edit, name="plan_target_edit"),
    path("chi-tieu/<int:target_id>/minh-chung/<int:reading_id>/", views.evidence, name="plan_target_file"),
]
