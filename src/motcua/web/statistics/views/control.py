# SPDX-License-Identifier: EUPL-1.2
"""The control room of a leader, on a desk, a phone and a wall; its figures of today look again every minute."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.reports.late_causes import STATING_ROLES
from motcua.statistics import M, ask, together
from motcua.web.acting import actor_for, for_roles
from motcua.web.pages import page
from motcua.web.statistics import ahead, periods, trend
from motcua.web.statistics import control as room
from motcua.web.statistics.asking import GROUPS, Asked
from motcua.web.statistics.places import Place, place_of
from motcua.web.statistics.roles import CONTROL_ROOM_ROLES

_BY_UNIT = next(group for group in GROUPS if group.word == "don-vi")
_BY_PROCEDURE = next(group for group in GROUPS if group.word == "thu-tuc")


@for_roles(*CONTROL_ROOM_ROLES)
@require_safe
def control(request: HttpRequest) -> HttpResponse:
    """Everything on one page. `?man-hinh=1`: for the wall."""
    with together():  # one moment for all figures, and a third of the statements
        told = _told(request, place_of(request), timezone.now())
    return page(request, "statistics/control.html", told)


def _told(request: HttpRequest, place: Place, now: dt.datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    quarter = periods.quarter_of(today)
    asked = Asked(place.unit, periods.of(quarter), now, _BY_UNIT)
    at_once = room.today_of(place.unit, now)
    by_unit = ask(asked.question)
    procedures = asked.by(_BY_PROCEDURE)
    several = len(by_unit.rows) > 1
    multiples = trend.multiples_of(asked, by_unit, now) if several else None
    return {
        "wall": bool(request.GET.get("man-hinh")),
        "unit": place.unit,
        "unit_name": place.name,
        "units": place.choices,
        "crumbs": _crumbs(place),
        "sentence": room.sentence(at_once.total, by_unit.total, asked.window.label, by_unit.rows),
        "pulse": room.pulse(at_once),
        "fresh": f"{reverse('control_now')}?don-vi={place.unit}",
        "as_of": now,
        "lying": [
            *([room.late_by(asked, by_unit, _("Quá hạn ở đơn vị nào"))] if several else []),
            room.late_by_cause(by_unit.total, states=_states(request)),
            room.late_by_step(at_once.total.cell(M.OVERDUE)),
        ],
        "procedures": room.late_by(procedures, ask(procedures.question), _("Quá hạn ở thủ tục nào")),
        "trend": trend.weeks_of(place.unit, today, now),
        "multiples": multiples.units if multiples else (),
        "least": multiples.least if multiples else 0,
        "units_url": f"{reverse('figures')}?{asked.query}",
        "ahead": ahead.ahead_of(place.unit, now),
        "targets": ahead.targets_of(place.unit, quarter, now),
        "window": asked.window.label,
    }


@for_roles(*CONTROL_ROOM_ROLES)
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """The figures of today alone, for a page that looks again."""
    place, moment = place_of(request), timezone.now()
    context = {
        "pulse": room.pulse(room.today_of(place.unit, moment)),
        "fresh": request.get_full_path(),
        "as_of": moment,
    }
    answer = page(request, "statistics/_pulse.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _states(request: HttpRequest) -> bool:
    """Whether the official may state why a dossier is late."""
    return any(seat.role in STATING_ROLES for seat in actor_for(request).seats)


def _crumbs(place: Place) -> list[tuple[str, str]]:
    """The way down to the unit; none where one begins."""
    above = [(name, f"?don-vi={pk}") for pk, name in place.path]
    return [*above, (place.name, "")] if above else []
