# SPDX-License-Identifier: EUPL-1.2
"""A version or a national record as the plain values that the command line and the API print."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from motcua.catalogue.models import (
    NationalRecord,
    PaperRequirement,
    ProcedureCase,
    ProcedureVersion,
    QuarantineItem,
    QuarantineState,
)
from motcua.catalogue.reading.values import Reason
from motcua.law.limits import ENGLISH_UNIT_NAMES, LimitUnit

REFUSALS = (Reason.CODE_REPEATED.value, Reason.PAGE_OF_OTHER_PROCEDURE.value)


def show_version(version: ProcedureVersion, record: NationalRecord | None = None) -> dict[str, Any]:
    """Everything a version says; `quarantine` holds the open doubts of `record` (of the version without it)."""
    items = _doubts_about(record) if record else version.quarantine.all()
    return {
        "code": version.procedure.code,
        "name": version.name,
        "field": version.field_name,
        "level": list(version.levels),
        "version": version.number,
        "status": version.status,
        "effective_from": version.effective_from.isoformat(),
        "effective_to": version.effective_to.isoformat() if version.effective_to else None,
        "decision": version.decision_number or None,
        "audience": version.audience,
        "competent_unit": version.competent_unit_text,
        "receiving_unit": version.receiving_unit_text,
        "supporting_unit": version.supporting_unit_text,
        "source": version.source,
        "confidence": version.confidence,
        "cases": [_show_case(case) for case in version.cases.all()],
        "papers": [_show_paper(paper) for paper in version.papers.all()],
        "notes": list(version.paper_notes),
        "results": [
            {"name": result.name, "code": result.code or None, "refusal": result.is_refusal}
            for result in version.results.all()
        ],
        "legal_bases": [
            {"number": basis.number or None, "title": basis.title} for basis in version.legal_bases.all()
        ],
        "quarantine": [show_doubt(item) for item in items.filter(state=QuarantineState.OPEN)],
    }


def show_refused(record: NationalRecord) -> dict[str, Any]:
    """A record whose content was not accepted: nothing is known of the procedure, only why."""
    return {
        "code": record.code,
        "name": None,
        "field": None,
        "level": [],
        "version": None,
        "status": None,
        "source": f"Cơ sở dữ liệu quốc gia về TTHC, tệp {record.run.source_name}",
        "cases": [],
        "papers": [],
        "results": [],
        "legal_bases": [],
        "quarantine": [show_doubt(item) for item in record.quarantine.filter(state=QuarantineState.OPEN)],
    }


def _doubts_about(record: NationalRecord) -> QuerySet[QuarantineItem]:
    """Doubts of the record, and why other records of its code were not accepted."""
    refused = Q(record__code=record.code, record__version=None, reason__in=REFUSALS)
    return QuarantineItem.objects.filter(Q(record=record) | refused)


def show_doubt(item: QuarantineItem) -> dict[str, Any]:
    """One doubt with its number, by which a person can settle it."""
    return {
        "field": item.field,
        "reason": item.reason,
        "raw": item.raw,
        "proposal": item.proposal,
        "id": item.pk,
    }


def _show_case(case: ProcedureCase) -> dict[str, Any]:
    return {
        "name": case.name,
        "channel": case.channel,
        "limit": _show_limit(case),
        "fee": _show_fee(case),
        "fee_note": case.fee_note,
        "note": case.limit_note,
        "online_level": case.online_level,
        "online_reason": case.online_reason or None,
        "count_mode": case.count_mode,
        "cutoff": case.cutoff.strftime("%H:%M") if case.cutoff else None,
    }


def _show_limit(case: ProcedureCase) -> dict[str, Any] | None:
    if case.limit_unit is None:
        return None
    value = number(case.limit_value) if case.limit_value is not None else None
    return {"value": value, "unit": ENGLISH_UNIT_NAMES[LimitUnit(case.limit_unit)]}


def _show_fee(case: ProcedureCase) -> dict[str, Any] | None:
    """Amount 0 means free; None means that the fee is not known."""
    if case.fee_free:
        return {"amount": 0, "currency": case.fee_currency, "note": case.fee_note}
    if case.fee_amount is None:
        return None
    return {"amount": number(case.fee_amount), "currency": case.fee_currency, "note": case.fee_note}


def _show_paper(paper: PaperRequirement) -> dict[str, Any]:
    return {
        "name": paper.name,
        "originals": paper.originals,
        "copies": paper.copies,
        "form_files": [name for name in paper.form_file.split("; ") if name],
        "presented_only": paper.presented_only,
        "group": paper.group,
    }


def number(value: Decimal) -> int | float:
    """A JSON number without needless decimals."""
    return int(value) if value == value.to_integral_value() else float(value)
