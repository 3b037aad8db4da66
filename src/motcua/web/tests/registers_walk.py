# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all addresses needs for the registers: one entry of each, evidence, who gets which page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import URLPattern
from django.utils import timezone

from motcua.documents import store
from motcua.law.roles import Role
from motcua.organisations.models import Person, Unit
from motcua.registers.models import (
    Course,
    Initiative,
    InternalAudit,
    Nonconformity,
    PublicityItem,
    QualityDocument,
    Register,
    RegisterAct,
    RegisterStep,
)
from motcua.registers.rights import KEEPERS, READERS
from motcua.web.registers.urls import urlpatterns

_NAMES = {route.name for route in urlpatterns if isinstance(route, URLPattern)}
REGISTERS_FILES = (
    *(f"{name}_export" for name in ("initiatives", "courses", "publicity", "quality")),
    "register_file",
)
"""Not pages."""
REGISTERS_KEPT = {"course_new", "course_attend", "publicity_new", "quality_document_new", "audit_new"}
"""Pages for those who keep the registers; to everybody else of the agency they do not exist."""
REGISTERS_ROLES: dict[str, set[Role]] = {name: set(READERS) for name in _NAMES}
REGISTERS_KEEPERS = set(KEEPERS)
_DAY = dt.date(2026, 3, 9)


def registers_values(name: str | None) -> dict[str, object]:
    """Values for one address."""
    if name not in _NAMES:
        return {}
    if name == "register_file":
        return {"step_id": _step().pk}
    make = _MADE.get(name)
    return {"entry_id": make().pk} if make else {}


def _office() -> tuple[Unit, Unit]:
    return Unit.objects.get(code="t-ubnd"), Unit.objects.get(code="t-justice")


def _initiative() -> Initiative:
    unit, section = _office()
    told = {
        "authors": "Người Thử",
        "content": "Trả kết quả tại thôn",
        "year": 2026,
        "made_at": timezone.now(),
    }
    return Initiative.objects.get_or_create(
        unit=unit, proposer=section, title="Trả kết quả tại thôn", defaults=told
    )[0]


def _course() -> Course:
    unit, _section = _office()
    told = {"topic": "Một cửa", "first_day": _DAY, "last_day": _DAY, "hours": 4, "made_at": timezone.now()}
    return Course.objects.get_or_create(unit=unit, title="Tập huấn một cửa", defaults=told)[0]


def _publicity() -> PublicityItem:
    unit, _section = _office()
    told = {"channel": "radio", "held_on": _DAY, "made_at": timezone.now()}
    return PublicityItem.objects.get_or_create(unit=unit, title="Phát thanh", defaults=told)[0]


def _document() -> QualityDocument:
    unit, _section = _office()
    told = {"title": "Quy trình", "kind": "process", "made_at": timezone.now()}
    return QualityDocument.objects.get_or_create(unit=unit, code="QT-01", defaults=told)[0]


def _audit() -> InternalAudit:
    unit, section = _office()
    told = {"scope": "Tiếp nhận", "auditors": "Người Thử", "planned_on": _DAY, "made_at": timezone.now()}
    return InternalAudit.objects.get_or_create(unit=unit, audited=section, defaults=told)[0]


def _nonconformity() -> Nonconformity:
    unit, section = _office()
    told = {"source": "own", "found_on": _DAY, "made_at": timezone.now()}
    return Nonconformity.objects.get_or_create(
        unit=unit, responsible=section, description="Thiếu phiếu kiểm soát", defaults=told
    )[0]


def _step() -> RegisterStep:
    unit, _section = _office()
    told: dict[str, Any] = {
        "register": Register.INITIATIVE,
        "entry_id": _initiative().pk,
        "act": RegisterAct.ADD_EVIDENCE,
        "at": timezone.now(),
        "person": Person.objects.earliest("id"),
        "person_name": "Người Thử",
        "unit": unit,
        "file_sha256": store.put(b"%PDF-1.4 proof", "application/pdf").sha256,
    }
    return RegisterStep.objects.get_or_create(key="walk", defaults=told)[0]


_MADE = {
    "initiative": _initiative,
    "course": _course,
    "course_attend": _course,
    "publicity_item": _publicity,
    "quality_document": _document,
    "audit": _audit,
    "nonconformity": _nonconformity,
}
