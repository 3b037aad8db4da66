# SPDX-License-Identifier: EUPL-1.2
"""Addresses of administration."""

from django.urls import path

from motcua.web.administration.views import calendars, health, log, mails, people, positions, rights, units

urlpatterns = [
    path("don-vi/", units.units, name="units"),
    path("don-vi/<int:unit_id>/", units.unit, name="unit"),
    path("don-vi/<int:unit_id>/sua/", units.edit_unit, name="edit_unit"),
    path("don-vi/<int:unit_id>/them/", units.add_unit, name="add_unit"),
    path("nguoi/", people.people, name="people"),
    path("nguoi/them/", people.add_person, name="add_person"),
    path("nguoi/<int:person_id>/", people.person, name="person"),
    path("nguoi/<int:person_id>/sua/", people.edit_person, name="edit_person"),
    path("nguoi/<int:person_id>/tai-khoan/", people.switch_person, name="switch_person"),
    path("nguoi/<int:person_id>/mat-khau/", people.reset_password, name="reset_person_password"),
    path("nguoi/<int:person_id>/xac-thuc/", people.reset_second_factor, name="reset_person_factor"),
    path("nguoi/<int:person_id>/mo-khoa/", people.unlock, name="unlock_person"),
    path("nguoi/<int:person_id>/vang-mat/", people.add_absence, name="admin_absence"),
    path("nguoi/<int:person_id>/giao-vi-tri/", positions.grant, name="grant_position"),
    path("vi-tri/<int:position_id>/", positions.position, name="position"),
    path("vi-tri/<int:position_id>/pham-vi/", positions.scope, name="position_scope"),
    path("vi-tri/<int:position_id>/don-vi/", positions.covered, name="position_units"),
    path("vi-tri/<int:position_id>/ket-thuc/", positions.end, name="end_position"),
    path("vi-tri/<int:position_id>/uy-quyen/", positions.stand_in, name="admin_stand_in"),
    path(
        "vi-tri/<int:position_id>/uy-quyen/<int:delegation_id>/ket-thuc/",
        positions.end_stand_in,
        name="admin_end_stand_in",
    ),
    path("quyen/", rights.rights, name="rights"),
    path("quyen/noi/<int:unit_id>/", rights.relax, name="relax_separation"),
    path("quyen/thoi-noi/<int:waiver_id>/", rights.end_relaxation, name="end_relaxation"),
    path("lich/", calendars.calendars, name="calendars"),
    path("lich/ban/<int:edition_id>/", calendars.edition, name="calendar_edition"),
    path("lich/<str:calendar_code>/", calendars.calendar, name="calendar"),
    path("lich/<str:calendar_code>/sua/", calendars.edit_calendar, name="edit_calendar"),
    path("nhat-ky/<slug:log_slug>/", log.log, name="who_did_what"),
    path("nhat-ky/<slug:log_slug>/tep.csv", log.export_log, name="export_who_did_what"),
    path("nhat-ky/", log.log, name="log"),
    path("suc-khoe/", health.health, name="health"),
    path("thu/", mails.mails, name="stuck_mails"),
]
