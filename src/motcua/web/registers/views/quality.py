# SPDX-License-Identifier: EUPL-1.2
"""The quality management system after ISO 9001:2015: documents, internal audits, nonconformities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.organisations.actors import Actor
from motcua.registers import acts, queries, rights
from motcua.registers.acts import VersionIn
from motcua.registers.errors import RegisterRefused
from motcua.registers.models import (
    AuditState,
    DocumentKind,
    InternalAudit,
    QualityDocument,
    QualityVersion,
    Register,
)
from motcua.registers.rights import READERS
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.offers import Choice, work
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.registers.evidence import evidence_choice
from motcua.web.registers.forms import (
    AuditForm,
    ConcludeForm,
    DocumentForm,
    EndForm,
    VersionForm,
)
from motcua.web.registers.nonconforming import urgency_of
from motcua.web.registers.shown import (
    Asked,
    Cell,
    Facts,
    asked,
    date_words,
    entry_of,
    entry_page,
    new_page,
    page_number,
    press_of,
)
from motcua.web.wording import tr


def _home() -> tuple[str, str]:
    return (_("ISO 9001:2015"), reverse("quality"))


@for_roles(*READERS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Nonconformities that are open, documents in force, audits of the year."""
    actor, told = actor_for(request), asked(request)
    everything = request.GET.get("tat-ca") == "1"
    number = page_number(request)
    rows, more = queries.page_of(queries.nonconformities(told.unit, open_only=not everything), number)
    context = {
        "told": told,
        "everything": everything,
        "tables": [
            _nonconformities(told, rows),
            _documents(told),
            _audits(told),
        ],
        "outdated": list(queries.outdated(told.unit, told.today)[: queries.PAGE]),
        "keeps": rights.keeper(actor, told.unit.pk) is not None,
        "previous": f"?{told.query}&trang={number - 1}" if number > 1 else "",
        "next": f"?{told.query}&trang={number + 1}" if more else "",
        "crumbs": [(_("Sổ theo dõi"), reverse("registers")), (_("ISO 9001:2015"), "")],
    }
    return page(request, "registers/quality.html", context)


def _nonconformities(told: Asked, rows: list[Any]) -> dict[str, Any]:
    return {
        "title": _("Điểm không phù hợp"),
        "heads": [_("Điểm không phù hợp"), _("Đơn vị chịu trách nhiệm"), _("Trạng thái"), _("Hạn")],
        "rows": [
            [
                Cell(
                    row.description,
                    reverse("nonconformity", args=[row.pk]),
                    f"{row.version.document.code}" if row.version else "",
                ),
                Cell(row.responsible.name),
                Cell(tr(row.get_state_display()), sign=urgency_of(row, told.today)),
                Cell(date_words(row.action_due)),
            ]
            for row in rows
        ],
        "empty": _("Không có điểm không phù hợp nào đang mở."),
    }


def _documents(told: Asked) -> dict[str, Any]:
    rows = list(queries.documents(told.unit)[:200])
    versions = queries.versions_on(rows, told.today)
    return {
        "title": _("Tài liệu"),
        "heads": [_("Tài liệu"), _("Loại"), _("Phiên bản đang hiệu lực"), _("Thủ tục")],
        "rows": [_document_cells(row, versions.get(row.pk)) for row in rows],
        "empty": _("Chưa có tài liệu nào."),
    }


def _document_cells(row: QualityDocument, version: QualityVersion | None) -> list[Cell]:
    procedure = version.procedure_version if version else None
    return [
        Cell(f"{row.code} {row.title}", reverse("quality_document", args=[row.pk])),
        Cell(tr(row.get_kind_display())),
        Cell(
            _version_words(version) if version else _("không có"), below=version.decision if version else ""
        ),
        Cell(procedure.procedure.code if procedure else ""),
    ]


def _version_words(version: QualityVersion) -> str:
    told = {"number": version.number, "day": date_words(version.effective_from)}
    return _("%(number)s, từ %(day)s") % told


