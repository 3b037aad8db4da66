# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the internal processes."""

from django.urls import path

from motcua.web.processes import editor

urlpatterns = [
    path("", editor.processes, name="processes"),
    path("<int:process_id>/", editor.process, name="process"),
    path("<int:process_id>/bpmn/", editor.export, name="process_export"),
    path("<int:process_id>/lap-du-thao/", editor.begin, name="process_draft"),
    path("<int:process_id>/sua/", editor.edit, name="process_edit"),
    path("ban/<int:version_id>/them/", editor.add, name="process_add"),
]
