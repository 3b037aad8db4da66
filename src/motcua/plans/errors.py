# SPDX-License-Identifier: EUPL-1.2
"""Refusals of this room."""

from motcua.errors import MotCuaError


class PlanError(MotCuaError):
    """Root of the refusals of plans."""

    code = "plan_error"


class PlanUnknown(PlanError):
    """There is no such plan, task or file, or not for this person."""

    code = "plan_unknown"


class PlanRefused(PlanError):
    """Something cannot be done with the plan so, or not by this person. `field` names what was filled in wrongly."""

    code = "plan_refused"

    def __init__(self, message: str, *, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class PlanTooLong(PlanError):
    """The file is longer than any plan; reading it would hold up all others."""

    code = "plan_too_long"

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"{name} dài quá mức đọc được ({what}).",
            hint="Hãy chia thành nhiều tệp, hoặc chỉ tải lên văn bản kế hoạch và phụ lục giao việc.",
        )


class PlanChanged(PlanError):
    """Somebody else changed the same task or head after the page was opened. Nothing was written."""

    code = "plan_changed_meanwhile"

    def __init__(self, who: str = "") -> None:
        by = f" ({who})" if who else ""
        super().__init__(
            f"Người khác vừa sửa mục này{by}; thay đổi của bạn chưa được ghi.",
            hint="Hãy xem giá trị mới rồi quyết định lại.",
        )
