# SPDX-License-Identifier: EUPL-1.2
"""How every page is put together: the template, who is acting, and the menu of what they may open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache as cache_for_ever
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.accesses.queries import CONTROL_ROLES
from motcua.catalogue.editing import READERS
from motcua.conformance.answering import READERS as CONFORMANCE_READERS
from motcua.inspections.rights import READERS as INSPECTION_READERS
from motcua.law.roles import COUNTER_ROLES, RETURN_ROLES, ROLE_NAMES, SIGN_ROLES, Role
from motcua.organisations.actors import Actor
from motcua.organisations.models import Person
from motcua.organisations.queries import has_made_up_people
from motcua.reform.rights import READERS as REFORM_READERS
from motcua.registers.rights import READERS as REGISTER_READERS
from motcua.reports.readers import READERS as REPORT_READERS
from motcua.risks.risk import READERS as RISK_READERS
from motcua.scores.rights import INSIDERS
from motcua.scores.rights import READERS as SCORE_READERS
from motcua.web.acting import actor_for
from motcua.web.statistics.roles import CONTROL_ROOM_ROLES, FIGURES_ROLES
from motcua.web.wording import tr


class Group(StrEnum):
    """Where an entry stands: WORK lies open in the menu, PERSONAL under one's name, the others under their own."""

    WORK = "work"
    WATCH = "watch"
    ADMINISTRATION = "administration"
    PERSONAL = "personal"


