# SPDX-License-Identifier: EUPL-1.2
"""Who has a duty, where that is told behind it: in brackets, or in a sentence that begins with `Giao`."""

from __future__ import annotations

import re

from motcua.plans.reading.actors import Sentence, heading_unit, taken_apart

_BRACKETS = re.compile(r"\s*\(([^()]{6,160})\)[\s.;,]*$")
_GIVEN = re.compile(r"[.;,]\s+([Gg]iao(?: cho)? .{6,300})$")
_FEW = 9


def assigned_behind(text: str) -> tuple[str, Sentence] | None:
    """The duty without what stands behind it, and that taken apart; None where nobody is named there.

    `Kiểm tra công vụ (Văn phòng chủ trì, xong trong quý I)`, `Mở chuyên mục. Giao Phòng Văn hóa thực hiện`.
    """
    if brackets := _BRACKETS.search(text):
        told = taken_apart(brackets[1])
        unit = told.lead or ("" if "," in brackets[1] else heading_unit(brackets[1]))
        if unit:
            return text[: brackets.start()], Sentence(unit, told.helping, told.duty)
    if (given := _GIVEN.search(text)) and (told := taken_apart(given[1])).lead:
        return (text[: given.start()] if len(told.duty.split()) <= _FEW else text), told
    return None
