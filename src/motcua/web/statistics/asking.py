# SPDX-License-Identifier: EUPL-1.2
"""What the explorer is asked: unit, window, grouping, columns, policy, as of when. All of it is in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.statistics import STOCKS, By, M, Policy, Question
from motcua.web.addresses import number_in
from motcua.web.statistics import periods
from motcua.web.statistics.periods import Chosen


@dataclass(frozen=True, slots=True)
class Group:
    """A way to divide the figures."""

    word: str
    by: By | None
    name: Any
    first_column: Any


GROUPS: tuple[Group, ...] = (
    Group("don-vi", By.UNIT, _("Đơn vị trực thuộc"), _("Đơn vị")),
    Group("co-quan", By.AGENCY, _("Từng cơ quan giải quyết"), _("Cơ quan")),
    Group("linh-vuc", By.FIELD, _("Lĩnh vực"), _("Lĩnh vực")),
    Group("thu-tuc", By.VERSION, _("Thủ tục"), _("Thủ tục")),
    Group("cap", By.LEVEL, _("Cấp giải quyết"), _("Cấp")),
    Group("kenh", By.CHANNEL, _("Cách nộp"), _("Cách nộp")),
    Group("can-bo", By.OFFICER, _("Công chức thụ lý"), _("Công chức")),
    Group("ngay", By.DAY, _("Ngày"), _("Ngày")),
    Group("thang", By.MONTH, _("Tháng"), _("Tháng")),
    Group("chung", None, _("Không chia"), _("Đơn vị")),
)
_BY_WORD = {group.word: group for group in GROUPS}
IN_TIME = frozenset({By.DAY, By.MONTH})


@dataclass(frozen=True, slots=True)
class Columns:
    """A set of measures shown side by side. `rate`: whether the share on time is told with them."""

    word: str
    name: Any
    measures: tuple[M, ...]
    rate: bool = False


COLUMNS: tuple[Columns, ...] = (
    Columns(
        "tien-do",
        _("Tiến độ"),
        (
            *(M.CARRIED, M.RECEIVED, M.ENDED, M.ENDED_EARLY, M.ENDED_ON_TIME, M.ENDED_LATE),
            *(M.ENDED_UNKNOWN, M.ENDED_NOT_TIMED, M.OPEN, M.OPEN_IN_TIME, M.OVERDUE, M.WAITING),
        ),
        rate=True,
    ),
    Columns(
        "dong-chay",
        _("Đến và đi"),
        (
            *(M.CARRIED, M.FILED, M.NOT_RECEIVED, M.RECEIVED, M.MOVED_IN, M.MOVED_OUT),
            *(M.SETTLED, M.REFUSED, M.STOPPED, M.OPEN, M.RETURNED),
        ),
    ),
    Columns(
        "bo-sung",
        _("Bổ sung, hẹn lại"),
        (
            *(M.RECEIVED, M.SUPPLEMENTS_ASKED, M.PAUSED, M.UNPAUSED, M.WAITING),
            *(M.ENDED, M.ONE_SUPPLEMENT, M.MORE_SUPPLEMENTS, M.REAPPOINTED),
        ),
    ),
    Columns(
        "so-hoa",
        _("Số hóa, trực tuyến"),
        (
            *(M.RECEIVED, M.DIGITISED, M.REUSE_KNOWN, M.REUSED, M.FROM_DATABASE_KNOWN, M.FROM_DATABASE),
            *(M.MUST_PAY, M.PAYMENT_KNOWN, M.PAID_ONLINE, M.SETTLED, M.E_RESULT),
        ),
    ),
    Columns(
        "tra",
        _("Trả kết quả"),
        (M.ENDED, M.RETURNED, M.RETURNED_COUNTER, M.RETURNED_POST, M.RETURNED_ELECTRONIC),
    ),
)
_COLUMNS_BY_WORD = {columns.word: columns for columns in COLUMNS}


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything the explorer shows is answered from this. `as_of` None: `now`, or the end of a window gone by;
    `lists`: whether the figures open."""

    unit: int
    window: Chosen
    now: dt.datetime
    group: Group = GROUPS[0]
    columns: Columns = COLUMNS[0]
    policy: Policy = Policy.DATE
    as_of: dt.datetime | None = None
    successors: bool = False
    lists: bool = True

    @property
    def question(self) -> Question:
        """What the statistics are asked: with its moment, so that a list opened later still fits its figure."""
        running = self.window.last >= timezone.localdate(self.now)
        return Question(
            unit=self.unit,
            first=self.window.first,
            last=self.window.last,
            by=() if self.group.by is None else (self.group.by,),
            policy=self.policy,
            as_of=self.as_of or (self.now if running else None),
            successors=self.successors,
        )

    @property
    def query(self) -> str:
        """The query string that asks this again."""
        told = {
            "don-vi": self.unit,
            **self.window.query,
            "theo": self.group.word,
            "cot": self.columns.word,
            "cach": self.policy.value,
            "luc": f"{timezone.localtime(self.as_of):%Y-%m-%dT%H:%M}" if self.as_of else "",
            "ke-thua": "1" if self.successors else "",
        }
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def measures(self) -> tuple[M, ...]:
        """The columns. How much stood open is told of units, not of officers."""
        chosen = self.columns.measures
        return tuple(one for one in chosen if one not in STOCKS) if self.group.by is By.OFFICER else chosen

    def of_unit(self, unit: int) -> Asked:
        """The same of another unit."""
        return replace(self, unit=unit)

    def by(self, group: Group) -> Asked:
        """The same divided in another way."""
        return replace(self, group=group)

    def showing(self, columns: Columns) -> Asked:
        """The same with other columns."""
        return replace(self, columns=columns)


def read(given: Mapping[str, str], unit: int, now: dt.datetime, *, lists: bool = True) -> Asked:
    """What an address asks; what cannot be read is as if it were not there. `unit`: where it names none."""
    return Asked(
        unit=unit_of(given) or unit,
        window=periods.chosen(given, timezone.localdate(now)),
        now=now,
        group=_BY_WORD.get(given.get("theo", ""), GROUPS[0]),
        columns=_COLUMNS_BY_WORD.get(given.get("cot", ""), COLUMNS[0]),
        policy=policy_of(given.get("cach", "")),
        as_of=_moment(given.get("luc", ""), now),
        successors=given.get("ke-thua", "") == "1",
        lists=lists,
    )


def unit_of(given: Mapping[str, str]) -> int | None:
    """The unit an address names."""
    return number_in(given.get("don-vi"))


def policy_of(word: str) -> Policy:
    """A policy by its name; that of the date otherwise."""
    return Policy(word) if word in list(Policy) else Policy.DATE


def _moment(text: str, now: dt.datetime) -> dt.datetime | None:
    """A past local moment of an address."""
    try:
        naive = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if naive.tzinfo is not None or not 1990 <= naive.year <= 2110:
        return None
    moment = timezone.make_aware(naive)
    return moment if moment < now else None
