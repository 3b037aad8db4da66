# SPDX-License-Identifier: EUPL-1.2
"""What the control room tells: today, what is late and where it lies, the weeks behind, the units side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.law.statuses import STATE_NAMES, State
from motcua.reports.late_causes import count_by_cause
from motcua.statistics import Answer, By, Cell, M, Question, Row, ask, by_state
from motcua.web.statistics.asking import Asked
from motcua.web.statistics.bars import Part, bar
from motcua.web.statistics.links import CAUSE, NO_CAUSE, figure_url
from motcua.web.statistics.shown import Figure, Line, figure_of
from motcua.web.statistics.trend import on_time_words
from motcua.web.statistics.words import cause_words, key_name, number_words, share
from motcua.web.wording import tr

LINES = 8
"""Rows of a table of what is late; the explorer tells the rest."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with bars. `empty` is what stands there instead of no rows."""

    name: str
    first: str
    head: Sequence[str]
    rows: Sequence[Line]
    empty: str


def today_of(unit: int, now: dt.datetime) -> Answer:
    """The figures of today and of this very moment. One question."""
    today = timezone.localdate(now)
    return ask(Question(unit=unit, first=today, last=today, as_of=now))


def pulse(answer: Answer) -> list[Figure]:
    """The figures of today, each with its list."""
    total = answer.total
    told: tuple[tuple[M, str, str], ...] = (
        (M.OVERDUE, _("đang quá hạn"), "late"),
        (M.FELL_DUE, _("mới quá hạn hôm nay"), "late"),
        (M.OPEN, _("đang giải quyết"), "received"),
        (M.WAITING, _("trong đó chờ bổ sung, tạm dừng"), "waiting"),
        (M.RECEIVED, _("tiếp nhận hôm nay"), "received"),
        (M.ENDED, _("xong hôm nay"), "ended"),
        (M.ENDED_LATE, _("xong hôm nay nhưng quá hạn"), "late"),
    )
    return [figure_of(total[measure], total.cell(measure), name, tone) for measure, name, tone in told]


def sentence(total: Row, window: Row, label: str, units: Sequence[Row]) -> str:
    """One sentence: what matters today."""
    overdue, open_ = total[M.OVERDUE], total[M.OPEN]
    parts = []
    if overdue:
        late_units = sum(1 for row in units if row[M.OVERDUE])
        part = share(overdue, open_) or 0.0
        where = (
            ngettext(" ở %(units)s đơn vị", " ở %(units)s đơn vị", late_units) % {"units": late_units}
            if late_units > 1
            else ""
        )
        parts.append(
            ngettext(
                "%(number)s hồ sơ đang quá hạn%(where)s, bằng %(share)s %% số đang giải quyết.",
                "%(number)s hồ sơ đang quá hạn%(where)s, bằng %(share)s %% số đang giải quyết.",
                overdue,
            )
            % {"number": number_words(overdue), "where": where, "share": number_words(part, 1)}
        )
    elif open_:
        parts.append(_("Không hồ sơ nào đang quá hạn."))
    else:
        parts.append(_("Không có hồ sơ nào đang giải quyết."))
    if window[M.ENDED]:
        told = {"window": label, "share": on_time_words(window)}
        parts.append(_("%(window)s: %(share)s hồ sơ xong đúng hạn.") % told)
    return " ".join(parts).replace(" %", "\u00a0%")  # a number is not parted from its sign


def late_by(asked: Asked, answer: Answer, name: str) -> Table:
    """What is overdue now and what was finished late in the window, by the rows of `answer`, the most first."""
    late = [row for row in answer.rows if row[M.OVERDUE] or row[M.ENDED_LATE]]
    late.sort(key=lambda row: (-row[M.OVERDUE], -row[M.ENDED_LATE], key_name(row.keys[0])))
    most = max((row[M.OVERDUE] + row[M.ENDED_LATE] for row in late[:LINES]), default=0)
    return Table(
        name,
        str(asked.group.first_column),
        (_("đang quá hạn"), _("xong quá hạn trong kỳ")),
        [_late_line(asked, row, most) for row in late[:LINES]],
        _("Không có hồ sơ quá hạn."),
    )


def _late_line(asked: Asked, row: Row, most: int) -> Line:
    key = row.keys[0]
    url = ""
    if asked.group.by is By.UNIT:
        url = f"{reverse('control')}?don-vi={key.value}"
    parts = [Part("late", row[M.OVERDUE]), Part("was-late", row[M.ENDED_LATE])]
    figures = [
        figure_of(row[M.OVERDUE], row.cell(M.OVERDUE), _("đang quá hạn")),
        figure_of(row[M.ENDED_LATE], row.cell(M.ENDED_LATE), _("xong quá hạn")),
    ]
    return Line(key_name(key), url, bar(parts, most), figures)


def late_by_step(cell: Cell) -> Table:
    """Where the overdue dossiers lie now: by their step. The figures add up to the figure of `cell`."""
    states = by_state(cell)
    most = max(states.values(), default=0)
    rows = [
        Line(
            tr(STATE_NAMES[State(state)]),
            "",
            bar([Part("late", number)], most),
            [Figure(number, figure_url(cell, buoc=state))],
        )
        for state, number in sorted(states.items(), key=lambda pair: -pair[1])
    ]
    return Table(
        _("Hồ sơ quá hạn đang ở bước nào"),
        _("Bước"),
        (_("đang quá hạn"),),
        rows,
        _("Không có hồ sơ quá hạn."),
    )


def late_by_cause(total: Row, *, states: bool) -> Table:
    """Why dossiers are late, by the cause their units stated: overdue now, and finished late in the window.

    The figures add up to those of `total`; what nobody stated stands last, with the way to state it for whoever
    `states`.
    """
    cells = [total.cell(measure) for measure in (M.OVERDUE, M.ENDED_LATE)]
    overdue, ended = (count_by_cause(cell) for cell in cells)
    found = sorted(
        overdue.keys() | ended.keys(), key=lambda cause: (not cause, -overdue.get(cause, 0), cause)
    )
    most = max((overdue.get(cause, 0) + ended.get(cause, 0) for cause in found), default=0)
    rows = []
    for cause in found:
        now, then = overdue.get(cause, 0), ended.get(cause, 0)
        figures = [
            Figure(number, figure_url(cell, **{CAUSE: cause or NO_CAUSE}), name)
            for number, cell, name in zip(
                (now, then), cells, (_("đang quá hạn"), _("xong quá hạn")), strict=True
            )
        ]
        drawn = bar([Part("late", now), Part("was-late", then)], most)
        url = reverse("late_dossiers") if states and not cause else ""
        rows.append(Line(cause_words(cause), url, drawn, figures))
    return Table(
        _("Vì sao quá hạn"),
        _("Nguyên nhân chính"),
        (_("đang quá hạn"), _("xong quá hạn trong kỳ")),
        rows,
        _("Không có hồ sơ quá hạn."),
    )
