# SPDX-License-Identifier: EUPL-1.2
"""The project's own procedures into the catalogue: in bulk, and again as often as one likes.

A record that is already there stays; a record whose content changed becomes a new version and the former own
version is withdrawn (dossiers keep theirs); where people or an import have put another version in force, ours
comes in as a draft beside it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from django.db import transaction
from django.db.models import Max, Model

from motcua.catalogue.models import (
    Channel,
    Confidence,
    LegalBasis,
    PaperRequirement,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    ResultKind,
    VersionSource,
    VersionStatus,
)
from motcua.catalogue.own_data_reading import read_own_data
from motcua.catalogue.own_data_values import OwnProcedure
from motcua.catalogue.processes.storing import process_rows, store_processes
from motcua.datafiles import DATA
from motcua.law.limits import Limit, LimitUnit
from motcua.law.names import fold
from motcua.law.online_levels import level_in_name


@dataclass(frozen=True, slots=True)
class OwnDataReport:
    """What a load did, in versions of the data files."""

    read: int
    created: int
    changed: int
    drafts: int
    unchanged: int


@transaction.atomic
def load_procedures(folder: Path = DATA) -> OwnDataReport:
    """Put every procedure of `folder` into the catalogue, with cases, papers, results, bases and processes.

    Locks the procedures concerned. Repeatable: unchanged records write nothing. Raises `OwnDataError` before
    anything is written when a data file cannot be used.
    """
    own = read_own_data(folder)
    codes = sorted({procedure.code for procedure in own})
    Procedure.objects.bulk_create([Procedure(code=code) for code in codes], ignore_conflicts=True)
    rows = {
        row.code: row for row in Procedure.objects.select_for_update().filter(code__in=codes).order_by("code")
    }
    known = set(
        ProcedureVersion.objects.filter(procedure__code__in=codes, source_kind=VersionSource.OWN_DATA)
        .exclude(content_hash="")
        .values_list("procedure__code", "content_hash")
    )
    fresh = [procedure for procedure in own if (procedure.code, procedure.content_hash) not in known]
    former = {code for code, _ in known}
    taken = _in_force_by_others([procedure.code for procedure in fresh])
    _withdraw_former([procedure for procedure in fresh if procedure.code not in taken])
    numbers = Counter(_last_numbers(codes))
    versions = []
    for procedure in fresh:
        numbers[procedure.code] += 1
        draft = procedure.code in taken
        versions.append(_version(procedure, rows[procedure.code], numbers[procedure.code], draft))
    ProcedureVersion.objects.bulk_create(versions)
    _write_parts(fresh, versions)
    return OwnDataReport(
        read=len(own),
        created=sum(1 for each in fresh if each.code not in former and each.code not in taken),
        changed=sum(1 for each in fresh if each.code in former and each.code not in taken),
        drafts=sum(1 for each in fresh if each.code in taken),
        unchanged=len(own) - len(fresh),
    )


def _in_force_by_others(codes: list[str]) -> set[str]:
    """Codes with a valid version that did not come from our data: theirs goes before ours."""
    others = ProcedureVersion.objects.filter(procedure__code__in=codes, status=VersionStatus.VALID)
    return set(others.exclude(source_kind=VersionSource.OWN_DATA).values_list("procedure__code", flat=True))


def _withdraw_former(procedures: list[OwnProcedure]) -> None:
    """Make room: the database refuses two valid versions of a procedure on one day."""
    coming: dict[str, list[OwnProcedure]] = {}
    for procedure in procedures:
        coming.setdefault(procedure.code, []).append(procedure)
    standing = ProcedureVersion.objects.filter(
        procedure__code__in=coming, source_kind=VersionSource.OWN_DATA, status=VersionStatus.VALID
    ).select_related("procedure")
    replaced = [row.pk for row in standing if any(_overlap(row, each) for each in coming[row.procedure.code])]
    ProcedureVersion.objects.filter(pk__in=replaced).update(status=VersionStatus.WITHDRAWN)


def _overlap(row: ProcedureVersion, own: OwnProcedure) -> bool:
    ends = row.effective_to or dt.date.max
    return row.effective_from <= (own.effective_to or dt.date.max) and own.effective_from <= ends


def _last_numbers(codes: list[str]) -> dict[str, int]:
    found = ProcedureVersion.objects.filter(procedure__code__in=codes).values("procedure__code")
    return {row["procedure__code"]: row["last"] for row in found.annotate(last=Max("number")).order_by()}


def _version(own: OwnProcedure, procedure: Procedure, number: int, draft: bool) -> ProcedureVersion:
    return ProcedureVersion(
        procedure=procedure,
        number=number,
        status=VersionStatus.DRAFT if draft else VersionStatus.VALID,
        effective_from=own.effective_from,
        effective_to=own.effective_to,
        decision_number=own.decision_number,
        decision_date=own.decision_date,
        decision_issuer=own.decision_issuer,
        name=own.name,
        name_key=fold(own.name),
        everyday_names=list(own.words),
        field_code=own.field_code,
        field_name=own.field_name,
        levels=list(own.levels),
        audience=own.audience,
        receiving_unit_text=own.receiving,
        competent_unit_text=own.competent,
        supporting_unit_text=own.supporting,
        source_kind=VersionSource.OWN_DATA,
        source=own.source,
        confidence=own.confidence,
        content_hash=own.content_hash,
    )


def _write_parts(fresh: list[OwnProcedure], versions: list[ProcedureVersion]) -> None:
    parts: dict[type[Model], list[Model]] = {
        ProcedureCase: [],
        PaperRequirement: [],
        ResultKind: [],
        LegalBasis: [],
    }
    plans = []
    for own, version in zip(fresh, versions, strict=True):
        parts[ProcedureCase] += _case_rows(own, version)
        parts[PaperRequirement] += _paper_rows(own, version)
        parts[ResultKind] += [
            ResultKind(
                version=version, order=order, name=result.name, code=result.code, is_refusal=result.refusal
            )
            for order, result in enumerate(own.results, start=1)
        ]
        parts[LegalBasis] += [
            LegalBasis(version=version, order=order, number=basis.number, title=basis.title)
            for order, basis in enumerate(own.legal_bases, start=1)
        ]
        plans += [
            process_rows(process, version=version, case_name=case_name, confidence=Confidence.UNCERTAIN)
            for case_name, process in own.processes
        ]
    for model, rows in parts.items():
        model._default_manager.bulk_create(rows)
    store_processes(plans)


def _case_rows(own: OwnProcedure, version: ProcedureVersion) -> list[ProcedureCase]:
    return [
        ProcedureCase(
            version=version,
            order=order,
            name=case.name,
            channel=case.channel,
            limit_value=_limit_value(case.limit),
            limit_unit=case.limit.unit.value if case.limit else None,
            limit_note=case.limit_note,
            count_mode=case.count_mode,
            cutoff=case.cutoff,
            fee_amount=case.fee.amount,
            fee_currency=case.fee.currency,
            fee_free=case.fee.free,
            fee_note=case.fee.note,
            online_level=level_in_name(version.name) if case.channel == Channel.ONLINE else None,
            confidence=case.confidence,
            source=case.source,
        )
        for order, case in enumerate(own.cases, start=1)
    ]


def _limit_value(limit: Limit | None) -> Decimal | None:
    """The stored value: exact, none for "same day" and for a limit that is not known."""
    if limit is None or limit.unit is LimitUnit.SAME_DAY:
        return None
    value = Fraction(limit.value)
    return Decimal(value.numerator) / Decimal(value.denominator)


def _paper_rows(own: OwnProcedure, version: ProcedureVersion) -> list[PaperRequirement]:
    return [
        PaperRequirement(
            version=version,
            order=order,
            case_name=paper.case_name,
            name=paper.name,
            originals=paper.originals,
            copies=paper.copies,
            form_file=paper.form,
            presented_only=paper.shown,
            group=paper.group,
            reuse_source=paper.reuse,
        )
        for order, paper in enumerate(own.papers, start=1)
    ]
