# SPDX-License-Identifier: EUPL-1.2
"""The log as a file that anybody can check without this program: JSON lines in the order of the log.

Lines, by `kind`:

- `log`: the first line; `scope` is `all` or the code of one dossier.
- `event`: `content` is everything its `hash` covers; `generation`, `transaction` and `id` are its place in the log.
- `other`: in the export of one dossier, an event of another one: its place and its hash, nothing else.
- `checkpoint`: stands behind the events it covers; `content` is everything its `hash` covers.
- `end`: the last line, with the number of events and checkpoints, so that a cut file is noticed.

The export of one dossier carries every checkpoint, and for those that bind one of its events the hashes of all
events they bind: enough to show that the dossier belongs to the log, without a word about other people.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, cast

from motcua.dossiers.audit.checkpoints import beginning, checkpoint_content
from motcua.dossiers.audit.reading import EVENT_COLUMNS, event_row, one_moment, stream
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.log import content_of, moment
from motcua.dossiers.models import Checkpoint, Dossier

Line = dict[str, Any]
Place = tuple[int, int, int]

_PLACE = "e.generation, e.transaction, e.id"
_ALL = f"""
select {_PLACE}, d.code, {EVENT_COLUMNS}
from dossiers_event e join dossiers_dossier d on d.id = e.dossier_id
{{where}} order by e.generation, e.transaction, e.id
"""  # noqa: S608  only names of columns are put in
_HASHES = f"""
select {_PLACE}, e.hash from dossiers_event e
where e.generation = %s and e.transaction >= %s and e.transaction < %s
order by e.generation, e.transaction, e.id
"""  # noqa: S608  as above


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds. `last_checkpoint` is the hash to write down elsewhere; empty when there is none."""

    events: int
    checkpoints: int
    last_checkpoint: str


def export(path: Path, now: dt.datetime, *, dossier: str | None = None) -> Exported:
    """Write the log, or what proves one dossier, to `path`; compressed when the name ends in `.gz`.

    The file is complete under its name or not there at all; what is there and no file (a pipe, a device) is written
    to as it is. Raises `DossierUnknown`, `OSError`.
    """
    with one_moment():
        if dossier is not None and not Dossier.objects.filter(code=dossier).exists():
            raise DossierUnknown(dossier)
        if path.exists() and not path.is_file():
            with _opened(path, compressed=False) as file:
                return _write(file, now, dossier)
        aside = path.with_name(f".{path.name}.part")
        try:
            with _opened(aside, compressed=path.suffix == ".gz") as file:
                exported = _write(file, now, dossier)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    return exported


def _opened(path: Path, *, compressed: bool) -> TextIO:
    if compressed:
        return cast("TextIO", gzip.open(path, "wt", encoding="utf-8", compresslevel=6))
    return path.open("w", encoding="utf-8")


def _write(file: TextIO, now: dt.datetime, dossier: str | None) -> Exported:
    counts = {"event": 0, "other": 0, "checkpoint": 0}
    last = ""
    _put(file, {"kind": "log", "format": 1, "scope": dossier or "all", "made_at": moment(now)})
    for line in _of_one(dossier) if dossier else _of_all():
        counts[line["kind"]] += 1
        if line["kind"] == "checkpoint":
            last = line["hash"]
        _put(file, line)
    _put(file, {"kind": "end", "events": counts["event"], "checkpoints": counts["checkpoint"]})
    return Exported(counts["event"], counts["checkpoint"], last)


def _put(file: TextIO, line: Line) -> None:
    file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def _of_all() -> Iterator[Line]:
    """Events in the order of the log, each checkpoint before the first event it does not cover."""
    waiting = Checkpoint.objects.order_by("number").iterator()
    following = next(waiting, None)
    for place, line in _events("", ()):
        while following is not None and (following.generation, following.upto) <= place[:2]:
            yield _checkpoint_line(following)
            following = next(waiting, None)
        yield line
    while following is not None:
        yield _checkpoint_line(following)
        following = next(waiting, None)


def _of_one(code: str) -> Iterator[Line]:
    """One dossier's events, every checkpoint, and the bare hashes beside its events where they are bound."""
    own = dict(_events("where d.code = %s", (code,)))
    places = sorted(own)
    previous: Checkpoint | None = None
    for checkpoint in Checkpoint.objects.order_by("number").iterator():
        low = beginning(previous, checkpoint.generation)
        first = bisect_right(places, (checkpoint.generation, low, -1))
        if first < len(places) and places[first] < (checkpoint.generation, checkpoint.upto, -1):
            yield from _bound_lines(checkpoint, low, own)
        yield _checkpoint_line(checkpoint)
        previous = checkpoint
    end = (previous.generation, previous.upto, -1) if previous else (-1, -1, -1)
    yield from (own[place] for place in places if place > end)


def _bound_lines(checkpoint: Checkpoint, low: int, own: dict[Place, Line]) -> Iterator[Line]:
    for rows in stream(_HASHES, [checkpoint.generation, low, checkpoint.upto]):
        for generation, transaction, number, digest in rows:
            place = (generation, transaction, number)
            yield own.get(place) or {"kind": "other", **_placed(place), "hash": digest}


def _events(where: str, parameters: tuple[str, ...]) -> Iterator[tuple[Place, Line]]:
    for rows in stream(_ALL.format(where=where), parameters):
        for generation, transaction, number, code, *columns in rows:
            place, event = (generation, transaction, number), event_row(columns)
            content = content_of(event, code)
            yield place, {"kind": "event", **_placed(place), "hash": event.hash, "content": content}


def _placed(place: Place) -> Line:
    return dict(zip(("generation", "transaction", "id"), place, strict=True))


def _checkpoint_line(checkpoint: Checkpoint) -> Line:
    return {"kind": "checkpoint", "hash": checkpoint.hash, "content": checkpoint_content(checkpoint)}
