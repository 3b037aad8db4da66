# SPDX-License-Identifier: EUPL-1.2
"""Why a ballot was not taken. Nothing was changed when one of these is raised."""

from __future__ import annotations

import datetime as dt

from motcua.errors import MotCuaError


class EvaluationError(MotCuaError):
    """Root of the refusals of this room."""

    code = "evaluation_error"


class AlreadyRated(EvaluationError):
    """The dossier has its ballot; there is one for each."""

    code = "already_rated"

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ này đã được đánh giá.", hint="Mỗi hồ sơ đánh giá một lần. Cảm ơn bạn đã dành thời gian."
        )


class RatingClosed(EvaluationError):
    """The days for rating are over."""

    code = "rating_closed"

    def __init__(self, closed_on: dt.date) -> None:
        super().__init__(
            f"Đã hết thời gian đánh giá hồ sơ này (đến hết ngày {closed_on:%d/%m/%Y}).",
            hint="Nếu cần góp ý, hãy gửi phản ánh, kiến nghị đến Bộ phận Một cửa.",
        )


class RatingTooEarly(EvaluationError):
    """Nobody has done anything with the dossier yet."""

    code = "rating_too_early"

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ này chưa được xử lý nên chưa đánh giá được.",
            hint="Hãy quay lại sau khi hồ sơ được tiếp nhận.",
        )


class AnswerRefused(EvaluationError):
    """An answer that is none of those offered."""

    code = "answer_refused"


class TabletUnknown(EvaluationError):
    """No such tablet, or not one of the official's unit."""

    code = "tablet_unknown"

    def __init__(self) -> None:
        super().__init__(
            "Không tìm thấy máy đánh giá này ở đơn vị của bạn.", hint="Hãy tải lại trang hoặc thêm máy mới."
        )


class NotReturned(EvaluationError):
    """The official may not show this dossier on a tablet."""

    code = "not_returned_here"

    def __init__(self, told: str) -> None:
        super().__init__(
            f"Không mời đánh giá được hồ sơ {told[:64]}.",
            hint="Chỉ mời đánh giá hồ sơ do nơi bạn làm việc tiếp nhận và trả kết quả. Hãy kiểm tra mã hồ sơ.",
        )
