# SPDX-License-Identifier: EUPL-1.2
"""The quality management system: versions of documents, internal audits, nonconformities to the proof of effect."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from motcua.catalogue.models import InternalProcess, ProcedureVersion
from motcua.organisations.models import Unit
from motcua.registers.errors import OwnResult, RegisterRefused
from motcua.registers.keeping import Doing, Press, doing, earlier, locked, require, words, write
from motcua.registers.models import (
    AuditState,
    DocumentKind,
    InternalAudit,
    Nonconformity,
    NonconformitySource,
    NonconformityState,
    QualityDocument,
    QualityVersion,
    Register,
    RegisterAct,
)
from motcua.registers.rights import (
    WHO_DECIDES,
    WHO_KEEPS,
    WHO_WORKS,
    carried_it_out,
    decider,
    keeper,
    responsible,
    worker,
)

_STATES = dict(NonconformityState.choices)
_AUDITS = dict(AuditState.choices)
_S = NonconformityState


@dataclass(frozen=True, slots=True)
class VersionIn:
    """A version of a document: from which day, by which decision, what changed, for which procedure."""

    effective_from: dt.date
    decision: str
    change: str = ""
    procedure_version: ProcedureVersion | None = None
    process: InternalProcess | None = None


@dataclass(frozen=True, slots=True)
class NonconformityIn:
    """What did not meet which requirement, where, and how it came to light."""

    description: str
    responsible: Unit
    source: NonconformitySource
    found_on: dt.date
    clause: str = ""
    audit_id: int | None = None
    version_id: int | None = None


def open_document(
    press: Press, unit: Unit, code: str, title: str, kind: DocumentKind, kept_years: int | None
) -> QualityDocument:
    """A document under its code; it holds once a version is issued. Raises `RegisterRefused`."""
    one = doing(RegisterAct.OPEN_DOCUMENT, press, keeper(press.actor, unit.pk), WHO_KEEPS)
    with transaction.atomic():
        if (before := earlier(one)) is not None:
            return QualityDocument.objects.get(pk=before.entry_id)
        sign = words(code, "code", "Mã tài liệu", least=2, most=40).upper()
        made, new = QualityDocument.objects.get_or_create(
            unit=unit,
            code=sign,
            defaults={
                "title": words(title, "title", "Tên tài liệu", least=5, most=500),
                "kind": kind.value,
                "kept_years": kept_years,
                "made_at": one.now,
            },
        )
        if not new:
            raise RegisterRefused(
                f"Đã có tài liệu mã {sign}.", hint="Hãy ban hành phiên bản mới.", field="code"
            )
        write(one, Register.DOCUMENT, made.pk, after={"code": sign, "title": made.title})
        return made


def issue_version(press: Press, pk: int, told: VersionIn) -> QualityVersion:
    """A new version from a day on; the one before ends the day before. Raises `RegisterRefused`."""
    with transaction.atomic():
        row = locked(QualityDocument, pk, "unit")
        one = doing(RegisterAct.ISSUE_VERSION, press, keeper(press.actor, row.unit_id), WHO_KEEPS)
        last = row.versions.select_for_update().order_by("-number").first()
        if earlier(one) is not None and last is not None:
            return last
        if last is not None:
            _end(last, told.effective_from - dt.timedelta(days=1))
        if told.process is not None and told.procedure_version is None:
            raise RegisterRefused("Quy trình phải thuộc phiên bản thủ tục đã chọn.", field="procedure")
        made = QualityVersion.objects.create(
            document=row,
            number=(last.number if last else 0) + 1,
            effective_from=told.effective_from,
            decision=words(told.decision, "decision", "Văn bản ban hành", least=3, most=255),
            change=told.change.strip()[:1000],
            procedure_version=told.procedure_version,
            process=told.process,
            file_sha256=press.evidence.sha256,
        )
        after = {"number": made.number, "from": f"{made.effective_from:%d/%m/%Y}", "decision": made.decision}
        write(one, Register.DOCUMENT, pk, after=after)
        return made


def _end(last: QualityVersion, day: dt.date) -> None:
    if day < last.effective_from:
        raise RegisterRefused(
            f"Phiên bản {last.number} bắt đầu từ {last.effective_from:%d/%m/%Y}; phiên bản mới phải sau ngày đó.",
            field="effective_from",
        )
    if last.effective_to is None or last.effective_to > day:
        last.effective_to = day
        last.save(update_fields=["effective_to"])


def withdraw_document(press: Press, pk: int, last_day: dt.date, why: str) -> QualityDocument:
    """No version holds after a day. Raises `RegisterRefused`."""
    with transaction.atomic():
        row = locked(QualityDocument, pk, "unit")
        one = doing(RegisterAct.WITHDRAW_DOCUMENT, press, keeper(press.actor, row.unit_id), WHO_KEEPS)
        if earlier(one) is not None:
            return row
        last = row.versions.select_for_update().order_by("-number").first()
        if last is None or last.effective_to is not None:
            raise RegisterRefused("Tài liệu không có phiên bản nào đang hiệu lực.")
        _end(last, last_day)
        reason = words(why, "why", "Lý do", least=5, most=1000)
        write(one, Register.DOCUMENT, pk, after={"to": f"{last_day:%d/%m/%Y}"}, note=reason)
        return row


def plan_audit(
    press: Press, unit: Unit, audited: Unit, scope: str, auditors: str, day: dt.date
) -> InternalAudit:
    """An internal audit of a unit on a day. Raises `RegisterRefused`."""
    one = doing(RegisterAct.PLAN_AUDIT, press, keeper(press.actor, unit.pk), WHO_KEEPS)
    if unit.pk not in audited.lineage:
        raise RegisterRefused("Đơn vị được đánh giá không thuộc cơ quan này.", field="audited")
    with transaction.atomic():
        if (before := earlier(one)) is not None:
            return InternalAudit.objects.get(pk=before.entry_id)
        made = InternalAudit.objects.create(
            unit=unit,
            audited=audited,
            scope=words(scope, "scope", "Phạm vi", least=5, most=1000),
            auditors=words(auditors, "auditors", "Người đánh giá", most=500),
            planned_on=day,
            made_at=one.now,
        )
        write(one, Register.AUDIT, made.pk, after={"audited": audited.name, "planned_on": f"{day:%d/%m/%Y}"})
        return made


def conclude_audit(press: Press, pk: int, held_on: dt.date, conclusion: str) -> InternalAudit:
    """What the audit came to. Raises `RegisterRefused`."""
    with transaction.atomic():
        row = locked(InternalAudit, pk, "unit")
        one = doing(RegisterAct.CONCLUDE_AUDIT, press, keeper(press.actor, row.unit_id), WHO_KEEPS)
        if earlier(one) is not None:
            return row
        require(row.state, {AuditState.PLANNED}, _AUDITS, "kết luận")
        if held_on > timezone.localdate(one.now):
            raise RegisterRefused("Ngày đánh giá chưa đến.", field="held_on")
        row.state, row.held_on = AuditState.CONCLUDED, held_on
        row.conclusion = words(conclusion, "conclusion", "Kết luận", least=10, most=8000)
        row.save(update_fields=["state", "held_on", "conclusion"])
        write(one, Register.AUDIT, pk, after={"held_on": f"{held_on:%d/%m/%Y}"})
        return row


def raise_nonconformity(press: Press, unit: Unit, told: NonconformityIn) -> Nonconformity:
    """Put a nonconformity on record. Raises `RegisterRefused`."""
    one = doing(RegisterAct.RAISE, press, worker(press.actor, unit.pk), WHO_WORKS)
    if unit.pk not in told.responsible.lineage:
        raise RegisterRefused("Đơn vị chịu trách nhiệm không thuộc cơ quan này.", field="responsible")
    if told.found_on > timezone.localdate(one.now):
        raise RegisterRefused("Ngày phát hiện chưa đến.", field="found_on")
    if told.audit_id and not InternalAudit.objects.filter(pk=told.audit_id, unit=unit).exists():
        raise RegisterRefused("Không có đợt đánh giá này.", field="audit")
    if (
        told.version_id
        and not QualityVersion.objects.filter(pk=told.version_id, document__unit=unit).exists()
    ):
        raise RegisterRefused("Không có tài liệu này.", field="version")
    with transaction.atomic():
        if (before := earlier(one)) is not None:
            return Nonconformity.objects.get(pk=before.entry_id)
        made = Nonconformity.objects.create(
            unit=unit,
            responsible=told.responsible,
            audit_id=told.audit_id,
            version_id=told.version_id,
            source=told.source.value,
            clause=told.clause.strip()[:16],
            found_on=told.found_on,
            description=words(told.description, "description", "Mô tả", least=10),
            made_at=one.now,
        )
        write(one, Register.NONCONFORMITY, made.pk, after={"description": made.description})
        return made


def correct(press: Press, pk: int, text: str) -> Nonconformity:
    """What was done at once about the thing itself (10.2.1.a). Raises `RegisterRefused`."""
    return _tell(press, pk, RegisterAct.CORRECT, {_S.OPEN}, _S.CORRECTED, ("correction", text))


def find_cause(press: Press, pk: int, text: str) -> Nonconformity:
    """Why it happened, and whether it exists elsewhere (10.2.1.b). Raises `RegisterRefused`."""
    return _tell(press, pk, RegisterAct.FIND_CAUSE, {_S.CORRECTED}, _S.CAUSE_FOUND, ("cause", text))


def plan_action(press: Press, pk: int, text: str, due: dt.date) -> Nonconformity:
    """What is done so that it does not come back, until when (10.2.1.c). Raises `RegisterRefused`."""
    return _tell(
        press, pk, RegisterAct.PLAN_ACTION, {_S.CAUSE_FOUND}, _S.ACTION_PLANNED, ("action", text), due
    )


def carry_out(press: Press, pk: int, text: str) -> Nonconformity:
    """What was done, with evidence (10.2.2). Raises `RegisterRefused` without a file."""
    if not press.evidence.sha256:
        raise RegisterRefused("Chưa có minh chứng.", hint="Hãy chọn tệp minh chứng.", field="file")
    return _tell(press, pk, RegisterAct.CARRY_OUT, {_S.ACTION_PLANNED}, _S.CARRIED_OUT, ("result", text))


def _tell(
    press: Press,
    pk: int,
    act: RegisterAct,
    sources: set[NonconformityState],
    target: NonconformityState,
    told: tuple[str, str],
    due: dt.date | None = None,
) -> Nonconformity:
    name, text = told
    with transaction.atomic():
        row = locked(Nonconformity, pk, "unit", "responsible")
        one = doing(act, press, responsible(press.actor, row.responsible), "lãnh đạo đơn vị chịu trách nhiệm")
        if earlier(one) is not None:
            return row
        require(row.state, sources, _STATES, act.label.lower())
        if due is not None and due < timezone.localdate(one.now):
            raise RegisterRefused("Hạn thực hiện phải từ hôm nay trở đi.", field="due")
        before = {name: getattr(row, name)} if getattr(row, name) else {}
        setattr(row, name, words(text, "text", act.label, least=10))
        row.state = target
        row.action_due = due or row.action_due
        row.save()
        after = {name: getattr(row, name), **({"due": f"{due:%d/%m/%Y}"} if due else {})}
        write(one, Register.NONCONFORMITY, pk, before=before, after=after)
        return row


def verify(press: Press, pk: int, text: str) -> Nonconformity:
    """The head confirms that the action had its effect (10.2.1.d).

    Raises `RegisterRefused`, and `OwnResult` for whoever told what was done: nobody proves their own work (9.2.2.c).
    """
    with transaction.atomic():
        row, one = _judging(press, pk, RegisterAct.VERIFY)
        if earlier(one) is not None:
            return row
        require(row.state, {_S.CARRIED_OUT}, _STATES, "xác nhận")
        if carried_it_out(press.actor, row):
            raise OwnResult
        reason = words(text, "text", "Căn cứ xác nhận", least=10, most=1000)
        row.state, row.verified_at = _S.VERIFIED, one.now
        row.save(update_fields=["state", "verified_at"])
        write(one, Register.NONCONFORMITY, pk, note=reason)
        return row


def reopen(press: Press, pk: int, text: str) -> Nonconformity:
    """It had no effect: the cause is looked for again. Raises `RegisterRefused`."""
    with transaction.atomic():
        row, one = _judging(press, pk, RegisterAct.REOPEN)
        if earlier(one) is not None:
            return row
        require(row.state, {_S.CARRIED_OUT}, _STATES, "trả lại")
        reason = words(text, "text", "Vì sao chưa có hiệu lực", least=10, most=1000)
        row.state, row.rounds = _S.CORRECTED, row.rounds + 1
        row.save(update_fields=["state", "rounds"])
        write(one, Register.NONCONFORMITY, pk, note=reason, after={"rounds": row.rounds})
        return row


def _judging(press: Press, pk: int, act: RegisterAct) -> tuple[Nonconformity, Doing]:
    row = locked(Nonconformity, pk, "unit", "responsible")
    return row, doing(act, press, decider(press.actor, row.unit_id), WHO_DECIDES)