_FOLDED: tuple[tuple[Group, Any], ...] = (
    (Group.WATCH, _("Kiểm soát")),
    (Group.ADMINISTRATION, _("Quản trị")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu. `name`: of its route; no `roles`: everybody; `key`: the letter after g that goes there.

    `also`: routes that belong to it though their addresses begin otherwise.
    """

    label: Any
    name: str
    roles: tuple[Role, ...] = ()
    group: Group = Group.WORK
    key: str = ""
    also: tuple[str, ...] = ()


REGISTERS = ("initiatives", "courses", "publicity", "quality")
MENU: tuple[Entry, ...] = (
    Entry(_("Việc của tôi"), "home", key="v"),
    Entry(_("Quầy"), "counter", COUNTER_ROLES, key="q"),
    Entry(_("Số thứ tự"), "tickets", COUNTER_ROLES, key="s"),
    Entry(_("Hàng đợi"), "queues", key="h"),
    Entry(_("Nhắc việc"), "reminders", key="n"),
    Entry(_("Ký"), "signing", SIGN_ROLES, key="k"),
    Entry(_("Trả kết quả"), "returning", RETURN_ROLES, key="t"),
    Entry(_("Nguy cơ quá hạn"), "risks", RISK_READERS, Group.WATCH, "r"),
    Entry(_("Tuân thủ"), "conformance", CONFORMANCE_READERS, Group.WATCH, "u"),
    Entry(_("Chỉ số phục vụ"), "index", INSIDERS, Group.WATCH),
    Entry(_("Mức độ hài lòng"), "satisfaction", SCORE_READERS, Group.WATCH),
    Entry(_("Chấm điểm, xếp hạng"), "scores", SCORE_READERS, Group.WATCH),
    Entry(_("Báo cáo"), "reports", REPORT_READERS, Group.WATCH, "b"),
    Entry(_("Cải cách hành chính"), "reform", REFORM_READERS, Group.WATCH, "c"),
    Entry(_("Kế hoạch"), "plans", key="w"),
    Entry(_("Điều hành"), "control", CONTROL_ROOM_ROLES, key="d"),
    Entry(_("Số liệu"), "figures", FIGURES_ROLES, Group.WATCH, "l"),
    Entry(_("Kiểm tra"), "inspections", INSPECTION_READERS, Group.WATCH),
    Entry(_("Sổ theo dõi"), "registers", REGISTER_READERS, Group.WATCH, also=REGISTERS),
    Entry(_("Nhật ký xem hồ sơ"), "access_log", CONTROL_ROLES, Group.WATCH),
    Entry(_("Đơn vị"), "units", (Role.SYSTEM_ADMIN,), Group.ADMINISTRATION),
    Entry(_("Người"), "people", (Role.SYSTEM_ADMIN,), Group.ADMINISTRATION),
    Entry(_("Lịch làm việc"), "calendars", (Role.SYSTEM_ADMIN,), Group.ADMINISTRATION),
    Entry(
        _("Quyền"), "rights", (Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER, Role.INSPECTOR), Group.ADMINISTRATION
    ),
    Entry(_("Danh mục thủ tục"), "catalogue", READERS, Group.ADMINISTRATION),
    Entry(_("Quy trình nội bộ"), "processes", READERS, Group.ADMINISTRATION),
    Entry(_("Vắng mặt, ủy quyền"), "absences", group=Group.PERSONAL),
    Entry(_("Thư nhắc và lịch của tôi"), "mail_settings", group=Group.PERSONAL),
    Entry(_("Tài khoản của tôi"), "mfa_index", group=Group.PERSONAL),
    Entry(_("Ai đã làm gì"), "log", (Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER, Role.INSPECTOR), Group.WATCH),
    Entry(_("Sức khỏe hệ thống"), "health", (Role.SYSTEM_ADMIN,), Group.ADMINISTRATION),
    Entry(_("Giao diện và phím tắt"), "appearance", group=Group.PERSONAL),
)
"""One line for each area of the house, in the order of the menu."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the menu, for one request."""

    label: str
    url: str
    current: bool
    group: Group
    key: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A group of the menu behind its name."""

    label: str
    links: tuple[Link, ...]

    @property
    def current(self) -> bool:
        """Whether the page shown is one of them."""
        return any(link.current for link in self.links)


@dataclass(frozen=True, slots=True)
class House:
    """What the head and foot of a page tell a signed-in official."""

    name: str
    role_words: str
    links: tuple[Link, ...]

    @property
    def work(self) -> tuple[Link, ...]:
        """The open part of the menu."""
        return tuple(link for link in self.links if link.group is Group.WORK)

    @property
    def personal(self) -> tuple[Link, ...]:
        """What stands under one's name."""
        return tuple(link for link in self.links if link.group is Group.PERSONAL)

    @property
    def groups(self) -> tuple[Folded, ...]:
        """The folded parts that have anything in them for this person."""
        folded = (
            (label, tuple(link for link in self.links if link.group is group)) for group, label in _FOLDED
        )
        return tuple(Folded(str(label), links) for label, links in folded if links)


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page for the signed-in official.

    `context["crumbs"]`, when given, is a sequence of (label, address or ""), the way to the page.
    """
    actor = actor_for(request)
    full = {
        "actor": actor,
        "now": timezone.now(),
        **(context or {}),
    }
    return render(request, f"web/{template}", full, status=status)


def house_of(request: HttpRequest | None) -> House | None:
    """The head and foot for this request; None for the public, and on pages made for the public."""
    user = getattr(request, "user", None)
    if request is None or not isinstance(user, Person) or _is_public(request):
        return None
    actor = actor_for(request)
    return House(actor.name, _role_words(actor), tuple(_links(request, actor)))


def is_demonstration() -> bool:
    """Whether made-up officials work here; asked of the database once a minute."""
    return bool(caches["process"].get_or_set("demonstration", has_made_up_people, 60))


def _is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name == "lookup"


def _links(request: HttpRequest, actor: Actor) -> list[Link]:
    return list(_open_to(request, frozenset(seat.role for seat in actor.seats)))


def _open_to(request: HttpRequest, held: frozenset[Role]) -> Iterable[Link]:
    for entry in MENU:
        if entry.roles and held.isdisjoint(entry.roles):
            continue
        url = _address(entry.name)
        below = (url, *(_address(name) for name in entry.also))
        current = request.path == url if entry.name == "home" else request.path.startswith(below)
        yield Link(str(entry.label), url, current, entry.group, entry.key)


@cache_for_ever
def _address(name: str) -> str:
    """⚡ The menu stands on every page, and its addresses never change."""
    return reverse(name)


def _role_words(actor: Actor) -> str:
    words = (
        f"{tr(ROLE_NAMES[seat.role])} ({_('theo ủy quyền')})"
        if seat.delegation
        else tr(ROLE_NAMES[seat.role])
        for seat in actor.seats
    )
    return "; ".join(dict.fromkeys(words))
