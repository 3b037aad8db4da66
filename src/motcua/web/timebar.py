# SPDX-License-Identifier: EUPL-1.2
"""The time bar as numbers: what the template draws, to scale, from receipt to the promised moment.

Positions are percentages of the whole width, so the drawing needs no script and no style of its own and text keeps
its size on a phone. What lies behind `now` is drawn solid, what lies ahead lighter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils import timezone

from motcua.law.explanations import Segment, SegmentKind
from motcua.law.names import moment_phrase

MAX_TICKS: Final = 8
WHOLE_DAYS_FROM: Final = dt.timedelta(days=12)
"""Longer bars show each day as one piece: half days would be thinner than a line."""

NARROWEST_HOLD: Final = 0.5
"""Per cent. A holder of a shorter time would be a hair on the bar; the story beside it tells of him."""

WORDS: Final = {
    SegmentKind.WORKED: "Thời gian tính vào thời hạn",
    SegmentKind.CLOSED: "Ngoài giờ làm việc, không tính",
    SegmentKind.DAY_OFF: "Ngày nghỉ hằng tuần, không tính",
    SegmentKind.HOLIDAY: "Nghỉ",
    SegmentKind.PAUSED: "Đồng hồ dừng",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar; `x` and `width` in percent with a point, as SVG reads them."""

    x: str
    width: str
    kind: str
    title: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A midnight under the bar. `minor` ones are left out on narrow screens; `anchor` keeps text inside."""

    x: str
    text: str
    minor: bool
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Hold:
    """Who had the dossier, or why its clock stood still, from one moment to the next."""

    begins: dt.datetime
    ends: dt.datetime
    who: str


@dataclass(frozen=True, slots=True)
class TimeBar:
    """Everything the template needs; `alt` is the whole bar in one sentence."""

    pieces: tuple[Piece, ...]
    lane: tuple[Piece, ...]
    ticks: tuple[Tick, ...]
    now: str
    now_anchor: str
    due: str
    alt: str

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of pieces there are, for the legend."""
        return frozenset(piece.kind.partition(" ")[0] for piece in self.pieces)


def draw(
    segments: Sequence[Segment],
    due: dt.datetime,
    now: dt.datetime,
    *,
    holds: Sequence[Hold] = (),
    pauses: Sequence[Hold] = (),
    told: bool = True,
) -> TimeBar:
    """The bar of a received dossier. `now`: this moment, or the end of a dossier that has ended.

    `pauses` are drawn over the count: `who` is the reason for which the clock stood still. With `told` false
    the parts carry no words and there are no ticks: enough for the small bar of a row.
    """
    first = segments[0].begins
    last = max(due, now, segments[-1].ends)
    scale = _Scale(first, last, told)
    pieces = [piece for segment in _simplified(segments, due) for piece in _split(segment, now, scale)]
    if now > due:
        pieces.append(scale.piece(due, now, "late", f"Quá hạn từ {moment_phrase(due)}"))
    pieces += [
        scale.piece(one.begins, one.ends, "paused", f"{one.who}; {_from_to(one.begins, one.ends)}")
        for one in pauses
    ]
    at = scale.at(now)
    return TimeBar(
        pieces=tuple(pieces),
        lane=tuple(
            scale.piece(
                hold.begins, hold.ends, "hold", f"{hold.who}: {_from_to(hold.begins, hold.ends)}", hold.who
            )
            for hold in holds
            if scale.at(hold.ends) - scale.at(hold.begins) >= NARROWEST_HOLD
        ),
        ticks=tuple(_ticks(first, last, scale)) if told else (),
        now=_percent(at),
        now_anchor="start" if at < 12 else "end" if at > 88 else "middle",
        due=_percent(scale.at(due)),
        alt=f"Thanh thời gian từ {moment_phrase(first)} đến {moment_phrase(due)}.",
    )


class _Scale:
    def __init__(self, first: dt.datetime, last: dt.datetime, told: bool) -> None:
        self.first = first
        self.told = told
        self.span = max((last - first).total_seconds(), 1.0)

    def at(self, moment: dt.datetime) -> float:
        return min(max((moment - self.first).total_seconds() / self.span * 100, 0.0), 100.0)

    def piece(self, begins: dt.datetime, ends: dt.datetime, kind: str, title: str, label: str = "") -> Piece:
        x, end = self.at(begins), self.at(ends)
        return Piece(_percent(x), _percent(end - x), kind, title, label)


def _percent(number: float) -> str:
    return f"{number:.3f}%"


def _simplified(segments: Iterable[Segment], due: dt.datetime) -> Iterable[Segment]:
    """Neighbours that say the same become one; long bars are told by the day."""
    pieces = [segment for segment in segments if segment.ends > segment.begins]
    if pieces and due - pieces[0].begins > WHOLE_DAYS_FROM:
        pieces = [_longest(list(group)) for _, group in groupby(pieces, key=_day)]
    for _, group in groupby(pieces, key=lambda one: (one.kind, one.label.partition(" (")[0])):
        run = list(group)
        yield Segment(run[0].begins, run[-1].ends, run[0].kind, run[0].label.partition(" (")[0])


def _day(segment: Segment) -> dt.date:
    return timezone.localtime(segment.begins).date()


def _longest(day: list[Segment]) -> Segment:
    """A day told as one piece: as worked when any of it was."""
    worked = next((one for one in day if one.kind is SegmentKind.WORKED), None)
    main = worked or max(day, key=lambda one: one.ends - one.begins)
    return Segment(day[0].begins, day[-1].ends, main.kind, main.label)


def _split(segment: Segment, now: dt.datetime, scale: _Scale) -> Iterable[Piece]:
    title = _title(segment) if scale.told else ""
    kind = segment.kind.value
    if segment.kind is not SegmentKind.WORKED or not segment.begins < now < segment.ends:
        ahead = " ahead" if segment.begins >= now else ""
        yield scale.piece(segment.begins, segment.ends, kind + ahead, title)
        return
    yield scale.piece(segment.begins, now, kind, title)
    yield scale.piece(now, segment.ends, f"{kind} ahead", title)


def _title(segment: Segment) -> str:
    named = segment.kind in (SegmentKind.HOLIDAY, SegmentKind.PAUSED) and segment.label
    words = f"{WORDS[segment.kind]}: {segment.label}" if named else WORDS[segment.kind]
    return f"{words}; {_from_to(segment.begins, segment.ends)}"


def _from_to(begins: dt.datetime, ends: dt.datetime) -> str:
    start, end = timezone.localtime(begins), timezone.localtime(ends)
    if end.time() == dt.time(0) and end > start:  # told as the end of the day before
        end -= dt.timedelta(minutes=1)
    if start.date() == end.date():
        return f"{start:%H:%M}–{end:%H:%M} {start:%d/%m}"
    return f"{start:%H:%M %d/%m} – {end:%H:%M %d/%m}"


def _ticks(first: dt.datetime, last: dt.datetime, scale: _Scale) -> Iterable[Tick]:
    local = timezone.localtime(first)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)
    days = max((last - midnight) // dt.timedelta(days=1) + 1, 0)
    step = -(-days // MAX_TICKS) or 1
    for number, offset in enumerate(range(0, days, step)):
        at = midnight + dt.timedelta(days=offset)
        x = scale.at(at)
        yield Tick(_percent(x), f"{at:%d/%m}", bool(number % 2), "end" if x > 88 else "start")
