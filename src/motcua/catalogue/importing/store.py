# SPDX-License-Identifier: EUPL-1.2
"""Writes the records of one run: what is new or changed, in bulk, inside the caller's transaction."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Model, Q

from motcua.catalogue.acts import make_room
from motcua.catalogue.importing import rows
from motcua.catalogue.models import (
    Change,
    Confidence,
    ImportRun,
    LegalBasis,
    NationalRecord,
    PaperRequirement,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    QuarantineItem,
    QuarantineState,
    ResultKind,
    VersionSource,
    VersionStatus,
)
from motcua.catalogue.reading.values import ReadProcedure

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record as it came and as it was read."""

    read: ReadProcedure
    text: str
    sha256: str


class Store:
    """One run against what is already there. Use `save` once."""

    def __init__(self, run: ImportRun, effective_from: dt.date) -> None:
        self.run = run
        self.effective_from = effective_from
        self.counts: Counter[str] = Counter()
        known = NationalRecord.objects.order_by("code", "-id")
        accepted = known.filter(version__isnull=False).distinct("code")
        self.accepted = dict(accepted.values_list("code", "sha256"))
        self.refused = set(known.filter(version__isnull=True).values_list("code", "sha256"))

    def save(self, incoming: Iterable[Incoming]) -> Counter[str]:
        """Store what is not there yet; answers how many records were new, changed, unchanged, drafts."""
        fresh = list(self._fresh(incoming))
        versions = self._save_versions([one for one in fresh if one.read.accepted])
        records = [
            NationalRecord(
                code=one.read.code[:200],
                raw=one.text,
                sha256=one.sha256,
                run=self.run,
                version=versions.get(one.read.code) if one.read.accepted else None,
            )
            for one in fresh
        ]
        self._supersede([one.read.code for one in fresh if one.read.accepted])
        NationalRecord.objects.bulk_create(records, batch_size=_BATCH)
        doubts = [
            doubt
            for record, one in zip(records, fresh, strict=True)
            for doubt in rows.doubt_rows(record, record.version, one.read)
        ]
        QuarantineItem.objects.bulk_create(doubts, batch_size=_BATCH)
        return self.counts

    def _fresh(self, incoming: Iterable[Incoming]) -> Iterator[Incoming]:
        for one in incoming:
            code = one.read.code[:200]
            if one.read.accepted:
                same = self.accepted.get(code) == one.sha256
                kind = "unchanged" if same else ("changed" if code in self.accepted else "new")
                self.accepted[code] = one.sha256
            else:
                same = (code, one.sha256) in self.refused
                kind = "unchanged" if same else "new"
                self.refused.add((code, one.sha256))
            self.counts[kind] += 1
            if not same:
                yield one

    def _save_versions(self, accepted: list[Incoming]) -> dict[str, ProcedureVersion]:
        codes = [one.read.code for one in accepted]
        Procedure.objects.bulk_create(
            [Procedure(code=code) for code in codes], ignore_conflicts=True, batch_size=_BATCH
        )
        procedures = {
            procedure.code: procedure
            for procedure in Procedure.objects.select_for_update().filter(code__in=codes).order_by("code")
        }
        numbers = dict(
            ProcedureVersion.objects.filter(procedure__in=procedures.values())
            .values_list("procedure_id")
            .annotate(Max("number"))
            .order_by()
        )
        standing = self._standing(procedures.values())
        versions: dict[str, ProcedureVersion] = {}
        for one in accepted:
            procedure = procedures[one.read.code]
            version = self._version(one, procedure, numbers.get(procedure.pk, 0) + 1)
            self._set_status(version, standing.get(procedure.pk, []))
            versions[one.read.code] = version
        ProcedureVersion.objects.bulk_create(versions.values(), batch_size=_BATCH)
        reads = [(versions[one.read.code], one.read) for one in accepted]
        _save_parts(ProcedureCase, rows.case_rows, reads)
        _save_parts(PaperRequirement, rows.paper_rows, reads)
        _save_parts(ResultKind, rows.result_rows, reads)
        _save_parts(LegalBasis, rows.basis_rows, reads)
        return versions

    def _standing(self, procedures: Iterable[Procedure]) -> dict[int, list[ProcedureVersion]]:
        """Valid versions that reach the day from which the new ones are to hold, by procedure."""
        standing: dict[int, list[ProcedureVersion]] = {}
        for version in ProcedureVersion.objects.filter(
            Q(effective_to__isnull=True) | Q(effective_to__gte=self.effective_from),
            procedure__in=procedures,
            status=VersionStatus.VALID,
        ):
            standing.setdefault(version.procedure_id, []).append(version)
        return standing

    def _version(self, one: Incoming, procedure: Procedure, number: int) -> ProcedureVersion:
        version = ProcedureVersion(
            procedure=procedure,
            number=number,
            effective_from=self.effective_from,
            change=Change.AMEND if number > 1 else Change.ANNOUNCE,
            source_kind=VersionSource.NATIONAL,
            source=f"Cơ sở dữ liệu quốc gia về TTHC, tệp {self.run.source_name}",
            confidence=Confidence.LIKELY,
            content_hash=one.sha256,
        )
        return rows.fill_version(version, one.read)

    def _set_status(self, version: ProcedureVersion, standing: list[ProcedureVersion]) -> None:
        """Valid, unless it would push aside what people keep or what begins later."""
        keeps = any(
            other.source_kind != VersionSource.NATIONAL or other.effective_from > version.effective_from
            for other in standing
        )
        version.status = VersionStatus.DRAFT if keeps else VersionStatus.VALID
        self.counts["drafts"] += keeps
        if standing and not keeps:
            make_room(version)

    def _supersede(self, codes: list[str]) -> None:
        """Open doubts about older records of the same code wait for nobody any more."""
        QuarantineItem.objects.filter(record__code__in=codes, state=QuarantineState.OPEN).update(
            state=QuarantineState.SUPERSEDED
        )


def _save_parts(
    model: type[Model],
    make: Callable[[ProcedureVersion, ReadProcedure], Iterator[Any]],
    reads: list[tuple[ProcedureVersion, ReadProcedure]],
) -> None:
    parts = [part for version, read in reads for part in make(version, read)]
    model._default_manager.bulk_create(parts, batch_size=_BATCH)
