# SPDX-License-Identifier: EUPL-1.2
"""One run of the import: all lines read, new and changed records stored in one transaction, a report.

Repeatable: a record whose content is already there changes nothing. A changed record becomes the next
version. It is valid at once where the version before came from the national database too; where people of
the house keep a version of their own, it stays a draft for them to compare.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from motcua.catalogue.importing.lines import BadLine, GoodLine, file_bytes, read_lines
from motcua.catalogue.importing.store import Incoming, Store
from motcua.catalogue.models import ImportRun
from motcua.catalogue.reading.records import read_record
from motcua.catalogue.reading.values import Doubt, ReadProcedure, Reason

Progress = Callable[[int], None]
_LOCK = 0x4D6F744375610010  # any number that no other lock of the project has


@dataclass(slots=True)
class ImportReport:
    """What one run did. `accepted` counts records whose content was taken as the procedure they name;
    `quarantined` counts doubts by reason, `quarantined_records` the records that have any."""

    source: str
    sha256: str
    read: int = 0
    accepted: int = 0
    refused: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    drafts: int = 0
    quarantined_records: int = 0
    quarantined: dict[str, int] = field(default_factory=dict)
    understood: dict[str, dict[str, int]] = field(default_factory=dict)
    failed: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return asdict(self)


def import_file(path: Path, *, now: dt.datetime, effective_from: dt.date, progress: Progress) -> ImportReport:
    """Import every record of `path`; new versions hold from `effective_from`.

    `progress` is called with the number of lines read so far. Locks: two imports never run at once.
    Raises ImportFileUnreadable; a bad line is reported in `failed` and the rest go on.
    """
    content = file_bytes(path)
    report = ImportReport(source=path.name, sha256=hashlib.sha256(content).hexdigest())
    incoming = _read_all(read_lines(content), report, progress)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        run = ImportRun.objects.create(
            started_at=now, source_name=report.source, source_sha256=report.sha256, counts={}
        )
        counts = Store(run, effective_from).save(incoming)
        report.new, report.changed = counts["new"], counts["changed"]
        report.unchanged, report.drafts = counts["unchanged"], counts["drafts"]
        run.counts = report.as_json()
        run.finished_at = dt.datetime.now(tz=dt.UTC)
        run.save(update_fields=["counts", "finished_at"])
    return report


def _read_all(
    lines: Iterable[GoodLine | BadLine], report: ImportReport, progress: Progress
) -> list[Incoming]:
    incoming: list[Incoming] = []
    seen: dict[str, str] = {}
    reasons: Counter[str] = Counter()
    understood: Counter[tuple[str, bool]] = Counter()
    for line in lines:
        report.read += 1
        if report.read % 50 == 0:
            progress(report.read)
        if isinstance(line, BadLine):
            report.failed.append({"line": line.number, "error": line.error})
            continue
        read = read_record(line.record)
        first = seen.setdefault(read.code, line.sha256) if read.accepted else line.sha256
        if first != line.sha256:
            read = _repeated(read, line)
        incoming.append(Incoming(read, line.text, line.sha256))
        report.accepted += read.accepted
        report.refused += not read.accepted
        report.quarantined_records += bool(read.quarantine)
        reasons.update(doubt.reason.value for doubt in read.quarantine)
        understood.update(_understood(read))
    progress(report.read)
    report.quarantined = dict(reasons.most_common())
    for name, known in sorted(understood):
        part = report.understood.setdefault(name, {"known": 0, "unknown": 0})
        part["known" if known else "unknown"] = understood[name, known]
    return incoming


def _repeated(read: ReadProcedure, line: GoodLine) -> ReadProcedure:
    """A second, different record of the same code in one file: which one is right is not for us to say."""
    doubt = Doubt("code", Reason.CODE_REPEATED, f"{read.code}, dòng {line.number}: {read.name}")
    return replace(
        ReadProcedure(read.code, accepted=False, name=read.name), quarantine=(doubt, *read.quarantine)
    )


def _understood(read: ReadProcedure) -> Iterable[tuple[str, bool]]:
    """Which values of an accepted record are known, for the counts of the report."""
    if not read.accepted:
        return
    yield "level", bool(read.levels)
    yield "field", bool(read.field_name)
    yield "decision", bool(read.decision_number)
    for case in read.cases:
        yield "limit", case.limit is not None
        yield "fee", case.fee is not None
    for paper in read.papers:
        yield "paper_count", paper.originals is not None
    for result in read.results:
        yield "result_code", bool(result.code)
    for basis in read.legal_bases:
        yield "legal_number", bool(basis.number)
