# SPDX-License-Identifier: EUPL-1.2
"""Vietnamese sentences for the steps of an explanation."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.law.explanations import Step

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_RECEIPT_REASONS = {
    "before_opening": "hồ sơ đến trước giờ mở cửa",
    "lunch_break": "hồ sơ đến vào giờ nghỉ trưa",
    "after_hours": "hồ sơ đến sau giờ làm việc",
    "weekend": "hồ sơ đến vào ngày nghỉ hằng tuần",
    "reception_only": "hồ sơ đến vào buổi chỉ tiếp nhận, không tính vào thời hạn",
}
_OFF_REASONS = {
    "weekend": "ngày nghỉ hằng tuần",
    "reception_only": "chỉ tiếp nhận và trả hồ sơ, không tính vào thời hạn",
}
_FOLDED = {"counted_day", "skipped_day", "paused_day"}


def moment_words(moment: datetime) -> str:
    """`17:30 thứ Hai, 19/02/2024`."""
    at = f"{moment.hour:02}:{moment.minute:02}" if moment.hour or moment.minute else "00:00"
    return f"{at} {_WEEKDAYS[moment.weekday()]}, {_date(moment)}"


def day_words(day: date) -> str:
    """`thứ Hai 19/02/2024`."""
    return f"{_WEEKDAYS[day.weekday()]} {_date(day)}"


def minutes_words(minutes: int) -> str:
    """`6 giờ 30 phút`, `45 phút`, `8 giờ`."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} giờ" if hours else "", f"{rest} phút" if rest else "") if part
    )


def step_sentences(steps: Sequence["Step"], mode: str, limit_label: str, cutoff: str) -> tuple[str, ...]:
    """One sentence per step; runs of days counted, skipped or paused for the same reason become one."""
    sentences = []
    for (kind, _, _), group in groupby(steps, key=_fold_key):
        run = list(group)
        if kind in _FOLDED:
            sentences.append(_DAYS[kind](run, mode))
        else:
            sentences.extend(_single(step, limit_label, cutoff) for step in run)
    return tuple(sentences)


def _fold_key(step: "Step") -> tuple[str, str, str]:
    # Numbered days of one feast carry its name with an addition in brackets: "Tết Nguyên đán (mùng 1)".
    return step.kind.value, step.reason.value if step.reason else "", step.name.partition(" (")[0]


def _date(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _span(run: list["Step"]) -> str:
    if len(run) == 1:
        return day_words(run[0].day)
    return f"từ {day_words(run[0].day)} đến {day_words(run[-1].day)} ({len(run)} ngày)"


def _counted(run: list["Step"], mode: str) -> str:
    worked = " (ngày làm bù)" if run[0].reason == "swapped_working_day" else ""
    if mode == "rolling":
        return f"Tính {_span(run)}{worked}: {minutes_words(sum(step.minutes for step in run))} làm việc."
    first, last = run[0].number, run[-1].number
    numbers = f"ngày thứ {first}" if first == last else f"ngày thứ {first} đến ngày thứ {last}"
    return f"Tính {_span(run)}{worked}: {numbers}."


def _skipped(run: list["Step"], _: str) -> str:
    first = run[0]
    reason = first.name if len(run) == 1 else first.name.partition(" (")[0]
    return f"Không tính {_span(run)}: {reason or _OFF_REASONS.get(first.reason or '', 'ngày nghỉ')}."


def _paused(run: list["Step"], _: str) -> str:
    return f"Không tính {_span(run)}: thời gian tạm dừng."


_DAYS = {"counted_day": _counted, "skipped_day": _skipped, "paused_day": _paused}


def _single(step: "Step", limit_label: str, cutoff: str) -> str:
    begins = moment_words(step.begins) if step.begins else ""
    match step.kind.value:
        case "receipt":
            return f"Hồ sơ được nhận lúc {begins}."
        case "effective_receipt":
            return _effective(step, begins, cutoff)
        case "restart":
            ends = moment_words(step.ends) if step.ends else ""
            return f"Giấy tờ được bổ sung đủ lúc {begins}; thời hạn tính lại từ đầu, kể từ {ends}."
        case "first_day":
            return f"Không tính {day_words(step.day)}: ngày đầu tiên của thời hạn."
        case "paused_minutes":
            return f"Không tính {minutes_words(step.minutes)} tạm dừng trong {day_words(step.day)}."
        case "limit_end":
            return f"Ngày hết {limit_label} tính từ ngày đầu tiên: {day_words(step.day)}."
        case "rolled_end":
            why = step.name or _OFF_REASONS.get(step.reason or "", "ngày nghỉ")
            return f"Ngày cuối là ngày nghỉ ({why}) nên chuyển sang ngày làm việc kế tiếp: {day_words(step.day)}."
        case _:
            return f"Hạn giải quyết ({limit_label}): {begins}."


def _effective(step: "Step", begins: str, cutoff: str) -> str:
    if step.reason == "in_hours":
        return f"Hồ sơ đến trong giờ làm việc nên được tính từ {begins}."
    reason = _RECEIPT_REASONS.get(step.reason or "", f"hồ sơ đến vào ngày nghỉ: {step.name}")
    if step.reason == "cutoff":
        reason = f"hồ sơ đến từ {cutoff} trở đi (giờ chốt tiếp nhận)"
    return f"Thời hạn được tính từ {begins} vì {reason}."