def _audits(told: Asked) -> dict[str, Any]:
    rows: Any = queries.audits(told.unit, told.year)[: queries.PAGE]
    return {
        "title": _("Đánh giá nội bộ trong năm"),
        "heads": [_("Đơn vị được đánh giá"), _("Ngày"), _("Trạng thái"), _("Điểm không phù hợp")],
        "rows": [
            [
                Cell(row.audited.name, reverse("audit", args=[row.pk]), row.scope),
                Cell(date_words(row.held_on or row.planned_on)),
                Cell(tr(row.get_state_display())),
                Cell(str(row.found)),
            ]
            for row in rows
        ],
        "empty": _("Chưa lập đợt đánh giá nội bộ nào trong năm."),
    }


def _kept(request: HttpRequest) -> tuple[Actor, Asked]:
    """Who asks for which agency; to whoever does not keep its registers the page does not exist."""
    actor, told = actor_for(request), asked(request)
    if rights.keeper(actor, told.unit.pk) is None:
        raise Http404
    return actor, told


@for_roles(*READERS)
@require_form
def new_document(request: HttpRequest) -> HttpResponse:
    """A new document."""
    actor, told = _kept(request)
    made: list[QualityDocument] = []

    def perform(data: dict[str, Any]) -> None:
        kind = DocumentKind(data["kind"])
        args = (told.unit, data["code"], data["title"], kind, data["kept_years"])
        made.append(acts.open_document(press_of(actor, data), *args))

    choice = Choice(
        "lap",
        _("Tài liệu mới"),
        DocumentForm,
        perform,
        _("Lập tài liệu"),
        _("Đã lập tài liệu. Hãy ban hành phiên bản đầu."),
        main=True,
    )
    return new_page(request, choice, _home(), made, "quality_document")


@for_roles(*READERS)
@require_form
def document(request: HttpRequest, entry_id: int) -> HttpResponse:
    """A document with all its versions."""
    actor = actor_for(request)
    row: QualityDocument = entry_of(request, Register.DOCUMENT, entry_id)
    worked = work(request, list(_document_choices(actor, row)))
    if worked.done:
        return redirect("quality_document", entry_id=row.pk)
    table = {
        "title": _("Các phiên bản"),
        "heads": [_("Phiên bản"), _("Hiệu lực"), _("Văn bản ban hành"), _("Thủ tục, quy trình")],
        "rows": [_version_cells(version) for version in queries.versions_of(row)],
        "empty": _("Chưa ban hành phiên bản nào."),
    }
    lines = [
        (_("Mã tài liệu"), row.code),
        (_("Loại"), tr(row.get_kind_display())),
        (_("Lưu hồ sơ (năm)"), str(row.kept_years) if row.kept_years else ""),
    ]
    facts = Facts(Register.DOCUMENT, row.title, row.code, _home(), lines, tables=(table,))
    return entry_page(request, facts, row.pk, worked)


def _version_cells(version: QualityVersion) -> list[Cell]:
    procedure = version.procedure_version
    until = date_words(version.effective_to) or _("nay")
    named = f"{procedure.procedure.code} ({procedure.number}) {procedure.name}" if procedure else ""
    return [
        Cell(str(version.number), below=version.change),
        Cell(f"{date_words(version.effective_from)} – {until}"),
        Cell(version.decision),
        Cell(named, below=version.process.name if version.process else ""),
    ]


def _document_choices(actor: Actor, row: QualityDocument) -> Iterator[Choice]:
    if rights.keeper(actor, row.unit_id) is None:
        return
    yield Choice(
        "ban-hanh",
        _("Ban hành phiên bản mới"),
        VersionForm,
        lambda data: acts.issue_version(press_of(actor, data), row.pk, _version_in(data)),
        _("Ban hành"),
        _("Đã ban hành phiên bản mới."),
        words=_("Phiên bản trước hết hiệu lực vào hôm trước."),
    )
    yield Choice(
        "het-hieu-luc",
        _("Hết hiệu lực"),
        EndForm,
        lambda data: acts.withdraw_document(press_of(actor, data), row.pk, data["last_day"], data["why"]),
        _("Ghi hết hiệu lực"),
        _("Đã ghi ngày hết hiệu lực."),
    )


