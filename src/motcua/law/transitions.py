# SPDX-License-Identifier: EUPL-1.2
"""The transition table: which act leads from which state to which, by whom, on which facts.

The table is data (`transitions.toml`). It is checked when it is read: an act, state, role, place or condition that
is not known is refused, so that a mistyped word can never count as true. Source: domain rules of NĐ 61/2018
Đ.16–21 and NĐ 118/2025 Đ.15–22, cited per row.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from motcua.errors import MotCuaError
from motcua.law.forms import FormRole
from motcua.law.roles import Role
from motcua.law.statuses import State


class TransitionTableError(MotCuaError, ValueError):
    """A transition table says something that is not known. The message names the row and the word."""

    code = "transition_table_refused"


class Act(StrEnum):
    """Everything that can be done to a dossier."""

    FILE = "file"
    RECEIVE = "receive"
    TAKE_IN = "take_in"
    ASK_SUPPLEMENT_BEFORE_RECEPTION = "ask_supplement_before_reception"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT_BEFORE_RECEPTION = "supplement_before_reception"
    SUPPLEMENT = "supplement"
    CLOSE_INCOMPLETE = "close_incomplete"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    RECALL_TRANSFER = "recall_transfer"
    ASSIGN = "assign"
    REASSIGN = "reassign"
    CONSULT = "consult"
    ANSWER_CONSULTATION = "answer_consultation"
    DRAFT = "draft"
    SUBMIT = "submit"
    RECALL = "recall"
    SIGN = "sign"
    SEND_BACK = "send_back"
    NUMBER = "number"
    MAKE_READY = "make_ready"
    RETURN_AT_COUNTER = "return_at_counter"
    RETURN_BY_POST = "return_by_post"
    RETURN_ELECTRONICALLY = "return_electronically"
    ASK_PAYMENT = "ask_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    SUSPEND = "suspend"
    RESUME = "resume"
    DRAFT_APOLOGY = "draft_apology"
    APOLOGISE = "apologise"
    ASK_WITHDRAWAL = "ask_withdrawal"
    ACCEPT_WITHDRAWAL = "accept_withdrawal"
    REJECT_WITHDRAWAL = "reject_withdrawal"
    STOP_ON_REQUEST = "stop_on_request"
    CORRECT = "correct"
    MOVE_TO_SUCCESSOR = "move_to_successor"
    RECALCULATE_DUE = "recalculate_due"


ACT_NAMES: dict[Act, str] = {
    Act.FILE: "Nộp hồ sơ",
    Act.RECEIVE: "Tiếp nhận hồ sơ",
    Act.TAKE_IN: "Tiếp nhận hồ sơ đã nộp",
    Act.ASK_SUPPLEMENT_BEFORE_RECEPTION: "Yêu cầu bổ sung trước khi tiếp nhận",
    Act.ASK_SUPPLEMENT: "Yêu cầu bổ sung",
    Act.SUPPLEMENT_BEFORE_RECEPTION: "Nhận giấy tờ bổ sung trước khi tiếp nhận",
    Act.SUPPLEMENT: "Nhận giấy tờ bổ sung",
    Act.CLOSE_INCOMPLETE: "Đóng hồ sơ do không bổ sung",
    Act.REFUSE: "Từ chối tiếp nhận",
    Act.TRANSFER: "Chuyển hồ sơ",
    Act.RECALL_TRANSFER: "Rút lại việc chuyển hồ sơ",
    Act.ASSIGN: "Phân công thụ lý",
    Act.REASSIGN: "Phân công lại",
    Act.CONSULT: "Lấy ý kiến",
    Act.ANSWER_CONSULTATION: "Trả lời ý kiến",
    Act.DRAFT: "Dự thảo kết quả",
    Act.SUBMIT: "Trình ký",
    Act.RECALL: "Rút lại bản trình",
    Act.SIGN: "Ký kết quả",
    Act.SEND_BACK: "Trả lại dự thảo",
    Act.NUMBER: "Vào số, đóng dấu",
    Act.MAKE_READY: "Chuyển kết quả về Bộ phận Một cửa",
    Act.RETURN_AT_COUNTER: "Trả kết quả tại quầy",
    Act.RETURN_BY_POST: "Trả kết quả qua bưu chính",
    Act.RETURN_ELECTRONICALLY: "Trả kết quả trực tuyến",
    Act.ASK_PAYMENT: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Act.CONFIRM_PAYMENT: "Xác nhận đã thực hiện nghĩa vụ tài chính",
    Act.SUSPEND: "Tạm dừng do bất khả kháng",
    Act.RESUME: "Tiếp tục giải quyết",
    Act.DRAFT_APOLOGY: "Soạn văn bản xin lỗi",
    Act.APOLOGISE: "Xin lỗi và hẹn lại",
    Act.ASK_WITHDRAWAL: "Đề nghị rút hồ sơ",
    Act.ACCEPT_WITHDRAWAL: "Chấp nhận rút hồ sơ",
    Act.REJECT_WITHDRAWAL: "Không chấp nhận rút hồ sơ",
    Act.STOP_ON_REQUEST: "Dừng giải quyết theo yêu cầu",
    Act.CORRECT: "Đính chính kết quả đã trả",
    Act.MOVE_TO_SUCCESSOR: "Chuyển sang cơ quan kế tiếp",
    Act.RECALCULATE_DUE: "Tính lại hạn theo lịch làm việc mới",
}


class Place(StrEnum):
    """Which position of the actor counts for an act."""

    RECEIVING = "receiving"
    COMPETENT = "competent"
    HOLDER = "holder"
    OWN = "own"


class Condition(StrEnum):
    """Facts a transition may require, besides the state."""

    DRAFT_PRESENT = "draft_present"
    CONSULTATION_OPEN = "consultation_open"
    NOT_REAPPOINTED = "not_reappointed"
    STOP_ON_REQUEST_IN_LAW = "stop_on_request_in_law"


CONDITION_REFUSALS: dict[Condition, str] = {
    Condition.DRAFT_PRESENT: "Hồ sơ chưa có dự thảo kết quả. Hãy dự thảo kết quả trước.",
    Condition.CONSULTATION_OPEN: "Không có ý kiến nào đang chờ đơn vị của bạn trả lời.",
    Condition.NOT_REAPPOINTED: "Hồ sơ đã được hẹn lại một lần; pháp luật chỉ cho phép hẹn lại một lần.",
    Condition.STOP_ON_REQUEST_IN_LAW: (
        "Hồ sơ tiếp nhận trước ngày 01/7/2025 theo Nghị định 61/2018: dùng thủ tục rút hồ sơ."
    ),
}
"""Why a condition that does not hold refuses the act, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `target` is None for "same" and for "previous" (then `back` is true)."""

    act: Act
    sources: frozenset[State]
    target: State | None
    back: bool
    roles: frozenset[Role]
    place: Place
    conditions: tuple[Condition, ...]
    form: FormRole | None
    article: str


TransitionTable = Mapping[Act, Transition]

_KEYS = {"act", "from", "to", "roles", "at", "conditions", "form", "article"}


def read_transitions(rows: Iterable[Mapping[str, Any]]) -> TransitionTable:
    """Check and index the rows of a transition table.

    Raises `TransitionTableError` on any unknown or missing word, on an act that appears twice, and on a row that
    nobody may perform.
    """
    table: dict[Act, Transition] = {}
    for number, row in enumerate(rows, start=1):
        transition = _read_row(number, row)
        if transition.act in table:
            raise TransitionTableError(f"row {number}: act {transition.act} appears twice")
        table[transition.act] = transition
    return table


def _read_row(number: int, row: Mapping[str, Any]) -> Transition:
    unknown = set(row) - _KEYS
    if unknown:
        raise TransitionTableError(f"row {number}: unknown keys {sorted(unknown)}")
    try:
        to = row["to"]
        transition = Transition(
            act=Act(row["act"]),
            sources=frozenset(State(word) for word in row["from"]),
            target=None if to in ("same", "previous") else State(to),
            back=to == "previous",
            roles=frozenset(Role(word) for word in row["roles"]),
            place=Place(row["at"]),
            conditions=tuple(Condition(word) for word in row.get("conditions", ())),
            form=FormRole(row["form"]) if "form" in row else None,
            article=row["article"],
        )
    except (KeyError, ValueError) as error:
        raise TransitionTableError(f"row {number}: {error}") from error
    if not transition.roles:
        raise TransitionTableError(f"row {number}: nobody may perform {transition.act}")
    return transition


@cache
def standard_transitions() -> TransitionTable:
    """The table of the house."""
    text = resources.files("motcua.law").joinpath("transitions.toml").read_text("utf-8")
    return read_transitions(tomllib.loads(text)["transition"])
