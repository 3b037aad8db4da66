# SPDX-License-Identifier: EUPL-1.2
"""Why a ranking was not published. Nothing was changed when one of these is raised."""

from __future__ import annotations

from motcua.errors import MotCuaError


class ScoreError(MotCuaError):
    """Root of the refusals of this room."""

    code = "score_error"


class MayNotPublish(ScoreError):
    """Only the head or the control officer of the unit publishes its rankings."""

    code = "may_not_publish"

    def __init__(self) -> None:
        super().__init__(
            "Bạn không có quyền công bố kết quả của đơn vị này.",
            hint="Việc này thuộc lãnh đạo cơ quan hoặc cán bộ đầu mối kiểm soát thủ tục hành chính của đơn vị.",
        )


class WindowOpen(ScoreError):
    """The window is not over."""

    code = "window_open"

    def __init__(self, label: str) -> None:
        super().__init__(f"{label} chưa kết thúc nên chưa công bố được.", hint="Hãy chọn kỳ đã kết thúc.")


class NothingToPublish(ScoreError):
    """Nobody has a score in the window."""

    code = "nothing_to_publish"

    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label} không có ai có điểm để công bố.", hint="Hãy chọn kỳ khác hoặc đơn vị khác."
        )
