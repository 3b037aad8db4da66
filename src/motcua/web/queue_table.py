# SPDX-License-Identifier: EUPL-1.2
"""The queues of the house: who has which, where its rows come from, and what is done there to many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import listing, queries
from motcua.dossiers.models import Dossier
from motcua.law.roles import COUNTER_ROLES, HANDLER_ROLES, RETURN_ROLES, SIGN_ROLES, Role
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue. `roles` are those who have it; `empty` says what will appear in it; `acts` can be done to many of
    its dossiers at once; `column` is the moment it is ordered by."""

    slug: str
    name: Any
    waiting: Any
    empty: Any
    roles: frozenset[Role]
    rows: Callable[[Actor], QuerySet[Dossier]]
    acts: tuple[Act, ...] = ()
    column: str = "due_original"

    @property
    def by_due(self) -> bool:
        """Whether its dossiers have time left to be told; the results at the return desk have not."""
        return self.column == "due_original"


QUEUES: tuple[Queue, ...] = (
    Queue(
        "toi-giu",
        _("Tôi giữ"),
        _("hồ sơ bạn đang giữ"),
        _("Hồ sơ được phân công cho bạn sẽ hiện ở đây, hồ sơ đến hạn trước đứng trước."),
        frozenset(HANDLER_ROLES),
        queries.held_by,
        (Act.SUBMIT, Act.REASSIGN),
    ),
    Queue(
        "quay",
        _("Quầy"),
        _("hồ sơ ở quầy chờ tiếp nhận, chuyển hoặc bổ sung"),
        _("Hồ sơ nộp trực tuyến và hồ sơ đã tiếp nhận mà chưa chuyển đi sẽ hiện ở đây."),
        frozenset(COUNTER_ROLES),
        queries.at_desk,
        (Act.TRANSFER, Act.TAKE_IN),
    ),
    Queue(
        "phan-cong",
        _("Phân công"),
        _("hồ sơ chờ phân công thụ lý"),
        _("Hồ sơ Bộ phận Một cửa chuyển đến đơn vị của bạn sẽ hiện ở đây."),
        frozenset({Role.SECTION_HEAD, Role.AGENCY_HEAD}),
        queries.to_assign,
        (Act.ASSIGN,),
    ),
    Queue(
        "trinh-ky",
        _("Trình ký"),
        _("dự thảo chờ ký"),
        _("Dự thảo kết quả được trình lên bạn sẽ hiện ở đây."),
        frozenset({Role.AGENCY_HEAD}),
        queries.to_sign,
    ),
    Queue(
        "vao-so",
        _("Vào số"),
        _("kết quả chờ vào số, đóng dấu"),
        _("Kết quả đã ký sẽ hiện ở đây để vào số, đóng dấu rồi chuyển về Bộ phận Một cửa."),
        frozenset({Role.CLERK}),
        queries.to_number,
        (Act.NUMBER, Act.MAKE_READY),
    ),
    Queue(
        "tra-ket-qua",
        _("Trả kết quả"),
        _("kết quả chờ trả"),
        _("Kết quả đã chuyển về Bộ phận Một cửa sẽ hiện ở đây, kết quả chờ lâu nhất đứng trước."),
        frozenset(RETURN_ROLES),
        queries.to_return,
        (Act.RETURN_BY_POST, Act.RETURN_ELECTRONICALLY),
        "ended_at",
    ),
    Queue(
        "y-kien",
        _("Ý kiến"),
        _("hồ sơ chờ đơn vị bạn cho ý kiến"),
        _("Hồ sơ mà đơn vị khác đang chờ ý kiến của đơn vị bạn sẽ hiện ở đây."),
        frozenset({*HANDLER_ROLES, *SIGN_ROLES}),
        queries.asked_of,
    ),
    Queue(
        "don-vi",
        _("Cả đơn vị"),
        _("hồ sơ đang ở đơn vị bạn phụ trách"),
        _("Mọi hồ sơ chưa xong đang ở đơn vị bạn phụ trách, ai giữ cũng vậy, sẽ hiện ở đây."),
        frozenset(listing.UNIT_ROLES),
        listing.held_in_units,
        (Act.ASSIGN, Act.REASSIGN),
    ),
)

ACT_KEYS: dict[Act, str] = {
    Act.TRANSFER: "c",
    Act.TAKE_IN: "n",
    Act.ASSIGN: "p",
    Act.REASSIGN: "l",
    Act.SUBMIT: "t",
    Act.NUMBER: "v",
    Act.MAKE_READY: "m",
    Act.RETURN_BY_POST: "b",
    Act.RETURN_ELECTRONICALLY: "o",
}
"""The letter that does an act to everything selected in a queue."""


def queues_of(actor: Actor) -> list[Queue]:
    """The queues the actor has by the positions held today."""
    held = {seat.role for seat in actor.seats}
    return [queue for queue in QUEUES if queue.roles & held]


@dataclass(frozen=True, slots=True)
class Tab:
    """A count that is a link."""

    name: str
    count: str
    url: str
    current: bool
    urgent: bool = False


def count_words(number: int) -> str:
    """How many rows wait: exact up to five hundred, "500+" above."""
    return (
        str(number) if number <= listing.COUNT_UP_TO else _now("%(count)s+") % {"count": listing.COUNT_UP_TO}
    )
