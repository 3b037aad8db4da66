# SPDX-License-Identifier: EUPL-1.2
"""Geometry of the printed time bar: from receipt to the promised moment, to scale.

Positions are fractions of the whole bar (0 to 1); the template only draws. Solid: time that counts. Hatched:
holidays, with their names. Grey: pauses, with their reasons. Gaps: nights, lunch breaks, days off.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from motcua.documents.forms.values import TimeBar, TimeSegment
from motcua.documents.forms.why import without_remark
from motcua.documents.forms.words import SHORT_WEEKDAYS, local, short_moment
from motcua.law.explanations import SegmentKind

# Beyond this, half days are thinner than a printed line: whole days are drawn instead.
WHOLE_DAYS_FROM: Final = timedelta(days=32)
MAX_TICKS: Final = 9
# Width of a character of the bar's labels (6.5 pt) as a share of the bar (116 mm on A5).
CHARACTER: Final = 0.0095
DAY_RANK: Final = (SegmentKind.WORKED, SegmentKind.PAUSED, SegmentKind.HOLIDAY)
SHOWN: Final = (SegmentKind.WORKED, SegmentKind.HOLIDAY, SegmentKind.PAUSED)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: float
    end: float
    kind: SegmentKind
    label: str


def geometry(bar: TimeBar) -> dict[str, object]:
    """What the template draws: ``pieces`` (x, w, kind), ``names`` and ``ticks`` (x, text), ``kinds``, ``alt``."""
    first, last = bar.segments[0].start, bar.segments[-1].end
    span = (last - first) / timedelta(seconds=1)

    def share(moment: datetime) -> float:
        return (moment - first) / timedelta(seconds=1) / span

    segments: Iterable[TimeSegment] = bar.segments
    if last - first > WHOLE_DAYS_FROM:
        segments = _whole_days(bar.segments)
    pieces = _joined(
        _Piece(share(s.start), share(s.end), s.kind, without_remark(s.label))
        for s in segments
        if s.kind in SHOWN
    )
    return {
        "pieces": [
            {"x": round(p.start, 5), "w": round(p.end - p.start, 5), "kind": p.kind.value} for p in pieces
        ],
        "names": _names(pieces),
        "midnights": _midnights(first, last, share, pieces),
        "ticks": [{"x": round(share(m), 5), "text": t} for m, t in _ticks(first, last)],
        "kinds": sorted({p.kind.value for p in pieces}),
        "from": f"{local(first):%H:%M %d/%m}",
        "to": f"{local(last):%H:%M %d/%m}",
        "alt": _alt(bar, first, last),
    }


def _midnights(
    first: datetime, last: datetime, share: Callable[[datetime], float], pieces: list[_Piece]
) -> list[float]:
    """Where days meet inside a solid block, to part them; none when days are too thin for it."""
    if last - first > WHOLE_DAYS_FROM:
        return []
    at = _next_midnight(local(first))
    moments = [share(at + timedelta(days=i)) for i in range(max((last - at).days + 1, 0))]
    solid = [p for p in pieces if p.kind is SegmentKind.WORKED]
    return [round(m, 5) for m in moments if any(p.start < m < p.end for p in solid)]


def _next_midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Neighbours of the same kind and name become one piece: a holiday of a week is one block."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.kind, last.label, last.end) == (piece.kind, piece.label, piece.start):
            joined[-1] = _Piece(last.start, piece.end, last.kind, last.label)
        else:
            joined.append(piece)
    return joined


def _whole_days(segments: Iterable[TimeSegment]) -> Iterator[TimeSegment]:
    """One block for each day: what the day mostly is for the limit (worked before paused before holiday)."""
    for _, group in groupby(_by_day(segments), key=lambda s: local(s.start).date()):
        day = list(group)
        kinds = {s.kind: s for s in reversed(day)}
        chosen = next((kinds[kind] for kind in DAY_RANK if kind in kinds), None)
        if chosen is not None:
            yield TimeSegment(day[0].start, day[-1].end, chosen.kind, chosen.label)


def _by_day(segments: Iterable[TimeSegment]) -> Iterator[TimeSegment]:
    for segment in segments:
        start = segment.start
        while start < segment.end:
            end = min(_next_midnight(local(start)), segment.end)
            yield TimeSegment(start, end, segment.kind, segment.label)
            start = end


def _names(pieces: list[_Piece]) -> list[dict[str, object]]:
    """Names above the bar, centred over runs of the same holiday or pause; a name without room is left out."""
    names: list[dict[str, object]] = []
    free_from = 0.0
    named = [p for p in pieces if p.kind in (SegmentKind.HOLIDAY, SegmentKind.PAUSED) and p.label]
    for label, group in groupby(named, key=lambda p: p.label):
        run = list(group)
        width = len(label) * CHARACTER
        x = min(max((run[0].start + run[-1].end - width) / 2, 0.0), 1.0 - width)
        # A name may move aside by half its width to make room for the one before it.
        x = min(max(x, free_from), x + width / 2)
        if x < free_from or x + width > 1:
            continue
        names.append({"x": round(x, 5), "text": label})
        free_from = x + width + CHARACTER
    return names


def _ticks(first: datetime, last: datetime) -> Iterator[tuple[datetime, str]]:
    """Midnights under the bar with the day that begins, at most MAX_TICKS of them, whole days apart."""
    midnight = _next_midnight(local(first))
    days = max((local(last) - midnight) // timedelta(days=1) + 1, 0)
    step = -(-days // MAX_TICKS) or 1
    for i in range(0, days, step):
        at = midnight + timedelta(days=i)
        name = f"{SHORT_WEEKDAYS[at.weekday()]} " if step == 1 else ""
        yield at, f"{name}{at.day:02d}/{at.month:02d}"


def _alt(bar: TimeBar, first: datetime, last: datetime) -> str:
    start, end = local(first), local(last)
    holidays, pauses = (_labels(bar, kind) for kind in (SegmentKind.HOLIDAY, SegmentKind.PAUSED))
    parts = [f"Thanh thời gian từ {short_moment(start)} đến {short_moment(end)}"]
    if holidays:
        parts.append(f"nghỉ: {', '.join(holidays)}")
    if pauses:
        parts.append(f"tạm dừng: {', '.join(pauses)}")
    return "; ".join(parts) + "."


def _labels(bar: TimeBar, kind: SegmentKind) -> list[str]:
    return list(dict.fromkeys(without_remark(s.label) for s in bar.segments if s.kind is kind and s.label))
