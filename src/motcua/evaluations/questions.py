# SPDX-License-Identifier: EUPL-1.2
"""What a ballot asks.

No form is prescribed for the whole country: the office of the province designs it (TT 01/2018/TT-VPCP Đ.12.4) from
the contents citizens judge by (NĐ 61/2018/NĐ-CP Đ.31) and the indicators of Đ.13. One question has to be answered,
all the others may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

DISLIKE_AT_MOST: Final = 2
"""A ballot of 1 or 2 is a dislike (chê) in the sense of indicator 5.4 of QĐ 766/QĐ-TTg."""
SATISFIED_FROM: Final = 4
"""A ballot of 4 or 5 is a satisfied one."""

OVERALL: Final[tuple[tuple[int, Any], ...]] = (
    (5, _("Rất hài lòng")),
    (4, _("Hài lòng")),
    (3, _("Bình thường")),
    (2, _("Không hài lòng")),
    (1, _("Rất không hài lòng")),
)


class Asked(StrEnum):
    """The questions that may be left out, by the name of their column."""

    TIME = "time"
    CONTACTS = "contacts"
    AGENCIES = "agencies"
    PUBLICITY = "publicity"
    ATTITUDE = "attitude"
    PETITIONS = "petitions"
    EXTRA_COST = "extra_cost"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers. `indicator` is the one of TT 01/2018 Đ.13 it informs, None for none of them."""

    asked: Asked
    words: Any
    answers: tuple[tuple[str, Any], ...]
    indicator: int | None = None
    hint: Any = ""


QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        Asked.ATTITUDE,
        _("Công chức hướng dẫn, tiếp nhận, giải quyết có thái độ thế nào?"),
        (("good", _("Tận tình, đúng mực")), ("fair", _("Bình thường")), ("bad", _("Chưa đúng mực"))),
        indicator=7,
    ),
    Question(
        Asked.TIME,
        _("Bạn nhận kết quả sớm hay muộn so với ngày hẹn?"),
        (
            ("early", _("Sớm hơn ngày hẹn")),
            ("on_time", _("Đúng ngày hẹn")),
            ("late", _("Muộn hơn ngày hẹn")),
        ),
        indicator=1,
    ),
    Question(
        Asked.CONTACTS,
        _("Sau khi nộp, bạn phải liên hệ thêm mấy lần để hoàn thiện hồ sơ?"),
        (
            ("none", _("Không lần nào")),
            ("once", _("Một lần")),
            ("more", _("Nhiều lần")),
            ("own_fault", _("Nhiều lần, do tôi nộp thiếu hoặc sai")),
        ),
        indicator=3,
        hint=_("Tính cả gọi điện và trực tuyến."),
    ),
    Question(
        Asked.AGENCIES,
        _("Bạn phải đến mấy cơ quan để hoàn thiện hồ sơ?"),
        (
            ("none", _("Không phải đến cơ quan nào")),
            ("centre", _("Chỉ Bộ phận Một cửa")),
            ("more", _("Nhiều cơ quan khác nhau")),
        ),
        indicator=4,
        hint=_("Không tính buổi kiểm tra thực địa hoặc họp hội đồng mà luật yêu cầu có mặt bạn."),
    ),
    Question(
        Asked.PUBLICITY,
        _("Bạn có xem được hướng dẫn thủ tục không?"),
        (
            ("both", _("Có, cả bảng niêm yết và trên mạng")),
            ("one", _("Chỉ một trong hai nơi")),
            ("none", _("Không xem được")),
        ),
        indicator=6,
    ),
    Question(
        Asked.PETITIONS,
        _("Nếu đã phản ánh, kiến nghị, bạn có được trả lời không?"),
        (
            ("answered", _("Được trả lời")),
            ("not_answered", _("Không được trả lời")),
            ("no_petition", _("Tôi không phản ánh gì")),
        ),
        indicator=8,
    ),
    Question(
        Asked.EXTRA_COST,
        _("Bạn có phải trả khoản nào ngoài phí, lệ phí quy định không?"),
        (("no", _("Không")), ("yes", _("Có"))),
    ),
)
"""In the order in which they are asked."""

ANSWERS: Final[Mapping[Asked, frozenset[str]]] = {
    question.asked: frozenset(value for value, _words in question.answers) for question in QUESTIONS
}
REMARK_AT_MOST: Final = 1000
"""Letters of a remark."""
