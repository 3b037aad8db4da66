# SPDX-License-Identifier: EUPL-1.2
"""The internal processes of a draft: written whole, after the lint, under the same lock and record as its parts."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import transaction

from motcua.catalogue.editing import parts
from motcua.catalogue.editing.drafts import locked_draft, open_draft
from motcua.catalogue.editing.recording import record
from motcua.catalogue.errors import DraftChangedMeanwhile, EditRefused
from motcua.catalogue.models import (
    CatalogueAct,
    InternalProcess,
    ProcedureVersion,
    ProcessStep,
    VersionSource,
)
from motcua.catalogue.processes.lint import Severity, lint
from motcua.catalogue.processes.storing import process_rows, process_value
from motcua.catalogue.processes.values import ReadProcess
from motcua.organisations.actors import Actor

PART: Final = "processes"
_HEAD: Final = ("name", "total_minutes", "limit_text", "content_hash")
_KEPT: Final = (
    *("order", "name", "role", "role_text", "unit_text", "minutes"),
    *("time_text", "not_counted", "form_roles", "following"),
)


@transaction.atomic
def save_process(
    actor: Actor,
    version_id: int,
    process_id: int | None,
    process: ReadProcess,
    seen: str,
) -> InternalProcess:
    """Write a process of a draft; `process_id` None makes a new one. `seen`: the digest of what was shown.

    Raises `EditRefused` with what the lint refuses, `DraftChangedMeanwhile`, `VersionNotDraft`, `NotCatalogueEditor`.
    """
    draft = locked_draft(actor, version_id)
    row = draft.processes.select_for_update().filter(pk=process_id).first() if process_id else None
    if process_id and row is None:
        raise EditRefused("", "Dự thảo không có quy trình này.", hint="Hãy mở lại trang của thủ tục.")
    if errors := [one.message for one in lint(process) if one.severity is Severity.ERROR]:
        raise EditRefused("", " ".join(errors))
    before = _rows(row) if row else []
    if row is not None and digest(row) != seen:
        raise DraftChangedMeanwhile(
            "Trong lúc bạn sửa, người khác đã lưu quy trình này.",
            hint="Những gì bạn nhập vẫn còn dưới đây. Hãy mở bản vừa được lưu để so rồi bấm lưu lần nữa.",
        )
    written = _write(draft, row, process)
    _now_ours(draft)
    record(
        actor,
        CatalogueAct.EDIT_DRAFT,
        draft.procedure,
        draft,
        part=PART,
        before={"process": row.name if row else "", "rows": before},
        after={"process": written.name, "total": written.limit_text, "rows": _rows(written)},
    )
    return written


@transaction.atomic
def process_to_edit(actor: Actor, process: InternalProcess, today: dt.date) -> InternalProcess:
    """The same process in the draft that stands open, or in a new one. Raises `EditRefused`, `NotCatalogueEditor`."""
    if process.version is None:
        raise EditRefused("", "Quy trình này chưa thuộc thủ tục nào.", hint="Hãy nhập lại kèm mã thủ tục.")
    draft = open_draft(actor, process.version_id or 0, today)
    if draft.pk == process.version_id:
        return process
    place = list(process.version.processes.values_list("pk", flat=True)).index(process.pk)
    copies = list(draft.processes.all())
    same = [one for one in copies if (one.name, one.case_name) == (process.name, process.case_name)]
    if not copies:
        raise EditRefused(
            "", "Dự thảo đang mở không có quy trình nào.", hint="Hãy thêm quy trình mới vào dự thảo."
        )
    return same[0] if len(same) == 1 else copies[min(place, len(copies) - 1)]


def digest(row: InternalProcess) -> str:
    """How a form tells which process it was shown."""
    return parts.digest([row.name, row.limit_text, _rows(row)])


def value_of(row: InternalProcess) -> ReadProcess:
    """A stored process with steps as they stand now."""
    return process_value(row, row.steps.all())


def _write(draft: ProcedureVersion, row: InternalProcess | None, process: ReadProcess) -> InternalProcess:
    made, steps = process_rows(process, version=draft)
    if row is None:
        made.procedure_code = draft.procedure.code
        made.save()
        ProcessStep.objects.bulk_create(steps)
        return made
    for name in _HEAD:
        setattr(row, name, getattr(made, name))
    row.save(update_fields=_HEAD)
    row.steps.all().delete()
    for step in steps:
        step.process = row
    ProcessStep.objects.bulk_create(steps)
    return row


def _now_ours(draft: ProcedureVersion) -> None:
    if draft.source_kind != VersionSource.EDITED:
        draft.source_kind = VersionSource.EDITED
        draft.save(update_fields=["source_kind"])


def _rows(row: InternalProcess) -> list[dict[str, Any]]:
    return list(ProcessStep.objects.filter(process_id=row.pk).order_by("order").values(*_KEPT))
