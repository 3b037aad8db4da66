# SPDX-License-Identifier: EUPL-1.2
"""Named errors of the printed forms. Messages are Vietnamese and say what to do next."""


class FormError(Exception):
    """Anything that keeps a statutory form from being made."""


class UnknownFormError(FormError):
    """No such form set or role."""

    def __init__(self, form_set: str, role: str) -> None:
        super().__init__(
            f"Không có biểu mẫu «{role}» trong bộ «{form_set}». "
            "Hãy chọn bộ tt01_2018 hoặc tt03_2025 và một vai trò biểu mẫu có trong bộ đó."
        )


class FormNotInSetError(FormError):
    """The role exists, but the set of that day has no form for it (a stop notice before 15/9/2025)."""

    def __init__(self, form_set: str, role: str) -> None:
        super().__init__(
            f"Bộ biểu mẫu «{form_set}» không có biểu mẫu «{role}». "
            "Thông báo dừng giải quyết chỉ có từ Thông tư 03/2025/TT-VPCP; với hồ sơ tiếp nhận trước đó, "
            "hãy trả lời bằng văn bản hành chính thông thường."
        )


class WrongFormDataError(FormError):
    """The data given belongs to another form."""

    def __init__(self, role: str, expected: str, given: str) -> None:
        super().__init__(
            f"Biểu mẫu «{role}» cần dữ liệu kiểu {expected}, nhưng nhận được {given}. "
            "Hãy lập lại dữ liệu cho đúng biểu mẫu."
        )


class NaiveTimeError(FormError):
    """A moment without its offset from UTC."""

    def __init__(self, field: str) -> None:
        super().__init__(
            f"Thời điểm «{field}» thiếu múi giờ. Hãy ghi thời điểm kèm múi giờ, ví dụ 2026-03-12T08:15:00+07:00."
        )


class FormDataError(FormError):
    """A saved snapshot that cannot be read back."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Không đọc được dữ liệu đã lưu của biểu mẫu: {detail}. Hãy kiểm tra bản lưu; không sửa tay bản lưu."
        )


class TimeBarError(FormError):
    """Segments of the time bar that cannot be drawn."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Không vẽ được thanh thời gian: {detail}. Hãy tính lại thời hạn để lấy các đoạn mới."
        )


class FormRenderError(FormError):
    """The typesetter refused the form; the cause is chained."""

    def __init__(self, role: str, detail: str) -> None:
        super().__init__(
            f"Không in được biểu mẫu «{role}»: {detail}. Hãy giữ nguyên dữ liệu và báo người quản trị hệ thống."
        )
