# SPDX-License-Identifier: EUPL-1.2
"""What is handed in with a dossier, and how it becomes rows: the applicant, the papers, the dossier itself."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from motcua.catalogue.models import ProcedureCase, ProcedureVersion
from motcua.dossiers import rows
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.models import Applicant, Channel, Dossier, Paper, SupplementRequest
from motcua.dossiers.numbers import next_of_day
from motcua.law.codes import DossierCodeError, format_dossier_code
from motcua.law.names import fold
from motcua.law.rule_sets import rule_set_on
from motcua.organisations.models import Unit
from motcua.statements import find

_UNAMBIGUOUS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike on paper


@dataclass(frozen=True, slots=True)
class ApplicantIn:
    """A person or organisation as it was told at the desk. `identifier`: personal identifier or tax code."""

    name: str
    identifier: str = ""
    kind: str = Applicant.Kind.PERSON
    address: str = ""
    phone: str = ""
    email: str = ""
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A paper handed in. `sha256` names its scan in the file store, empty when there is none.

    `reused_from` is the code of the earlier dossier the paper was taken over from, `database` the code of the source
    database that answered instead of it: empty when neither, None when nobody looked (QĐ 766/QĐ-TTg, group 4).
    """

    name: str
    originals: int = 0
    copies: int = 0
    requirement_id: int | None = None
    sha256: str = ""
    reused_from: str | None = None
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """A dossier as it is handed in. `case` decides limit and fee; its channel is the dossier's.

    `seen_open`: codes of open dossiers of the same applicant and procedure that the receiver was shown and goes past;
    None when nobody was asked (imports, other systems).
    """

    case: ProcedureCase
    applicant: ApplicantIn
    receiving_unit: Unit
    competent_unit: Unit
    papers: Sequence[PaperIn] = ()
    submitted_by: ApplicantIn | None = None
    subject: str = ""
    return_channel: str = Channel.COUNTER
    return_address: str = ""
    external_code: str = ""
    corrects: Dossier | None = None
    seen_open: frozenset[str] | None = None


def build(filing: Filing, filed_at: dt.datetime) -> Dossier:
    """The unsaved dossier of a filing: everything but its code and its clock.

    Raises `InputRefused` when the procedure is not in force on the day, or the name of the applicant is missing.
    """
    version = filing.case.version
    _check_in_force(version, timezone.localdate(filed_at))
    applicant = _applicant(filing.applicant)
    return Dossier(
        external_code=filing.external_code,
        secret="".join(secrets.choice(_UNAMBIGUOUS) for _ in range(10)),
        procedure_version=version,
        case=filing.case,
        procedure_code=version.procedure.code,
        procedure_name=version.name,
        field_code=version.field_code,
        channel=filing.case.channel,
        applicant=applicant,
        applicant_name=applicant.name,
        submitted_by=_applicant(filing.submitted_by) if filing.submitted_by else None,
        subject=filing.subject,
        receiving_unit=filing.receiving_unit,
        competent_unit=filing.competent_unit,
        holder_unit=filing.receiving_unit,
        filed_at=filed_at,
        limit_value=filing.case.limit_value,
        limit_unit=filing.case.limit_unit or "",
        count_mode=filing.case.count_mode,
        cutoff=filing.case.cutoff,
        calendar_code=filing.receiving_unit.calendar_code,
        return_channel=filing.return_channel,
        return_address=filing.return_address,
        fee_amount=Decimal(0) if filing.case.fee_free or filing.corrects else filing.case.fee_amount,
        fee_currency=filing.case.fee_currency,
        corrects=filing.corrects,
    )


def require_limit(dossier: Dossier) -> None:
    """Refuse to start a clock whose limit nobody has confirmed. Raises `InputRefused`."""
    if not dossier.limit_unit:
        raise InputRefused(
            "case",
            "Thủ tục này chưa có thời hạn giải quyết đã được xác nhận trong danh mục.",
            hint="Hãy nhờ quản trị danh mục xác nhận thời hạn trước khi tiếp nhận.",
        )


