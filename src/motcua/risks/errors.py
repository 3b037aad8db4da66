# SPDX-License-Identifier: EUPL-1.2
"""Refusals of this room."""

from motcua.errors import MotCuaError


class TooLittleHistory(MotCuaError):
    """There are too few finished dossiers to learn from."""

    code = "too_little_history"

    def __init__(self, found: int, wanted: int) -> None:
        super().__init__(
            f"Mới có {found} hồ sơ đã rõ kết quả, cần ít nhất {wanted} để học.",
            hint="Danh sách nguy cơ tự xuất hiện khi đủ hồ sơ; trước đó hãy dùng hàng đợi xếp theo hạn.",
        )
