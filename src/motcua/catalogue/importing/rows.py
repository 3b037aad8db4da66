# SPDX-License-Identifier: EUPL-1.2
"""What was read → unsaved rows of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.catalogue.models import (
    Channel,
    LegalBasis,
    NationalRecord,
    PaperRequirement,
    ProcedureCase,
    ProcedureVersion,
    QuarantineItem,
    ResultKind,
)
from motcua.catalogue.reading.values import ReadCase, ReadProcedure
from motcua.law.names import fold
from motcua.law.online_levels import level_in_name


def fill_version(version: ProcedureVersion, read: ReadProcedure) -> ProcedureVersion:
    """Put the single values of `read` into an unsaved version."""
    version.decision_number = read.decision_number
    version.name = read.name
    version.name_key = fold(read.name)
    version.field_name = read.field_name
    version.levels = list(read.levels)
    version.audience = read.audience
    version.receiving_unit_text = read.receiving_unit
    version.competent_unit_text = read.competent_unit or read.performing_unit
    version.supporting_unit_text = read.supporting_unit
    version.steps_text = read.steps
    version.conditions_text = read.conditions
    version.paper_notes = list(read.notes)
    return version


def case_rows(version: ProcedureVersion, read: ReadProcedure) -> Iterator[ProcedureCase]:
    """Cases in the order of the page."""
    return (_case_row(version, order, case) for order, case in enumerate(read.cases, start=1))


def _case_row(version: ProcedureVersion, order: int, case: ReadCase) -> ProcedureCase:
    row = ProcedureCase(
        version=version,
        order=order,
        name=case.name,
        channel=case.channel.value,
        limit_note=case.description,
        fee_note=case.fee_note,
        source=version.source,
    )
    if row.channel == Channel.ONLINE:
        row.online_level = level_in_name(version.name)
    if case.limit is not None:
        row.limit_value, row.limit_unit = case.limit.value, case.limit.unit.value
    if case.fee is not None:
        row.fee_free = case.fee.amount == 0
        row.fee_amount = case.fee.amount or None
        row.fee_currency = case.fee.currency
    return row


def paper_rows(version: ProcedureVersion, read: ReadProcedure) -> Iterator[PaperRequirement]:
    """Papers in the order of the page."""
    return (
        PaperRequirement(
            version=version,
            order=order,
            name=paper.name,
            originals=paper.originals,
            copies=paper.copies,
            form_file="; ".join(paper.form_files),
            presented_only=paper.presented_only,
            group=paper.group,
        )
        for order, paper in enumerate(read.papers, start=1)
    )


def result_rows(version: ProcedureVersion, read: ReadProcedure) -> Iterator[ResultKind]:
    """Results in the order of the page."""
    return (
        ResultKind(version=version, order=order, name=one.name, code=one.code, is_refusal=one.is_refusal)
        for order, one in enumerate(read.results, start=1)
    )


def basis_rows(version: ProcedureVersion, read: ReadProcedure) -> Iterator[LegalBasis]:
    """Legal bases in the order of the page."""
    return (
        LegalBasis(version=version, order=order, number=basis.number, title=basis.title)
        for order, basis in enumerate(read.legal_bases, start=1)
    )


def doubt_rows(
    record: NationalRecord, version: ProcedureVersion | None, read: ReadProcedure
) -> Iterator[QuarantineItem]:
    """One item for each doubt."""
    return (
        QuarantineItem(
            record=record,
            version=version,
            field=doubt.field,
            reason=doubt.reason.value,
            raw=doubt.raw,
            proposal=dict(doubt.proposal) if doubt.proposal else None,
        )
        for doubt in read.quarantine
    )
