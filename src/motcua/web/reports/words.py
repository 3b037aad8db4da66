# SPDX-License-Identifier: EUPL-1.2
"""How an agency stands with a report, as an icon and a word in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from motcua.reports.queries import Standing

_WORDS = {
    Standing.NOT_YET: ("○", _("Kỳ chưa kết thúc")),
    Standing.WAITING: ("…", _("Chưa lập, còn hạn gửi")),
    Standing.LATE: ("!", _("Quá hạn gửi")),
    Standing.PREPARED: ("✎", _("Đã lập, chưa gửi")),
    Standing.SUBMITTED: ("✓", _("Đã gửi")),
    Standing.SUBMITTED_LATE: ("✓", _("Đã gửi, muộn")),
    Standing.RETURNED: ("↩", _("Trả lại để sửa")),
    Standing.CONSOLIDATED: ("✓✓", _("Đã tổng hợp")),
    Standing.SEALED: ("■", _("Đã khóa")),
}


_TONES = {
    Standing.NOT_YET: "done",
    Standing.WAITING: "due-soon",
    Standing.LATE: "late",
    Standing.PREPARED: "due-soon",
    Standing.SUBMITTED: "waiting-office",
    Standing.SUBMITTED_LATE: "late",
    Standing.RETURNED: "late",
    Standing.CONSOLIDATED: "in-time",
    Standing.SEALED: "done",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A standing as a page shows it; `tone` is one of the six states of the design."""

    icon: str
    words: str
    tone: str


def standing_words(standing: Standing) -> Shown:
    """The icon, the word and the tone."""
    icon, words = _WORDS[standing]
    return Shown(icon, str(words), _TONES[standing])
