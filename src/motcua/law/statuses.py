# SPDX-License-Identifier: EUPL-1.2
"""The ten national status codes and the finer states that map onto them.

The codes are those every system exchanges with the National Portal; they are kept exactly and never improved on
(a supplement is 5, a stop is 8, neither is ever shown as 9). The finer states are ours.
"""

from enum import IntEnum, StrEnum


class NationalStatus(IntEnum):
    """Status of a dossier as exchanged with the National Portal."""

    REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    IN_PROCESS = 4
    SUPPLEMENT_REQUESTED = 5
    FINANCIAL_OBLIGATION = 6
    WITHDRAWAL_REQUESTED = 7
    STOPPED = 8
    PROCESSED = 9
    RETURNED = 10


NATIONAL_STATUS_NAMES: dict[NationalStatus, str] = {
    NationalStatus.REGISTERED: "Mới đăng ký",
    NationalStatus.RECEIVED: "Được tiếp nhận",
    NationalStatus.NOT_RECEIVED: "Không được tiếp nhận",
    NationalStatus.IN_PROCESS: "Đang xử lý",
    NationalStatus.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung giấy tờ",
    NationalStatus.FINANCIAL_OBLIGATION: "Yêu cầu thực hiện nghĩa vụ tài chính",
    NationalStatus.WITHDRAWAL_REQUESTED: "Công dân yêu cầu rút hồ sơ",
    NationalStatus.STOPPED: "Dừng xử lý",
    NationalStatus.PROCESSED: "Đã xử lý xong",
    NationalStatus.RETURNED: "Đã trả kết quả",
}


class State(StrEnum):
    """Where a dossier stands, as finely as the acts need."""

    SUBMITTED = "submitted"
    RECEPTION_SUPPLEMENT = "reception_supplement"
    REFUSED_RECEPTION = "refused_reception"
    RECEIVED = "received"
    TRANSFERRED = "transferred"
    ASSIGNED = "assigned"
    DRAFTED = "drafted"
    SUBMITTED_TO_HEAD = "submitted_to_head"
    SIGNED = "signed"
    SEALED = "sealed"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    PAYMENT_DUE = "payment_due"
    SUSPENDED = "suspended"
    WITHDRAWAL_REQUESTED = "withdrawal_requested"
    WITHDRAWN = "withdrawn"
    STOPPED_ON_REQUEST = "stopped_on_request"
    CLOSED_INCOMPLETE = "closed_incomplete"
    RESULT_READY = "result_ready"
    RETURNED_AT_COUNTER = "returned_at_counter"
    RETURNED_BY_POST = "returned_by_post"
    RETURNED_ELECTRONICALLY = "returned_electronically"


NATIONAL_STATUS: dict[State, NationalStatus] = {
    State.SUBMITTED: NationalStatus.REGISTERED,
    State.RECEPTION_SUPPLEMENT: NationalStatus.SUPPLEMENT_REQUESTED,
    State.REFUSED_RECEPTION: NationalStatus.NOT_RECEIVED,
    State.RECEIVED: NationalStatus.RECEIVED,
    State.TRANSFERRED: NationalStatus.IN_PROCESS,
    State.ASSIGNED: NationalStatus.IN_PROCESS,
    State.DRAFTED: NationalStatus.IN_PROCESS,
    State.SUBMITTED_TO_HEAD: NationalStatus.IN_PROCESS,
    State.SIGNED: NationalStatus.IN_PROCESS,
    State.SEALED: NationalStatus.IN_PROCESS,
    State.SUPPLEMENT_REQUESTED: NationalStatus.SUPPLEMENT_REQUESTED,
    State.PAYMENT_DUE: NationalStatus.FINANCIAL_OBLIGATION,
    State.SUSPENDED: NationalStatus.IN_PROCESS,
    State.WITHDRAWAL_REQUESTED: NationalStatus.WITHDRAWAL_REQUESTED,
    State.WITHDRAWN: NationalStatus.STOPPED,
    State.STOPPED_ON_REQUEST: NationalStatus.STOPPED,
    State.CLOSED_INCOMPLETE: NationalStatus.STOPPED,
    State.RESULT_READY: NationalStatus.PROCESSED,
    State.RETURNED_AT_COUNTER: NationalStatus.RETURNED,
    State.RETURNED_BY_POST: NationalStatus.RETURNED,
    State.RETURNED_ELECTRONICALLY: NationalStatus.RETURNED,
}

STATE_NAMES: dict[State, str] = {
    State.SUBMITTED: "Đã nộp, chờ tiếp nhận",
    State.RECEPTION_SUPPLEMENT: "Chờ bổ sung trước khi tiếp nhận",
    State.REFUSED_RECEPTION: "Không tiếp nhận",
    State.RECEIVED: "Đã tiếp nhận",
    State.TRANSFERRED: "Đã chuyển, chờ phân công",
    State.ASSIGNED: "Đang thụ lý",
    State.DRAFTED: "Đã dự thảo kết quả",
    State.SUBMITTED_TO_HEAD: "Đã trình ký",
    State.SIGNED: "Đã ký, chờ vào số",
    State.SEALED: "Đã vào số, đóng dấu",
    State.SUPPLEMENT_REQUESTED: "Chờ bổ sung giấy tờ",
    State.PAYMENT_DUE: "Chờ thực hiện nghĩa vụ tài chính",
    State.SUSPENDED: "Tạm dừng do bất khả kháng",
    State.WITHDRAWAL_REQUESTED: "Đề nghị rút hồ sơ",
    State.WITHDRAWN: "Đã rút hồ sơ",
    State.STOPPED_ON_REQUEST: "Đã dừng theo yêu cầu",
    State.CLOSED_INCOMPLETE: "Đã đóng do không bổ sung",
    State.RESULT_READY: "Có kết quả, chờ trả",
    State.RETURNED_AT_COUNTER: "Đã trả tại quầy",
    State.RETURNED_BY_POST: "Đã trả qua bưu chính",
    State.RETURNED_ELECTRONICALLY: "Đã trả trực tuyến",
}

WAITING_FOR_APPLICANT = frozenset(
    {State.RECEPTION_SUPPLEMENT, State.SUPPLEMENT_REQUESTED, State.PAYMENT_DUE, State.WITHDRAWAL_REQUESTED}
)
"""The clock stands still or has not begun, because the next move is the applicant's."""

PAUSED = frozenset({State.SUPPLEMENT_REQUESTED, State.PAYMENT_DUE, State.SUSPENDED})
"""The statutory clock is stopped (NĐ 61/2018 Đ.19.4; financial obligation; force majeure)."""

STOPPED = frozenset({State.WITHDRAWN, State.STOPPED_ON_REQUEST, State.CLOSED_INCOMPLETE})
"""Ended without a decision (national status 8)."""

ENDED = STOPPED | frozenset(
    {
        State.REFUSED_RECEPTION,
        State.RETURNED_AT_COUNTER,
        State.RETURNED_BY_POST,
        State.RETURNED_ELECTRONICALLY,
    }
)
"""Nothing more happens to the dossier itself."""

SETTLED = ENDED | {State.RESULT_READY}
"""The statutory clock has ended: settled, refused or stopped, handed over or not."""

NOT_YET_RECEIVED = frozenset({State.SUBMITTED, State.RECEPTION_SUPPLEMENT, State.REFUSED_RECEPTION})
"""The statutory clock never began."""
