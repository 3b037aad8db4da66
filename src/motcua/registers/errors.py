# SPDX-License-Identifier: EUPL-1.2
"""Refusals of the registers. Nothing was changed when one of these is raised."""

from __future__ import annotations

from motcua.errors import MotCuaError


class RegisterRefused(MotCuaError):
    """This cannot be done: no right, wrong state, words missing. `field` names what was wrong."""

    code = "register_refused"

    def __init__(self, message: str, *, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class OwnResult(RegisterRefused):
    """Whoever told what was done about a nonconformity may not confirm that it had its effect."""

    code = "register_own_result"

    def __init__(self) -> None:
        super().__init__(
            "Bạn là người đã ghi kết quả thực hiện nên không tự xác nhận kết quả này.",
            hint="Hãy để thủ trưởng khác, hoặc thủ trưởng cơ quan cấp trên, xác nhận; hoặc yêu cầu làm lại.",
        )


class EntryUnknown(MotCuaError, LookupError):
    """There is no such entry, or it is not for these eyes; the two are told apart by nobody."""

    code = "register_entry_unknown"

    def __init__(self) -> None:
        super().__init__("Không có mục này trong sổ.", hint="Hãy mở lại từ trang của sổ.")
