# SPDX-License-Identifier: EUPL-1.2
"""Named errors of the printed forms. A role that a form set lacks is `motcua.law.forms.FormNotInSet`."""

from motcua.errors import MotCuaError


class FormError(MotCuaError):
    """Anything that keeps a statutory form from being made."""

    code = "form_error"


class UnknownFormError(FormError):
    """No such form set or role."""

    code = "form_unknown"

    def __init__(self, form_set: str, role: str) -> None:
        super().__init__(
            f"Không có biểu mẫu «{role}» trong bộ «{form_set}».",
            hint="Hãy chọn bộ tt01_2018 hoặc tt03_2025 và một loại biểu mẫu có trong bộ đó.",
        )


class WrongFormDataError(FormError):
    """The data given belongs to another form."""

    code = "form_data_of_another_form"

    def __init__(self, role: str, expected: str, given: str) -> None:
        super().__init__(
            f"Biểu mẫu «{role}» cần dữ liệu kiểu {expected}, nhưng nhận được {given}.",
            hint="Hãy lập lại dữ liệu cho đúng biểu mẫu.",
        )


class FormTimeError(FormError):
    """A moment without its offset from UTC."""

    code = "form_time_without_zone"

    def __init__(self, field: str) -> None:
        super().__init__(
            f"Thời điểm «{field}» thiếu múi giờ.",
            hint="Hãy ghi thời điểm kèm múi giờ, ví dụ 2026-03-12T08:15:00+07:00.",
        )


class FormDataError(FormError):
    """A saved snapshot that cannot be read back."""

    code = "form_snapshot_unreadable"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Không đọc được dữ liệu đã lưu của biểu mẫu: {detail}.",
            hint="Hãy lấy lại bản lưu gốc; bản lưu không được sửa tay.",
        )


class TimeBarError(FormError):
    """Segments of the time bar that cannot be drawn."""

    code = "form_time_bar_invalid"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Không vẽ được thanh thời gian: {detail}.", hint="Hãy tính lại thời hạn để lấy các đoạn mới."
        )


class FormRenderError(FormError):
    """The typesetter refused the form; the cause is chained."""

    code = "form_render_failed"

    def __init__(self, role: str, detail: str) -> None:
        super().__init__(
            f"Không in được biểu mẫu «{role}»: {detail}.",
            hint="Hãy giữ nguyên dữ liệu và báo người quản trị hệ thống.",
        )
