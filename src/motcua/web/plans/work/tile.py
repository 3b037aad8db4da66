# SPDX-License-Identifier: EUPL-1.2
"""What waits of the plans, on the first page of an officer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.organisations.actors import Actor
from motcua.plans.work_queries import mine_of
from motcua.plans.working.standing import Standing
from motcua.web.plans.work.filters import Filters


@dataclass(frozen=True, slots=True)
class Part:
    """A number that is a link."""

    count: int
    words: Any
    url: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """Own open work, and what of it or around it wants attention."""

    main: Part
    parts: tuple[Part, ...]


def tile_of(actor: Actor, today: dt.date) -> Tile | None:
    """The tile; None for somebody for whom nothing of a plan waits. One query."""
    found = mine_of(actor, today)
    if not found:
        return None
    parts = (
        Part(
            found.to_decide,
            _("xin gia hạn, chờ bạn quyết định"),
            _url(Filters(whose="xin-gia-han")),
            urgent=True,
        ),
        Part(found.late, _("quá hạn"), _url(Filters(whose="toi", standing=Standing.LATE)), urgent=True),
        Part(found.near, _("sắp đến hạn"), _url(Filters(whose="toi", standing=Standing.DUE_SOON))),
        Part(found.unowned, _("của đơn vị, chưa có người nhận"), _url(Filters(whose="chua-co-nguoi"))),
        Part(found.asked, _("chờ quyết định gia hạn"), _url(Filters(whose="xin-gia-han"))),
    )
    main = Part(found.open, _("việc kế hoạch tôi phụ trách"), _url(Filters(whose="toi")))
    return Tile(main, tuple(part for part in parts if part.count))


def _url(filters: Filters) -> str:
    return f"{reverse('plan_works')}?{filters.query}"
