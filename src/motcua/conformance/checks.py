# SPDX-License-Identifier: EUPL-1.2
"""The rules that are watched, as data: what each is called, where the law says so, and the statement that finds
what breaks it.

Every statement reads `acted`: the events of the asked units and period that the check names in `acts`; none reads
the whole log. It gives dossier, sequence of the event, moment, unit, person and facts. Where working time decides,
the statement gives what may be a finding, and `judge` says whether it is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.conformance import statements as sql
from motcua.conformance.judging import Judge, half_gone, idle_long, intake_late, stood_shortly_before
from motcua.conformance.statements import KEPT
from motcua.law.transitions import Act


class Severity(StrEnum):
    """How much a finding weighs. None of them is a verdict: somebody has to look."""

    SERIOUS = "serious"
    WARNING = "warning"
    NOTICE = "notice"


SEVERITY_NAMES: dict[Severity, str] = {
    Severity.SERIOUS: "Nghiêm trọng",
    Severity.WARNING: "Cần xem xét",
    Severity.NOTICE: "Lưu ý",
}
"""Vietnamese name of each severity."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule. `title` says what was found, `advice` what to do about it, `law` where the rule stands.

    `standing`: it tells how things are now, whatever period is asked for. `waiting`: a second statement, for what
    has no event yet because it is still waited for. `keeps` and `kept`: what is kept of each event and how that is
    read, where it is not the finding itself.
    """

    code: str
    title: str
    law: str
    severity: Severity
    advice: str
    sql: str
    acts: tuple[Act, ...] = ()
    judge: Judge | None = None
    standing: bool = False
    waiting: str = ""
    keeps: str = ""
    kept: str = KEPT


CHECKS: Final = (
    Check(
        "due_by_hand",
        "Hạn trả bị sửa ngoài các việc mà pháp luật cho phép",
        "NĐ 61/2018 Đ.19.9",
        Severity.SERIOUS,
        "Đối chiếu diễn biến hồ sơ với hạn đang ghi; chạy kiểm tra chuỗi sự kiện và tìm người đã sửa dữ liệu.",
        sql.DUE_BY_HAND,
        (Act.RECEIVE, Act.TAKE_IN),
        keeps=sql.DUE_TOLD,
        kept=sql.KEPT_DUE,
    ),
    Check(
        "incompatible_steps",
        "Một người làm hai bước không được cùng làm",
        "Quy tắc tách nhiệm vụ của cơ quan",
        Severity.SERIOUS,
        "Xem quyết định nới quy tắc của đơn vị còn cần không; phân công người khác ký hoặc xác nhận.",
        sql.INCOMPATIBLE,
        (Act.SIGN, Act.ANSWER_CONSULTATION, Act.CONFIRM_PAYMENT),
    ),
    Check(
        "paused_to_be_on_time",
        "Đúng hạn nhờ dừng đồng hồ ngay trước hạn",
        "NĐ 61/2018 Đ.19.4, 19.9",
        Severity.SERIOUS,
        "Xem lý do dừng có thật và có đúng lúc không; nếu chỉ để khỏi quá hạn thì phải xin lỗi và hẹn lại.",
        sql.PAUSED,
        (Act.MAKE_READY,),
        stood_shortly_before,
    ),
    Check(
        "paper_beyond_list",
        "Yêu cầu giấy tờ ngoài danh mục đã công bố",
        "NĐ 61/2018 Đ.5.1, 17.1.a",
        Severity.SERIOUS,
        "So với thành phần hồ sơ đã công bố; giấy tờ ngoài danh mục không được yêu cầu, hãy xin lỗi người nộp.",
        sql.BEYOND_LIST,
        (Act.ASK_SUPPLEMENT, Act.ASK_SUPPLEMENT_BEFORE_RECEPTION),
    ),
    Check(
        "received_after_scan",
        "Ngày tiếp nhận muộn hơn ngày nhận giấy tờ tại quầy",
        "NĐ 61/2018 Đ.17.1",
        Severity.SERIOUS,
        "Hỏi vì sao giấy tờ đã quét mà hồ sơ tiếp nhận ngày khác; ngày tiếp nhận là ngày nhận đủ giấy tờ.",
        sql.AFTER_SCAN,
        (Act.RECEIVE,),
    ),
    Check(
        "late_intake",
        "Hồ sơ trực tuyến tiếp nhận hoặc trả lời sau 8 giờ làm việc",
        "NĐ 61/2018 Đ.17.2",
        Severity.WARNING,
        "Phân công người trực hồ sơ trực tuyến hằng ngày, có người thay khi vắng.",
        sql.LATE_INTAKE,
        (Act.TAKE_IN, Act.REFUSE, Act.ASK_SUPPLEMENT_BEFORE_RECEPTION),
        intake_late,
        waiting=sql.INTAKE_WAITING,
    ),
    Check(
        "supplement_late",
        "Yêu cầu bổ sung khi đã hết quá nửa thời hạn",
        "NĐ 61/2018 Đ.19.4",
        Severity.WARNING,
        "Thẩm định hồ sơ ngay khi nhận; yêu cầu bổ sung phải trong 03 ngày làm việc kể từ ngày tiếp nhận.",
        sql.SUPPLEMENT_LATE,
        (Act.ASK_SUPPLEMENT,),
        half_gone,
    ),
    Check(
        "supplement_again",
        "Yêu cầu bổ sung từ lần thứ hai",
        "NĐ 61/2018 Đ.11.2.c, 15.3; NĐ 63/2010 Đ.20.4",
        Severity.WARNING,
        "Yêu cầu bổ sung một lần, đầy đủ; xem vì sao lần đầu không nêu hết.",
        sql.SUPPLEMENT_AGAIN,
        (Act.ASK_SUPPLEMENT, Act.ASK_SUPPLEMENT_BEFORE_RECEPTION),
    ),
    Check(
        "refused_again",
        "Từ chối tiếp nhận nhiều lần cùng một người, cùng thủ tục",
        "NĐ 61/2018 Đ.17.1.b",
        Severity.WARNING,
        "Đọc lại các lý do từ chối; hướng dẫn một lần cho đủ, hoặc mời người nộp đến quầy.",
        sql.REFUSED_AGAIN,
        (Act.REFUSE,),
    ),
    Check(
        "late_transfer",
        "Chuyển hồ sơ muộn hơn trong ngày",
        "NĐ 61/2018 Đ.18.2",
        Severity.NOTICE,
        "Chuyển hồ sơ ngay trong ngày; tiếp nhận sau 15 giờ thì chuyển đầu giờ ngày làm việc sau.",
        sql.LATE_TRANSFER,
        (Act.TRANSFER,),
    ),
    Check(
        "same_device",
        "Nhiều phiếu đánh giá từ một thiết bị trong vài giây",
        "NĐ 61/2018 Đ.27.3",
        Severity.WARNING,
        "Kiểm tra máy đánh giá tại quầy; phiếu phải do người nộp tự chấm.",
        "",
    ),
    Check(
        "idle",
        "Hồ sơ đang giải quyết không có việc gì mới quá lâu",
        "NĐ 61/2018 Đ.19",
        Severity.NOTICE,
        "Hỏi người đang giữ hồ sơ; phân công lại nếu người đó vắng hoặc quá tải.",
        sql.IDLE,
        (),
        idle_long,
        standing=True,
    ),
)
"""Every rule, the gravest first."""

CHECK: Final[Mapping[str, Check]] = {check.code: check for check in CHECKS}
