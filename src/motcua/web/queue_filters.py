# SPDX-License-Identifier: EUPL-1.2
"""What a queue is filtered by, as it stands in the address: a link tells somebody else the same list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.listing import DueGroup, in_group
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.searching import narrowed
from motcua.law.statuses import STATE_NAMES, State
from motcua.web.addresses import day_in, number_in
from motcua.web.wording import tr

GROUP_SLUGS: Final = {
    DueGroup.LATE: "muon",
    DueGroup.UNTAKEN_LATE: "cham-tiep-nhan",
    DueGroup.TODAY: "hom-nay",
    DueGroup.THIS_WEEK: "tuan-nay",
    DueGroup.LATER: "sau",
    DueGroup.UNTAKEN: "cho-tiep-nhan",
    DueGroup.WAITING: "cho",
}
GROUP_NAMES: Final = {
    DueGroup.LATE: gettext_lazy("Quá hạn"),
    DueGroup.UNTAKEN_LATE: gettext_lazy("Chậm tiếp nhận"),
    DueGroup.TODAY: gettext_lazy("Đến hạn hôm nay"),
    DueGroup.THIS_WEEK: gettext_lazy("Trong tuần này"),
    DueGroup.LATER: gettext_lazy("Sau tuần này"),
    DueGroup.UNTAKEN: gettext_lazy("Chờ tiếp nhận"),
    DueGroup.WAITING: gettext_lazy("Đồng hồ đang dừng"),
}
_GROUPS: Final = {slug: group for group, slug in GROUP_SLUGS.items()}
_OPTIONS_FROM = 500
"""Rows of a queue whose units, people and procedures are offered to choose from."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Each part is empty when it does not filter. `unit` and `holder` are ids, `since` and `until` days of the due
    date, both included; `text` are words of the dossier."""

    group: DueGroup | None = None
    unit: int | None = None
    field: str = ""
    procedure: str = ""
    holder: int | None = None
    state: State | None = None
    channel: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self != Filters()

    @property
    def narrow_more(self) -> bool:
        """Whether anything but the group filters."""
        return replace(self, group=None) != Filters()

    @property
    def query(self) -> str:
        """The query string of these filters, always written in the same order."""
        return urlencode(self.values())

    def values(self) -> dict[str, str]:
        """The parameters of the address, by name."""
        told = {
            "han": GROUP_SLUGS[self.group] if self.group else "",
            "don-vi": self.unit,
            "linh-vuc": self.field,
            "thu-tuc": self.procedure,
            "nguoi-giu": self.holder,
            "trang-thai": self.state.value.replace("_", "-") if self.state else "",
            "kenh": self.channel,
            "tu": self.since,
            "den": self.until,
            "chu": self.text,
        }
        return {name: str(value) for name, value in told.items() if value}

    def narrow(self, rows: QuerySet[Dossier], now: dt.datetime) -> QuerySet[Dossier]:
        """Those of `rows` that fit every part."""
        if self.group:
            rows = rows.filter(in_group(self.group, now))
        plain = {
            "holder_unit_id": self.unit,
            "field_code": self.field,
            "procedure_code": self.procedure,
            "holder_id": self.holder,
            "state": self.state,
            "channel": self.channel,
        }
        rows = rows.filter(**{name: value for name, value in plain.items() if value})
        rows = rows.filter(_due_between(self.since, self.until))
        return narrowed(rows, self.text) if self.text else rows

    def in_group(self, group: DueGroup | None) -> Filters:
        """The same filters for another group."""
        return replace(self, group=group)


def read_filters(given: Mapping[str, str]) -> Filters:
    """The filters of an address. What cannot be read does not filter."""
    return Filters(
        group=_GROUPS.get(given.get("han", "")),
        unit=number_in(given.get("don-vi")),
        field=given.get("linh-vuc", "")[:64],
        procedure=given.get("thu-tuc", "")[:64],
        holder=number_in(given.get("nguoi-giu")),
        state=_state(given.get("trang-thai", "")),
        channel=given.get("kenh", "") if given.get("kenh", "") in Channel.values else "",
        since=day_in(given.get("tu", "")),
        until=day_in(given.get("den", "")),
        text=" ".join(given.get("chu", "").replace("\x00", "").split())[:100],
    )


Pairs = Mapping[str, str] | Iterable[tuple[Any, str]]
Offer = tuple[str, str, Pairs]
"""Name and label of a select, and the values with their words: in this order (a mapping), or to be put in order."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One select of the filter bar."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def choices_of(rows: QuerySet[Dossier], filters: Filters) -> list[Choice]:
    """What the queue can be filtered by: only what occurs in it, and what is chosen already. One bounded query."""
    found = list(
        rows.order_by()
        .select_related(None)
        .values_list(
            "holder_unit_id", "holder_unit__name", "holder_id", "holder__full_name",
            "procedure_code", "procedure_name", "field_code", "state", "channel",
        )[:_OPTIONS_FROM]
    )  # fmt: skip
    chosen = filters.values()
    offers: list[Offer] = [
        ("thu-tuc", _("Thủ tục"), ((row[4], row[5]) for row in found)),
        ("linh-vuc", _("Lĩnh vực"), ((row[6], row[6]) for row in found if row[6])),
        ("don-vi", _("Đang ở đơn vị"), ((row[0], row[1]) for row in found)),
        ("nguoi-giu", _("Người giữ"), ((row[2], row[3]) for row in found if row[2])),
        (
            "trang-thai",
            _("Bước"),
            ((row[7].replace("_", "-"), tr(STATE_NAMES[State(row[7])])) for row in found),
        ),
        ("kenh", _("Cách nộp"), ((row[8], tr(Channel(row[8]).label)) for row in found)),
    ]
    return offered(offers, chosen)


def offered(offers: Iterable[Offer], chosen: Mapping[str, str]) -> list[Choice]:
    """The selects worth showing: those with something to choose, and those where something is chosen."""
    made = [_choice(name, label, pairs, chosen.get(name, "")) for name, label, pairs in offers]
    return [choice for choice in made if len(choice.options) > 1 or choice.chosen]


def _choice(name: str, label: str, pairs: Pairs, chosen: str) -> Choice:
    """In the order of the words; `pairs` that are a mapping keep the order they have."""
    options = {str(value): words for value, words in (pairs.items() if isinstance(pairs, Mapping) else pairs)}
    if chosen:
        options.setdefault(chosen, chosen)
    if not isinstance(pairs, Mapping):
        options = dict(sorted(options.items(), key=lambda pair: pair[1]))
    return Choice(name, label, tuple(options.items()), chosen)


def _due_between(since: dt.date | None, until: dt.date | None) -> Q:
    condition = Q()
    if since:
        condition &= Q(due_original__gte=_midnight(since))
    if until:
        condition &= Q(due_original__lt=_midnight(until) + dt.timedelta(days=1))
    return condition


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _state(text: str) -> State | None:
    name = text.replace("-", "_")
    return State(name) if name in STATE_NAMES else None
