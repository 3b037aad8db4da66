# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all routes needs for the catalogue and its posting: values, roles, what is only pressed."""

from __future__ import annotations

import datetime as dt

from django.urls import URLPattern

from motcua.catalogue.models import (
    CatalogueAct,
    CatalogueChange,
    ImportRun,
    InternalProcess,
    NationalRecord,
    Procedure,
    ProcedureVersion,
    ProcessStep,
    QuarantineItem,
    VersionStatus,
)
from motcua.law.roles import Role
from motcua.web.catalogue.urls import urlpatterns as catalogue
from motcua.web.posting.urls import urlpatterns as posting
from motcua.web.processes.urls import urlpatterns as processes

CATALOGUE_POST_ONLY = ("catalogue_draft", "catalogue_doubt", "process_draft")
"""Nothing to read there."""

POSTED = frozenset(route.name for route in posting if isinstance(route, URLPattern))
"""Public, and only to be read."""

_READ = {"catalogue", "catalogue_doubts", "catalogue_procedure", "catalogue_version", "catalogue_difference"}
_READ |= {"processes", "process", "process_export"}
_EDITORS = {Role.CATALOGUE_ADMIN, Role.CONTROL_OFFICER}
_NAMES = {route.name for route in (*catalogue, *processes) if isinstance(route, URLPattern)}

CATALOGUE_ROLES = {name: _EDITORS | {Role.INSPECTOR} if name in _READ else _EDITORS for name in _NAMES}
"""Who gets which page."""


def catalogue_values(name: str | None) -> dict[str, object]:
    """Values for one address: a procedure in force with a draft beside it and one doubt."""
    if name not in _NAMES | POSTED:
        return {}
    procedure = Procedure.objects.get(code="9.000001")
    procedure.versions.filter(number=1).update(levels=["commune"], field_name="Thử")
    start = {"status": VersionStatus.DRAFT, "effective_from": dt.date(2026, 3, 1), "name": "Dự thảo thử"}
    draft, _ = ProcedureVersion.objects.get_or_create(procedure=procedure, number=2, defaults=start)
    change = CatalogueChange.objects.first() or CatalogueChange.objects.create(
        at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        act=CatalogueAct.AMEND,
        person_name="Người Thử",
        procedure=procedure,
        version=draft,
        after={"effective_from": "2026-03-01"},
    )
    return {
        "procedure_code": procedure.code,
        "version_id": draft.pk,
        "process_id": _process(draft),
        "part_slug": "truong-hop",
        "doubt_id": (QuarantineItem.objects.first() or _doubt(draft)).pk,
        "change_id": change.pk,
        "unit_code": "t-centre",
        "field_slug": "thu",
        "posted_code": procedure.code,
    }


def _process(version: ProcedureVersion) -> int:
    process, new = InternalProcess.objects.get_or_create(version=version, name="Quy trình thử")
    if new:
        ProcessStep.objects.create(process=process, order=1, name="Nhận", role="reception", minutes=60)
    return process.pk


def _doubt(version: ProcedureVersion) -> QuarantineItem:
    run = ImportRun.objects.create(started_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), source_name="thử")
    record = NationalRecord.objects.create(
        code="9.000001", raw="{}", sha256="0" * 64, run=run, version=version
    )
    return QuarantineItem.objects.create(
        record=record, version=version, field="decision", reason="decision_unclear", raw="QĐ thử"
    )
