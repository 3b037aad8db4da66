# SPDX-License-Identifier: EUPL-1.2
"""Internal processes between values and tables: rows to store, import of a published table, rows read back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from motcua.catalogue.models import (
    Confidence,
    InternalProcess,
    ProcedureVersion,
    ProcessStep,
)
from motcua.catalogue.processes.lint import Finding, lint, refused
from motcua.catalogue.processes.times import read_time
from motcua.catalogue.processes.values import ReadProcess, ReadStep, ReadTime, TimeKind, TimeUnit
from motcua.catalogue.queries import valid_on
from motcua.law.roles import Role

_LEVELS = {"xã": "commune", "tỉnh": "province", "huyện": "district", "bộ": "ministry"}

Rows = tuple[InternalProcess, list[ProcessStep]]


@dataclass(frozen=True, slots=True)
class ImportedProcess:
    """What became of one process of a table: `stored`, `unchanged` or `refused`, and why."""

    process: ReadProcess
    outcome: str
    findings: tuple[Finding, ...]


def process_rows(
    process: ReadProcess,
    *,
    version: ProcedureVersion | None,
    case_name: str = "",
    confidence: str = Confidence.LIKELY,
) -> Rows:
    """Unsaved rows of a process and its steps."""
    orders = {step.number: order for order, step in reversed(list(enumerate(process.steps, start=1)))}
    row = InternalProcess(
        version=version,
        procedure_code=process.code or "",
        name=process.name,
        case_name=case_name,
        source=process.source,
        confidence=confidence,
        total_minutes=process.total_minutes,
        limit_text=process.total.raw,
        level=_LEVELS.get(process.level, process.level)[:12],
        content_hash=_content_hash(process),
    )
    steps = [
        ProcessStep(
            process=row,
            order=order,
            name=step.name,
            role=step.role.value if step.role else "",
            role_text=step.role_text,
            unit_text=step.unit_text,
            minutes=step.minutes,
            time_text=step.time.raw,
            not_counted=step.not_counted,
            share=step.share,
            # A published table names the forms once for all its steps; the desk that receives hands them out.
            form_roles=list(step.forms or (process.forms if order == 1 else ())),
            following=_orders(step.following, orders),
        )
        for order, step in enumerate(process.steps, start=1)
    ]
    return row, steps


def _orders(following: tuple[str, ...] | None, orders: Mapping[str, int]) -> list[int] | None:
    return None if following is None else [orders[number] for number in following if number in orders]


def _content_hash(process: ReadProcess) -> str:
    """Over the words as published, so that a better reader does not make the same table a new one."""
    head = (process.name, process.code, process.level, process.source, process.total.raw, process.forms)
    steps = [(step.number, step.name, step.role_text, step.time.raw, step.forms) for step in process.steps]
    content: list[object] = [head, steps]
    if any(step.following is not None for step in process.steps):
        # Only where a table says so: the tables stored before keep their hash.
        content.append([step.following for step in process.steps])
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def store_processes(plans: Sequence[Rows]) -> None:
    """Save rows made by `process_rows` in two statements."""
    InternalProcess.objects.bulk_create([row for row, _ in plans])
    ProcessStep.objects.bulk_create([step for _, steps in plans for step in steps])


@transaction.atomic
def import_processes(processes: Sequence[ReadProcess], day: dt.date) -> list[ImportedProcess]:
    """Store the processes that pass the lint; a process stored before with the same content stays.

    A process joins the version of its procedure in force on `day`, if there is one. It stands beside those
    already there: which one a procedure uses is decided by people, not by an import.
    """
    known = set(InternalProcess.objects.values_list("content_hash", flat=True))
    codes = [process.code for process in processes if process.code]
    versions = {
        version.procedure.code: version
        for version in valid_on(day).select_related("procedure").filter(procedure__code__in=codes)
    }
    outcome, plans = [], []
    for process in processes:
        findings = lint(process)
        rows = process_rows(process, version=versions.get(process.code or ""))
        if refused(findings):
            outcome.append(ImportedProcess(process, "refused", findings))
        elif rows[0].content_hash in known:
            outcome.append(ImportedProcess(process, "unchanged", findings))
        else:
            known.add(rows[0].content_hash)
            plans.append(rows)
            outcome.append(ImportedProcess(process, "stored", findings))
    store_processes(plans)
    return outcome


def stored_process(row: InternalProcess) -> ReadProcess:
    """A stored process as a value again, so that the same lint checks it; its steps are numbered anew."""
    return process_value(row, row.steps.all())


def process_value(row: InternalProcess, steps: Iterable[ProcessStep]) -> ReadProcess:
    """The same where the steps are at hand already, in their order."""
    total = read_time(row.limit_text)
    if row.total_minutes is not None:
        total = ReadTime(TimeKind.MEASURED, row.limit_text, row.total_minutes, total.unit or TimeUnit.MINUTES)
    return ReadProcess(
        name=row.name,
        code=row.procedure_code or None,
        level=row.level,
        source=row.source,
        total=total,
        steps=tuple(_stored_step(step) for step in steps),
    )


def _stored_step(step: ProcessStep) -> ReadStep:
    time = read_time(step.time_text)
    if step.not_counted:
        time = ReadTime(TimeKind.NOT_COUNTED, step.time_text)
    elif step.minutes is not None:
        time = ReadTime(TimeKind.MEASURED, step.time_text, step.minutes, time.unit or TimeUnit.MINUTES)
    return ReadStep(
        number=str(step.order),
        name=step.name,
        role=Role(step.role) if step.role in frozenset(Role) else None,
        role_text=step.role_text or step.role,
        unit_text=step.unit_text,
        time=time,
        share=step.share,
        forms=tuple(step.form_roles),
        following=None if step.following is None else tuple(str(order) for order in step.following),
    )
