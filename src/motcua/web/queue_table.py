# SPDX-License-Identifier: EUPL-1.2
"""The queues of the house: who has which, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.law.roles import COUNTER_ROLES, HANDLER_ROLES, RETURN_ROLES, SIGN_ROLES, Role
from motcua.organisations.actors import Actor

COUNT_UP_TO = 1000
"""Above this a count is told as "more than": nobody works off an exact larger number."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue. `roles` are those who have it; `empty` says what will appear in it."""

    slug: str
    name: Any
    waiting: Any
    empty: Any
    roles: frozenset[Role]
    rows: Callable[[Actor], QuerySet[Dossier]]


QUEUES: tuple[Queue, ...] = (
    Queue(
        "toi-giu",
        _("Tôi giữ"),
        _("hồ sơ bạn đang giữ"),
        _("Hồ sơ được phân công cho bạn sẽ hiện ở đây, hồ sơ đến hạn trước đứng trước."),
        frozenset(HANDLER_ROLES),
        queries.held_by,
    ),
    Queue(
        "quay",
        _("Quầy"),
        _("hồ sơ ở quầy chờ tiếp nhận, chuyển hoặc bổ sung"),
        _("Hồ sơ nộp trực tuyến và hồ sơ đã tiếp nhận mà chưa chuyển đi sẽ hiện ở đây."),
        frozenset(COUNTER_ROLES),
        queries.at_desk,
    ),
    Queue(
        "phan-cong",
        _("Phân công"),
        _("hồ sơ chờ phân công thụ lý"),
        _("Hồ sơ Bộ phận Một cửa chuyển đến đơn vị của bạn sẽ hiện ở đây."),
        frozenset({Role.SECTION_HEAD, Role.AGENCY_HEAD}),
        queries.to_assign,
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
    ),
    Queue(
        "tra-ket-qua",
        _("Trả kết quả"),
        _("kết quả chờ trả"),
        _("Kết quả đã chuyển về Bộ phận Một cửa sẽ hiện ở đây, kết quả chờ lâu nhất đứng trước."),
        frozenset(RETURN_ROLES),
        queries.to_return,
    ),
    Queue(
        "y-kien",
        _("Ý kiến"),
        _("hồ sơ chờ đơn vị bạn cho ý kiến"),
        _("Hồ sơ mà đơn vị khác đang chờ ý kiến của đơn vị bạn sẽ hiện ở đây."),
        frozenset({*HANDLER_ROLES, *SIGN_ROLES}),
        queries.asked_of,
    ),
)


def queues_of(actor: Actor) -> list[Queue]:
    """The queues the actor has by the positions held today."""
    held = {seat.role for seat in actor.seats}
    return [queue for queue in QUEUES if queue.roles & held]


def count_words(rows: QuerySet[Dossier]) -> str:
    """How many rows wait: exact up to a thousand, "hơn 1000" above. One query of bounded cost."""
    number = rows.order_by()[: COUNT_UP_TO + 1].count()
    return str(number) if number <= COUNT_UP_TO else _("hơn %(count)s") % {"count": COUNT_UP_TO}
