# SPDX-License-Identifier: EUPL-1.2
"""Reads of the catalogue: which version holds on a day, its cases, what was imported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.catalogue.errors import ProcedureUnknown
from motcua.catalogue.models import (
    CatalogueChange,
    Channel,
    InternalProcess,
    NationalRecord,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    ProcessStep,
    QuarantineItem,
    QuarantineState,
    VersionStatus,
)
from motcua.law.online_levels import OnlineLevel

_CHILDREN = ("cases", "papers", "results", "legal_bases")


def valid_on(day: dt.date) -> QuerySet[ProcedureVersion]:
    """All versions in force on `day`."""
    return ProcedureVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day),
        status=VersionStatus.VALID,
        effective_from__lte=day,
    )


def at_online_level(
    versions: QuerySet[ProcedureVersion], level: OnlineLevel | None
) -> QuerySet[ProcedureVersion]:
    """Those of `versions` that can be filed online and go so far: partial where one of their cases does, full where
    all do. `level` None: those of which that is not known, because a case may be either.
    """
    ways = ProcedureCase.objects.filter(version=OuterRef("pk"), channel=Channel.ONLINE)
    partial = Exists(ways.filter(online_level=OnlineLevel.PARTIAL))
    unknown = Exists(ways.filter(online_level__isnull=True))
    match level:
        case OnlineLevel.PARTIAL:
            return versions.filter(partial)
        case OnlineLevel.FULL:
            return versions.filter(Exists(ways), ~partial, ~unknown)
    return versions.filter(~partial, unknown)


def version_on(code: str, day: dt.date) -> ProcedureVersion:
    """The version of procedure `code` in force on `day`.

    Raises ProcedureUnknown when the procedure does not exist or has no version in force on that day.
    """
    version = valid_on(day).select_related("procedure").filter(procedure__code=code.strip()).first()
    if version is None:
        raise ProcedureUnknown(
            f"Không có thủ tục {code} có hiệu lực ngày {day:%d/%m/%Y}.",
            hint="Hãy kiểm tra mã thủ tục hoặc nhập danh mục bằng: motcua catalogue import TỆP",
        )
    return version


def cases_of(version: ProcedureVersion, channel: str | None = None) -> list[ProcedureCase]:
    """Cases of a version in published order, of one channel when it is given."""
    cases = version.cases.order_by("order")
    return list(cases.filter(channel=channel) if channel else cases)


def with_parts(versions: QuerySet[ProcedureVersion]) -> QuerySet[ProcedureVersion]:
    """The same versions with cases, papers, results and legal bases, in a fixed number of queries."""
    return versions.select_related("procedure").prefetch_related(*_CHILDREN)


def latest_record(code: str) -> NationalRecord | None:
    """The national record that came last for `code`; one whose content was accepted goes before others."""
    records = NationalRecord.objects.filter(code=code.strip()).select_related("version", "run")
    return records.filter(version__isnull=False).order_by("-id").first() or records.order_by("-id").first()


def open_quarantine(code: str = "", reason: str = "") -> QuerySet[QuarantineItem]:
    """Items that wait for a person, oldest first, of one procedure or one reason when given."""
    items = QuarantineItem.objects.filter(state=QuarantineState.OPEN).select_related("record")
    if code:
        items = items.filter(record__code=code.strip())
    if reason:
        items = items.filter(reason=reason)
    return items.order_by("record__code", "id")


def quarantine_item(pk: int) -> QuerySet[QuarantineItem]:
    """One point of doubt, open or settled; nothing when there is none."""
    return QuarantineItem.objects.filter(pk=pk)


def procedure_of(code: str) -> Procedure | None:
    """The procedure with this code, whatever its versions."""
    return Procedure.objects.filter(code=code).first()


def version_of(pk: int) -> QuerySet[ProcedureVersion]:
    """One version, whatever its state; nothing when there is none."""
    return ProcedureVersion.objects.filter(pk=pk)


def change_of(pk: int) -> CatalogueChange | None:
    """One recorded change of the catalogue, with its procedure."""
    return CatalogueChange.objects.select_related("procedure").filter(pk=pk).first()


def processes_of(version_ids: Iterable[int]) -> QuerySet[InternalProcess]:
    """The internal processes of these versions."""
    return InternalProcess.objects.filter(version_id__in=version_ids)


def process_row(pk: int) -> InternalProcess | None:
    """One internal process with its steps, its version and procedure."""
    rows = InternalProcess.objects.select_related("version__procedure").prefetch_related("steps")
    return rows.filter(pk=pk).first()


def steps_of(version_id: int) -> QuerySet[ProcessStep]:
    """The steps of all internal processes of a version."""
    return ProcessStep.objects.filter(process__version_id=version_id)
