# SPDX-License-Identifier: EUPL-1.2
"""Below the tiles of home: a leader's figures of today, the week of everybody who works on dossiers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.law import report_windows as windows
from motcua.law.roles import HANDLER_ROLES, Role
from motcua.organisations.actors import Actor
from motcua.statistics import FiguresBehind, M, Question, ask
from motcua.statistics.rights import scope_of
from motcua.web.statistics import control as room
from motcua.web.statistics.roles import CONTROL_ROOM_ROLES
from motcua.web.statistics.shown import Figure, figure_of

_OWN_WORK = frozenset({*HANDLER_ROLES, Role.RECEPTION})


@dataclass(frozen=True, slots=True)
class Small:
    """A row of figures with a way to more. `fresh`: where it is asked for again; `behind`: why there is none now."""

    name: str
    url: str
    more: str
    as_of: dt.datetime
    figures: tuple[Figure, ...] = ()
    fresh: str = ""
    behind: str = ""


def small_of(actor: Actor, now: dt.datetime) -> Small | None:
    """The figures of home; None for whoever has none."""
    held = frozenset(seat.role for seat in actor.seats)
    scope = scope_of(actor) if held & {*CONTROL_ROOM_ROLES, *_OWN_WORK} else ()
    if not scope or actor.person_id is None:
        return None
    leads = not held.isdisjoint(CONTROL_ROOM_ROLES)
    try:
        return _today(scope[0], now) if leads else _week(scope[0], actor.person_id, now)
    except FiguresBehind as behind:
        return Small(_("Số liệu"), reverse("figures"), _("Tra số liệu"), now, behind=str(behind))


def _today(unit: int, now: dt.datetime) -> Small:
    found = tuple(room.pulse(room.today_of(unit, now)))
    url = reverse("control")
    return Small(_("Hôm nay ở đơn vị"), url, _("Trang điều hành"), now, found, fresh=reverse("control_now"))


def _week(unit: int, person: int, now: dt.datetime) -> Small:
    """What one received and settled this week; how much is open stands in the queues above."""
    week = windows.week_of(timezone.localdate(now))
    wanted = (
        (M.RECEIVED, _("bạn đã tiếp nhận"), "received"),
        (M.ENDED, _("bạn đã giải quyết xong"), "ended"),
        (M.ENDED_LATE, _("trong đó quá hạn"), "late"),
        (M.SUPPLEMENTS_ASKED, _("lần yêu cầu bổ sung"), "waiting"),
    )
    question = Question(unit=unit, first=week.first, last=week.last, officer=person, as_of=now)
    total = ask(question, {measure for measure, _name, _tone in wanted}).total
    found = tuple(
        figure_of(total[measure], total.cell(measure), name, tone) for measure, name, tone in wanted
    )
    return Small(_("Tuần này của bạn"), reverse("figures"), _("Số liệu của cơ quan"), now, found)
