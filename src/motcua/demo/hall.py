# SPDX-License-Identifier: EUPL-1.2
"""The waiting hall of the demonstration: three services, two desks, nobody waiting yet."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from motcua.catalogue.models import ProcedureVersion
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Person, Unit
from motcua.tickets import acts
from motcua.tickets.models import Hall

_SERVICES = (
    ("A", "Hộ tịch, chứng thực", ("Hộ tịch", "Chứng thực")),
    ("B", "Đất đai, xây dựng", ("Đất đai", "Hoạt động xây dựng", "Nhà ở và công sở")),
    ("C", "Chính sách xã hội", ("Bảo trợ xã hội", "Người có công", "Giảm nghèo")),
)
_DESKS = ("Quầy 1", "Quầy 2")


def open_hall(centre: str, head: str) -> bool:
    """Open the hall of the unit `centre` as its head; False when it is open already."""
    unit = Unit.objects.get(code=centre)
    if Hall.objects.filter(unit=unit).exists():
        return False
    actor = actor_of(Person.objects.get(username=head), timezone.localdate())
    names = ProcedureVersion.objects.exclude(field_code="").values_list("field_code", "field_name").distinct()
    with transaction.atomic():
        hall = acts.open_hall(actor, unit.pk)
        services = [
            acts.add_service(
                actor,
                hall.pk,
                letter,
                name,
                sorted({code for code, field in names if field.startswith(fields)}),
            )
            for letter, name, fields in _SERVICES
        ]
        for name in _DESKS:
            acts.add_desk(actor, hall.pk, name, [service.pk for service in services])
    return True
