# SPDX-License-Identifier: EUPL-1.2
"""A piece of work in words: its state as icon, word and colour; what is left; whose it is; what was said about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.plans.models import EntryKind, TaskEntry, TaskWork
from motcua.plans.work_queries import days_left, standing_on
from motcua.plans.working.standing import ENDED, STANDING_NAMES, Standing
from motcua.web.wording import date_phrase, period_phrase, tr

TONES = {
    Standing.LATE: ("late", "!"),
    Standing.DUE_SOON: ("due-soon", "◷"),
    Standing.IN_PROGRESS: ("in-time", "▸"),
    Standing.NOT_STARTED: ("in-time", "○"),
    Standing.AHEAD: ("done", "◌"),
    Standing.DONE: ("done", "✓"),
    Standing.DONE_LATE: ("done", "✓!"),
    Standing.CANCELLED: ("done", "–"),
}
"""Colour and sign of each standing; the word stands beside."""

ASKED_TONE = ("waiting-office", "⇄")


@dataclass(frozen=True, slots=True)
class State:
    """A state as a page shows it."""

    tone: str
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    work: TaskWork
    standing: Standing
    state: State
    asked: State | None
    left: str
    due: str
    period: str
    who: str
    unit: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.standing not in ENDED


def state_of(standing: Standing) -> State:
    """A standing with its colour and sign."""
    tone, icon = TONES[standing]
    return State(tone, icon, tr(STANDING_NAMES[standing]))


def row_of(work: TaskWork, today: dt.date) -> Row:
    """The line of a piece of work whose task, unit and owner are at hand. Asks no database."""
    standing = standing_on(work, today)
    return Row(
        work,
        standing,
        state_of(standing),
        State(*ASKED_TONE, _("Đang xin gia hạn")) if work.asked_due else None,
        left_words(work, standing, today),
        f"{work.due:%d/%m/%Y}" if work.due else _("không ghi hạn"),
        period_phrase(work.period_label),
        work.owner.full_name if work.owner else "",
        work.unit.name if work.unit else work.task.lead_text,
    )


def left_words(work: TaskWork, standing: Standing, today: dt.date) -> str:
    """`còn 5 ngày làm việc`, `quá hạn 2 ngày làm việc`, or when it was done."""
    if standing in (Standing.DONE, Standing.DONE_LATE):
        return _("xong %(day)s") % {"day": f"{work.done_on:%d/%m/%Y}"} if work.done_on else ""
    days = days_left(work, today)
    if days is None or standing is Standing.CANCELLED:
        return ""
    if days == 0:
        return _("hết hôm nay")
    if days < 0:
        words = ngettext("quá hạn %(days)s ngày làm việc", "quá hạn %(days)s ngày làm việc", -days)
        return words % {"days": -days}
    return ngettext("còn %(days)s ngày làm việc", "còn %(days)s ngày làm việc", days) % {"days": days}


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the story of a piece of work."""

    entry: TaskEntry
    what: str
    who: str
    facts: tuple[str, ...]
    words: str
    is_word: bool


def said_of(entry: TaskEntry, names: dict[int, str]) -> Said:
    """An entry in words. `names`: of the people that changes name."""
    return Said(
        entry,
        tr(EntryKind(entry.kind).label),
        f"{entry.person_name}, {entry.title}" if entry.title else tr(entry.person_name),
        tuple(_facts(entry, names)),
        entry.text,
        entry.kind in (EntryKind.COMMENT, EntryKind.INSTRUCTION),
    )


def _facts(entry: TaskEntry, names: dict[int, str]) -> list[str]:
    after: dict[str, Any] = entry.after
    facts = []
    if entry.percent is not None:
        facts.append(_("Tiến độ %(percent)s %%") % {"percent": entry.percent})
    if entry.kind == EntryKind.HANDED_OVER and "owner_id" in after:
        facts.append(_("Giao cho %(name)s") % {"name": names.get(after["owner_id"], "")})
    if entry.kind == EntryKind.EXTENSION_ASKED and entry.asked_due:
        facts.append(_("Xin đến hết %(day)s") % {"day": date_phrase(entry.asked_due)})
    if entry.accepted is not None:
        facts.append(_("Đồng ý") if entry.accepted else _("Không đồng ý"))
    if entry.kind != EntryKind.MADE and after.get("due"):
        day = dt.date.fromisoformat(after["due"])
        facts.append(_("Hạn mới: %(day)s") % {"day": date_phrase(day)})
    if entry.via == TaskEntry.Via.LINK:
        facts.append(_("gửi từ thư nhắc"))
    return facts


def people_named(entries: list[TaskEntry]) -> set[int]:
    """Ids of the people that changes name."""
    return {entry.after["owner_id"] for entry in entries if entry.after.get("owner_id")}
