# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all routes needs for the addresses of administration: values, roles, what is only pressed."""

from __future__ import annotations

import datetime as dt

from django.urls import URLPattern

from motcua.law.roles import Role
from motcua.law.separation import Rule
from motcua.organisations.calendars import load_calendar
from motcua.organisations.editions import content_of
from motcua.organisations.models import CalendarEdition, Person, Position, SeparationWaiver, Unit
from motcua.web.administration.urls import urlpatterns

_READERS = {Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER, Role.INSPECTOR}
_READ = {"rights", "log", "who_did_what", "export_who_did_what"}
_NAMES = {route.name for route in urlpatterns if isinstance(route, URLPattern)}

ADMINISTRATION_ROLES = {name: _READERS if name in _READ else {Role.SYSTEM_ADMIN} for name in _NAMES}
"""Who gets which page."""

ADMINISTRATION_POST_ONLY = ("unlock_person", "admin_end_stand_in", "export_who_did_what")
"""Nothing to read there."""


def administration_values(name: str | None) -> dict[str, object]:
    """Values for one address, all of the section in which the administrator of the walk sits."""
    if name not in _NAMES:
        return {}
    unit = Unit.objects.get(code="t-land")
    who = Person.objects.get(username="t-land")
    edition, _ = CalendarEdition.objects.get_or_create(
        base="walk",
        number=1,
        defaults={
            "name": "Lịch thử",
            "content": content_of(load_calendar("vn-admin")),
            "decision": "QĐ thử",
            "made_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        },
    )
    waiver, _ = SeparationWaiver.objects.get_or_create(
        unit=unit,
        rule=Rule.DRAFTER_SIGNS.value,
        defaults={"reason": "Thử", "decided_by": who, "effective_from": dt.date(2020, 1, 1)},
    )
    return {
        "unit_id": unit.pk,
        "person_id": who.pk,
        "position_id": Position.objects.get(person=who).pk,
        "delegation_id": 1,
        "waiver_id": waiver.pk,
        "edition_id": edition.pk,
        "calendar_code": "vn-admin",
        "log_slug": "quan-tri",
    }
