# SPDX-License-Identifier: EUPL-1.2
"""Waiting times in words. A wait nobody could measure is said to be unknown."""

from __future__ import annotations

import datetime as dt
import math

from django.utils.translation import gettext as _


def wait_words(wait: dt.timedelta | None) -> str:
    """`khoảng 15 phút`, rounded up to five minutes above ten; empty when it is not known."""
    if wait is None:
        return ""
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    if minutes > 10:
        minutes = math.ceil(minutes / 5) * 5
    if minutes < 60:
        return _("khoảng %(minutes)d phút") % {"minutes": minutes}
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("khoảng %(hours)d giờ") % {"hours": hours}
    return _("khoảng %(hours)d giờ %(minutes)d phút") % {"hours": hours, "minutes": rest}


def span_words(seconds: float | None) -> str:
    """A measured span: `7 phút`, `dưới 1 phút`; a dash when there was nothing to measure."""
    if seconds is None:
        return "–"
    if seconds < 60:
        return _("dưới 1 phút")
    return _("%(minutes)d phút") % {"minutes": round(seconds / 60)}
