# SPDX-License-Identifier: EUPL-1.2
"""Why a dossier is not shown yet."""

from motcua.errors import MotCuaError


class ReasonNeeded(MotCuaError):
    """The official may see the dossier, but has no task on it and has not said why they look."""

    code = "reason_needed"

    def __init__(self, dossier_code: str) -> None:
        super().__init__(
            f"Hồ sơ {dossier_code} không thuộc việc bạn đang làm.",
            hint="Hãy nêu lý do xem; lý do được ghi lại và người nộp hồ sơ thấy được.",
        )
        self.dossier_code = dossier_code
