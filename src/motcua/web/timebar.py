# SPDX-License-Identifier: EUPL-1.2
"""The time bar as numbers: what the template draws, to scale, from receipt to the promised moment.

Positions are percentages of the whole width, so the drawing needs no script and no style of its own and text keeps
its size on a phone. What lies behind `now` is drawn solid, what lies ahead lighter; what does not count is a wire
between the pieces. Every part has its sentence, and `sentences` tells the whole bar in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from motcua.law.explanations import Segment, SegmentKind
from motcua.web.timebar_ticks import Tick, midnights_between, ticks_between, weekday
from motcua.web.wording import moment_phrase

WHOLE_DAYS_FROM: Final = dt.timedelta(days=12)
"""Longer bars show each day as one piece: half days would be thinner than a line."""

CUTS_UP_TO: Final = dt.timedelta(days=45)
"""Longer bars do not cut their pieces at each midnight: on a phone the cuts would be all one sees."""

NARROWEST_HOLD: Final = 0.5
"""Per cent. A holder of a shorter time would be a hair on the bar; the story beside it tells of him."""

NAMED_FROM: Final = 8.0
"""Per cent. Narrower parts carry no words of their own; the legend and their sentence name them."""

WIDE_FROM: Final = 24.0
"""Per cent. Narrower parts lose their words on a phone."""

WORDS: Final = {
    SegmentKind.WORKED: gettext_lazy("Tính vào thời hạn"),
    SegmentKind.CLOSED: gettext_lazy("Ngoài giờ làm việc, không tính"),
    SegmentKind.DAY_OFF: gettext_lazy("Ngày nghỉ hằng tuần, không tính"),
    SegmentKind.HOLIDAY: gettext_lazy("Nghỉ"),
    SegmentKind.PAUSED: gettext_lazy("Đồng hồ dừng"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar; `x` and `width` in percent with a point, as SVG reads them."""

    x: str
    width: str
    kind: str
    title: str
    label: str = ""

    @property
    def named(self) -> bool:
        """Whether its name fits on it."""
        return bool(self.label) and float(self.width.rstrip("%")) >= NAMED_FROM

    @property
    def wide(self) -> bool:
        """Whether its name fits on a phone too."""
        return float(self.width.rstrip("%")) >= WIDE_FROM

    @property
    def main(self) -> str:
        """The kind without whether it lies ahead."""
        return self.kind.partition(" ")[0]


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
    cuts: tuple[str, ...] = ()
    due_words: str = ""
    due_anchor: str = "end"

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of pieces there are, for the legend."""
        return frozenset(piece.main for piece in self.pieces)

    @property
    def ahead(self) -> bool:
        """Whether anything that counts lies ahead, for the legend."""
        return any(piece.kind == "worked ahead" for piece in self.pieces)

    @property
    def holidays(self) -> tuple[str, ...]:
        """Names of the holidays, once each, for the legend."""
        return tuple(dict.fromkeys(piece.label for piece in self.pieces if piece.main == "holiday"))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The whole bar in words: what counts and what does not, then who held it."""
        return tuple(piece.title for piece in (*self.pieces, *self.lane))


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
    whole = _whole(tuple(segments), due)
    pieces = [piece for segment in whole for piece in _split(segment, now, scale)]
    if now > due:
        pieces.append(
            scale.piece(due, now, "late", gettext("Quá hạn từ %(due)s") % {"due": moment_phrase(due)})
        )
    pieces += [
        scale.piece(one.begins, one.ends, "paused", f"{one.who}; {_from_to(one.begins, one.ends)}", one.who)
        for one in pauses
    ]
    at = scale.at(now)
    cut = told and last - first <= CUTS_UP_TO
    return TimeBar(
        pieces=tuple(pieces),
        lane=tuple(
            scale.piece(
                hold.begins, hold.ends, "hold", f"{hold.who}: {_from_to(hold.begins, hold.ends)}", hold.who
            )
            for hold in holds
            if scale.at(hold.ends) - scale.at(hold.begins) >= NARROWEST_HOLD
        ),
        ticks=tuple(ticks_between(first, last)) if told else (),
        now=_percent(at),
        now_anchor="start" if at < 12 else "end" if at > 88 else "middle",
        due=_percent(scale.at(due)),
        alt=gettext("Nhận %(received)s; hạn %(due)s.")
        % {"received": moment_phrase(first), "due": moment_phrase(due)},
        cuts=tuple(_percent(scale.at(day)) for day in _cuts(whole, pauses, until=last)) if cut else (),
        due_words=gettext("hạn %(due)s") % {"due": moment_phrase(due)} if told else "",
        due_anchor="end" if scale.at(due) >= 50 else "start",
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


def _cuts(whole: Iterable[Segment], pauses: Sequence[Hold], *, until: dt.datetime) -> Iterator[dt.datetime]:
    """Midnights within what counts, where one day ends and the next begins."""
    for one in whole:
        if one.kind is SegmentKind.WORKED:
            yield from (
                day
                for day in midnights_between(one.begins, min(one.ends, until))
                if not any(pause.begins <= day <= pause.ends for pause in pauses)
            )


# ⚡ A list shows the same dossiers again and again, and only the moment of looking has changed since.
@lru_cache(maxsize=2000)
def _whole(segments: tuple[Segment, ...], due: dt.datetime) -> tuple[Segment, ...]:
    """What the bar is drawn of, whenever it is looked at."""
    return tuple(_simplified(_within_the_day(segments, due), due))


def _within_the_day(segments: Sequence[Segment], due: dt.datetime) -> Sequence[Segment]:
    """A limit within one day counts no day at all: the day it has to be done on is then what is drawn."""
    if any(one.kind is SegmentKind.WORKED for one in segments):
        return segments
    dawn = timezone.localtime(due).replace(hour=0, minute=0, second=0, microsecond=0)
    return [
        part
        for one in segments
        for part in (
            Segment(one.begins, min(one.ends, dawn), one.kind, one.label),
            Segment(max(one.begins, dawn), one.ends, SegmentKind.WORKED, "trong ngày"),
        )
        if part.ends > part.begins
    ]


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
    kind = segment.kind.value
    named = segment.kind in (SegmentKind.HOLIDAY, SegmentKind.PAUSED) and segment.label
    if segment.kind is not SegmentKind.WORKED or not segment.begins < now < segment.ends:
        ahead = " ahead" if segment.begins >= now else ""
        title = _title(segment, segment.begins, segment.ends) if scale.told else ""
        yield scale.piece(segment.begins, segment.ends, kind + ahead, title, segment.label if named else "")
        return
    for begins, ends, tail in ((segment.begins, now, ""), (now, segment.ends, " ahead")):
        title = _title(segment, begins, ends) if scale.told else ""
        yield scale.piece(begins, ends, kind + tail, title)


def _title(segment: Segment, begins: dt.datetime, ends: dt.datetime) -> str:
    named = segment.kind in (SegmentKind.HOLIDAY, SegmentKind.PAUSED) and segment.label
    words = f"{WORDS[segment.kind]}: {segment.label}" if named else str(WORDS[segment.kind])
    return f"{words}; {_from_to(begins, ends)}"


def _from_to(begins: dt.datetime, ends: dt.datetime) -> str:
    start, end = timezone.localtime(begins), timezone.localtime(ends)
    if end.time() == dt.time(0) and end > start:  # told as the end of the day before
        end -= dt.timedelta(minutes=1)
    if start.date() == end.date():
        if start.time() == dt.time(0) and end.time() == dt.time(23, 59):
            return gettext("cả ngày %(day)s") % {"day": _day_words(start)}
        return f"{_day_words(start)}, {start:%H:%M}–{_hour(end)}"
    if start.time() == dt.time(0) and end.time() == dt.time(23, 59):
        days = {"first": _day_words(start), "last": _day_words(end)}
        return gettext("từ %(first)s đến hết %(last)s") % days
    moments = {"begin": f"{start:%H:%M} {_day_words(start)}", "end": f"{_hour(end)} {_day_words(end)}"}
    return gettext("từ %(begin)s đến %(end)s") % moments


def _hour(end: dt.datetime) -> str:
    return "24:00" if end.time() == dt.time(23, 59) else f"{end:%H:%M}"


def _day_words(day: dt.datetime) -> str:
    return f"{weekday(day)} {day:%d/%m}"