def _version_in(data: dict[str, Any]) -> VersionIn:
    """A version tied to the procedure in force on its first day, and to its internal process when there is one."""
    procedure, process = None, None
    if code := data["procedure"].strip():
        procedure = queries.procedure_version(code, data["effective_from"])
        if procedure is None:
            raise RegisterRefused("Không có thủ tục mã này có hiệu lực vào ngày đó.", field="procedure")
        process = procedure.processes.first()
    return VersionIn(data["effective_from"], data["decision"], data["change"], procedure, process)


@for_roles(*READERS)
@require_form
def new_audit(request: HttpRequest) -> HttpResponse:
    """A new internal audit."""
    actor, told = _kept(request)
    units = queries.units_in(told.unit, told.today)
    made: list[InternalAudit] = []

    def perform(data: dict[str, Any]) -> None:
        audited = next(unit for unit in units if unit.pk == data["audited"])
        args = (told.unit, audited, data["scope"], data["auditors"], data["planned_on"])
        made.append(acts.plan_audit(press_of(actor, data), *args))

    choice = Choice(
        "lap",
        _("Đợt đánh giá nội bộ mới"),
        partial(AuditForm, units=units),
        perform,
        _("Lập đợt đánh giá"),
        _("Đã lập đợt đánh giá."),
        main=True,
    )
    return new_page(request, choice, _home(), made, "audit")


@for_roles(*READERS)
@require_form
def audit(request: HttpRequest, entry_id: int) -> HttpResponse:
    """An internal audit with what it found."""
    actor = actor_for(request)
    row: InternalAudit = entry_of(request, Register.AUDIT, entry_id)
    choices = [evidence_choice(actor, Register.AUDIT, row.pk)]
    if row.state == AuditState.PLANNED and rights.keeper(actor, row.unit_id) is not None:
        conclude = Choice(
            "ket-luan",
            _("Kết luận đánh giá"),
            ConcludeForm,
            lambda data: acts.conclude_audit(
                press_of(actor, data), row.pk, data["held_on"], data["conclusion"]
            ),
            _("Ghi kết luận"),
            _("Đã ghi kết luận đánh giá."),
            main=True,
        )
        choices.insert(0, conclude)
    worked = work(request, choices)
    if worked.done:
        return redirect("audit", entry_id=row.pk)
    table = {
        "title": _("Điểm không phù hợp"),
        "heads": [_("Điểm không phù hợp"), _("Trạng thái")],
        "rows": [
            [
                Cell(found.description, reverse("nonconformity", args=[found.pk])),
                Cell(tr(found.get_state_display())),
            ]
            for found in row.nonconformities.order_by("id")[: queries.PAGE]
        ],
        "empty": _("Đợt này chưa ghi điểm không phù hợp nào."),
    }
    lines = [
        (_("Đơn vị được đánh giá"), row.audited.name),
        (_("Phạm vi, quá trình được đánh giá"), row.scope),
        (_("Người đánh giá"), row.auditors),
        (_("Ngày dự kiến"), date_words(row.planned_on)),
        (_("Ngày thực hiện"), date_words(row.held_on)),
        (_("Kết luận"), row.conclusion),
    ]
    links = [
        (
            _("Ghi điểm không phù hợp"),
            f"{reverse('nonconformity_new')}?don-vi={row.unit_id}&danh-gia={row.pk}",
        )
    ]
    title = _("Đánh giá nội bộ: %(unit)s") % {"unit": row.audited.name}
    facts = Facts(
        Register.AUDIT, title, tr(row.get_state_display()), _home(), lines, links=links, tables=(table,)
    )
    return entry_page(request, facts, row.pk, worked)
