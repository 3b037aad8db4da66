# SPDX-License-Identifier: EUPL-1.2
"""A chance and its reasons in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.law.statuses import STATE_NAMES
from motcua.risks.risk import LIKELY, POSSIBLE, Reason
from motcua.risks.steps import DAY_MINUTES
from motcua.web.wording import span_phrase, tr

_MOST_SAID = 99
"""Nothing that has not happened yet is told as certain."""


def percent(chance: float) -> int:
    """The chance in whole percent, 1 to 99."""
    return max(1, min(_MOST_SAID, round(100 * chance)))


def grade(chance: float) -> str:
    """How likely, in a word that stands beside the number."""
    if chance >= LIKELY:
        return _("Dễ quá hạn")
    return _("Có thể quá hạn") if chance >= POSSIBLE else _("Ít khả năng")


def meaning(chance: float) -> str:
    """What the number means: so many of so many dossiers like this one."""
    if chance < 0.1:
        return _("Trong 100 hồ sơ như vậy, khoảng %(late)s hồ sơ quá hạn.") % {"late": percent(chance)}
    return _("Trong 10 hồ sơ như vậy, khoảng %(late)s hồ sơ quá hạn.") % {"late": min(9, round(10 * chance))}


def sentences(reason: Reason) -> list[str]:
    """Why, one sentence for each cause; the time it takes stands first."""
    return [_time(reason), *_causes(reason)]


def _time(reason: Reason) -> str:
    facts = {
        "step": tr(STATE_NAMES[reason.step]),
        "left": span_phrase(reason.left),
        "usual": span_phrase(_rough(reason.times.usual)),
        "most": span_phrase(_rough(reason.times.most)),
    }
    if reason.times.here:
        words = _(
            "Từ bước “%(step)s”, thủ tục này ở đây thường cần %(usual)s nữa, có khi %(most)s; còn %(left)s."
        )
    else:
        words = _("Từ bước “%(step)s”, thủ tục này thường cần %(usual)s nữa, có khi %(most)s; còn %(left)s.")
    return words % facts


def _rough(minutes: int) -> int:
    """A forecast is told no finer than it is known: in whole days from two on, in whole hours from two on."""
    grain = DAY_MINUTES if minutes >= 2 * DAY_MINUTES else 60 if minutes >= 120 else 10
    return max(grain, round(minutes / grain) * grain)


def _causes(reason: Reason) -> Iterator[str]:
    if reason.still >= DAY_MINUTES:
        yield _("Chưa có việc gì mới trong %(span)s.") % {"span": span_phrase(reason.still)}
    if reason.holds and reason.full_desk:
        yield _("Người thụ lý đang giữ %(count)s hồ sơ, nhiều hơn mức thường làm kịp.") % {
            "count": reason.holds
        }
    elif reason.holds:
        yield _("Người thụ lý đang giữ %(count)s hồ sơ.") % {"count": reason.holds}
    if reason.days_off:
        words = ngettext(
            "Từ nay đến hạn có %(days)s ngày nghỉ.", "Từ nay đến hạn có %(days)s ngày nghỉ.", reason.days_off
        )
        yield words % {"days": reason.days_off}
    if reason.slow_here:
        yield _("Thủ tục này ở đơn vị này thường chậm hơn nơi khác.")
    elif reason.slow_unit:
        yield _("Đơn vị này thường chậm hơn nơi khác.")
    if reason.slow_month:
        yield _("Hồ sơ đến hạn vào tháng này hằng năm thường chậm hơn.")