def give_code(dossier: Dossier, unit: Unit, day: dt.date) -> None:
    """Give the dossier its code of the day, in the form the law uses on that day (NĐ 61/2018 Đ.26)."""
    if not unit.agency_code:
        raise InputRefused(
            "receiving_unit",
            f"{unit.name} chưa có mã định danh điện tử nên chưa cấp được mã hồ sơ.",
            hint="Hãy nhờ quản trị hệ thống nhập mã định danh theo Quyết định 20/2020/QĐ-TTg.",
        )
    form = rule_set_on(day).code_form.value
    try:
        code = format_dossier_code(form, unit.agency_code, day, next_of_day(unit.pk, day))
    except DossierCodeError as error:
        raise InputRefused("receiving_unit", str(error)) from error
    dossier.code = str(code)


def add_papers(
    dossier: Dossier, papers: Sequence[PaperIn], at: dt.datetime, request: SupplementRequest | None = None
) -> list[Paper]:
    """Insert the papers after those already there."""
    if not papers:
        return []
    taken = dossier.papers.count() if request else 0
    added = [
        Paper(
            dossier=dossier,
            order=order,
            requirement_id=paper.requirement_id,
            name=paper.name,
            originals=paper.originals,
            copies=paper.copies,
            file_id=paper.sha256 or None,
            received_at=at,
            supplement=request,
        )
        for order, paper in enumerate(papers, start=taken + 1)
    ]
    rows.insert(added)
    return added


def paper_facts(papers: Sequence[PaperIn]) -> list[dict[str, object]]:
    """The papers as an event tells them."""
    return [_paper_fact(paper) for paper in papers]


def digitisation_facts(papers: Sequence[PaperIn]) -> dict[str, object]:
    """What the service index asks of a reception: whether anything was digitised, taken over from an earlier dossier,
    or answered by a source database. Null is not no: nobody looked.
    """
    reused = [paper.reused_from for paper in papers if paper.reused_from is not None]
    databases = [paper.database for paper in papers if paper.database is not None]
    return {
        "digitised": any(paper.sha256 for paper in papers),
        "reused": any(reused) if reused else None,
        "databases": sorted({code for code in databases if code}) if databases else None,
    }


def _paper_fact(paper: PaperIn) -> dict[str, object]:
    told: dict[str, object] = {
        "name": paper.name,
        "originals": paper.originals,
        "copies": paper.copies,
        "sha256": paper.sha256,
    }
    if paper.reused_from:
        told["reused_from"] = paper.reused_from
    if paper.database:
        told["database"] = paper.database
    return told


def _applicant(told: ApplicantIn) -> Applicant:
    """The known person with this number, brought up to date, or a new one."""
    name = " ".join(told.name.split())
    if not name:
        raise InputRefused("applicant_name", "Chưa có họ tên người nộp hồ sơ.", hint="Hãy nhập họ tên.")
    values: dict[str, Any] = {
        "name": name,
        "name_key": fold(name),
        "address": told.address,
        "phone": told.phone,
        "email": told.email,
        "is_made_up": told.is_made_up,
    }
    if not told.identifier:
        return Applicant.objects.create(kind=told.kind, **values)
    number = {"kind": told.kind, "identifier": told.identifier}
    known = find(Applicant, **number)
    if known is None:
        opened = Applicant(**number, **values)
        if rows.insert_unless_there(opened):
            return opened
        known = Applicant.objects.get(**number)  # another receiver was first
    _bring_up_to_date(known, values)
    return known


def _bring_up_to_date(known: Applicant, told: dict[str, Any]) -> None:
    """Keep what was told now; what was not told stays as it was."""
    changed = [name for name, value in told.items() if value != "" and getattr(known, name) != value]
    for name in changed:
        setattr(known, name, told[name])
    if changed:
        known.save(update_fields=changed)


def _check_in_force(version: ProcedureVersion, day: dt.date) -> None:
    ends = version.effective_to
    if version.status == "valid" and version.effective_from <= day and (ends is None or day <= ends):
        return
    raise InputRefused(
        "case",
        f"Thủ tục {version.procedure.code} (bản {version.number}) không có hiệu lực vào ngày {day:%d/%m/%Y}.",
        hint="Hãy chọn bản thủ tục đang có hiệu lực.",
    )
