# SPDX-License-Identifier: EUPL-1.2
"""What the work on plans is filtered by, as it stands in the address: a link tells somebody else the same list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.organisations.actors import Actor
from motcua.plans.models import TaskWork
from motcua.plans.work_queries import in_standing, mine, of_my_units
from motcua.plans.working.standing import Standing
from motcua.web.addresses import day_in, number_in
from motcua.web.queue_filters import Choice, Offer, offered

STANDING_SLUGS: Final = {
    Standing.LATE: "qua-han",
    Standing.DUE_SOON: "sap-den-han",
    Standing.IN_PROGRESS: "dang-lam",
    Standing.NOT_STARTED: "chua-bat-dau",
    Standing.AHEAD: "chua-den-ky",
    Standing.DONE: "dung-han",
    Standing.DONE_LATE: "xong-muon",
    Standing.CANCELLED: "da-dung",
}
_STANDINGS: Final = {slug: standing for standing, slug in STANDING_SLUGS.items()}
WHOSE: Final = ("toi", "don-vi-toi", "chua-co-nguoi", "xin-gia-han")
"""Mine, of my units, owned by nobody, with a request for more time."""
_OPTIONS_FROM = 500


@dataclass(frozen=True, slots=True)
class Filters:
    """Each part is empty when it does not filter. `ended`: a list of open work shows what has ended too. `since` and
    `until` are days of the due date, both included.
    """

    plan: int | None = None
    standing: Standing | None = None
    ended: bool = False
    whose: str = ""
    unit: int | None = None
    owner: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self != Filters()

    @property
    def narrow_more(self) -> bool:
        """Whether anything but the standing filters."""
        return replace(self, standing=None, ended=False) != Filters()

    @property
    def query(self) -> str:
        """The query string of these filters, always written in the same order."""
        return urlencode(self.values())

    def values(self) -> dict[str, str]:
        """The parameters of the address, by name."""
        told = {
            "ke-hoach": self.plan,
            "tinh-trang": STANDING_SLUGS[self.standing] if self.standing else "tat-ca" if self.ended else "",
            "cua": self.whose,
            "don-vi": self.unit,
            "nguoi": self.owner,
            "tu": self.since,
            "den": self.until,
            "chu": self.text,
        }
        return {name: str(value) for name, value in told.items() if value}

    def narrow(self, rows: QuerySet[TaskWork], actor: Actor, today: dt.date) -> QuerySet[TaskWork]:
        """Those of `rows` that fit every part."""
        condition = Q()
        if self.standing:
            condition &= in_standing(self.standing, today)
        if self.whose:
            condition &= _whose(self.whose, actor)
        plain = {
            "plan_id": self.plan,
            "unit_id": self.unit,
            "owner_id": self.owner,
            "due__gte": self.since,
            "due__lte": self.until,
            "task__content__icontains": self.text,
        }
        return rows.filter(condition, **{name: value for name, value in plain.items() if value})

    def of(self, standing: Standing | None, *, ended: bool = False) -> Filters:
        """The same filters for another standing."""
        return replace(self, standing=standing, ended=ended)


def _whose(whose: str, actor: Actor) -> Q:
    match whose:
        case "toi":
            return mine(actor)
        case "don-vi-toi":
            return of_my_units(actor)
        case "chua-co-nguoi":
            return Q(owner__isnull=True)
        case _:
            return Q(asked_due__isnull=False)


def whose_names() -> dict[str, str]:
    """What stands for each word of `WHOSE`."""
    return dict(
        zip(
            WHOSE,
            (_("Tôi phụ trách"), _("Đơn vị tôi"), _("Chưa có người nhận"), _("Đang xin gia hạn")),
            strict=True,
        )
    )


def read_filters(given: Mapping[str, str]) -> Filters:
    """The filters of an address. What cannot be read does not filter."""
    return Filters(
        plan=number_in(given.get("ke-hoach")),
        standing=_STANDINGS.get(given.get("tinh-trang", "")),
        ended=given.get("tinh-trang", "") == "tat-ca",
        whose=given.get("cua", "") if given.get("cua", "") in WHOSE else "",
        unit=number_in(given.get("don-vi")),
        owner=number_in(given.get("nguoi")),
        since=day_in(given.get("tu", "")),
        until=day_in(given.get("den", "")),
        text=" ".join(given.get("chu", "").replace("\x00", "").split())[:100],
    )


def choices_of(rows: QuerySet[TaskWork], filters: Filters) -> list[Choice]:
    """What the list can be filtered by: only what occurs in it, and what is chosen already. One bounded query."""
    found = list(
        rows.order_by("-id").values_list(
            "plan_id", "plan__number", "plan__symbol", "plan__title", "unit_id", "unit__name", "owner_id",
            "owner__full_name",
        )[:_OPTIONS_FROM]
    )  # fmt: skip
    chosen = filters.values()
    offers: list[Offer] = [
        ("ke-hoach", _("Kế hoạch"), ((row[0], _plan_words(*row[1:4])) for row in found)),
        ("cua", _("Của ai"), whose_names()),
        ("don-vi", _("Đơn vị thực hiện"), ((row[4], row[5]) for row in found if row[4])),
        ("nguoi", _("Người phụ trách"), ((row[6], row[7]) for row in found if row[6])),
    ]
    return offered(offers, chosen)


def _plan_words(number: str, symbol: str, title: str) -> str:
    code = "/".join(part for part in (number, symbol) if part)
    return f"{code} – {title}"[:90] if code else title[:90] or "?"
