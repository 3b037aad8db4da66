# SPDX-License-Identifier: EUPL-1.2
"""A procedure in force, a doubtful import, and people who keep the catalogue: all made up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from motcua.catalogue import acts
from motcua.catalogue.models import (
    ImportRun,
    LegalBasis,
    NationalRecord,
    PaperRequirement,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    QuarantineItem,
    ResultKind,
)
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Person

MARCH = dt.date(2026, 3, 1)


def keeper(name: str = "giu-danh-muc", role: Role = Role.CATALOGUE_ADMIN, **limits: frozenset[str]) -> Actor:
    """An official with one position; `limits` narrow it to fields or procedures."""
    person, _ = Person.objects.get_or_create(
        username=name, defaults={"full_name": f"Người {name}", "is_made_up": True}
    )
    seat = Seat(1, person.pk, 1, role, "Quản trị danh mục", "", frozenset({1}), **limits)
    return Actor("person", person.pk, person.full_name, (seat,))


def ferry(code: str = "1.900001", **head: Any) -> ProcedureVersion:
    """A procedure in force since March with two ways to file, two papers, a result and a legal basis."""
    values = {"name": "Cấp Giấy phép Đò", "field_name": "Đường thủy", "levels": ["commune"], **head}
    procedure = Procedure.objects.create(code=code)
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, effective_from=MARCH, decision_number="1/QĐ-UBND", **values
    )
    for order, channel in enumerate(("counter", "online"), start=1):
        ProcedureCase.objects.create(
            version=version,
            order=order,
            channel=channel,
            limit_value=3,
            limit_unit="working_days",
            fee_free=True,
        )
    PaperRequirement.objects.create(version=version, order=1, name="Đơn", originals=1, copies=0)
    PaperRequirement.objects.create(
        version=version, order=2, name="Giấy chứng minh nghề", originals=0, copies=1
    )
    ResultKind.objects.create(version=version, order=1, name="Giấy phép", code="KQ.G99.000001")
    LegalBasis.objects.create(version=version, order=1, number="12/2019/QH14", title="Luật Đò")
    return acts.publish(version)


def doubt(version: ProcedureVersion | None, field: str, reason: str, raw: str, **more: Any) -> QuarantineItem:
    """One open doubt about an imported version."""
    run, _ = ImportRun.objects.get_or_create(
        source_name="thử", defaults={"started_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC)}
    )
    code = version.procedure.code if version else "1.999999"
    record, _ = NationalRecord.objects.get_or_create(
        code=code, version=version, defaults={"raw": "{}", "sha256": "0" * 64, "run": run}
    )
    return QuarantineItem.objects.create(
        record=record, version=version, field=field, reason=reason, raw=raw, **more
    )
