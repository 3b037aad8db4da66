# SPDX-License-Identifier: EUPL-1.2
"""Drafts: opened beside the version in force, edited part by part, discarded."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from motcua.catalogue.acts import draft_from
from motcua.catalogue.editing import parts
from motcua.catalogue.editing.recording import record, require_editor
from motcua.catalogue.errors import DraftChangedMeanwhile, EditRefused, ProcedureUnknown, VersionNotDraft
from motcua.catalogue.models import (
    CatalogueAct,
    Change,
    Procedure,
    ProcedureVersion,
    VersionSource,
    VersionStatus,
)
from motcua.law.codes import ProcedureCodeError, parse_procedure_code
from motcua.law.names import fold
from motcua.organisations.actors import Actor


@transaction.atomic
def open_draft(actor: Actor, version_id: int, effective_from: dt.date) -> ProcedureVersion:
    """A draft to edit: the one that people work on already, else a copy of the version.

    The house has one draft of a procedure at a time, so that nobody's work is published without the other's. A
    version that an import left as a draft stands beside it until somebody edits it. Raises `NotCatalogueEditor`,
    `ProcedureUnknown`.
    """
    version = ProcedureVersion.objects.select_related("procedure").filter(pk=version_id).first()
    if version is None:
        raise ProcedureUnknown("Không có phiên bản này.", hint="Hãy mở lại trang của thủ tục.")
    require_editor(actor, version.field_code, version.procedure.code)
    Procedure.objects.select_for_update().get(pk=version.procedure_id)
    standing = standing_draft(version.procedure_id)
    if standing is not None:
        return standing
    draft = draft_from(version, effective_from)
    record(actor, CatalogueAct.OPEN_DRAFT, version.procedure, draft, after={"based_on": version.number})
    return draft


@transaction.atomic
def new_procedure(actor: Actor, code: str, name: str, effective_from: dt.date) -> ProcedureVersion:
    """A procedure that the catalogue does not know yet, as an empty draft. Raises `EditRefused`."""
    code, name = code.strip(), " ".join(name.split())
    require_editor(actor, "", code)
    if not name:
        raise EditRefused("name", "Chưa có tên thủ tục.")
    try:
        parse_procedure_code(code)
    except ProcedureCodeError as error:
        raise EditRefused("procedure_code", str(error)) from error
    try:
        with transaction.atomic():
            procedure = Procedure.objects.create(code=code)
    except IntegrityError as error:
        raise EditRefused(
            "procedure_code", f"Mã {code} đã có trong danh mục.", hint="Hãy mở thủ tục đó và lập dự thảo."
        ) from error
    draft = ProcedureVersion.objects.create(
        procedure=procedure,
        number=1,
        effective_from=effective_from,
        change=Change.ANNOUNCE,
        name=name,
        name_key=fold(name),
        source_kind=VersionSource.EDITED,
    )
    record(actor, CatalogueAct.OPEN_DRAFT, procedure, draft, after={"name": name})
    return draft


@transaction.atomic
def save_part(actor: Actor, version_id: int, part: str, rows: list[parts.Row], seen: str) -> ProcedureVersion:
    """Write one part of a draft; `seen` is the digest of the rows that were shown.

    Raises `DraftChangedMeanwhile` when somebody saved the part since, `VersionNotDraft`, `NotCatalogueEditor`.
    """
    draft = locked_draft(actor, version_id)
    before = parts.rows_of(draft, part)
    if parts.digest(before) == parts.digest(rows):
        return draft
    if parts.digest(before) != seen:
        raise DraftChangedMeanwhile(
            "Trong lúc bạn sửa, người khác đã lưu phần này của dự thảo.",
            hint="Những gì bạn nhập vẫn còn dưới đây. Hãy so với bản vừa được lưu rồi bấm lưu lần nữa.",
        )
    write_part(actor, draft, part, rows)
    return draft


@transaction.atomic
def discard(actor: Actor, version_id: int, reason: str) -> ProcedureVersion:
    """Give a draft up; it stays on record. Raises `EditRefused` without a reason."""
    if not reason.strip():
        raise EditRefused("reason", "Chưa nêu lý do bỏ dự thảo.")
    draft = locked_draft(actor, version_id)
    draft.status = VersionStatus.DISCARDED
    draft.save(update_fields=["status"])
    record(actor, CatalogueAct.DISCARD_DRAFT, draft.procedure, draft, reason=reason.strip())
    return draft


def standing_draft(procedure_id: int) -> ProcedureVersion | None:
    """The draft that people work on."""
    drafts = edited_drafts().filter(procedure_id=procedure_id)
    return drafts.select_related("procedure").order_by("-number").first()


def edited_drafts() -> QuerySet[ProcedureVersion]:
    """Drafts of the house, not those that an import left for comparison."""
    return ProcedureVersion.objects.filter(status=VersionStatus.DRAFT, source_kind=VersionSource.EDITED)


def locked_draft(actor: Actor, version_id: int) -> ProcedureVersion:
    """The draft, with its procedure locked until the end of the transaction."""
    found = ProcedureVersion.objects.filter(pk=version_id).values_list("procedure_id", flat=True).first()
    if found is None:
        raise ProcedureUnknown("Không có phiên bản này.", hint="Hãy mở lại trang của thủ tục.")
    Procedure.objects.select_for_update().get(pk=found)
    draft = ProcedureVersion.objects.select_related("procedure").get(pk=version_id)
    require_editor(actor, draft.field_code, draft.procedure.code)
    if draft.status != VersionStatus.DRAFT:
        raise VersionNotDraft(
            f"Phiên bản {draft.number} không còn là dự thảo.", hint="Hãy mở trang thủ tục và lập dự thảo mới."
        )
    return draft


def write_part(
    actor: Actor, draft: ProcedureVersion, part: str, rows: list[parts.Row], reason: str = ""
) -> None:
    """Write a part of a locked draft and record it: from now on the draft is the house's own."""
    before = parts.rows_of(draft, part)
    parts.write(draft, part, rows)
    if draft.source_kind != VersionSource.EDITED:
        draft.source_kind = VersionSource.EDITED
        draft.save(update_fields=["source_kind"])
    gone = [row for row in before if row not in rows]
    come = [row for row in rows if row not in before]
    record(
        actor,
        CatalogueAct.EDIT_DRAFT,
        draft.procedure,
        draft,
        part=part,
        reason=reason,
        before={"rows": gone},
        after={"rows": come, "count": len(rows)},
    )
