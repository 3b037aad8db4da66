# SPDX-License-Identifier: EUPL-1.2
"""Walking the whole log: every chain, every row against its chain, every checkpoint.

Constant memory, one moment in time, no lock: acts go on while the walk lasts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from motcua.dossiers.audit.checkpoints import beginning, bound, checkpoint_content
from motcua.dossiers.audit.reading import EVENT_COLUMNS, event_row, one_moment, stream
from motcua.dossiers.audit.rebuilding import current, differences
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.log import EventRow, content_of, hash_of
from motcua.dossiers.models import Checkpoint, Dossier

_WALK = f"""
select d.id, d.code, d.last_sequence, d.last_hash, {EVENT_COLUMNS}
from dossiers_dossier d left join dossiers_event e on e.dossier_id = d.id
{{where}} order by d.id, e.sequence
"""  # noqa: S608  only names of columns are put in
_BEYOND = "select count(*) from dossiers_event where generation = %s and transaction >= %s"
_UNBOUND = "select count(*) from dossiers_event where (generation, transaction) >= (%s, %s)"
_ROWS_AT_ONCE = 500
_REPORTED = 100


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where the log does not hold, told in Vietnamese. `kind` is stable, for programs.

    `sequence` counts within the dossier; for a broken checkpoint `dossier` is empty and `checkpoint` is its number.
    """

    kind: str
    message: str
    dossier: str = ""
    sequence: int | None = None
    checkpoint: int | None = None


@dataclass(slots=True)
class Report:
    """What a walk found. `broken` holds the first places, `faults` counts all of them; `unbound` counts events that
    no checkpoint covers yet."""

    dossiers: int = 0
    events: int = 0
    checkpoints: int = 0
    unbound: int = 0
    faults: int = 0
    broken: list[Broken] = field(default_factory=list)
    last_checkpoint: str = ""

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return self.faults == 0

    def add(self, broken: Broken) -> None:
        """Count a fault, and keep it while there are few."""
        self.faults += 1
        if len(self.broken) < _REPORTED:
            self.broken.append(broken)


@dataclass(slots=True)
class _Chain:
    """A dossier while its events pass by; `changes` becomes the row the events tell."""

    pk: int
    code: str
    last_sequence: int
    last_hash: str
    sequence: int = 0
    hash: str = ""
    whole: bool = True
    changes: dict[str, Any] = field(default_factory=dict)


def verify(progress: Callable[[int], None] | None = None, *, dossier: str | None = None) -> Report:
    """Walk everything, or one dossier's chain. `progress` is told how many events were checked so far.

    Never stops at a fault: it names the first one of each chain and goes on with the next dossier. Raises
    `DossierUnknown` for a code that does not exist.
    """
    report = Report()
    with one_moment():
        if dossier is not None and not Dossier.objects.filter(code=dossier).exists():
            raise DossierUnknown(dossier)
        for chains in _batches(_walk(report, progress, dossier)):
            _compare_rows(chains, report)
        if dossier is None:
            _check_checkpoints(report)
    return report


def _walk(report: Report, progress: Callable[[int], None] | None, dossier: str | None) -> Iterator[_Chain]:
    chain: _Chain | None = None
    sql = _WALK.format(where="where d.code = %s" if dossier else "")
    for rows in stream(sql, [dossier] if dossier else []):
        for pk, code, last_sequence, last_hash, *columns in rows:
            if chain is None or chain.pk != pk:
                if chain is not None:
                    yield _closed(chain, report)
                chain = _Chain(pk, code, last_sequence, last_hash)
            if columns[0] is not None:
                _check_event(chain, event_row(columns), report)
        if progress is not None:
            progress(report.events)
    if chain is not None:
        yield _closed(chain, report)


def _check_event(chain: _Chain, event: EventRow, report: Report) -> None:
    report.events += 1
    chain.sequence += 1
    fault = _fault(chain, event) if chain.whole else None
    if fault is not None:
        chain.whole = False
        report.add(fault)
    chain.sequence, chain.hash = event.sequence, event.hash
    changes = event.data.get("changes") if isinstance(event.data, dict) else None
    chain.changes.update(changes if isinstance(changes, dict) else {})


def _fault(chain: _Chain, event: EventRow) -> Broken | None:
    """What is wrong with the next event of a chain."""
    if event.sequence != chain.sequence:
        return _of_event(
            chain, "missing", chain.sequence, f"bị mất (sự kiện kế tiếp mang số {event.sequence})"
        )
    if event.previous_hash != chain.hash:
        return _of_event(
            chain, "previous", event.sequence, "không nối với sự kiện liền trước (mã băm trước sai)"
        )
    if hash_of(content_of(event, chain.code)) != event.hash:
        return _of_event(chain, "content", event.sequence, "đã bị sửa nội dung (mã băm không khớp)")
    return None


