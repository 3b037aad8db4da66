# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the registers. Each has its own word in front."""

from django.urls import path

from motcua.web.registers.views import home, initiatives, nonconformities, publicity, quality, training

urlpatterns = [
    path("so-theo-doi/", home.home, name="registers"),
    path("so-theo-doi/tep/<int:step_id>/", home.file, name="register_file"),
    path("sang-kien/", initiatives.listed, name="initiatives"),
    path("sang-kien/moi/", initiatives.new, name="initiative_new"),
    path("sang-kien/xlsx/", initiatives.export, name="initiatives_export"),
    path("sang-kien/<int:entry_id>/", initiatives.entry, name="initiative"),
    path("tap-huan/", training.listed, name="courses"),
    path("tap-huan/moi/", training.new, name="course_new"),
    path("tap-huan/xlsx/", training.export, name="courses_export"),
    path("tap-huan/<int:entry_id>/", training.entry, name="course"),
    path("tap-huan/<int:entry_id>/nguoi-du/", training.attend, name="course_attend"),
    path("truyen-thong/", publicity.listed, name="publicity"),
    path("truyen-thong/moi/", publicity.new, name="publicity_new"),
    path("truyen-thong/xlsx/", publicity.export, name="publicity_export"),
    path("truyen-thong/<int:entry_id>/", publicity.entry, name="publicity_item"),
    path("iso/", quality.overview, name="quality"),
    path("iso/xlsx/", nonconformities.export, name="quality_export"),
    path("iso/tai-lieu/moi/", quality.new_document, name="quality_document_new"),
    path("iso/tai-lieu/<int:entry_id>/", quality.document, name="quality_document"),
    path("iso/danh-gia/moi/", quality.new_audit, name="audit_new"),
    path("iso/danh-gia/<int:entry_id>/", quality.audit, name="audit"),
    path("iso/khong-phu-hop/moi/", nonconformities.new_nonconformity, name="nonconformity_new"),
    path("iso/khong-phu-hop/<int:entry_id>/", nonconformities.nonconformity, name="nonconformity"),
]
