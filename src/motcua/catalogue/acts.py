# SPDX-License-Identifier: EUPL-1.2
"""Writes of the catalogue. Each act locks the procedure, so that two of them cannot make two valid versions."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max, Model, Q

from motcua.catalogue.errors import (
    VersionNotDraft,
    VersionNotValid,
    VersionOverlaps,
)
from motcua.catalogue.models import (
    Change,
    InternalProcess,
    Procedure,
    ProcedureVersion,
    ProcessStep,
    VersionSource,
    VersionStatus,
)
from motcua.law.names import fold

_ONE_DAY = dt.timedelta(days=1)
_PARTS = ("cases", "papers", "results", "legal_bases")


@transaction.atomic
def draft_from(version: ProcedureVersion, effective_from: dt.date) -> ProcedureVersion:
    """Copy a version with all its parts into a new draft that is to hold from `effective_from`."""
    Procedure.objects.select_for_update().get(pk=version.procedure_id)
    latest = ProcedureVersion.objects.filter(procedure_id=version.procedure_id).aggregate(n=Max("number"))
    draft = ProcedureVersion.objects.get(pk=version.pk)
    draft.pk, draft.number = None, latest["n"] + 1
    draft.status, draft.change = VersionStatus.DRAFT, Change.AMEND
    draft.effective_from, draft.effective_to = effective_from, None
    draft.source_kind, draft.based_on = VersionSource.EDITED, version
    draft._state.adding = True
    draft.save()
    for part in _PARTS:
        _copy_rows(list(getattr(version, part).all()), draft)
    _copy_processes(version, draft)
    return draft


@transaction.atomic
def publish(version: ProcedureVersion) -> ProcedureVersion:
    """Put a draft in force from its `effective_from`; the version in force before ends the day before.

    A version that began on the same day is withdrawn. Raises VersionNotDraft, or VersionOverlaps when a
    valid version begins on a later day.
    """
    Procedure.objects.select_for_update().get(pk=version.procedure_id)
    draft = ProcedureVersion.objects.get(pk=version.pk)
    if draft.status != VersionStatus.DRAFT:
        raise VersionNotDraft(
            f"Phiên bản {draft.number} không còn là dự thảo.", hint="Hãy tạo dự thảo mới từ phiên bản này."
        )
    make_room(draft)
    draft.status = VersionStatus.VALID
    draft.name_key = fold(draft.name)
    draft.save(update_fields=["status", "name_key"])
    return draft


def make_room(coming: ProcedureVersion) -> None:
    """End the valid versions that `coming` follows. The caller holds the lock and the transaction."""
    others = ProcedureVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=coming.effective_from),
        procedure_id=coming.procedure_id,
        status=VersionStatus.VALID,
    ).exclude(pk=coming.pk)
    if coming.effective_to is not None:  # a version of the past leaves those after it alone
        others = others.filter(effective_from__lte=coming.effective_to)
    for other in others:
        if other.effective_from > coming.effective_from:
            raise VersionOverlaps(
                f"Phiên bản {other.number} đã có hiệu lực từ {other.effective_from:%d/%m/%Y}, sau ngày "
                f"{coming.effective_from:%d/%m/%Y}.",
                hint="Hãy chọn ngày có hiệu lực muộn hơn hoặc thu hồi phiên bản kia trước.",
            )
        if other.effective_from == coming.effective_from:
            other.status = VersionStatus.WITHDRAWN
        else:
            other.effective_to = coming.effective_from - _ONE_DAY
        other.save(update_fields=["status", "effective_to"])


@transaction.atomic
def withdraw(version: ProcedureVersion, last_day: dt.date | None = None) -> ProcedureVersion:
    """End a valid version: with `last_day` it stays in force up to and including it, without it never counts.

    Raises VersionNotValid for a version that is not in force or a last day before its first.
    """
    Procedure.objects.select_for_update().get(pk=version.procedure_id)
    current = ProcedureVersion.objects.get(pk=version.pk)
    if current.status != VersionStatus.VALID or (last_day and last_day < current.effective_from):
        raise VersionNotValid(
            f"Phiên bản {current.number} không có hiệu lực vào ngày đó.",
            hint="Hãy chọn phiên bản đang có hiệu lực và ngày cuối không sớm hơn ngày bắt đầu.",
        )
    if last_day is None:
        current.status = VersionStatus.WITHDRAWN
    else:
        current.effective_to = last_day
    current.save(update_fields=["status", "effective_to"])
    return current


def _copy_processes(version: ProcedureVersion, draft: ProcedureVersion) -> None:
    """The steps behind the counter go along: a new limit or paper does not abolish them."""
    for process in InternalProcess.objects.filter(version_id=version.pk).prefetch_related("steps"):
        steps = list(process.steps.all())
        process.pk, process.version = None, draft
        process._state.adding = True
        process.save()
        for step in steps:
            step.pk, step.process = None, process
            step._state.adding = True
        ProcessStep.objects.bulk_create(steps)


def _copy_rows(rows: list[Model], draft: ProcedureVersion) -> None:
    for row in rows:
        row.pk = None
        row._state.adding = True
        row.version = draft  # type: ignore[attr-defined]  # every part has this key
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)