def _of_event(chain: _Chain, kind: str, sequence: int, words: str) -> Broken:
    return Broken(kind, f"Hồ sơ {chain.code}: sự kiện số {sequence} {words}.", chain.code, sequence)


def _closed(chain: _Chain, report: Report) -> _Chain:
    """The chain ended: its head must be what the dossier's row says."""
    report.dossiers += 1
    if not chain.whole:
        return chain
    if chain.sequence < max(chain.last_sequence, 1):
        words = f"bị mất (hồ sơ ghi nhận {chain.last_sequence} sự kiện, chỉ còn {chain.sequence})"
        report.add(_of_event(chain, "end_missing", chain.sequence + 1, words))
    elif chain.sequence > chain.last_sequence:
        words = f"bị chèn thêm (hồ sơ chỉ ghi nhận {chain.last_sequence} sự kiện)"
        report.add(_of_event(chain, "inserted", chain.last_sequence + 1, words))
    elif chain.hash != chain.last_hash:
        words = "không phải sự kiện cuối mà hồ sơ ghi nhận (mã băm cuối khác nhau)"
        report.add(_of_event(chain, "head", chain.sequence, words))
    else:
        return chain
    chain.whole = False
    return chain


def _batches(chains: Iterable[_Chain]) -> Iterator[list[_Chain]]:
    batch: list[_Chain] = []
    for chain in chains:
        batch.append(chain)
        if len(batch) == _ROWS_AT_ONCE:
            yield batch
            batch = []
    yield batch


def _compare_rows(chains: list[_Chain], report: Report) -> None:
    """A row that was edited past the acts no longer says what its events say."""
    rows = current(chain.pk for chain in chains if chain.whole)
    for chain in chains:
        if chain.whole and (names := differences(rows[chain.pk], chain.changes)):
            message = f"Hồ sơ {chain.code}: dữ liệu hiện tại khác với chuỗi sự kiện ở các trường {', '.join(names)}."
            report.add(Broken("row", message, chain.code, chain.sequence))


def _check_checkpoints(report: Report) -> None:
    previous: Checkpoint | None = None
    for checkpoint in Checkpoint.objects.order_by("number").iterator():
        report.checkpoints += 1
        if fault := _checkpoint_fault(checkpoint, previous):
            report.add(fault)
        if previous is not None and previous.generation < checkpoint.generation:
            _check_nothing_beyond(previous, report)
        previous = checkpoint
    report.last_checkpoint = previous.hash if previous else ""
    report.unbound = _count(_UNBOUND, previous) if previous else report.events


def _checkpoint_fault(checkpoint: Checkpoint, previous: Checkpoint | None) -> Broken | None:
    expected = previous.number + 1 if previous else 1
    if checkpoint.number != expected:
        return _of_checkpoint("checkpoint_missing", expected, "bị mất")
    if checkpoint.previous_hash != (previous.hash if previous else ""):
        return _of_checkpoint(
            "checkpoint_previous", checkpoint.number, "không nối với điểm chốt trước (mã băm trước sai)"
        )
    if hash_of(checkpoint_content(checkpoint)) != checkpoint.hash:
        return _of_checkpoint(
            "checkpoint_content", checkpoint.number, "đã bị sửa nội dung (mã băm không khớp)"
        )
    found = bound(checkpoint.generation, beginning(previous, checkpoint.generation), checkpoint.upto)
    made = f"{timezone.localtime(checkpoint.made_at):%H:%M:%S %d/%m/%Y}"
    if found.events != checkpoint.events:
        words = f"(lập lúc {made}) đã chốt {checkpoint.events} sự kiện, nay có {found.events}"
        return _of_checkpoint("checkpoint_count", checkpoint.number, words)
    if found.content_hash != checkpoint.content_hash:
        words = f"(lập lúc {made}): các sự kiện đã chốt bị thay đổi, thay thế hoặc đổi thứ tự"
        return _of_checkpoint("checkpoint_events", checkpoint.number, words)
    return None


def _of_checkpoint(kind: str, number: int, words: str) -> Broken:
    return Broken(kind, f"Điểm chốt số {number} {words}.", checkpoint=number)


def _check_nothing_beyond(last: Checkpoint, report: Report) -> None:
    """A closed generation ends with its last checkpoint; an event after it came in by the back door."""
    if count := _count(_BEYOND, last):
        words = f"là điểm cuối của thế hệ {last.generation}, nhưng có {count} sự kiện nằm sau nó"
        report.add(_of_checkpoint("beyond", last.number, words))


def _count(sql: str, checkpoint: Checkpoint) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [checkpoint.generation, checkpoint.upto])
        (count,) = cursor.fetchone()
    return int(count)
