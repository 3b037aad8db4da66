# SPDX-License-Identifier: EUPL-1.2
"""Refusals of inspections. Nothing was changed when one of these is raised."""

from __future__ import annotations

from motcua.errors import MotCuaError


class InspectionRefused(MotCuaError):
    """This cannot be done: no right, wrong state, words missing. `field` names what was wrong."""

    code = "inspection_refused"

    def __init__(self, message: str, *, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class OwnAnswer(InspectionRefused):
    """Whoever answered a finding for the unit may not judge that answer for the agency that inspected."""

    code = "inspection_own_answer"

    def __init__(self) -> None:
        super().__init__(
            "Bạn là người đã báo cáo khắc phục nên không tự xét báo cáo này.",
            hint="Hãy để cán bộ đầu mối kiểm soát, thanh tra hoặc thủ trưởng khác công nhận hay yêu cầu làm tiếp.",
        )


class InspectionUnknown(MotCuaError, LookupError):
    """There is no such plan, visit or finding, or it is not for these eyes; the two are told apart by nobody."""

    code = "inspection_unknown"

    def __init__(self) -> None:
        super().__init__("Không có nội dung kiểm tra này.", hint="Hãy mở lại từ trang Kiểm tra.")


class ChecklistBroken(MotCuaError, ValueError):
    """A checklist in the data files contradicts itself."""

    code = "checklist_broken"


class LetterNotPrinted(MotCuaError):
    """The typesetter refused the letter."""

    code = "inspection_letter_not_printed"
