# SPDX-License-Identifier: EUPL-1.2
"""How far a procedure is carried out online (mức độ dịch vụ công trực tuyến).

Two levels since NĐ 42/2022/NĐ-CP, in place of the four before it. Since 1 July 2026 NĐ 224/2026/NĐ-CP asks for the
whole of it, and for the reason to be published where only a part can be done online.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from motcua.law.names import fold


class OnlineLevel(StrEnum):
    """Whether an applicant must come to the office at least once (một phần) or never (toàn trình)."""

    FULL = "full"
    PARTIAL = "partial"


LEVEL_NAMES: Final = {OnlineLevel.FULL: "Toàn trình", OnlineLevel.PARTIAL: "Một phần"}
"""The words of the decrees."""

_FOLDED: Final = {level: fold(name) for level, name in LEVEL_NAMES.items()}
_SUBJECT: Final = fold("trực tuyến")


def level_in_name(name: str) -> OnlineLevel | None:
    """The level that the published name of a procedure tells; None where it tells none, or both.

    >>> level_in_name("Đăng ký xe tạm thời thực hiện bằng dịch vụ công trực tuyến toàn trình")
    <OnlineLevel.FULL: 'full'>
    >>> level_in_name("Cấp lại biển số bằng dịch vụ công trực tuyến một phần hoặc toàn trình") is None
    True
    """
    words = fold(name)
    if _SUBJECT not in words:
        return None
    told = [level for level, word in _FOLDED.items() if word in words]
    return told[0] if len(told) == 1 else None
