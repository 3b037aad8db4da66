# SPDX-License-Identifier: EUPL-1.2
"""Who has a duty, where that is told behind it: in brackets, or in a sentence that begins with `Giao`."""

from __future__ import annotations

import re

from motcua.plans.reading.actors import Sentence, begins_duty, heading_unit, taken_apart, units_of
from motcua.plans.reading.columns import is_time

_BRACKETS = re.compile(r"\s*\(([^()]{6,160})\)[\s.;,]*$")
_GIVEN = re.compile(r"[.;,]\s+([Gg]iao(?: cho)? .{6,300})$")
_TIMED = re.compile(r"^([^;]{3,120})\s*[;,]\s+([^;]{3,60})$")
_WITH = re.compile(r"(?:,?\s+chủ trì)?,?\s+phối hợp(?:\s+với)?\s+", re.IGNORECASE)
_DOES = re.compile(r"^thực hiện\s+", re.IGNORECASE)
_FEW = 9


def time_behind(text: str) -> str:
    """The time in brackets behind a duty and who has it: `Rà soát sổ sách (Tổ Văn phòng; tháng 10)`."""
    brackets = _BRACKETS.search(text)
    if brackets is None:
        return ""
    if (timed := _TIMED.match(brackets[1])) and _says_when(timed[2]):
        return timed[2]
    told = _DOES.sub("", taken_apart(brackets[1]).duty)
    return told if is_time(told) else ""


def _says_when(told: str) -> bool:
    """Whether a time stands there, alone or beside another word for it: `hết học kỳ I, trước 31/12`."""
    return any(is_time(part.strip()) for part in told.split(","))


def _unit_and_time(told: str) -> Sentence | None:
    """Who has a duty where a time stands behind the name, whatever the name is; None without a time."""
    timed = _TIMED.match(told)
    if timed is None or not _says_when(timed[2]):
        return None
    name, *helping = _WITH.split(timed[1].strip(), maxsplit=1)
    plain = name if name[:1].isupper() and len(name.split()) <= _FEW and not begins_duty(name) else ""
    unit = heading_unit(name) or plain
    return Sentence(unit, units_of(helping[0]) if helping else (), "") if unit else None


def assigned_behind(text: str) -> tuple[str, Sentence] | None:
    """The duty without what stands behind it, and that taken apart; None where nobody is named there.

    `Kiểm tra công vụ (Văn phòng chủ trì, xong trong quý I)`, `Mở chuyên mục. Giao Phòng Văn hóa thực hiện`.
    """
    if brackets := _BRACKETS.search(text):
        if told := _unit_and_time(brackets[1]):
            return text[: brackets.start()], told
        told = taken_apart(brackets[1])
        unit = told.lead or ("" if "," in brackets[1] else heading_unit(brackets[1]))
        if unit:
            return text[: brackets.start()], Sentence(unit, told.helping, told.duty)
    if (given := _GIVEN.search(text)) and (told := taken_apart(given[1])).lead:
        return (text[: given.start()] if len(told.duty.split()) <= _FEW else text), told
    return None
